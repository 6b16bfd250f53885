import type { BenchCompareDocument, BenchRunDocument, BenchSampleRow, BenchTaskRow } from '../../contracts/bench.ts';
import { bootstrapMean } from '../statistics/bootstrap.ts';
import { mcnemarExact } from '../statistics/mcnemar.ts';
import { passAtK } from '../statistics/pass-at-k.ts';

/** Two runs and how to set them side by side. */
export interface Comparison {
  readonly a: { readonly name: string; readonly run: BenchRunDocument };
  readonly b: { readonly name: string; readonly run: BenchRunDocument };
  readonly column: 'own' | 'official';
  readonly ks: readonly number[];
  readonly seed: number;
}

/**
 * Compares two runs over the tasks that both scored. Samples are paired by task and number for McNemar's exact test;
 * differences of pass@k are paired by task, with a bootstrap interval over tasks. A regression is a task whose first
 * run passed some sample and whose second passed a smaller share.
 */
export function compareRuns({ a, b, column, ks, seed }: Comparison): Omit<BenchCompareDocument, 'gates'> {
  const rowsB = new Map(b.run.tasks.map((row) => [row.task, row]));
  const pairs = a.run.tasks.flatMap((rowA) => {
    const rowB = rowsB.get(rowA.task);
    return rowB !== undefined && scoredOf(rowA, column) > 0 && scoredOf(rowB, column) > 0
      ? [{ task: rowA.task, a: rowA, b: rowB }]
      : [];
  });
  const paired = pairedSamples(a.run.samples, { other: b.run.samples, column });
  const shares = pairs.map(({ task, a: rowA, b: rowB }) => ({ task, a: share(rowA, column), b: share(rowB, column) }));
  const worse = shares.filter((row) => row.b.value < row.a.value);
  const better = shares.filter((row) => row.b.value > row.a.value);
  return {
    schema: 'bench-compare@1',
    a: a.name,
    b: b.name,
    column,
    paired: { tasks: pairs.length, samples: paired.pairs },
    mcnemar: { onlyA: paired.onlyA, onlyB: paired.onlyB, p: mcnemarExact(paired) },
    passAtK: ks.map((k) => differenceAt(pairs, { k, column, seed })),
    regressions: worse.map((row) => ({ task: row.task, a: row.a.text, b: row.b.text })),
    improvements: better.map((row) => ({ task: row.task, a: row.a.text, b: row.b.text })),
  };
}

const scoredOf = (row: BenchTaskRow, column: 'own' | 'official'): number =>
  column === 'own' ? row.ownScored : row.samples - row.errors;
const passedOf = (row: BenchTaskRow, column: 'own' | 'official'): number =>
  column === 'own' ? row.ownPass : row.officialPass;

function share(row: BenchTaskRow, column: 'own' | 'official'): { readonly value: number; readonly text: string } {
  const passed = passedOf(row, column);
  const scored = scoredOf(row, column);
  return { value: passed / scored, text: `${passed}/${scored}` };
}

interface Pair {
  readonly a: BenchTaskRow;
  readonly b: BenchTaskRow;
}

function differenceAt(
  pairs: readonly Pair[],
  { k, column, seed }: { readonly k: number; readonly column: 'own' | 'official'; readonly seed: number },
): BenchCompareDocument['passAtK'][number] {
  const values = pairs.flatMap(({ a, b }) => {
    const atA = passAtK({ scored: scoredOf(a, column), passed: passedOf(a, column) }, k);
    const atB = passAtK({ scored: scoredOf(b, column), passed: passedOf(b, column) }, k);
    return atA === null || atB === null ? [] : [{ a: atA, b: atB }];
  });
  const mean = (side: 'a' | 'b'): number =>
    values.length === 0 ? 0 : values.reduce((sum, value) => sum + value[side], 0) / values.length;
  const {
    mean: difference,
    low,
    high,
  } = bootstrapMean(
    values.map((value) => value.b - value.a),
    seed,
  );
  return { k, a: mean('a'), b: mean('b'), difference, low, high, counted: values.length };
}

function pairedSamples(
  samples: readonly BenchSampleRow[],
  { other, column }: { readonly other: readonly BenchSampleRow[]; readonly column: 'own' | 'official' },
): { readonly pairs: number; readonly onlyA: number; readonly onlyB: number } {
  const verdict = (row: BenchSampleRow): boolean | null => {
    if (column === 'official') return row.official?.pass ?? null;
    return row.own.outcome === 'error' || row.own.outcome === 'unscorable' ? null : row.own.outcome === 'pass';
  };
  const byKey = new Map(other.map((row) => [`${row.task}\0${row.sample}`, verdict(row)]));
  const counts = { pairs: 0, onlyA: 0, onlyB: 0 };
  for (const row of samples) {
    const inA = verdict(row);
    const inB = byKey.get(`${row.task}\0${row.sample}`);
    if (inA === null || inB === null || inB === undefined) continue;
    counts.pairs += 1;
    if (inA && !inB) counts.onlyA += 1;
    if (inB && !inA) counts.onlyB += 1;
  }
  return counts;
}
