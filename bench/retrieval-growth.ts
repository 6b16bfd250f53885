import { normalise } from '../src/rag/embed/embedder.ts';
import { dotProducts, topRows } from '../src/rag/store/exact.ts';
import { openHnsw } from '../src/rag/store/hnsw.ts';

// Growth of exact and approximate vector search: npx tsx bench/retrieval-growth.ts [largest number of chunks]
const largest = Number(process.argv[2] ?? 100_000);
const dimension = 384;
const queries = 100;

let state = 42;
const random = (): number => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 2 ** 32 - 0.5;
};

/** Clustered, as chunks of real code are: a few hundred directions with noise around each. */
const centres = Array.from({ length: 300 }, () => Float32Array.from({ length: dimension }, random));
const point = (): Float32Array => {
  const centre = centres[Math.floor((random() + 0.5) * centres.length)] ?? new Float32Array(dimension);
  return normalise(centre.map((x) => x + 0.7 * random()));
};

const hnsw = await openHnsw();
console.log('chunks    exact ms  approximate ms  recall@10  build s');
for (const count of [1000, 3000, 10_000, 30_000, 50_000, 100_000].filter((n) => n <= largest)) {
  const vectors = new Float32Array(count * dimension);
  for (let row = 0; row < count; row += 1) vectors.set(point(), row * dimension);
  const rows = { vectors, dimension };
  const asked = Array.from({ length: queries }, point);
  const startExact = performance.now();
  const exact = asked.map((q) => topRows(dotProducts(rows, q), 10));
  const exactMs = (performance.now() - startExact) / queries;
  const startBuild = performance.now();
  const graph = hnsw?.build(rows);
  const buildS = (performance.now() - startBuild) / 1000;
  const startAnn = performance.now();
  const found = asked.map((q) => new Set(graph?.nearest(q, 10).map(([row]) => row)));
  const annMs = (performance.now() - startAnn) / queries;
  const hits = exact.reduce((n, list, i) => n + list.filter((row) => found[i]?.has(row)).length, 0);
  console.log(
    `${String(count).padEnd(9)} ${exactMs.toFixed(2).padStart(8)}  ${annMs.toFixed(2).padStart(14)}  ${(hits / (10 * queries)).toFixed(4).padStart(9)}  ${buildS.toFixed(1).padStart(7)}`,
  );
}
