import { ToolchainError } from '../../contracts/error.ts';
import type { Embedder } from '../embed/embedder.ts';
import { exactSearch, loadNeighbours, type VectorSearch } from '../store/neighbours.ts';
import { decodeColumns } from './columns.ts';
import { type Corpus, corpusOf } from './corpus.ts';
import type { IndexData, IndexedFile } from './data.ts';
import { indexDigest, readManifest, readPart } from './folder.ts';
import type { IndexManifest } from './manifest.ts';

/** An index as it lies on disk, checked against its manifest. */
export interface LoadedIndex {
  readonly folder: string;
  readonly manifest: IndexManifest;
  readonly digest: string;
  readonly data: IndexData;
  /** Bytes of each file's text, in the order of the files. */
  readonly textBytes: readonly number[];
}

/** An index ready for questions. */
export interface RetrievalIndex extends LoadedIndex {
  readonly corpus: Corpus;
  readonly vectors: VectorSearch;
  /** Text of a file as it was when it was indexed; read from disk on first use. */
  readonly textOf: (file: number) => Promise<string>;
}

const damaged = (folder: string, what: string): ToolchainError =>
  new ToolchainError('index', `${folder}: the index is damaged: ${what}`, {
    hint: `Build it again: veriloom index build REPO -o ${folder}`,
  });

const sums = (data: IndexData, manifest: IndexManifest): readonly (readonly [string, number, number])[] => [
  ['files', data.files.length, manifest.counts.files],
  ['chunks', data.chunks.file.length, manifest.counts.chunks],
  ['word lists', data.words.offsets.length - 1, manifest.counts.chunks],
  ['identifier lists', data.identifiers.offsets.length - 1, manifest.counts.files],
  ['vector numbers', data.vectors.length, manifest.counts.chunks * manifest.embedder.dimension],
];

const floats = (bytes: Uint8Array): Float32Array => {
  const copy = new ArrayBuffer(bytes.byteLength - (bytes.byteLength % 4));
  new Uint8Array(copy).set(bytes.subarray(0, copy.byteLength));
  return new Float32Array(copy);
};

/** Reads an index and checks digests, version and counts. Throws `index` with what is wrong. */
export const loadIndex = async (folder: string): Promise<LoadedIndex> => {
  const manifest = await readManifest(folder);
  const [facts, columns, vectors] = await Promise.all([
    readPart(folder, manifest.parts.facts),
    readPart(folder, manifest.parts.columns),
    readPart(folder, manifest.parts.vectors),
  ]);
  const read = JSON.parse(Buffer.from(facts).toString('utf8')) as { files: IndexedFile[]; textBytes: number[] };
  const data: IndexData = {
    files: read.files,
    ...decodeColumns(columns),
    dimension: manifest.embedder.dimension,
    vectors: floats(vectors),
  };
  for (const [what, found, expected] of sums(data, manifest)) {
    if (found !== expected) throw damaged(folder, `${found} ${what}, the manifest says ${expected}`);
  }
  return { folder, manifest, digest: indexDigest(manifest), data, textBytes: read.textBytes };
};

const textsOf = (index: LoadedIndex): ((file: number) => Promise<string>) => {
  let bytes: Promise<Uint8Array> | null = null;
  const offsets = [0];
  for (const n of index.textBytes) offsets.push((offsets.at(-1) ?? 0) + n);
  return async (file) => {
    bytes ??= readPart(index.folder, index.manifest.parts.texts);
    const all = await bytes;
    return Buffer.from(all.subarray(offsets[file] ?? 0, offsets[file + 1] ?? 0)).toString('utf8');
  };
};

/** The embedder must be the one of the build: vectors of two models are not comparable, though their lengths may agree. */
export const checkEmbedder = (manifest: IndexManifest, embedder: Embedder): void => {
  const built = manifest.embedder;
  const same = built.id === embedder.id && built.digest === embedder.digest && built.dimension === embedder.dimension;
  if (same) return;
  const name = (e: { id: string; dimension: number; digest: string }) =>
    `${e.id} (dimension ${e.dimension}${e.digest === '' ? '' : `, weights ${e.digest.slice(0, 12)}`})`;
  throw new ToolchainError('index', `the index was built with ${name(built)}, the query would use ${name(embedder)}`, {
    hint: 'Choose the embedder of the index, or build the index again with this one.',
  });
};

/** Opens an index for questions. Throws `index` where it is missing, damaged, foreign, or built with another embedder. */
export const openIndex = async (folder: string, embedder: Embedder): Promise<RetrievalIndex> => {
  const index = await loadIndex(folder);
  checkEmbedder(index.manifest, embedder);
  const { neighbours } = index.manifest.parts;
  const vectors =
    neighbours === null ? exactSearch(index.data) : await loadNeighbours(index.data, { folder, part: neighbours });
  return { ...index, corpus: corpusOf(index.data), vectors, textOf: textsOf(index) };
};
