import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readAnswer, simulationShells } from '../../src/bench/flow/simulation-shell.ts';
import { runBenchRun } from '../../src/commands/bench-run.ts';
import type { BenchRunDocument } from '../../src/contracts/bench.ts';
import { createToolRunner } from '../../src/process/run-tool.ts';
import { CHEATS, COUNT } from './designs.ts';
import { SUITE, testIo } from './harness.ts';
import { missingTools } from './tools.ts';

const M = 'cafe';
const answer = (stdout: string, stderr: string, end: 'answered' | 'timed-out' | 'lost' = 'answered') =>
  readAnswer({ end, stdout, stderr }, M);

describe('the answer of the simulation shell', () => {
  it('holds what compiler and simulator said on each stream, also without a last newline', () => {
    expect(answer(`note${M} 0\nresult${M} 0\n${M}\n`, `warning\n${M} 0\n${M} 0\n${M}\n`)).toEqual({
      compile: { end: 'exited', exitCode: 0, stdout: 'note', stderr: 'warning\n', produced: true },
      run: { end: 'exited', exitCode: 0, stdout: 'result', stderr: '' },
    });
  });

  it('has no run where nothing was compiled', () => {
    expect(answer(`${M} 2\n${M} none\n${M}\n`, `x.sv:1: syntax error\n${M} 2\n${M} none\n${M}\n`)).toEqual({
      compile: { end: 'exited', exitCode: 2, stdout: '', stderr: 'x.sv:1: syntax error\n', produced: false },
      run: null,
    });
  });

  it('tells a simulation that did not end from a compilation that did not', () => {
    expect(answer(`${M} 0\npart`, `${M} 0\n`, 'timed-out')?.run).toMatchObject({ end: 'timed-out', stdout: 'part' });
    expect(answer('', '', 'timed-out')).toBeNull();
  });

  it.each([
    ['a compiler ended by a signal', `${M} 139\n${M} none\n${M}\n`, 'answered'],
    ['a simulator ended by a signal', `${M} 0\n${M} 134\n${M}\n`, 'answered'],
    ['a simulator that is not installed', `${M} 0\n${M} 127\n${M}\n`, 'answered'],
    ['a shell that was lost', `${M} 0\nhalf`, 'lost'],
  ] as const)('is left to separate programs after %s', (_, stdout, end) => {
    expect(answer(stdout, stdout, end)).toBeNull();
  });
});

const HOST = { path: process.env['PATH'] ?? '', lang: 'C.UTF-8' };
const EVERY_KIND = [...Object.values(COUNT), ...Object.values(CHEATS)];
const missing = missingTools('iverilog', 'vvp');

describe.skipIf(missing !== null)(`a simulation shell${missing === null ? '' : ` (${missing})`}`, () => {
  it('says nothing of a folder that was taken away under it', async () => {
    const io = await testIo();
    const { openSession } = await createToolRunner({ sandbox: 'off', host: HOST, tmp: tmpdir() });
    const limits = { wallMs: 5_000, outputBytes: 10_000, memoryMiB: 512, fileMiB: 1 };
    const shells = simulationShells(openSession, { limits, signal: io.signal });
    const cwd = join(io.cwd, 'lane');
    mkdirSync(cwd);
    for (const name of ['ivl.conf', 'candidate.sv']) writeFileSync(join(cwd, name), '');
    // A compiler that rejects everything, as the real one does where it cannot read its files.
    writeFileSync(join(io.cwd, 'ivl'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    const ask = () => shells.compileAndRun(io.cwd, { cwd, wallMs: 2_000 });
    expect(await ask()).toMatchObject({ compile: { exitCode: 1, produced: false }, run: null });
    rmSync(cwd, { recursive: true });
    mkdirSync(cwd);
    expect(await ask()).toBeNull();
    await shells.close();
  });
});

describe.skipIf(missing !== null)(`verdicts through open shells${missing === null ? '' : ` (${missing})`}`, () => {
  it.each(['off', 'auto'] as const)('are those of programs started one by one, under sandbox %s', async (sandbox) => {
    const { openSession } = await createToolRunner({ sandbox, host: HOST, tmp: tmpdir() });
    const score = async (open: boolean): Promise<{ document: BenchRunDocument; simulators: number }> => {
      const io = await testIo();
      const base = await io.tools();
      const tools = async () => (open ? { ...base, openSession } : base);
      const samples = join(io.cwd, 'samples.jsonl');
      writeFileSync(samples, JSON.stringify({ task_id: 'saturating_count', samples: EVERY_KIND }));
      const options = {
        dataset: SUITE,
        samples,
        formal: false,
        store: 'none',
        jobs: '2',
        timeoutS: '1',
        traces: false,
      };
      const { document } = await runBenchRun('suite', options, { ...io, tools });
      return { document: document as BenchRunDocument, simulators: io.started.filter((name) => name === 'vvp').length };
    };
    const [alone, shared] = [await score(false), await score(true)];
    expect(shared.document.samples).toEqual(alone.document.samples);
    expect(new Set(alone.document.samples.map(({ own }) => own.outcome)).size).toBeGreaterThan(1);
    expect(shared.simulators).toBeLessThan(alone.simulators);
  });
});
