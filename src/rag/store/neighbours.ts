import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPart } from '../index/folder.ts';
import type { IndexPart } from '../index/manifest.ts';
import { dotProducts, dotProductsOfTwo, type VectorRows } from './exact.ts';
import { type HnswGraph, openHnsw } from './hnsw.ts';

/** Cosines of every chunk with a query. An approximate search leaves all but the best at zero. */
export interface VectorSearch {
  readonly kind: 'exact' | 'approximate';
  readonly cosines: (query: Float32Array) => Float32Array;
  /** Those of two queries. */
  readonly cosinesOfTwo: (first: Float32Array, second: Float32Array) => readonly [Float32Array, Float32Array];
}

/** Chunks from which the approximate search is faster by enough to be worth its build: 31 ms exact at 100,000 × 256. */
export const annThreshold = 50_000;

/** Neighbours asked of the graph: what files are compared by must not be lost behind chunks of one file. */
const askedNeighbours = 400;

export const exactSearch = (rows: VectorRows): VectorSearch => ({
  kind: 'exact',
  cosines: (query) => dotProducts(rows, query),
  cosinesOfTwo: (first, second) => dotProductsOfTwo(rows, first, second),
});

/** Approximate search over a graph already in memory. */
export const approximateSearch = (rows: VectorRows, graph: HnswGraph): VectorSearch => {
  const count = rows.dimension === 0 ? 0 : rows.vectors.length / rows.dimension;
  const cosines = (query: Float32Array): Float32Array => {
    const out = new Float32Array(count);
    for (const [row, cosine] of graph.nearest(query, Math.min(askedNeighbours, count))) out[row] = cosine;
    return out;
  };
  return { kind: 'approximate', cosines, cosinesOfTwo: (first, second) => [cosines(first), cosines(second)] };
};

/** Bytes of a neighbour graph over all rows; null where the index is too small for it or hnswlib-node is not installed. */
export const buildNeighbours = async (rows: VectorRows, from: number): Promise<Uint8Array | null> => {
  const count = rows.dimension === 0 ? 0 : rows.vectors.length / rows.dimension;
  if (count < from || count === 0) return null;
  const hnsw = await openHnsw();
  if (hnsw === null) return null;
  const graph = hnsw.build(rows);
  // The library writes to a path only.
  const folder = await mkdtemp(join(tmpdir(), 'veriloom-hnsw-'));
  try {
    const path = join(folder, 'graph');
    graph.write(path);
    return await readFile(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** The search over a graph on disk, or the exact one where hnswlib-node is not installed: same answers, slower. */
export const loadNeighbours = async (
  rows: VectorRows,
  where: { readonly folder: string; readonly part: IndexPart },
): Promise<VectorSearch> => {
  const hnsw = await openHnsw();
  if (hnsw === null) return exactSearch(rows);
  // The library loads a file of another dimension without complaint: only a file with the right digest is given to it.
  await readPart(where.folder, where.part);
  return approximateSearch(rows, hnsw.read(rows, join(where.folder, where.part.file)));
};
