import type { BenchRunDocument } from '../contracts/bench.ts';
import type { RunFolder } from '../runs/run-folder.ts';
import type { CommandIo } from './io.ts';
import { openRun } from './open-run.ts';
import { resolveSettings } from './settings.ts';

/** Flags that say whether and where a benchmark run leaves its folder. */
export interface BenchFolderOptions {
  /** Absent means no folder: the command line asks for one unless `--no-run` is given. */
  readonly run?: boolean;
  readonly runsDir?: string;
}

interface Benchmark {
  readonly options: BenchFolderOptions;
  readonly io: CommandIo;
  readonly seed: number;
  /** What is run, for the first event. */
  readonly what: Readonly<Record<string, string | number>>;
}

/**
 * Runs a benchmark inside a run folder: manifest first, `report.json` as soon as there is a document, and how it ended.
 * A folder that says `started` belongs to a run that was killed; the same command takes up its kept results.
 */
export async function inRunFolder(
  { options, io, seed, what }: Benchmark,
  bench: () => Promise<BenchRunDocument>,
): Promise<BenchRunDocument> {
  if (options.run !== true) return bench();
  const { runsDir } = await resolveSettings({ runsDir: options.runsDir }, io);
  const folder = await openRun('bench run', { io, root: runsDir.value, seed, oracle: 'hidden' });
  await folder.event('bench-started', what);
  try {
    const document = await bench();
    await keepReport(folder, document);
    await folder.finish(document.status === 'cancelled' ? 'cancelled' : 'success');
    io.say(`kept ${folder.dir}`);
    return document;
  } catch (error) {
    // What ended the run counts, not that its folder could not be written any more.
    await folder.finish(io.signal.aborted ? 'cancelled' : 'error').catch(() => undefined);
    throw error;
  }
}

async function keepReport(folder: RunFolder, document: BenchRunDocument): Promise<void> {
  const { path, sha256 } = await folder.keep('report.json', `${JSON.stringify(document)}\n`);
  const { outcomes, officialPass, samples } = document.totals;
  await folder.event('bench-ended', { samples, ownPass: outcomes.pass, officialPass, report: path, sha256 });
}
