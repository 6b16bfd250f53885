import type { ChunkOptions } from '../chunk/chunks.ts';
import type { Embedder } from '../embed/embedder.ts';
import type { FileFacts } from '../extract/facts.ts';
import { annThreshold, buildNeighbours } from '../store/neighbours.ts';
import { encodeColumns } from './columns.ts';
import type { IndexData } from './data.ts';
import { commitManifest, indexDigest, withLock, writePart } from './folder.ts';
import { type LoadedIndex, loadIndex } from './load.ts';
import { type IndexManifest, indexVersion } from './manifest.ts';
import { assemble, type FileRecord, recordOf } from './records.ts';
import { listSources, readSources, type Skipped } from './walk.ts';

export interface BuildOptions {
  readonly root: string;
  /** Folder of the index; made where it does not exist. */
  readonly out: string;
  readonly embedder: Embedder;
  readonly chunks: ChunkOptions;
  readonly maxFileBytes: number;
  readonly exclude: (path: string) => boolean;
  /** Licence of files of which neither they nor a LICENSE file of the folder say anything. */
  readonly defaultLicence?: string;
  /** Makes facts exact; see `enrichFacts`. */
  readonly enrich?: (facts: FileFacts, path: string) => FileFacts;
  /** Chunks from which an approximate neighbour graph is built beside the exact vectors. */
  readonly annFrom?: number;
  /** Called with the number of files read so far; for progress displays. */
  readonly onFile?: (read: number) => void;
  readonly signal?: AbortSignal;
}

export interface BuildReport {
  readonly manifest: IndexManifest;
  readonly digest: string;
  readonly skipped: readonly Skipped[];
  /** Files read anew, taken over from the index before, and dropped from it. */
  readonly fresh: number;
  readonly kept: number;
  readonly removed: number;
  /** Why an index that was there could not be used; null where there was none or it was used. */
  readonly discarded: string | null;
}

export const defaultMaxFileBytes = 16 * 1024 * 1024;

/** Documents embedded in one request: bounds memory and the size of a request over the network. */
const embedBatch = 128;

interface Previous {
  readonly index: LoadedIndex | null;
  readonly discarded: string | null;
}

/** The index already in the folder, where its vectors and chunks are comparable with what is about to be built. */
const previousIndex = async (options: BuildOptions): Promise<Previous> => {
  let index: LoadedIndex;
  try {
    index = await loadIndex(options.out);
  } catch (error) {
    // No index, or one that cannot be read: everything is read anew, and the reason is reported.
    const message = error instanceof Error ? error.message : String(error);
    return { index: null, discarded: message.includes('there is no retrieval index') ? null : message };
  }
  const { embedder, chunks } = index.manifest;
  const sameVectors = embedder.id === options.embedder.id && embedder.digest === options.embedder.digest;
  if (!sameVectors) return { index: null, discarded: `it was built with the embedder ${embedder.id}` };
  if (chunks.bodyLines !== options.chunks.bodyLines)
    return { index: null, discarded: 'it was built with another chunk size' };
  // Facts made exact by an elaboration depend on every file of the list, not on their own file alone.
  if (index.manifest.elaborated || options.enrich !== undefined)
    return { index: null, discarded: 'its facts come from an elaboration, or will' };
  return { index, discarded: null };
};

interface ReadResult {
  readonly records: FileRecord[];
  readonly skipped: readonly Skipped[];
  readonly latin1: number;
}

const readAll = async (options: BuildOptions, before: LoadedIndex | null): Promise<ReadResult> => {
  const listing = await listSources(options.root, options);
  const known = new Map((before?.data.files ?? []).map((file, f) => [file.path, f]));
  const records: FileRecord[] = [];
  let latin1 = 0;
  for await (const source of readSources({ ...options, listing })) {
    options.signal?.throwIfAborted();
    if (source.encoding === 'latin1') latin1 += 1;
    const folderLicence = source.folderLicence ?? options.defaultLicence ?? null;
    const f = known.get(source.path) ?? -1;
    const file = before?.data.files[f];
    if (file && file.sha256 === source.sha256) {
      const licence = file.facts.licence ?? folderLicence;
      records.push({ kind: 'kept', file: { ...file, licence }, before: f, text: source.text });
    } else records.push(recordOf({ ...source, folderLicence }, options.chunks));
    options.onFile?.(records.length);
  }
  return { records, skipped: listing.skipped, latin1 };
};

const embedAll = async (records: readonly FileRecord[], options: BuildOptions): Promise<Float32Array[]> => {
  const documents = records.flatMap((record) => (record.kind === 'fresh' ? record.documents : []));
  const vectors: Float32Array[] = [];
  for (let i = 0; i < documents.length; i += embedBatch) {
    options.signal?.throwIfAborted();
    vectors.push(...(await options.embedder.embed(documents.slice(i, i + embedBatch))));
  }
  return vectors;
};

const countSkipped = (skipped: readonly Skipped[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { reason } of skipped) counts[reason] = (counts[reason] ?? 0) + 1;
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
};

const asBytes = (array: Float32Array): Uint8Array => new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

const writeAll = async (options: BuildOptions, data: IndexData, read: ReadResult): Promise<IndexManifest> => {
  const { out, embedder } = options;
  const texts = read.records.map((record) => Buffer.from(record.text, 'utf8'));
  const facts = JSON.stringify({ files: data.files, textBytes: texts.map((t) => t.byteLength) });
  const neighbours = await buildNeighbours(data, options.annFrom ?? annThreshold);
  const parts = {
    facts: await writePart(out, { name: 'facts', extension: 'json', bytes: Buffer.from(facts, 'utf8') }),
    columns: await writePart(out, { name: 'columns', extension: 'bin', bytes: encodeColumns(data) }),
    vectors: await writePart(out, { name: 'vectors', extension: 'bin', bytes: asBytes(data.vectors) }),
    texts: await writePart(out, { name: 'texts', extension: 'bin', bytes: Buffer.concat(texts) }),
    neighbours:
      neighbours === null ? null : await writePart(out, { name: 'neighbours', extension: 'hnsw', bytes: neighbours }),
  };
  return {
    schema: 'rag-index@1',
    version: indexVersion,
    embedder: { id: embedder.id, digest: embedder.digest, dimension: embedder.dimension },
    chunks: { bodyLines: options.chunks.bodyLines },
    elaborated: options.enrich !== undefined,
    counts: {
      files: data.files.length,
      units: data.files.reduce((n, file) => n + file.facts.units.length, 0),
      chunks: data.chunks.file.length,
      bytes: data.files.reduce((n, file) => n + file.bytes, 0),
      latin1: read.latin1,
      skipped: countSkipped(read.skipped),
    },
    parts,
  };
};

/**
 * Builds or renews the index of a folder. Files whose content is unchanged cost only their hash. A reader of the index
 * sees the old one or the new one, whenever the build is cut short. Equal content gives equal bytes.
 * Throws `disk`, `index` (another build holds the folder), and what the embedder throws.
 */
export const buildIndex = (options: BuildOptions): Promise<BuildReport> =>
  withLock(options.out, async () => {
    const { index: before, discarded } = await previousIndex(options);
    const read = await readAll(options, before);
    const vectors = await embedAll(read.records, options);
    const enrich = options.enrich ?? ((facts: FileFacts) => facts);
    const records = read.records.map((r) => ({ ...r, file: { ...r.file, facts: enrich(r.file.facts, r.file.path) } }));
    const data = assemble(records, {
      dimension: options.embedder.dimension,
      before: before?.data ?? null,
      vectors,
    });
    const manifest = await writeAll(options, data, read);
    await commitManifest(options.out, manifest);
    const kept = read.records.filter((record) => record.kind === 'kept').length;
    const present = new Set(read.records.map((record) => record.file.path));
    return {
      manifest,
      digest: indexDigest(manifest),
      skipped: read.skipped,
      fresh: read.records.length - kept,
      kept,
      removed: (before?.data.files ?? []).filter((file) => !present.has(file.path)).length,
      discarded,
    };
  });
