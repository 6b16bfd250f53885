import type { Verdict, VerdictStatus } from '../contracts/verdict.ts';

/** Worst first. A broken environment hides everything else; a pass needs every other status to be absent. */
const WORST_FIRST: readonly VerdictStatus[] = ['error', 'fail', 'timeout', 'unknown', 'skipped', 'pass'];

/** The worst of some statuses; `unknown` for an empty set, since nothing was shown. */
export const worstStatus = (statuses: readonly VerdictStatus[]): VerdictStatus =>
  WORST_FIRST.find((status) => statuses.includes(status)) ?? 'unknown';

/** The status of a set of verdicts taken together. */
export const combine = (verdicts: readonly Verdict[]): VerdictStatus => worstStatus(verdicts.map((v) => v.status));

/** Counts of one comparison run. */
export interface SampleCounts {
  readonly compared: number;
  readonly mismatched: number;
  /** Samples that the reference itself compares; null where nothing measured it. */
  readonly expected: number | null;
}

/**
 * What sample counts show. A mismatch is a failure however few samples there were; agreement counts only over as many
 * samples as the reference compares, since a design that ends the run early agrees on everything seen.
 */
export const statusOfSamples = ({ compared, mismatched, expected }: SampleCounts): 'pass' | 'fail' | 'unknown' => {
  if (mismatched > 0) return 'fail';
  if (compared <= 0 || expected === null || expected <= 0) return 'unknown';
  return compared >= expected ? 'pass' : 'unknown';
};
