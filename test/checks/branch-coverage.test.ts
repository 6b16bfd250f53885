import { beforeAll, expect, it } from 'vitest';
import { branchCoverage } from '../../src/checks/branch-coverage.ts';
import type { CheckEnvironment, DesignText } from '../../src/checks/check-environment.ts';
import { checkRandomSimulation } from '../../src/checks/random-simulation.ts';
import { readDesignFacts } from '../../src/checks/random-simulation-facts.ts';
import { planStimulus, type StimulusPlan } from '../../src/stimulus/plan.ts';
import { describeWith, realEnvironment } from '../tools/real-tools.ts';

const design = (text: string): DesignText => ({ top: 'm', files: [{ path: 'm.v', text }] });

const LOADER = design(`module m(input clk, input load, input [3:0] d, output reg [3:0] q);
  always @(posedge clk) if (load) q <= d;
endmodule`);

describeWith(['iverilog', 'yosys'], 'branch coverage of a golden', () => {
  let environment: CheckEnvironment;
  beforeAll(async () => {
    environment = await realEnvironment();
  });

  /** Plays given steps; inputs are packed in port order from bit 0, so the clock is position 0. */
  const play = async (golden: DesignText, steps: StimulusPlan['steps']) => {
    const facts = await readDesignFacts(environment, golden);
    if (!facts.ok) throw new Error(facts.error);
    const plan = planStimulus({ facts: facts.value, seed: 1, cycles: 4, holds: 'none' });
    const coverage = await branchCoverage(environment, golden);
    return coverage?.played({ ...plan, steps });
  };
  const clocked = (data: bigint) => ({ data, toggle: 0, repeat: 2 });

  it('counts an if on both sides only once both were seen', async () => {
    expect(await play(LOADER, [clocked(0b00000n), clocked(0b11000n)])).toMatchObject({ late: { hit: 1, of: 2 } });
    expect(await play(LOADER, [clocked(0b00000n), clocked(0b11010n)])).toMatchObject({ late: { hit: 2, of: 2 } });
  });

  it('counts each item of a case, and the one that is taken where none fits', async () => {
    const golden = design(`module m(input [1:0] s, input [3:0] a, output reg [3:0] y);
      always @* case (s) 0: y = a; 1: y = ~a; 2: y = a + 1; default: y = a - 1; endcase endmodule`);
    const step = (s: bigint) => ({ data: s | 0b10100n, toggle: null, repeat: 1 });
    const three = await play(golden, [step(0n), step(1n), step(2n)]);
    const all = await play(golden, [step(0n), step(1n), step(2n), step(3n)]);
    expect(all?.late.of).toBeGreaterThanOrEqual(4);
    expect(all?.late.hit).toBe(all?.late.of);
    expect(three?.late.hit).toBe((all?.late.of ?? 0) - 1);
    expect(all?.early.hit).toBe(three?.late.hit);
  });

  it('takes no branch on an unknown register', async () => {
    const golden = design(`module m(input clk, input d, output reg q); reg mode;
      always @(posedge clk) q <= mode ? d : ~d; endmodule`);
    expect(await play(golden, [clocked(0b00n), clocked(0b10n), clocked(0b00n)])).toMatchObject({
      late: { hit: 0, of: 2 },
    });
  });

  it('is told beside toggles, and a branch behind a wait is reached before the rounds end', async () => {
    const golden = design(`module m(input clk, input rst, output reg [1:0] y); reg [10:0] n;
      always @(posedge clk) begin
        if (rst) n <= 0; else n <= n + 1;
        if (rst) y <= 0; else if (n == 11'd1500) y <= y + 1;
      end endmodule`);
    const facts = await readDesignFacts(environment, golden);
    if (!facts.ok) throw new Error(facts.error);
    const pair = { golden, candidate: golden, facts: facts.value, nonce: 'n0123456789' };
    const job = { ...pair, seed: 1, cycles: 200, budgetMs: 10_000, simulator: 'iverilog' } as const;
    const { verdict } = await checkRandomSimulation(environment, job);
    const counts = verdict.evidence.flatMap((item) =>
      item.kind === 'coverage' ? [[item.what, item.hit, item.of]] : [],
    );
    const [, hit, of] = counts.find(([what]) => what === 'branch') ?? [];
    expect(counts.map(([what]) => what)).toEqual(['known-samples', 'toggle', 'branch']);
    expect(hit).toBe(of);
    expect(of).toBeGreaterThanOrEqual(4);
  });
});
