import { beforeAll, describe, expect, it } from 'vitest';
import type { CheckEnvironment } from '../../src/checks/check-environment.ts';
import { checkRoundTrip } from '../../src/checks/roundtrip/index.ts';
import type { DesignPlan, PlanModule, PlanNode } from '../../src/contracts/plan.ts';
import { emitVerilog, lowerPlan } from '../../src/ir/index.ts';
import { describeWith, realEnvironment } from '../tools/real-tools.ts';

const bit = { width: 1 };

const planOf = (module: Omit<PlanModule, 'name'>): DesignPlan => ({
  ir: 'veriloom/plan@1',
  top: 'dut',
  modules: [{ name: 'dut', ...module }],
});

const table = (rows: readonly (readonly [string, string])[], rest: Partial<PlanNode> = {}): DesignPlan =>
  planOf({
    ports: [
      { name: 'a', dir: 'input', type: { width: 2 } },
      { name: 'y', dir: 'output', type: bit },
    ],
    body: [
      {
        kind: 'table',
        inputs: ['a[1]', 'a[0]'],
        outputs: ['y'],
        missing: 'error',
        rows: rows.map(([input, output]) => ({ in: [...input], out: [output] })),
        ...rest,
      } as PlanNode,
    ],
  });

const XOR = [
  ['00', '0'],
  ['01', '1'],
  ['10', '1'],
  ['11', '0'],
] as const;

/** A machine that is in B after a 1 and in A after a 0; z tells B. */
const follower = (toB = 'B'): DesignPlan =>
  planOf({
    ports: ['clk', 'rst', 'x']
      .map((name) => ({ name, dir: 'input' as const, type: bit }))
      .concat([{ name: 'z', dir: 'output' as never, type: bit }]),
    domains: [{ name: 'd', clock: 'clk', edge: 'pos', reset: { signal: 'rst', kind: 'sync', active: 'high' } }],
    body: [
      {
        kind: 'fsm',
        name: 'm',
        style: 'moore',
        realise: { domain: 'd', reset_state: 'A' },
        encoding: { scheme: 'free' },
        states: [
          { name: 'A', out: { z: "1'b0" } },
          { name: 'B', out: { z: "1'b1" } },
        ],
        trans: [
          { from: 'A', guard: 'x', to: toB },
          { from: 'A', guard: '!x', to: 'A' },
          { from: 'B', guard: 'x', to: 'B' },
          { from: 'B', guard: '!x', to: 'A' },
        ],
      },
    ],
  });

function verilogOf(plan: DesignPlan): string {
  const lowered = lowerPlan(plan);
  if (!lowered.ok) throw new Error(lowered.error.map((finding) => finding.message).join('; '));
  return emitVerilog(lowered.value.rtl);
}

describeWith(['iverilog', 'vvp'], 'the round trip', () => {
  let environment: CheckEnvironment;
  beforeAll(async () => {
    environment = await realEnvironment();
  });
  const replay = (plan: DesignPlan, verilog: string) =>
    checkRoundTrip(
      { plan, design: { top: 'dut', files: [{ path: 'dut.v', text: verilog }] }, seed: 7, nonce: 'n0123' },
      environment,
    );

  it('passes a table that was lowered faithfully, with every point compared', async () => {
    const plan = table(XOR);
    const verdict = await replay(plan, verilogOf(plan));
    expect(verdict.status).toBe('pass');
    expect(verdict.evidence).toContainEqual(expect.objectContaining({ kind: 'samples', compared: 4, mismatched: 0 }));
  });

  it('fails Verilog that is wrong in one cell', async () => {
    const verdict = await replay(table(XOR), 'module dut(input wire [1:0] a, output wire y); assign y = |a; endmodule');
    expect(verdict).toMatchObject({ status: 'fail' });
    expect(verdict.evidence).toContainEqual(expect.objectContaining({ kind: 'samples', compared: 4, mismatched: 1 }));
  });

  it('shows the cell that is wrong, with what stands in the spec', async () => {
    const verdict = await replay(table(XOR), 'module dut(input wire [1:0] a, output wire y); assign y = |a; endmodule');
    expect(verdict.evidence.find((one) => one.kind === 'counterexample')).toEqual({
      kind: 'counterexample',
      trace: [{ step: 4, inputs: { a: '11' }, got: { y: '1' }, expected: { y: '0' } }],
      atStep: 4,
      signals: ['y'],
      replayedIn: 'icarus',
    });
  });

  it('shows the steps that lead to the first wrong output of a machine', async () => {
    const verdict = await replay(follower(), verilogOf(follower('A')));
    const shown = verdict.evidence.find((one) => one.kind === 'counterexample');
    expect(shown).toMatchObject({ signals: ['z'] });
    const [before, at] = shown?.kind === 'counterexample' ? shown.trace.slice(-2) : [];
    expect([before?.inputs['x'], before?.expected['z'], at?.expected['z'], at?.got['z']]).toEqual(['1', '0', '1', '0']);
  });

  it('leaves out a machine whose guards read what no port shows', async () => {
    const [module] = follower().modules;
    if (module === undefined) throw new Error('there is a module');
    const seen: PlanNode = { kind: 'reg', name: 'seen', type: bit, domain: 'd', reset: 0, next: [{ to: 'x' }] };
    const body = module.body.map((node) =>
      node.kind === 'fsm'
        ? { ...node, trans: node.trans.map((edge) => ({ ...edge, guard: `${edge.guard} & seen` })) }
        : node,
    );
    const plan = { ...follower(), modules: [{ ...module, body: [seen, ...body] }] };
    expect(await replay(plan, verilogOf(plan))).toMatchObject({ status: 'skipped' });
  });

  it('shows don’t-care bits as such', async () => {
    const plan = table(
      [
        ['00', '0-'],
        ['01', '11'],
      ].map(([a, y]) => [a, y] as [string, string]),
      { outputs: ['y'] } as Partial<PlanNode>,
    );
    const wide = {
      ...plan,
      modules: plan.modules.map((module) => ({
        ...module,
        ports: module.ports.map((port) => (port.name === 'y' ? { ...port, type: { width: 2 } } : port)),
      })),
    };
    const verdict = await replay(
      wide,
      "module dut(input wire [1:0] a, output wire [1:0] y); assign y = 2'b01; endmodule",
    );
    expect(verdict.evidence.find((one) => one.kind === 'counterexample')).toMatchObject({
      trace: [{ inputs: { a: '01' }, got: { y: '01' }, expected: { y: '11' } }],
    });
    const first = await replay(
      wide,
      "module dut(input wire [1:0] a, output wire [1:0] y); assign y = 2'b11; endmodule",
    );
    expect(first.evidence.find((one) => one.kind === 'counterexample')).toMatchObject({
      trace: [{ expected: { y: '0-' } }],
    });
  });

  it('fails an output that is x where the table says 0 or 1', async () => {
    const verdict = await replay(
      table(XOR),
      "module dut(input wire [1:0] a, output wire y); assign y = a[0] ? 1'bx : a[1]; endmodule",
    );
    expect(verdict.status).toBe('fail');
  });

  it('does not look at don’t-care cells', async () => {
    const plan = table([
      ['00', '0'],
      ['01', '1'],
      ['1-', '-'],
    ]);
    const verdict = await replay(
      plan,
      'module dut(input wire [1:0] a, output wire y); assign y = a[0] & ~a[1]; endmodule',
    );
    expect(verdict.status).toBe('pass');
  });

  it('demands 0 for rows that the table leaves out under the zero rule', async () => {
    const plan = table([['01', '1']], { missing: 'zero' } as Partial<PlanNode>);
    expect((await replay(plan, verilogOf(plan))).status).toBe('pass');
    const loose = 'module dut(input wire [1:0] a, output wire y); assign y = a[0]; endmodule';
    expect((await replay(plan, loose)).status).toBe('fail');
  });

  it('walks a machine and passes its own Verilog', async () => {
    const plan = follower();
    expect(await replay(plan, verilogOf(plan))).toMatchObject({ status: 'pass' });
  });

  it('fails a machine that misses one edge', async () => {
    expect(await replay(follower(), verilogOf(follower('A')))).toMatchObject({ status: 'fail' });
  });

  it('is an error of ours when the Verilog does not compile', async () => {
    expect(
      await replay(table(XOR), 'module dut(input wire [1:0] a, output wire y); assign y = ; endmodule'),
    ).toMatchObject({
      status: 'error',
    });
  });

  it('is unknown when the run ends before the comparisons', async () => {
    const early = 'module dut(input wire [1:0] a, output wire y); initial $finish; assign y = ^a; endmodule';
    expect((await replay(table(XOR), early)).status).toBe('unknown');
  });
});

describe('plans without a table or machine', () => {
  it('have nothing to replay', async () => {
    const plan = planOf({
      ports: [
        { name: 'a', dir: 'input', type: bit },
        { name: 'y', dir: 'output', type: bit },
      ],
      body: [{ kind: 'assign', lhs: 'y', rhs: '~a' }],
    });
    const environment = { now: () => 0 } as unknown as CheckEnvironment;
    const verdict = await checkRoundTrip({ plan, design: { top: 'dut', files: [] }, seed: 1, nonce: 'n' }, environment);
    expect(verdict.status).toBe('skipped');
  });
});
