import { describe, expect, it } from 'vitest';
import { normalise } from '../../../src/rag/embed/embedder.ts';
import { hashEmbedder } from '../../../src/rag/embed/hash.ts';
import { openIndex } from '../../../src/rag/index/load.ts';
import { noFilter } from '../../../src/rag/retrieve/filter.ts';
import { search } from '../../../src/rag/retrieve/search.ts';
import { dotProducts, dotProductsOfTwo, topRows } from '../../../src/rag/store/exact.ts';
import { openHnsw } from '../../../src/rag/store/hnsw.ts';
import { approximateSearch, buildNeighbours, exactSearch } from '../../../src/rag/store/neighbours.ts';
import { build, soc, temporaryFolder, writeFiles } from '../repository.ts';

/** Deterministic noise (mulberry32). */
const random = (seed: number) => {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32 - 0.5;
  };
};

const rowsOf = (count: number, dimension: number) => {
  const next = random(7);
  const vectors = new Float32Array(count * dimension);
  for (let row = 0; row < count; row += 1) {
    vectors.set(normalise(Float32Array.from({ length: dimension }, next)), row * dimension);
  }
  return { vectors, dimension };
};

describe('exact search', () => {
  it('gives the dot product of every row, also where the dimension is no multiple of four', () => {
    const rows = { vectors: Float32Array.from([1, 0, 0, 0, 0, 0, 2, 0, 0, 3]), dimension: 5 };
    expect([...dotProducts(rows, Float32Array.from([1, 1, 0, 0, 2]))]).toEqual([1, 8]);
  });
  it('of two queries at once is that of each', () => {
    for (const dimension of [5, 8]) {
      const rows = rowsOf(20, dimension);
      const [a, b] = [rows.vectors.slice(0, dimension), rows.vectors.slice(dimension, 2 * dimension)];
      const pair = dotProductsOfTwo(rows, a, b);
      for (let row = 0; row < 20; row += 1) {
        expect(pair[0][row]).toBeCloseTo(dotProducts(rows, a)[row] ?? 0, 5);
        expect(pair[1][row]).toBeCloseTo(dotProducts(rows, b)[row] ?? 0, 5);
      }
    }
  });
  it('lists the best rows first, equal ones by number', () => {
    expect(topRows(Float32Array.from([1, 3, 2, 3, 0]), 3)).toEqual([1, 3, 2]);
    expect(topRows(Float32Array.from([1]), 5)).toEqual([0]);
  });
});

const hnsw = await openHnsw();

describe.skipIf(hnsw === null)('approximate search (skipped where hnswlib-node is not installed)', () => {
  it('finds nearly all of what the exact one finds', () => {
    const rows = rowsOf(2000, 32);
    const graph = hnsw?.build(rows);
    if (!graph) throw new Error('no graph');
    const approximate = approximateSearch(rows, graph);
    const exact = exactSearch(rows);
    let hits = 0;
    for (let q = 0; q < 50; q += 1) {
      const query = rows.vectors.slice(q * 32, (q + 1) * 32).map((x, i) => x + (i % 3) * 0.05);
      const found = new Set(topRows(approximate.cosines(query), 10));
      hits += topRows(exact.cosines(query), 10).filter((row) => found.has(row)).length;
    }
    expect(hits / 500).toBeGreaterThan(0.99);
  });

  it('gives the cosines of the exact one for what it finds, and asks never for more rows than there are', () => {
    const rows = rowsOf(3, 8);
    const graph = hnsw?.build(rows);
    if (!graph) throw new Error('no graph');
    const query = rows.vectors.slice(8, 16);
    const exact = exactSearch(rows).cosines(query);
    const approximate = approximateSearch(rows, graph).cosines(query);
    for (const [row, cosine] of exact.entries()) expect(approximate[row]).toBeCloseTo(cosine, 5);
  });

  it('is built above a threshold only, lies in the index, and answers as the exact one does', async () => {
    expect(await buildNeighbours(rowsOf(10, 8), 11)).toBeNull();
    const root = writeFiles(temporaryFolder(), soc);
    const out = temporaryFolder();
    const { manifest } = await build(root, out, { annFrom: 1 });
    expect(manifest.parts.neighbours?.bytes).toBeGreaterThan(1000);
    const embedder = hashEmbedder();
    const ask = async (folder: string) => {
      const index = await openIndex(folder, embedder);
      const found = await search(
        index,
        embedder,
        { form: 'text', text: 'queue of beats', path: null },
        { limit: 9, filter: noFilter },
      );
      return [index.vectors.kind, found.hits.map((hit) => hit.path)] as const;
    };
    const plain = temporaryFolder();
    await build(root, plain);
    const [kind, paths] = await ask(out);
    expect(kind).toBe('approximate');
    expect(paths).toEqual((await ask(plain))[1]);
  });
});
