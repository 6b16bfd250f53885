import type { Diagnostic } from '../../../contracts/source.ts';
import type { Spec } from '../../../contracts/spec.ts';

export interface Broken {
  readonly text: string;
  readonly spec: Spec;
  /** Errors of the static checks; lines are those of `text`. */
  readonly diagnostics: readonly Diagnostic[];
}

/** One deterministic repair. Pure; it may be wrong, because the checks judge what it makes. */
export interface RepairRule {
  readonly id: string;
  /** What it mends, for a reader. */
  readonly reason: string;
  /** Also tried on a design that compiles but behaves wrongly. */
  readonly behaviour?: true;
  /** The text with the repair; null where there is nothing of its kind. */
  readonly apply: (broken: Broken) => string | null;
}
