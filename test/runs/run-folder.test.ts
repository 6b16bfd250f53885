import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeAtomically } from '../../src/disk/atomic-write.ts';
import { listRuns, readManifest } from '../../src/runs/read-runs.ts';
import { startRun } from '../../src/runs/run-folder.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'veriloom-runs-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const start = {
  command: 'generate',
  argv: ['generate', 'a.md'],
  seed: 1,
  version: '0.0.0',
  revision: null,
  tools: {},
  model: null,
  oracle: 'none',
} as const;
const clock = (): number => Date.UTC(2026, 0, 2, 3, 4, 5);

test('a run is on disk as started before anything else, and as success after it', async () => {
  const run = await startRun(root, { ...start, argv: [...start.argv] }, clock);
  expect((await readManifest(run.dir)).status).toBe('started');
  await run.event('verdict', { check: 'lint' });
  const artifact = await run.keep('a/candidate.v', 'module m; endmodule\n');
  await run.finish('success');
  expect(artifact).toMatchObject({ path: 'a/candidate.v', bytes: 20 });
  expect(await readManifest(run.dir)).toMatchObject({ status: 'success', startedAt: '2026-01-02T03:04:05.000Z' });
  const events = await readFile(join(run.dir, 'events.jsonl'), 'utf8');
  expect(JSON.parse(events)).toMatchObject({ type: 'verdict', check: 'lint' });
  expect((await listRuns(root)).runs.map((entry) => entry.id)).toEqual([run.id]);
});

test('an artifact cannot be written outside the run folder', async () => {
  const run = await startRun(root, { ...start, argv: [...start.argv] }, clock);
  await expect(run.keep('../escape.v', 'x')).rejects.toMatchObject({ kind: 'input' });
  expect(await readdir(root)).toEqual([run.id]);
});

test('a folder that is no run is counted and does not stop the listing', async () => {
  await writeAtomically(join(root, 'other', 'run.json'), '{"schema":"run@9"}');
  expect(await listRuns(root)).toEqual({ runs: [], unreadable: 1 });
});

test('a failed write leaves neither the file nor a temporary one', async () => {
  await writeFile(join(root, 'plain'), '');
  await expect(writeAtomically(join(root, 'plain', 'x'), 'data')).rejects.toThrow();
  expect(await readdir(root)).toEqual(['plain']);
});
