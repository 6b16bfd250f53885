import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ToolchainError } from '../contracts/error.ts';
import type { RunManifest } from '../contracts/run.ts';
import { listRuns, readManifest } from '../runs/read-runs.ts';
import { EXIT } from './exit-codes.ts';
import type { CommandIo, CommandResult } from './io.ts';
import { resolveSettings } from './settings.ts';

export interface RunsOptions {
  readonly runsDir?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

const rootOf = async (options: RunsOptions, io: CommandIo): Promise<string> => {
  const settings = await resolveSettings({ runsDir: options.runsDir }, io);
  return resolve(io.cwd, settings.runsDir.value);
};

const line = (run: RunManifest): string => `${run.id}  ${run.status.padEnd(9)}  ${run.command}  ${run.argv.join(' ')}`;

/** `veriloom runs list`: the manifests under the runs folder, oldest first. */
export async function runRunsList(options: RunsOptions, io: CommandIo): Promise<CommandResult> {
  const { runs, unreadable } = await listRuns(await rootOf(options, io));
  const rest = unreadable > 0 ? [`${unreadable} other entries are not runs`] : [];
  const lines = runs.length === 0 ? ['no runs'] : runs.map(line);
  return {
    document: { schema: 'runs@1', runs, unreadable },
    human: [...lines, ...rest].join('\n'),
    exitCode: EXIT.done,
  };
}

/** `veriloom runs show ID`: manifest and events of the run whose id ends with `id`. */
export async function runRunsShow(id: string, options: RunsOptions, io: CommandIo): Promise<CommandResult> {
  const root = await rootOf(options, io);
  const { runs } = await listRuns(root);
  const found = runs.filter((run) => run.id === id || run.id.endsWith(id));
  const [only] = found;
  if (only === undefined || found.length > 1) {
    const message = only === undefined ? `no run "${id}" in ${root}` : `"${id}" fits ${found.length} runs`;
    throw new ToolchainError('input', message, { hint: 'List runs with: veriloom runs list' });
  }
  const dir = join(root, only.id);
  const manifest = await readManifest(dir);
  const text = await readFile(join(dir, 'events.jsonl'), 'utf8').catch(() => '');
  const events = text
    .split('\n')
    .filter((entry) => entry !== '')
    .map((entry) => JSON.parse(entry) as unknown);
  const human = [line(manifest), dir, ...events.map((event) => JSON.stringify(event))].join('\n');
  return { document: { schema: 'run-events@1', manifest, dir, events }, human, exitCode: EXIT.done };
}
