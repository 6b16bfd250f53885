/**
 * What a start of a program and a verdict in a foreign testbench cost, by sandbox and by the way Icarus is called.
 * Run: `npx tsx bench/tool-overhead.ts [repetitions]`. Wall times in milliseconds; on a loaded machine use the ratios.
 */
import { tmpdir } from 'node:os';
import { findIcarusCore } from '../src/checks/icarus-core.ts';
import { checkInBench } from '../src/checks/simulate/in-bench.ts';
import { prepareBench } from '../src/checks/simulate/index.ts';
import { hostEnvironmentOf } from '../src/process/environment.ts';
import { createToolRunner } from '../src/process/run-tool.ts';
import { createWithWorkdir } from '../src/process/workdir.ts';
import { DEFAULT_LIMITS } from '../src/tools/limits.ts';
import { accumulator, accumulatorBench, RIGHT } from '../test/checks/accumulator-bench.ts';

const repetitions = Number(process.argv[2] ?? 40);
const host = hostEnvironmentOf(process.env);
const withWorkdir = createWithWorkdir(tmpdir());

const measure = async (name: string, body: () => Promise<unknown>): Promise<void> => {
  const times: number[] = [];
  for (let i = 0; i < repetitions; i += 1) {
    const startedAt = performance.now();
    await body();
    times.push(performance.now() - startedAt);
  }
  times.sort((a, b) => a - b);
  const at = (share: number): string => (times[Math.floor(share * (times.length - 1))] ?? 0).toFixed(1).padStart(8);
  console.log(`${name.padEnd(52)}${at(0)}${at(0.5)}${at(0.95)}`);
};

const main = async (): Promise<void> => {
  console.log(`${'ms'.padEnd(52)}${'min'.padStart(8)}${'median'.padStart(8)}${'p95'.padStart(8)}`);
  for (const sandbox of ['off', 'auto'] as const) {
    const runner = await createToolRunner({ sandbox, host, tmp: tmpdir() });
    const start = { tool: 'none', argv: ['true'], stdin: null, inputs: [], limits: DEFAULT_LIMITS } as const;
    await withWorkdir((cwd) =>
      measure(`sandbox ${runner.sandbox}: start of an empty program`, () => runner.runTool({ ...start, cwd })),
    );
    const driver = { runTool: runner.runTool, withWorkdir, now: () => performance.now() };
    const direct = { ...driver, icarus: await findIcarusCore(driver) };
    for (const [way, environment] of Object.entries({ driver, 'inner compiler': direct })) {
      const prepared = await prepareBench(environment, { bench: accumulatorBench, golden: accumulator(RIGHT) });
      if (!prepared.ok) throw new Error(prepared.error.summary);
      const request = { prepared: prepared.value, design: accumulator(RIGHT), profile: 'candidate' } as const;
      await measure(`sandbox ${runner.sandbox}, ${way}: gate, compile, simulate`, () =>
        checkInBench(environment, request),
      );
    }
  }
};

await main();
