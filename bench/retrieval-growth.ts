import { normalise } from '../src/rag/embed/embedder.ts';
import { dotProducts, topRows } from '../src/rag/store/exact.ts';
import { openHnsw } from '../src/rag/store/hnsw.ts';

// Growth of exact and approximate vector search: npx tsx bench/retrieval-growth.ts [largest] [smallest number of chunks]
const largest = Number(process.argv[2] ?? 100_000);
const smallest = Number(process.argv[3] ?? 1000);
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

/** CPU time of a piece of work in milliseconds: the machine may be shared. */
const cpuOf = <T>(job: () => T): readonly [T, number] => {
  const before = process.cpuUsage();
  const value = job();
  const { user, system } = process.cpuUsage(before);
  return [value, (user + system) / 1000];
};

const hnsw = await openHnsw();
console.log('CPU time a query and a build\nchunks    exact ms  approximate ms  recall@10  build s');
const sizes = [1000, 3000, 10_000, 30_000, 50_000, 100_000].filter((n) => n >= smallest && n <= largest);
for (const count of sizes) {
  const vectors = new Float32Array(count * dimension);
  for (let row = 0; row < count; row += 1) vectors.set(point(), row * dimension);
  const rows = { vectors, dimension };
  const asked = Array.from({ length: queries }, point);
  const [exact, exactMs] = cpuOf(() => asked.map((q) => topRows(dotProducts(rows, q), 10)));
  const [graph, buildMs] = cpuOf(() => hnsw?.build(rows));
  const [found, annMs] = cpuOf(() => asked.map((q) => new Set(graph?.nearest(q, 10).map(([row]) => row))));
  const hits = exact.reduce((n, list, i) => n + list.filter((row) => found[i]?.has(row)).length, 0);
  const cells = [
    (exactMs / queries).toFixed(2),
    (annMs / queries).toFixed(2),
    (hits / (10 * queries)).toFixed(4),
    (buildMs / 1000).toFixed(1),
  ];
  console.log(`${String(count).padEnd(9)} ${cells.map((cell, i) => cell.padStart([8, 15, 10, 8][i] ?? 8)).join(' ')}`);
}
