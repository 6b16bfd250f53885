import { spawn } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { runBenchRun } from '../../src/commands/bench-run.ts';
import { COUNT } from './designs.ts';
import { freshFolder, SUITE, testIo } from './harness.ts';
import { mountSmallDisk } from './small-disk.ts';
import { missingTools } from './tools.ts';

const CHILD = fileURLToPath(new URL('./run-child.ts', import.meta.url));

/** Forty designs that differ in more than comments, so that none shares another's result. */
const designs = Array.from({ length: 40 }, (_, i) =>
  COUNT.good.replace('always', `wire [31:0] mark${i} = ${i};\n  always`),
);

function options(): Readonly<Record<string, unknown>> & { readonly dataset: string } {
  const samples = join(freshFolder(), 'samples.jsonl');
  writeFileSync(samples, JSON.stringify({ task_id: 'saturating_count', samples: designs }));
  return {
    dataset: SUITE,
    samples,
    only: ['saturating'],
    formal: false,
    verilator: false,
    traces: false,
    jobs: '1',
    k: '1',
    store: 'store',
  };
}

const kept = (cwd: string): number =>
  existsSync(join(cwd, 'store'))
    ? readdirSync(join(cwd, 'store'), { recursive: true }).filter((name) => String(name).endsWith('.json')).length
    : 0;

interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
}

/** Runs the child; kills it with signal 9 once \`killAt\` results are kept. */
function runChild(cwd: string, chosen: object, killAt = Number.POSITIVE_INFINITY): Promise<Ended> {
  const child = spawn(process.execPath, ['--import', 'tsx', CHILD, cwd, JSON.stringify(chosen)], { stdio: 'ignore' });
  const watch = setInterval(() => kept(cwd) >= killAt && child.kill('SIGKILL'), 5);
  return new Promise((resolve) => {
    child.on('exit', (code, signal) => {
      clearInterval(watch);
      resolve({ code, signal });
    });
  });
}

describe.skipIf(missingTools('iverilog') !== null)('a run that dies', () => {
  it('by kill -9 is resumed without repeating what it had kept, and ends in the same document', async () => {
    const cwd = freshFolder();
    const chosen = options();
    expect(await runChild(cwd, chosen, 10)).toEqual({ code: null, signal: 'SIGKILL' });
    const before = kept(cwd);
    expect(before).toBeGreaterThanOrEqual(10);
    expect(before).toBeLessThan(designs.length);
    const io = await testIo({ cwd });
    const resumed = await runBenchRun('suite', chosen, io);
    // One result is the reference's, so that many fewer simulations of designs are left.
    expect(io.started.filter((program) => program === 'vvp')).toHaveLength(designs.length - (before - 1));
    const undisturbed = await runBenchRun('suite', { ...chosen, store: 'none' }, await testIo());
    expect(resumed.document).toEqual(undisturbed.document);
  });

  it('of a full disk exits 4, keeps what was finished, and is resumed once there is room', async ({ skip }) => {
    const cwd = freshFolder();
    const small = join(cwd, 'store');
    const disk = mountSmallDisk(small, '80k');
    if (disk === null) return skip('a small file system cannot be mounted here');
    const chosen = options();
    try {
      expect(await runChild(cwd, chosen)).toEqual({ code: 4, signal: null });
      const before = kept(cwd);
      expect(before).toBeGreaterThan(1);
      expect(before).toBeLessThan(designs.length);
      disk.grow('4m');
      const io = await testIo({ cwd });
      const { exitCode, document } = await runBenchRun('suite', chosen, io);
      expect(exitCode).toBe(0);
      expect(io.started.filter((program) => program === 'vvp')).toHaveLength(designs.length - (before - 1));
      expect(document).toMatchObject({ totals: { outcomes: { pass: designs.length } } });
    } finally {
      disk.remove();
    }
  });
});
