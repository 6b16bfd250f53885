import { uniform } from './random.ts';

/** A mean and its 95% interval. */
export interface Interval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

const RESAMPLES = 2_000;

/** Mean of the values with a 95% percentile bootstrap interval (Efron 1979), 2,000 resamples, seeded. */
export function bootstrapMean(values: readonly number[], seed: number): Interval {
  const n = values.length;
  if (n === 0) return { mean: 0, low: 0, high: 0 };
  const random = uniform(seed);
  const means = new Float64Array(RESAMPLES);
  for (let r = 0; r < RESAMPLES; r += 1) {
    let sum = 0;
    for (let i = 0; i < n; i += 1) sum += values[Math.floor(random() * n)] ?? 0;
    means[r] = sum / n;
  }
  means.sort();
  return {
    mean: values.reduce((sum, value) => sum + value, 0) / n,
    low: quantile(means, 0.025),
    high: quantile(means, 0.975),
  };
}

// Linear interpolation between order statistics (type 7 of Hyndman and Fan).
function quantile(sorted: Float64Array, p: number): number {
  const at = p * (sorted.length - 1);
  const below = sorted[Math.floor(at)] ?? 0;
  const above = sorted[Math.ceil(at)] ?? below;
  return below + (above - below) * (at - Math.floor(at));
}
