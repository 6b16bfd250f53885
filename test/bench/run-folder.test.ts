import { existsSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRun } from '../../src/commands/bench-documents.ts';
import { type BenchRunOptions, runBenchRun } from '../../src/commands/bench-run.ts';
import { runRunsList, runRunsShow } from '../../src/commands/runs.ts';
import type { BenchRunDocument } from '../../src/contracts/bench.ts';
import { readManifest } from '../../src/runs/read-runs.ts';
import { COUNT } from './designs.ts';
import { SUITE, type TestIo, testIo } from './harness.ts';
import { missingTools } from './tools.ts';

function optionsIn(io: TestIo, more: Partial<BenchRunOptions> = {}): BenchRunOptions {
  const samples = join(io.cwd, 'samples.jsonl');
  writeFileSync(samples, JSON.stringify({ task_id: 'saturating_count', samples: [COUNT.good, COUNT.wraps] }));
  return { dataset: SUITE, samples, formal: false, traces: false, verilator: false, run: true, ...more };
}

const runsOf = async (io: TestIo): Promise<readonly { readonly id: string; readonly status: string }[]> => {
  const { document } = await runRunsList({}, io);
  expect(document).toMatchObject({ unreadable: 0 });
  return (document as unknown as { runs: readonly { id: string; status: string }[] }).runs;
};

describe.skipIf(missingTools('iverilog') !== null)('the folder of a benchmark run', () => {
  it('is listed, holds the report, and is read by the commands that take a report', async () => {
    const io = await testIo();
    const { document } = await runBenchRun('suite', optionsIn(io), io);
    const [only] = await runsOf(io);
    expect(only).toMatchObject({ status: 'success', command: 'bench run', oracle: 'hidden' });
    const shown = (await runRunsShow(only?.id ?? '', {}, io)).document as unknown as { events: readonly unknown[] };
    expect(shown.events).toMatchObject([
      { type: 'bench-started', dataset: 'suite', engine: 'samples' },
      { type: 'bench-ended', samples: 2, ownPass: 1, officialPass: 1, report: 'report.json' },
    ]);
    expect(await readRun(join(io.cwd, '.runs', only?.id ?? ''))).toEqual(document);
  });

  it('is not made where none was asked for', async () => {
    const io = await testIo();
    await runBenchRun('suite', optionsIn(io, { run: false }), io);
    expect(await runsOf(io)).toEqual([]);
  });

  it('says cancelled after an interruption, and the same command takes up what was kept', async () => {
    const abort = new AbortController();
    const broken = await testIo({
      signal: abort.signal,
      around: (run) => async (command, signal) => {
        const result = await run(command, signal);
        if (command.argv[0] === 'vvp') abort.abort();
        return result;
      },
    });
    const options = optionsIn(broken, { jobs: '1' });
    await runBenchRun('suite', options, broken).catch(() => undefined);
    const whole = await testIo({ cwd: broken.cwd });
    const { document } = await runBenchRun('suite', options, whole);
    expect((await runsOf(whole)).map(({ status }) => status).sort()).toEqual(['cancelled', 'success']);
    expect((document as BenchRunDocument).status).toBe('complete');
    const fresh = await testIo();
    await runBenchRun('suite', optionsIn(fresh, { jobs: '1' }), fresh);
    expect(whole.started.length).toBeLessThan(fresh.started.length);
  });

  it('keeps its results in an absolute store where it is told to', async () => {
    const io = await testIo();
    const store = join(io.cwd, 'elsewhere', 'store');
    await runBenchRun('suite', optionsIn({ ...io, cwd: mkdtempSync(join(tmpdir(), 'bench-cwd-')) }, { store }), io);
    expect(readdirSync(store).length).toBeGreaterThan(0);
    expect(existsSync(join(io.cwd, store))).toBe(false);
  });

  it('says error where the machine ended the run', async () => {
    const io = await testIo();
    mkdirSync(join(io.cwd, 'store'));
    writeFileSync(join(io.cwd, 'store/file'), '');
    await expect(runBenchRun('suite', optionsIn(io, { store: 'store/file' }), io)).rejects.toThrow(/cannot write/);
    const [only] = await runsOf(io);
    expect((await readManifest(join(io.cwd, '.runs', only?.id ?? ''))).status).toBe('error');
  });
});
