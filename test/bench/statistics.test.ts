import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bootstrapMean } from '../../src/bench/statistics/bootstrap.ts';
import { diversityOf } from '../../src/bench/statistics/diversity.ts';
import { scoreLine } from '../../src/bench/statistics/edit-similarity.ts';
import { mcnemarExact } from '../../src/bench/statistics/mcnemar.ts';
import { passAtK, passAtKOver } from '../../src/bench/statistics/pass-at-k.ts';

/** C(n, k) with unbounded integers. */
function binomial(n: number, k: number): bigint {
  let value = 1n;
  for (let i = 1; i <= k; i += 1) value = (value * BigInt(n - k + i)) / BigInt(i);
  return k > n ? 0n : value;
}

describe('pass@k', () => {
  it('equals 1 − C(n−c, k)/C(n, k) computed with exact integers', () => {
    const counts = fc.tuple(fc.integer({ min: 1, max: 200 }), fc.nat(200), fc.integer({ min: 1, max: 200 }));
    fc.assert(
      fc.property(counts, ([n, c, k]) => {
        fc.pre(c <= n && k <= n);
        const scale = 10n ** 18n;
        const exact = 1 - Number((binomial(n - c, k) * scale) / binomial(n, k)) / 1e18;
        expect(passAtK({ scored: n, passed: c }, k)).toBeCloseTo(exact, 12);
      }),
      { seed: 5, numRuns: 400 },
    );
  });

  it('gives no estimate from fewer samples than k', () => {
    expect(passAtK({ scored: 4, passed: 4 }, 5)).toBeNull();
    expect(passAtK({ scored: 0, passed: 0 }, 1)).toBeNull();
  });

  it('is finite where factorials overflow', () => {
    expect(passAtK({ scored: 10_000, passed: 1 }, 100)).toBeCloseTo(0.01, 10);
  });

  it('leaves tasks with too few samples out of the mean and says how many', () => {
    const tasks = [
      { scored: 20, passed: 20 },
      { scored: 20, passed: 0 },
      { scored: 3, passed: 3 },
    ];
    expect(passAtKOver(tasks, 5, 1)).toMatchObject({ mean: 0.5, counted: 2, leftOut: 1 });
  });

  it('does not average in a zero for a task that does not exist', () => {
    expect(passAtKOver([{ scored: 1, passed: 1 }], 1, 1).mean).toBe(1);
  });
});

describe('bootstrap', () => {
  const values = [0, 0, 0.2, 0.5, 0.9, 1, 1, 1, 0.3, 0.6];
  it('gives the same interval for the same seed and another for another', () => {
    expect(bootstrapMean(values, 7)).toEqual(bootstrapMean(values, 7));
    expect(bootstrapMean(values, 7)).not.toEqual(bootstrapMean(values, 8));
  });
  it('holds the mean, and shrinks to a point where all values are equal', () => {
    const { mean, low, high } = bootstrapMean(values, 1);
    expect(low).toBeLessThan(mean);
    expect(high).toBeGreaterThan(mean);
    expect(bootstrapMean([0.5, 0.5, 0.5], 1)).toEqual({ mean: 0.5, low: 0.5, high: 0.5 });
  });
  it('is near the normal interval for many values', () => {
    const many = Array.from({ length: 400 }, (_, i) => (i % 2 === 0 ? 1 : 0));
    const { low, high } = bootstrapMean(many, 3);
    expect(low).toBeCloseTo(0.5 - 1.96 * 0.025, 2);
    expect(high).toBeCloseTo(0.5 + 1.96 * 0.025, 2);
  });
});

describe("McNemar's exact test", () => {
  // Two-sided binomial probabilities at one half: 2·Σ C(n, i)/2^n.
  it.each([
    [0, 0, 1],
    [5, 0, 0.0625],
    [1, 9, 0.021484375],
    [3, 3, 1],
    [0, 10, 0.001953125],
  ])('of %i against %i is %f', (onlyA, onlyB, p) => {
    expect(mcnemarExact({ onlyA, onlyB })).toBeCloseTo(p, 9);
  });
  it('does not underflow for thousands of pairs', () => {
    expect(mcnemarExact({ onlyA: 2_500, onlyB: 2_500 })).toBeCloseTo(1, 6);
    expect(mcnemarExact({ onlyA: 2_000, onlyB: 3_000 })).toBeLessThan(1e-30);
  });
});

describe('diversity', () => {
  it('is 0 for one outcome and rises with their evenness', () => {
    expect(diversityOf(['a', 'a'], ['.', '.'])).toEqual({ distinct: 1, giniSimpson: 0 });
    expect(diversityOf(['a', 'b'], ['.', 'R3'])).toEqual({ distinct: 2, giniSimpson: 0.5 });
  });
});

describe('next-line metrics', () => {
  it.each([
    ['assign y = a & b;', 'assign y = a & b;', true, 100],
    ['assign  y = a;', 'assign y = a;', true, 96],
    ['abcd', 'abxd', false, 75],
    ['', '', true, 100],
    ['abc', '', false, 0],
    // 2·M/(|a|+|b|) = 8/13: 61.5… rounds to 62; 5/8 of a pair at exactly one half rounds to the even neighbour.
    ['abcdefgh', 'abcdz', false, 62],
    [`${'a'.repeat(5)}${'b'.repeat(75)}`, `${'a'.repeat(5)}${'c'.repeat(75)}`, false, 6],
    [`${'a'.repeat(1)}${'b'.repeat(79)}`, `a${'c'.repeat(79)}`, false, 1],
  ])('of %j and %j are exact=%s, similarity %i', (expected, predicted, exact, editSimilarity) => {
    expect(scoreLine(expected, predicted)).toEqual({ exact, editSimilarity });
  });
  it('rounds exact halves to even, as the published numbers were', () => {
    expect(scoreLine(`a${'b'.repeat(199)}`, `a${'c'.repeat(199)}`).editSimilarity).toBe(0);
    expect(scoreLine(`aaa${'b'.repeat(197)}`, `aaa${'c'.repeat(197)}`).editSimilarity).toBe(2);
  });

  it('gives the scores that are published for 200 predictions', () => {
    const file = join(import.meta.dirname, '../fixtures/bench/rtl-repo/published-gpt-4.jsonl');
    const pairs = readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const scores = pairs.map(({ label, generated }) => scoreLine(label, generated));
    const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;
    expect(scores).toHaveLength(200);
    expect(mean(scores.map((score) => score.editSimilarity))).toBeCloseTo(71.87, 5);
    expect(mean(scores.map((score) => (score.exact ? 100 : 0)))).toBeCloseTo(48.5, 5);
  });
});
