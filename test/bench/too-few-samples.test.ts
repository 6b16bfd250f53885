import { describe, expect, it } from 'vitest';
import { thresholdGates } from '../../src/bench/compare/gates.ts';
import { tablesOf } from '../../src/bench/run/summarise.ts';
import type { BenchTaskRow } from '../../src/contracts/bench.ts';
import { passTable } from '../../src/report/bench-text.ts';
import { runOf } from './documents.ts';

const [base] = runOf(['..']).tasks;
const task = (name: string, change: Partial<BenchTaskRow>): BenchTaskRow => {
  if (base === undefined) throw new Error('no task to start from');
  return { ...base, task: name, ...change };
};
const abstained = task('c', { samples: 0, ownPass: 0, ownScored: 0, officialPass: 0, syntaxPass: 0, notAttempted: 1 });
const TWO_SAMPLES = [task('a', {}), task('b', { ownPass: 0, officialPass: 0 })];

const at = (tasks: readonly BenchTaskRow[], k: number) =>
  tablesOf(tasks, { ks: [k], seed: 1 }).find((row) => row.column === 'own' && row.tasks === 'all');

describe('pass@k for more samples than were drawn', () => {
  it.each([
    ['every task was attempted', TWO_SAMPLES],
    ['the engine abstained from one', [...TWO_SAMPLES, abstained]],
    ['the engine abstained from all', [abstained, abstained]],
    ['errors left fewer samples to score', [task('a', { ownScored: 1, ownPass: 1, errors: 1 }), abstained]],
  ])('is no number where %s', (_, tasks) => {
    const k = tasks.some(({ errors }) => errors > 0) ? 2 : 3;
    expect(at(tasks, k)).toMatchObject({ mean: null, low: null, high: null, counted: 0 });
  });

  it('counts an abstained task as failed for every k that the attempted ones allow', () => {
    expect(at([...TWO_SAMPLES, abstained], 2)).toMatchObject({ mean: 1 / 3, counted: 3 });
    expect(at([abstained], 1)).toMatchObject({ mean: 0, counted: 1 });
  });

  it('stands as n/a in the table and meets no gate', () => {
    const passAtK = tablesOf([...TWO_SAMPLES, abstained], { ks: [1, 3], seed: 1 });
    const document = { ...runOf(['..']), passAtK };
    expect(passTable(document)[1]?.slice(2)).toEqual([expect.stringMatching(/^0\.333 /), 'n/a']);
    const threshold = { column: 'own', k: 3, least: 0, text: 'pass@3=0' } as const;
    expect(thresholdGates([threshold], passAtK)).toEqual([{ gate: 'fail-under pass@3=0', value: 0, met: false }]);
  });
});
