import { beforeAll, expect, it } from 'vitest';
import { againstGolden } from '../../src/checks/against-golden.ts';
import type { CheckEnvironment } from '../../src/checks/check-environment.ts';
import { withShortDifference } from '../../src/checks/short-difference.ts';
import type { Evidence, TraceStep, Verdict } from '../../src/contracts/verdict.ts';
import { describeWith, realEnvironment } from '../tools/real-tools.ts';

const counter = (last: number) => ({
  top: 'm',
  files: [
    {
      path: 'm.v',
      text: `module m(input clk, input rst, input en, input [3:0] noise, output reg [2:0] q);
  always @(posedge clk) if (rst) q <= 0; else if (en) q <= q == ${last} ? 0 : q + 1;
endmodule
`,
    },
  ],
});
const traceOf = (verdict: Verdict): readonly TraceStep[] => {
  const found = verdict.evidence.find(
    (item): item is Extract<Evidence, { kind: 'counterexample' }> => item.kind === 'counterexample',
  );
  return found?.trace ?? [];
};

describeWith(['iverilog', 'yosys'], 'a counterexample for someone who repairs', () => {
  let environment: CheckEnvironment;
  beforeAll(async () => {
    environment = await realEnvironment();
  });
  const job = { golden: counter(5), candidate: counter(6), seed: 1, budgetMs: 5_000, nonce: 'n01' };

  it('loses the cycles that do not lead to the difference, and still ends in it', async () => {
    const step = (at: number): TraceStep => ({
      step: at,
      inputs: {
        clk: `${at % 2}`,
        rst: at < 4 ? '1' : '0',
        en: at % 10 > 5 ? '1' : '0',
        noise: (at % 16).toString(2).padStart(4, '0'),
      },
      expected: { q: '000' },
      got: { q: '001' },
    });
    const long: Verdict = {
      check: 'equivalence',
      status: 'fail',
      summary: 'They differ.',
      evidence: [
        {
          kind: 'counterexample',
          trace: Array.from({ length: 120 }, (_, at) => step(at)),
          atStep: 119,
          signals: ['q'],
          replayedIn: 'iverilog',
        },
      ],
      wallMs: 1,
    };
    const short = await withShortDifference(environment, long, job);
    const trace = traceOf(short);
    expect(short).toMatchObject({ check: 'equivalence', status: 'fail', summary: 'They differ.' });
    expect(trace.length).toBeGreaterThan(0);
    expect(trace.length).toBeLessThan(40);
    expect(trace.at(-1)?.got['q']).not.toBe(trace.at(-1)?.expected['q']);
    expect(new Set(trace.map(({ inputs }) => inputs['noise'])).size).toBe(1);
  }, 60_000);

  it('stays as it is where nothing failed', async () => {
    const verdict = await againstGolden(environment, { budgetMs: 5_000, seed: 1, portMap: {} })(counter(5), counter(5));
    expect(await withShortDifference(environment, verdict, job)).toBe(verdict);
  }, 60_000);
});
