import { beforeAll, describe, expect, it } from 'vitest';
import type { CheckEnvironment } from '../../src/checks/check-environment.ts';
import { combine } from '../../src/checks/combine.ts';
import { findIcarusCore } from '../../src/checks/icarus-core.ts';
import { runBench } from '../../src/checks/simulate/bench-run.ts';
import { checkInBench } from '../../src/checks/simulate/in-bench.ts';
import { type PreparedBench, prepareBench } from '../../src/checks/simulate/index.ts';
import { describeWith, realEnvironment } from '../tools/real-tools.ts';
import { accumulator, accumulatorBench, RIGHT, WRONG } from './accumulator-bench.ts';
import { CHEATS } from './cheats.ts';

describe.each(['driver', 'inner compiler'] as const)('with Icarus called by its %s', (way) => {
  describeWith(['iverilog', 'vvp'], 'a bench that a design tries to talk into a pass', () => {
    let environment: CheckEnvironment;
    let prepared: PreparedBench;
    const judge = async (text: string) =>
      (await checkInBench(environment, { prepared, design: accumulator(text), profile: 'candidate' })).verdicts;

    beforeAll(async () => {
      environment = await realEnvironment({ limits: { wallMs: 2_000 } });
      if (way === 'inner compiler') environment = { ...environment, icarus: await findIcarusCore(environment) };
      const outcome = await prepareBench(environment, { bench: accumulatorBench, golden: accumulator(RIGHT) });
      if (!outcome.ok) throw new Error(outcome.error.summary);
      prepared = outcome.value;
    });

    it('knows how many samples its reference compares', () => {
      expect(prepared.baseline).toMatchObject({ style: 'sample-counts', expected: 200 });
    });

    it('passes the right design, with every sample compared', async () => {
      const verdicts = await judge(RIGHT);
      expect(combine(verdicts), JSON.stringify(verdicts.map((v) => v.summary))).toBe('pass');
      expect(verdicts.at(-1)?.evidence).toContainEqual(
        expect.objectContaining({ kind: 'samples', compared: 200, mismatched: 0, expected: 200 }),
      );
    });

    it('fails the wrong design by its samples', async () => {
      expect((await judge(WRONG)).at(-1)).toMatchObject({ check: 'simulate', status: 'fail' });
    });

    // What a harness sees that compiles everything together and reads the last line.
    it('would pass at least eight cheats without the gate', async () => {
      const passed: string[] = [];
      for (const { name, text } of CHEATS) {
        const run = await runBench(environment, { bench: accumulatorBench, design: accumulator(text) });
        if (run.output?.counts.at(-1)?.mismatched === 0) passed.push(name);
      }
      expect(passed).toEqual(expect.arrayContaining(['reads the reference', 'drives its own inputs with unknowns']));
      expect(passed.length).toBeGreaterThanOrEqual(8);
    });

    it.each(CHEATS)('gives no pass to a design that $name', async ({ text, stoppedBy, status }) => {
      const verdicts = await judge(text);
      const shown = JSON.stringify(verdicts.map((v) => [v.check, v.status, v.summary]));
      expect(combine(verdicts), shown).not.toBe('pass');
      expect(verdicts.find((v) => v.check === stoppedBy)?.status, shown).toBe(status);
    });
  });
});
