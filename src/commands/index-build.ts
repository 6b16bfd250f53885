import { join, resolve } from 'node:path';
import {
  type BuildReport,
  buildIndex,
  defaultChunkOptions,
  defaultMaxFileBytes,
  embedderNamed,
  globMatcher,
} from '../rag/index.ts';
import { EXIT } from './exit-codes.ts';
import type { CommandIo, CommandResult } from './io.ts';
import { wholeNumber } from './read-input.ts';
import { assertFolder, embedderSettings, type IndexOptions, ownIndexFolder } from './retrieval-index.ts';

export interface IndexBuildOptions extends Pick<IndexOptions, 'embedder' | 'allowDownload'> {
  readonly out?: string;
  /** Globs of paths to leave out. */
  readonly exclude?: readonly string[];
  /** Lines a body chunk aims at. */
  readonly chunkLines?: string;
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

/** `veriloom index build REPO`: builds or renews an index; exit 0. */
export async function runIndexBuild(repo: string, options: IndexBuildOptions, io: CommandIo): Promise<CommandResult> {
  const root = await assertFolder(repo, io);
  const out = options.out === undefined ? join(root, ownIndexFolder) : resolve(io.cwd, options.out);
  const embedder = await embedderNamed(options.embedder ?? 'hash', embedderSettings(options, io));
  const lines = options.chunkLines;
  const mib = options.maxFileMib;
  const report = await buildIndex({
    root,
    out,
    embedder,
    chunks:
      lines === undefined
        ? defaultChunkOptions
        : { bodyLines: wholeNumber(lines, { flag: '--chunk-lines', least: 4 }) },
    maxFileBytes:
      mib === undefined ? defaultMaxFileBytes : wholeNumber(mib, { flag: '--max-file-mib', least: 1 }) * 1024 ** 2,
    exclude: globMatcher(options.exclude ?? []),
    onFile: (read) => {
      if (read % 1000 === 0) io.say(`${read} files read`);
    },
    signal: io.signal,
  });
  const { manifest, digest, fresh, kept, removed, discarded, skipped } = report;
  const document = {
    schema: 'index@1',
    action: 'build',
    folder: out,
    digest,
    manifest,
    fresh,
    kept,
    removed,
    discarded,
    skipped,
  };
  return { document, human: humanOf(report, out), exitCode: EXIT.done };
}
