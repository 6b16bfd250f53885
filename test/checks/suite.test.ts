import { beforeAll, expect, it } from 'vitest';
import { againstGolden } from '../../src/checks/against-golden.ts';
import type { CheckEnvironment, DesignText } from '../../src/checks/check-environment.ts';
import { combine } from '../../src/checks/combine.ts';
import { strongestOf } from '../../src/checks/strongest.ts';
import { climb, type SuiteRequest } from '../../src/checks/suite.ts';
import { describeWith, realEnvironment } from '../tools/real-tools.ts';

const design = (top: string, body: string, ports = 'input wire a, input wire b, output wire y'): DesignText => ({
  top,
  files: [{ path: `${top}.v`, text: `module ${top}(${ports});\n${body}\nendmodule\n` }],
});
const AND = design('gate', 'assign y = a & b;');
const OR = design('gate', 'assign y = a | b;');
const GOLDEN = design('golden', "assign y = a ? b : 1'b0;");

/** Counts every comparison; prints one count line at the end, as public benches do. */
const BENCH = `module tb;
  reg a, b; wire y; integer i, errors;
  gate dut(.a(a), .b(b), .y(y));
  initial begin
    errors = 0;
    for (i = 0; i < 4; i = i + 1) begin
      {a, b} = i; #1;
      if (y !== (a & b)) errors = errors + 1;
    end
    $display("Mismatches: %0d in %0d samples", errors, i);
    $finish;
  end
endmodule
`;
/** Says that all is well, whatever the design does. */
const VACUOUS = `module tb;
  reg a, b; wire y;
  gate dut(.a(a), .b(b), .y(y));
  initial begin #1; $display("Mismatches: 0 in 4 samples"); $finish; end
endmodule
`;

describeWith(['iverilog', 'vvp', 'verilator', 'yosys'], 'the ladder of checks', () => {
  let environment: CheckEnvironment;
  beforeAll(async () => {
    environment = await realEnvironment();
  });
  const run = (request: Partial<SuiteRequest>) =>
    climb(environment, {
      design: AND,
      profile: 'candidate',
      ports: null,
      golden: null,
      testbench: null,
      portMap: {},
      further: [],
      ...request,
    });
  const bench = (text: string) => ({ top: null, files: [{ path: 'tb.v', text }], data: [] });
  const equivalence = (portMap = {}) => [againstGolden(environment, { budgetMs: 10_000, seed: 1, portMap })];

  it('proves a restyled twin', async () => {
    const verdicts = await run({ golden: GOLDEN, further: equivalence() });
    expect(combine(verdicts)).toBe('pass');
    expect(strongestOf(verdicts)).toMatch(/^proved equivalent/);
  });

  it('fails a different design and says where', async () => {
    const verdicts = await run({ design: OR, golden: GOLDEN, further: equivalence() });
    expect(combine(verdicts)).toBe('fail');
    expect(verdicts.at(-1)?.evidence).toContainEqual(expect.objectContaining({ kind: 'counterexample' }));
  });

  it('stops at an interface that differs', async () => {
    const wide = design('gate', 'assign y = a[0] & b;', 'input wire [1:0] a, input wire b, output wire y');
    const verdicts = await run({ design: wide, golden: GOLDEN, further: equivalence() });
    expect(verdicts.map((verdict) => [verdict.check, verdict.status])).toContainEqual(['interface', 'fail']);
    expect(verdicts.at(-1)).toMatchObject({ check: 'equivalence', status: 'skipped' });
  });

  it('compares through a port map', async () => {
    const renamed = design('gate', 'assign out = p & b;', 'input wire p, input wire b, output wire out');
    const portMap = { a: 'p', y: 'out' };
    expect(combine(await run({ design: renamed, golden: GOLDEN, portMap, further: equivalence(portMap) }))).toBe(
      'pass',
    );
  });

  it('is an error when the golden is broken, never a verdict on the candidate', async () => {
    const broken = { top: 'golden', files: [{ path: 'golden.v', text: 'module golden(input a); assign ; endmodule' }] };
    expect(combine(await run({ golden: broken, further: equivalence() }))).toBe('error');
  });

  it('never compares a candidate with itself for want of a golden', async () => {
    const [check] = equivalence();
    expect(await check!(AND, null)).toMatchObject({ status: 'error' });
  });

  it('refuses a design that ends the simulation, and runs nothing after', async () => {
    const verdicts = await run({
      design: design('gate', 'initial $finish; assign y = a & b;'),
      testbench: bench(BENCH),
    });
    expect(verdicts[0]).toMatchObject({ check: 'screen', status: 'fail' });
    expect(verdicts.at(-1)).toMatchObject({ check: 'simulate', status: 'skipped' });
  });

  it('believes a testbench without golden only after it has rejected an unknown design', async () => {
    expect((await run({ testbench: bench(BENCH) })).at(-1)).toMatchObject({ check: 'simulate', status: 'pass' });
    expect((await run({ design: OR, testbench: bench(BENCH) })).at(-1)).toMatchObject({ status: 'fail' });
    expect((await run({ design: OR, testbench: bench(VACUOUS) })).at(-1)).toMatchObject({ status: 'unknown' });
  });

  it('measures a testbench with the golden where there is one', async () => {
    const verdicts = await run({ golden: GOLDEN, testbench: bench(BENCH) });
    expect(verdicts.at(-1)?.evidence).toContainEqual(
      expect.objectContaining({ kind: 'samples', compared: 4, expected: 4 }),
    );
  });
});
