import { describe, expect, it } from 'vitest';
import type { DesignText } from '../../src/checks/check-environment.ts';
import { auditTestbench } from '../../src/checks/testbench-audit.ts';
import { makeMutants } from '../../src/checks/testbench-audit-mutants.ts';
import { auditWithMutants } from '../../src/checks/testbench-audit-run.ts';
import type { Evidence, Verdict, VerdictStatus } from '../../src/contracts/verdict.ts';
import { describeMutation, parseMutationList } from '../../src/tools/yosys/mutate.ts';
import { describeWith, realEnvironment } from '../tools/real-tools.ts';

const GOLDEN = `module latch_free(input clk, input rst, input [3:0] d, output reg [3:0] q, output odd);
  always @(posedge clk) if (rst) q <= 4'd0; else q <= q + d;
  assign odd = q[0];
endmodule
`;
const golden: DesignText = { top: 'latch_free', files: [{ path: 'g.v', text: GOLDEN }] };

const bench = (cycles: number, checksOdd: boolean) => `module tb;
  reg clk, rst; reg [3:0] d, m; wire [3:0] q; wire odd; integer i, bad;
  latch_free dut (.clk(clk), .rst(rst), .d(d), .q(q), .odd(odd));
  initial begin
    bad = 0; clk = 0; rst = 1; d = 0; m = 0;
    for (i = 0; i < ${cycles}; i = i + 1) begin
      m = rst ? 4'd0 : m + d;
      #5 clk = 1; #1 if (q !== m${checksOdd ? ' || odd !== m[0]' : ''}) bad = bad + 1;
      #4 clk = 0; #1 if (q !== m) bad = bad + 1;
      rst = (i % 7 == 6); d = i * 5 + 3;
    end
    $display("RESULT compared=%0d mismatched=%0d", ${cycles}, bad);
    $finish;
  end
endmodule
`;

describeWith(['iverilog', 'yosys', 'yosys-abc'], 'the audit of a testbench', () => {
  const audit = async (text: string) =>
    auditWithMutants(await realEnvironment(), {
      golden,
      bench: { top: 'tb', files: [{ path: 'tb.v', text }], data: [] },
      dut: 'latch_free',
      sourceMutants: 20,
      netlistMutants: 8,
      seed: 1,
      budgetMs: 5_000,
      jobs: 2,
    });

  it('rates a good bench above one that looks at half of the outputs', { timeout: 120_000 }, async () => {
    const good = await audit(bench(100, true));
    const poor = await audit(bench(2, false));
    expect(good.netlistError).toBeNull();
    expect(good.strength.golden.status).toBe('pass');
    expect(good.strength.killRate).toBeGreaterThan(0.95);
    expect(poor.strength.killRate).toBeLessThan(good.strength.killRate ?? 0);
    expect(poor.strength.counts.survived).toBeGreaterThan(0);
  });

  it('tries no mutant on a bench that its own golden does not pass', { timeout: 60_000 }, async () => {
    const { strength } = await audit(bench(20, true).replace("4'd0 : m + d", "4'd1 : m + d"));
    expect(strength.golden.status).toBe('error');
    expect(strength).toMatchObject({ killRate: null, mutants: [] });
  });

  it('is fed by netlist faults too, which compile and name their line', async () => {
    const { mutants } = await makeMutants(await realEnvironment(), { design: golden, source: 0, netlist: 5, seed: 2 });
    expect(mutants).toHaveLength(5);
    for (const mutant of mutants) {
      expect(mutant.operator).toBe('netlist');
      expect(mutant.files[0]?.text).toMatch(/^module latch_free/m);
    }
    expect(mutants.some((mutant) => (mutant.place?.line ?? 0) > 1)).toBe(true);
  });
});

describe('the fate of a mutant', () => {
  const verdict = (status: VerdictStatus, evidence: readonly Evidence[] = []): Verdict => ({
    check: 'simulate',
    status,
    summary: status,
    evidence,
    wallMs: 0,
  });
  const proof = (depth: number | null): Evidence => ({
    kind: 'proof',
    method: 'full',
    depth,
    initial: 'power-up',
    assumptions: [],
  });
  const mutant = (id: string) => ({
    id,
    operator: 'operator' as const,
    description: '',
    place: null,
    files: golden.files,
  });

  const cases: readonly (readonly [string, VerdictStatus, Verdict, string])[] = [
    ['a bench that fails it', 'fail', verdict('error'), 'killed'],
    ['a bench that hangs on it', 'timeout', verdict('error'), 'killed'],
    ['a bench that could not run', 'error', verdict('pass', [proof(null)]), 'error'],
    ['a counterexample', 'pass', verdict('fail'), 'survived'],
    ['an unbounded proof', 'pass', verdict('pass', [proof(null)]), 'equivalent'],
    ['a bounded proof', 'pass', verdict('pass', [proof(20)]), 'undecided'],
    ['agreement without proof', 'pass', verdict('pass'), 'undecided'],
    ['a comparison without answer', 'pass', verdict('unknown'), 'undecided'],
  ];

  it.each(cases)('after %s is decided', async (_, said, compared, fate) => {
    const environment = await realEnvironment();
    const { mutants, counts } = await auditTestbench(environment, {
      golden,
      mutants: [mutant('a')],
      judge: async (design) => verdict(design === golden ? 'pass' : said),
      compare: async () => compared,
      jobs: 1,
    });
    expect(mutants[0]?.fate).toBe(fate);
    expect(counts).toMatchObject({ [fate]: 1 });
  });
});

describe('a list of netlist mutations', () => {
  const LINE = String.raw`mutate -mode cnot1 -module top -cell $procdff$25 -port Q -portbit 0 -wire \u1.q -wirebit 2 -src dut/g.v:9.17-9.24`;

  it('is read, and described in words', () => {
    expect(parseMutationList(`${LINE}\n`)).toEqual({ ok: true, value: [LINE] });
    expect(describeMutation(LINE)).toEqual({ description: String.raw`cnot1 at \u1.q, port Q, bit 2`, line: 9 });
  });

  it.each(['mutate -cell \\a;exec rm', 'shell ls', '!ls', 'mutate -cell "a b"', `mutate${' -a'.repeat(60)} ;`])(
    'is refused where a line could be another command: %s',
    (line) => {
      expect(parseMutationList(line).ok).toBe(false);
    },
  );
});
