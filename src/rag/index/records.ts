import { type Chunk, type ChunkOptions, chunksOf, documentOf, linesOf } from '../chunk/chunks.ts';
import { countsOf, folderOf, identifierCounts, splitWords } from '../chunk/words.ts';
import { fingerprintsOf } from '../extract/fingerprint.ts';
import { tokenize } from '../extract/lexer.ts';
import { scanTokens } from '../extract/scan.ts';
import { PostingsBuilder } from '../store/postings-builder.ts';
import type { IndexData, IndexedFile } from './data.ts';
import type { SourceText } from './walk.ts';

/** What one file brings into an index, made from its text alone. Vectors come later, in batches. */
export interface FreshRecord {
  readonly kind: 'fresh';
  readonly file: IndexedFile;
  readonly chunks: readonly Chunk[];
  readonly documents: readonly string[];
  readonly identifiers: ReadonlyMap<string, number>;
  readonly text: string;
}

/** A file whose content did not change: its rows are copied from the index before. */
export interface KeptRecord {
  readonly kind: 'kept';
  readonly file: IndexedFile;
  /** Number of the file in the index before. */
  readonly before: number;
  readonly text: string;
}

export type FileRecord = FreshRecord | KeptRecord;

export type SourceOfRecord = Pick<SourceText, 'path' | 'text' | 'sha256' | 'bytes' | 'description' | 'folderLicence'>;

/** Reads one file's text into a record. */
export const recordOf = (source: SourceOfRecord, options: ChunkOptions): FreshRecord => {
  const { path, text, sha256, bytes, description } = source;
  const table = tokenize(text);
  const facts = scanTokens(table);
  const chunks = chunksOf(facts, options);
  const lines = linesOf(text);
  const documents = chunks.map((chunk) => {
    const document = documentOf({ path, facts, lines }, chunk);
    return chunk.kind === 'signature' && description !== ''
      ? `${folderOf(path)}\n${document}\n${description}`
      : document;
  });
  return {
    kind: 'fresh',
    file: {
      path,
      sha256,
      bytes,
      licence: facts.licence ?? source.folderLicence,
      fingerprints: fingerprintsOf(table),
      facts,
    },
    chunks,
    documents,
    identifiers: identifierCounts(text),
    text,
  };
};

/** First and one past the last chunk of each file. */
export const chunkRanges = (data: Pick<IndexData, 'files' | 'chunks'>): Int32Array => {
  const first = new Int32Array(data.files.length + 1);
  for (const f of data.chunks.file) first[f + 1] = (first[f + 1] ?? 0) + 1;
  for (let f = 0; f < data.files.length; f += 1) first[f + 1] = (first[f + 1] ?? 0) + (first[f] ?? 0);
  return first;
};

interface Columns {
  readonly file: number[];
  readonly kind: number[];
  readonly unit: number[];
  readonly firstLine: number[];
  readonly lastLine: number[];
}

const addFresh = (columns: Columns, record: FreshRecord, file: number): void => {
  for (const chunk of record.chunks) {
    columns.file.push(file);
    columns.kind.push(chunk.kind === 'signature' ? 0 : 1);
    columns.unit.push(chunk.unit);
    columns.firstLine.push(chunk.firstLine);
    columns.lastLine.push(chunk.lastLine);
  }
};

const addKept = (columns: Columns, before: IndexData, span: readonly [number, number], file: number): void => {
  for (let c = span[0]; c < span[1]; c += 1) {
    columns.file.push(file);
    columns.kind.push(before.chunks.kind[c] ?? 0);
    columns.unit.push(before.chunks.unit[c] ?? -1);
    columns.firstLine.push(before.chunks.firstLine[c] ?? 1);
    columns.lastLine.push(before.chunks.lastLine[c] ?? 1);
  }
};

/**
 * Puts records together in the order given. Rows of kept files are copied from the index before, so that the result is
 * the same, byte for byte, as if everything had been read anew. `vectors` are those of the fresh documents, in order.
 */
export const assemble = (
  records: readonly FileRecord[],
  parts: {
    readonly dimension: number;
    readonly before: IndexData | null;
    readonly vectors: readonly Float32Array[];
  },
): IndexData => {
  const { dimension, before } = parts;
  const columns: Columns = { file: [], kind: [], unit: [], firstLine: [], lastLine: [] };
  const words = new PostingsBuilder(before?.words ?? null);
  const identifiers = new PostingsBuilder(before?.identifiers ?? null);
  const rows: Float32Array[] = [];
  let nextVector = 0;
  const fresh = (record: FreshRecord, f: number): void => {
    addFresh(columns, record, f);
    for (const document of record.documents) {
      words.add(countsOf(splitWords(document)));
      rows.push(parts.vectors[nextVector] ?? new Float32Array(dimension));
      nextVector += 1;
    }
    identifiers.add(record.identifiers);
  };
  const ranges = before === null ? new Int32Array(0) : chunkRanges(before);
  const kept = (record: KeptRecord, f: number, from: IndexData): void => {
    const span = [ranges[record.before] ?? 0, ranges[record.before + 1] ?? 0] as const;
    addKept(columns, from, span, f);
    for (let c = span[0]; c < span[1]; c += 1) words.copy(c);
    identifiers.copy(record.before);
    rows.push(from.vectors.subarray(span[0] * dimension, span[1] * dimension));
  };
  for (const [f, record] of records.entries()) {
    if (record.kind === 'fresh') fresh(record, f);
    else if (before !== null) kept(record, f, before);
  }
  return {
    files: records.map((record) => record.file),
    chunks: {
      file: Int32Array.from(columns.file),
      kind: Uint8Array.from(columns.kind),
      unit: Int32Array.from(columns.unit),
      firstLine: Int32Array.from(columns.firstLine),
      lastLine: Int32Array.from(columns.lastLine),
    },
    words: words.build(),
    identifiers: identifiers.build(),
    dimension,
    vectors: concatenated(rows, columns.file.length * dimension),
  };
};

const concatenated = (rows: readonly Float32Array[], length: number): Float32Array => {
  const all = new Float32Array(length);
  let at = 0;
  for (const row of rows) {
    all.set(row, at);
    at += row.length;
  }
  return all;
};
