import type { FeatureName } from '../src/rag/retrieve/features.ts';
import { against, type Weights } from '../src/rag/retrieve/ranking.ts';
import type { Case } from './retrieval-truth.ts';

/**
 * Fits the weights of the ranking: listwise softmax over the candidates of a query (Cao et al., 2007), the likelihood of
 * a group being the sum over its files; L2 penalty; evidence may only speak for a file, or only against it; repositories
 * weigh by the square root of their number of queries. Adam, a fixed number of steps: the same input, the same weights.
 */
export interface FitOptions {
  readonly features: readonly FeatureName[];
  readonly penalty: number;
}

const steps = 300;
const rate = 0.05;
/** Candidates kept of each query beside its answers: the most promising, and some others spread over the rest. */
const promising = 80;
const others = 40;

interface Rows {
  /** rows × features. */
  readonly x: Float64Array;
  /** First row of each query; one more than there are queries. */
  readonly first: readonly number[];
  readonly groups: readonly (readonly (readonly number[])[])[];
  readonly weight: readonly number[];
}

const candidatesOf = (c: Case, features: readonly FeatureName[]): number[] => {
  const count = c.index.data.files.length;
  const sum = (f: number): number =>
    features.reduce((s, name) => s + (against.has(name) ? 0 : (c.found.features[name][f] ?? 0)), 0);
  const ranked = Array.from({ length: count }, (_, f) => f)
    .filter((f) => f !== c.found.view.hidden)
    .map((f) => [f, sum(f)] as const)
    .sort((a, b) => b[1] - a[1])
    .map(([f]) => f);
  const rest = ranked.slice(promising);
  const stride = Math.max(1, Math.floor(rest.length / others));
  return [
    ...new Set([
      ...c.groups.flat().filter((f) => f >= 0),
      ...ranked.slice(0, promising),
      ...rest.filter((_, i) => i % stride === 0),
    ]),
  ];
};

const rowsOf = (cases: readonly Case[], features: readonly FeatureName[]): Rows => {
  const perRepo = new Map<string, number>();
  for (const c of cases) perRepo.set(c.repo, (perRepo.get(c.repo) ?? 0) + 1);
  const first = [0];
  const groups: number[][][] = [];
  const values: number[] = [];
  for (const c of cases) {
    const candidates = candidatesOf(c, features);
    const start = first.at(-1) ?? 0;
    const row = new Map(candidates.map((f, i) => [f, start + i]));
    for (const f of candidates) for (const name of features) values.push(c.found.features[name][f] ?? 0);
    groups.push(c.groups.map((g) => g.flatMap((f) => row.get(f) ?? [])).filter((g) => g.length > 0));
    first.push(start + candidates.length);
  }
  const raw = cases.map((c) => 1 / Math.sqrt(perRepo.get(c.repo) ?? 1));
  const total = raw.reduce((a, b) => a + b, 0);
  return { x: Float64Array.from(values), first, groups, weight: raw.map((w) => w / total) };
};

/** Exponentials of a query's scores, shifted so that none overflows. */
const exponentials = (rows: Rows, q: number, w: Float64Array): Float64Array => {
  const n = w.length;
  const from = rows.first[q] ?? 0;
  const e = new Float64Array((rows.first[q + 1] ?? 0) - from);
  for (let i = 0; i < e.length; i += 1) {
    const at = (from + i) * n;
    for (let k = 0; k < n; k += 1) e[i]! += w[k]! * rows.x[at + k]!;
  }
  const most = e.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  return e.map((s) => Math.exp(s - most));
};

/** Adds the gradient of one query's loss. */
const addGradient = (rows: Rows, q: number, w: Float64Array, gradient: Float64Array): void => {
  const n = w.length;
  const from = rows.first[q] ?? 0;
  const groups = rows.groups[q] ?? [];
  if (groups.length === 0) return;
  const e = exponentials(rows, q, w);
  const z = e.reduce((a, b) => a + b, 0);
  const slope = e.map((v) => v / z);
  for (const group of groups) {
    const inside = group.reduce((sum, r) => sum + e[r - from]!, 0);
    for (const r of group) slope[r - from]! -= e[r - from]! / inside / groups.length;
  }
  const weight = rows.weight[q] ?? 0;
  for (let i = 0; i < slope.length; i += 1) {
    const d = slope[i]! * weight;
    for (let k = 0; k < n; k += 1) gradient[k]! += d * rows.x[(from + i) * n + k]!;
  }
};

export const fitWeights = (cases: readonly Case[], options: FitOptions): Weights => {
  const { features, penalty } = options;
  const rows = rowsOf(cases, features);
  const n = features.length;
  const w = new Float64Array(n);
  const m = new Float64Array(n);
  const v = new Float64Array(n);
  for (let t = 1; t <= steps; t += 1) {
    const gradient = w.map((x) => x * penalty);
    for (let q = 0; q < cases.length; q += 1) addGradient(rows, q, w, gradient);
    for (let k = 0; k < n; k += 1) {
      m[k] = 0.9 * m[k]! + 0.1 * gradient[k]!;
      v[k] = 0.999 * v[k]! + 0.001 * gradient[k]! ** 2;
      const step = (rate * (m[k]! / (1 - 0.9 ** t))) / (Math.sqrt(v[k]! / (1 - 0.999 ** t)) + 1e-9);
      const next = w[k]! - step;
      w[k] = against.has(features[k]!) ? Math.min(0, next) : Math.max(0, next);
    }
  }
  return Object.fromEntries(features.map((name, k) => [name, Number(w[k]!.toFixed(3))]).filter(([, x]) => x !== 0));
};
