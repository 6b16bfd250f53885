import type { Refusal } from '../../contracts/engine.ts';
import type { Verdict } from '../../contracts/verdict.ts';
import type { Attempt, Select } from '../loop/attempt.ts';
import type { Workshop } from '../loop/workshop.ts';

export type StrategyId = 'single' | 'sample' | 'repair' | 'tree' | 'plans';

export interface StrategyJob {
  readonly workshop: Workshop;
  readonly spec: Parameters<Select>[0]['spec'];
  readonly seed: number;
  /** Candidates to draw, or rounds of repair. */
  readonly samples: number;
  readonly select: Select;
  /** Requests under way at once. */
  readonly lanes: number;
}

/** What a strategy came to. */
export interface StrategyResult {
  /** Null where nothing could be made; then `refusal` says why. */
  readonly best: Attempt | null;
  readonly refusal: Refusal | null;
  /** Verdict of the selection, where there was one. */
  readonly selection: Verdict | null;
  readonly notes: readonly string[];
}

/** A way to spend model calls on one spec. */
export type Strategy = (job: StrategyJob, signal: AbortSignal) => Promise<StrategyResult>;

/** Refusals after which no further call can succeed. */
const FINAL: ReadonlySet<Refusal['reason']> = new Set(['budget-spent', 'model-unreachable']);

/** Whether asking again is pointless: the budget is spent or nobody answers. */
export const isFinal = (attempt: Attempt): boolean => attempt.refusal !== null && FINAL.has(attempt.refusal.reason);

/** Whether the checks leave nothing to improve. */
export const isDone = (attempt: Attempt): boolean => attempt.design !== null && attempt.status === 'pass';

/** Whether a solved table, machine or trace of the specification, replayed on the design, shows something else. */
export const deniesSpec = (attempt: Attempt): boolean =>
  attempt.design !== null &&
  attempt.verdicts.some((verdict) => verdict.check === 'roundtrip' && verdict.status === 'fail');

/** The best of some attempts by score, the earliest among equals. */
export const bestOf = (attempts: readonly Attempt[]): Attempt | null =>
  attempts.reduce<Attempt | null>(
    (best, attempt) => (attempt.design !== null && (best === null || attempt.score > best.score) ? attempt : best),
    null,
  );

/** A result with this attempt as the best; the last refusal where there is none. */
export function resultWith(
  best: Attempt | null,
  workshop: Workshop,
  more: { readonly selection?: Verdict | null; readonly notes?: readonly string[] } = {},
): StrategyResult {
  const refusals = workshop.attempts.flatMap((attempt) => attempt.refusal ?? []);
  const refusal = best === null ? (refusals.find((one) => FINAL.has(one.reason)) ?? refusals.at(-1) ?? null) : null;
  return { best, refusal, selection: more.selection ?? null, notes: more.notes ?? [] };
}
