import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CommandIo } from '../../src/commands/io.ts';
import type { RunTool } from '../../src/contracts/tool.ts';
import { createToolRunner } from '../../src/process/run-tool.ts';
import { createWithWorkdir } from '../../src/process/workdir.ts';

export const SUITE = join(import.meta.dirname, '../fixtures/bench/suite');
export const SHARED = join(import.meta.dirname, '../../../shared/data');

/** A fresh folder below the system's temporary one. */
export const freshFolder = (): string => mkdtempSync(join(tmpdir(), 'veriloom-bench-test-'));

export interface TestIo extends CommandIo {
  readonly said: string[];
  /** Programs started so far, by the last part of their path. */
  readonly started: string[];
}

/** An outside world for commands that counts the programs they start. */
export async function testIo(
  options: { readonly cwd?: string; readonly signal?: AbortSignal; readonly around?: (run: RunTool) => RunTool } = {},
): Promise<TestIo> {
  const runner = await createToolRunner({
    sandbox: 'off',
    host: { path: process.env['PATH'] ?? '', lang: 'C.UTF-8' },
    tmp: tmpdir(),
  });
  const said: string[] = [];
  const started: string[] = [];
  const counted: RunTool = (command, signal) => {
    started.push(command.argv[0].split('/').at(-1) ?? '');
    return runner.runTool(command, signal);
  };
  return {
    cwd: options.cwd ?? freshFolder(),
    env: process.env,
    now: () => performance.now(),
    say: (line) => said.push(line),
    colour: false,
    interactive: false,
    signal: options.signal ?? new AbortController().signal,
    tools: async () => ({
      runTool: options.around?.(counted) ?? counted,
      sandbox: runner.sandbox,
      withWorkdir: createWithWorkdir(tmpdir()),
    }),
    said,
    started,
  };
}
