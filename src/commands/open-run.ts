import { resolve } from 'node:path';
import { type RunFolder, startRun } from '../runs/run-folder.ts';
import type { CommandIo } from './io.ts';
import { packageVersion } from './package-version.ts';

interface RunRequest {
  readonly io: CommandIo;
  /** Folder of run folders, relative to the working folder. */
  readonly root: string;
  readonly seed: number;
  readonly model?: { readonly id: string; readonly temperature: number } | null;
  readonly oracle?: 'hidden' | 'visible' | 'none';
}

/** Starts a run folder for a command, with the command line as it was given. */
export const openRun = (command: string, request: RunRequest): Promise<RunFolder> =>
  startRun(
    resolve(request.io.cwd, request.root),
    {
      command,
      argv: process.argv.slice(2),
      seed: request.seed,
      version: packageVersion(),
      revision: null,
      tools: {},
      model: request.model ?? null,
      oracle: request.oracle ?? 'none',
    },
    request.io.now,
  );
