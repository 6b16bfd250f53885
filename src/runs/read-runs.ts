import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ToolchainError } from '../contracts/error.ts';
import { type RunManifest, runManifestSchema } from '../contracts/run.ts';
import { jsonOrNull } from '../util/json.ts';

/** Manifest of one run folder. Throws {@link ToolchainError} `input` when it is not one, or from a newer version. */
export async function readManifest(dir: string): Promise<RunManifest> {
  const file = join(dir, 'run.json');
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) {
    throw new ToolchainError('input', `no run in ${dir}: run.json is missing`, {
      hint: 'List runs with: veriloom runs list',
    });
  }
  const parsed = runManifestSchema.safeParse(jsonOrNull(text));
  if (!parsed.success) {
    throw new ToolchainError('input', `${file} is not a run@1 manifest`, {
      hint: 'Use the version of veriloom that wrote it, or remove the folder.',
      cause: parsed.error,
    });
  }
  return parsed.data;
}

/** Where benchmark runs keep their results, beside the run folders. */
export const RESULT_STORE = 'bench-store';

/** Manifests of every readable run under `root`, oldest first; folders that are not runs are counted, not hidden. */
export async function listRuns(
  root: string,
): Promise<{ readonly runs: readonly RunManifest[]; readonly unreadable: number }> {
  const names = (await readdir(root).catch(() => [])).filter((name) => name !== RESULT_STORE);
  const read = await Promise.all(names.sort().map((name) => readManifest(join(root, name)).catch(() => null)));
  const runs = read.filter((run) => run !== null);
  return { runs, unreadable: read.length - runs.length };
}
