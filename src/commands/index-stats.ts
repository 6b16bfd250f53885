import { type LoadedIndex, loadIndex } from '../rag/index.ts';
import { EXIT } from './exit-codes.ts';
import type { CommandIo, CommandResult } from './io.ts';
import { type IndexOptions, indexFolder } from './retrieval-index.ts';

const tally = (items: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const item of items) counts[item] = (counts[item] ?? 0) + 1;
  return Object.fromEntries(Object.entries(counts).sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)));
};

const statsOf = (index: LoadedIndex) => {
  const { files } = index.data;
  const facts = files.map((file) => file.facts);
  const parts = Object.values(index.manifest.parts);
  return {
    ...index.manifest.counts,
    instances: facts.reduce((n, f) => n + f.instances.length, 0),
    words: index.data.words.terms.length,
    identifiers: index.data.identifiers.terms.length,
    bytesOnDisk: parts.reduce((n, part) => n + (part?.bytes ?? 0), 0),
    unitKinds: tally(facts.flatMap((f) => f.units.map((u) => u.kind))),
    licences: tally(files.map((file) => file.licence ?? 'unknown')),
  };
};

const list = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, n]) => `${name} ${n}`)
    .join(', ') || 'none';

/** `veriloom index stats`: what an index holds; exit 0. */
export async function runIndexStats(options: IndexOptions, io: CommandIo): Promise<CommandResult> {
  const folder = await indexFolder(options, io);
  const index = await loadIndex(folder);
  const stats = statsOf(index);
  const { embedder } = index.manifest;
  const human = [
    `${folder} (index ${index.digest.slice(0, 12)})`,
    `${stats.files} files, ${stats.bytes} bytes of source, ${stats.bytesOnDisk} bytes on disk`,
    `design units: ${list(stats.unitKinds)}; ${stats.instances} instances`,
    `${stats.chunks} chunks, ${stats.words} words, ${stats.identifiers} identifiers; embedder ${embedder.id}`,
    `licences: ${list(stats.licences)}`,
    `skipped: ${list(stats.skipped)}`,
  ].join('\n');
  const document = { schema: 'index@1', action: 'stats', folder, digest: index.digest, embedder, stats };
  return { document, human, exitCode: EXIT.done };
}
