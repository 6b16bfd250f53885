import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { ToolchainError } from '../contracts/error.ts';
import {
  type BuildReport,
  buildIndex,
  defaultChunkOptions,
  defaultMaxFileBytes,
  type Elaboration,
  elaborate,
  embedderNamed,
  enrichFacts,
  type FileFacts,
  globMatcher,
} from '../rag/index.ts';
import { EXIT } from './exit-codes.ts';
import type { CommandIo, CommandResult } from './io.ts';
import { readInput, wholeNumber } from './read-input.ts';
import { assertFolder, embedderSettings, type IndexOptions, ownIndexFolder } from './retrieval-index.ts';

export interface IndexBuildOptions extends Pick<IndexOptions, 'embedder' | 'allowDownload'> {
  readonly out?: string;
  /** Globs of paths to leave out. */
  readonly exclude?: readonly string[];
  /** Lines a body chunk aims at. */
  readonly chunkLines?: string;
  /** File list (`.f`, FuseSoC `.core`, EDAM) that Verilator elaborates to make facts exact. */
  readonly fileList?: string;
  /** SPDX expression for files that say nothing of their licence. */
  readonly defaultLicence?: string;
  /** JSON file with `repo`, `out` (both relative to it) and any of the options above; flags win over it. */
  readonly config?: string;
  /** Largest file that is read, in MiB. */
  readonly maxFileMib?: string;
}

const skippedLine = (report: BuildReport): string => {
  const counts = Object.entries(report.manifest.counts.skipped).map(([reason, n]) => `${n} ${reason}`);
  return counts.length === 0 ? 'no file skipped' : `skipped: ${counts.join(', ')}`;
};

const humanOf = (report: BuildReport, out: string): string => {
  const { counts, embedder } = report.manifest;
  return [
    `${counts.files} files, ${counts.units} design units, ${counts.chunks} chunks in ${out}`,
    `${report.fresh} read, ${report.kept} unchanged, ${report.removed} removed; ${skippedLine(report)}`,
    ...(counts.latin1 > 0 ? [`${counts.latin1} files are not UTF-8 and were read as Latin-1`] : []),
    `embedder ${embedder.id}, ${embedder.dimension} dimensions; index ${report.digest.slice(0, 12)}`,
    ...(report.discarded === null ? [] : [`the index that was there was not used: ${report.discarded}`]),
  ].join('\n');
};

const configSchema = z.strictObject({
  repo: z.string(),
  out: z.string(),
  embedder: z.string().optional(),
  exclude: z.array(z.string()).optional(),
  chunkLines: z.number().int().optional(),
  defaultLicence: z.string().optional(),
});

interface Wanted {
  readonly root: string;
  readonly out: string;
  readonly options: IndexBuildOptions;
}

const readConfig = async (
  path: string,
  io: CommandIo,
): Promise<{ repo: string; out: string; options: IndexBuildOptions }> => {
  const text = new TextDecoder().decode(await readInput(path, io));
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new ToolchainError('config', `${path} is not JSON`, { hint: 'Mend the file.', cause });
  }
  const parsed = configSchema.safeParse(json);
  if (!parsed.success)
    throw new ToolchainError('config', `${path}: ${z.prettifyError(parsed.error)}`, { hint: 'Mend the file.' });
  const { repo, out, chunkLines, embedder, exclude, defaultLicence } = parsed.data;
  const folder = dirname(resolve(io.cwd, path));
  return {
    repo: resolve(folder, repo),
    out: resolve(folder, out),
    options: {
      ...(embedder === undefined ? {} : { embedder }),
      ...(exclude === undefined ? {} : { exclude }),
      ...(defaultLicence === undefined ? {} : { defaultLicence }),
      ...(chunkLines === undefined ? {} : { chunkLines: String(chunkLines) }),
    },
  };
};

const wantedFrom = async (repo: string | undefined, options: IndexBuildOptions, io: CommandIo): Promise<Wanted> => {
  const config = options.config === undefined ? null : await readConfig(options.config, io);
  const named = repo ?? config?.repo;
  if (named === undefined)
    throw new ToolchainError('usage', 'no repository is named', { hint: 'Give REPO, or --config FILE.' });
  const root = await assertFolder(named, io);
  const out = options.out === undefined ? (config?.out ?? join(root, ownIndexFolder)) : resolve(io.cwd, options.out);
  return { root, out, options: { ...config?.options, ...options } };
};

/** `veriloom index build [REPO]`: builds or renews an index; exit 0. REPO may come from the configuration file. */
export async function runIndexBuild(
  repo: string | undefined,
  given: IndexBuildOptions,
  io: CommandIo,
): Promise<CommandResult> {
  const { root, out, options } = await wantedFrom(repo, given, io);
  const elaboration = await elaborationOf(root, options, io);
  const report = await buildIndex({
    root,
    ...(elaboration.modules.length === 0
      ? {}
      : { enrich: (facts: FileFacts, path: string) => enrichFacts(facts, path, elaboration.modules) }),
    out,
    embedder: await embedderNamed(options.embedder ?? 'hash', embedderSettings(options, io)),
    ...limitsOf(options),
    exclude: globMatcher(options.exclude ?? []),
    ...(options.defaultLicence === undefined ? {} : { defaultLicence: options.defaultLicence }),
    onFile: (read) => {
      if (read % 1000 === 0) io.say(`${read} files read`);
    },
    signal: io.signal,
  });
  const elaborated = { modules: elaboration.modules.length, note: elaboration.note };
  const document = { schema: 'index@1', action: 'build', folder: out, elaborated, ...report };
  return { document, human: humanOf(report, out), exitCode: EXIT.done };
}

/** Nothing without a file list; the note of a failure is said and kept, since the index is good without it. */
const elaborationOf = async (root: string, options: IndexBuildOptions, io: CommandIo): Promise<Elaboration> => {
  if (options.fileList === undefined) return { modules: [], note: null };
  const list = resolve(io.cwd, options.fileList);
  await readInput(options.fileList, io);
  const { runTool, withWorkdir } = await io.tools();
  const done = await withWorkdir((workdir) => elaborate({ root, list, runTool, workdir, signal: io.signal }));
  if (done.note !== null) io.say(done.note);
  return done;
};

const limitsOf = (options: IndexBuildOptions) => {
  const { chunkLines, maxFileMib } = options;
  return {
    chunks:
      chunkLines === undefined
        ? defaultChunkOptions
        : { bodyLines: wholeNumber(chunkLines, { flag: '--chunk-lines', least: 4 }) },
    maxFileBytes:
      maxFileMib === undefined
        ? defaultMaxFileBytes
        : wholeNumber(maxFileMib, { flag: '--max-file-mib', least: 1 }) * 1024 ** 2,
  };
};
