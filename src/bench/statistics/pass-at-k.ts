import { bootstrapMean, type Interval } from './bootstrap.ts';

/** Samples of one task that were scored, and how many of them passed. */
export interface TaskCount {
  readonly scored: number;
  readonly passed: number;
}

/**
 * Unbiased estimate of the chance that one of k samples passes, from c passes among n (Chen et al., "Evaluating
 * Large Language Models Trained on Code", 2021, eq. 1): 1 − C(n−c, k) / C(n, k), as a product of ratios, which
 * neither overflows nor cancels. `null` when fewer than k samples were scored: there is no estimate.
 */
export function passAtK({ scored: n, passed: c }: TaskCount, k: number): number | null {
  if (k < 1 || n < k) return null;
  if (n - c < k) return 1;
  let allFail = 1;
  for (let i = n - c + 1; i <= n; i += 1) allFail *= 1 - k / i;
  return 1 - allFail;
}

/** Mean over tasks with a 95% interval; tasks with fewer than k scored samples are counted, not averaged in. */
export interface PassAtKEstimate {
  /** Null, with the interval, where no task has k scored samples. */
  readonly mean: Interval['mean'] | null;
  readonly low: Interval['low'] | null;
  readonly high: Interval['high'] | null;
  readonly counted: number;
  readonly leftOut: number;
}

/** Mean of {@link passAtK} over tasks; the interval is a bootstrap over tasks. No task with k scored samples gives no number. */
export function passAtKOver(tasks: readonly TaskCount[], k: number, seed: number): PassAtKEstimate {
  const values = tasks.map((task) => passAtK(task, k)).filter((value) => value !== null);
  const interval = values.length === 0 ? NO_ESTIMATE : bootstrapMean(values, seed);
  return { ...interval, counted: values.length, leftOut: tasks.length - values.length };
}

const NO_ESTIMATE = { mean: null, low: null, high: null } as const;
