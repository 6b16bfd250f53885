import { beforeAll, expect, it } from 'vitest';
import type { CheckEnvironment } from '../../../src/checks/check-environment.ts';
import type { EquivalenceResult } from '../../../src/checks/equivalence.ts';
import { checkEquivalence, decideEquivalence, withGolden } from '../../../src/checks/equivalence.ts';
import { findIcarusCore } from '../../../src/checks/icarus-core.ts';
import { describeWith, realEnvironment } from '../../tools/real-tools.ts';
import { COUNTER, design, LOST_DRIVERS, SHARED_WIRES, TRAPS, TWINS } from './pairs.ts';

describeWith(['iverilog', 'vvp', 'yosys', 'yosys-abc'], 'equivalence of a candidate and a reference', () => {
  let env: CheckEnvironment;
  let byDriver: CheckEnvironment;
  beforeAll(async () => {
    byDriver = await realEnvironment();
    env = { ...byDriver, icarus: await findIcarusCore(byDriver) };
  });

  const decide = (golden: string, candidate: string): Promise<EquivalenceResult> =>
    decideEquivalence({ golden: design(golden), candidate: design(candidate), budgetMs: 10_000, seed: 1, env });

  for (const pair of [...TWINS, ...TRAPS, ...LOST_DRIVERS, ...SHARED_WIRES]) {
    it(pair.title, async () => {
      const result = await decide(pair.golden, pair.candidate);
      const { strength, rung } = result;
      expect({ strength, rung, why: result.verdict.summary }).toMatchObject({
        strength: pair.strength,
        ...(pair.rung === undefined ? {} : { rung: pair.rung }),
      });
    });
  }

  it.each([TWINS[0], TRAPS[0], TRAPS.at(-1)])('compiling by the driver gives the same answer: $title', async (pair) => {
    if (pair === undefined) throw new Error('no pair');
    const request = { golden: design(pair.golden), candidate: design(pair.candidate), budgetMs: 10_000, seed: 1 };
    const ways = await Promise.all([env, byDriver].map((each) => decideEquivalence({ ...request, env: each })));
    const [direct, driven] = ways.map(({ strength, rung, verdict }) => [strength, rung, verdict.summary]);
    expect(driven).toEqual(direct);
  });

  it('ports under other names are matched by a map', async () => {
    const candidate = COUNTER.replaceAll('rst', 'clear').replaceAll('clk', 'clock');
    const verdict = await checkEquivalence({
      golden: design(COUNTER),
      candidate: design(candidate),
      portMap: { clear: 'rst', clock: 'clk' },
      budgetMs: 10_000,
      seed: 1,
      env,
    });
    expect(verdict).toMatchObject({ check: 'equivalence', status: 'pass' });
  });

  it('a proof says its method, its start and what it takes for granted', async () => {
    const { verdict } = await decide(COUNTER, COUNTER);
    const proof = verdict.evidence.find((item) => item.kind === 'proof');
    expect(proof).toMatchObject({ method: 'merge', depth: null, initial: 'power-up' });
    expect(proof?.kind === 'proof' && proof.assumptions).toContain(
      'inputs are stable around the rising edge of clk[0]',
    );
    expect(verdict.evidence.some((item) => item.kind === 'samples' && item.compared >= 1000)).toBe(true);
  });

  it('a difference comes with the trace that the simulator has shown', async () => {
    const { verdict } = await decide(COUNTER, COUNTER.replace('q + 1', 'q + 3'));
    const shown = verdict.evidence.find((item) => item.kind === 'counterexample');
    expect(shown).toMatchObject({ signals: ['q'], replayedIn: 'iverilog' });
    const last = shown?.kind === 'counterexample' ? shown.trace.at(-1) : undefined;
    expect(last?.got).not.toEqual(last?.expected);
  });

  it('a design that ends the simulation at once is an error, never a pass', async () => {
    const { strength, verdict } = await decide(COUNTER, COUNTER.replace('always', 'initial $finish; always'));
    expect({ strength, status: verdict.status }).toEqual({ strength: 'error', status: 'error' });
  });

  it('a design that prints what a bench prints is judged by its outputs', async () => {
    const liar = COUNTER.replace('always', 'initial $display("bench_0 0000\\nbench_0 end"); always').replace(
      '+ 1',
      '+ 2',
    );
    expect((await decide(COUNTER, liar)).strength).toBe('different');
  });

  it('a reference that cannot be read is unknown, with the reason', async () => {
    const { strength, verdict } = await decide('module m(input a, output y); assign y = ; endmodule', COUNTER);
    expect({ strength, status: verdict.status }).toEqual({ strength: 'unreadable', status: 'unknown' });
    expect(verdict.summary).toContain('syntax error');
  });

  it('a cancelled check is an error', async () => {
    const cancelled = AbortSignal.abort();
    const result = await decideEquivalence({
      golden: design(COUNTER),
      candidate: design(COUNTER),
      budgetMs: 10_000,
      seed: 1,
      env: await realEnvironment({ signal: cancelled }),
    });
    expect(result.verdict.status).toBe('error');
  });

  it('many candidates of one golden can be asked about at the same time', async () => {
    const wrong = COUNTER.replace('posedge', 'negedge');
    const answers = await withGolden(env, { golden: design(COUNTER), seed: 1 }, (ask) =>
      Promise.all([COUNTER, wrong, COUNTER, wrong].map((text) => ask({ candidate: design(text), budgetMs: 10_000 }))),
    );
    expect(answers.map(({ strength }) => strength)).toEqual(['proved', 'different', 'proved', 'different']);
  });
});
