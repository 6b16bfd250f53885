import type { Verdict } from './verdict.ts';

/** Result of `veriloom select`: the best of several candidates by agreement and by the specification's own evidence. */
export interface SelectDocument {
  readonly schema: 'select@1';
  /** What the choice rests on, in the verdict's words: agreement, never proof. */
  readonly verdict: Verdict;
  readonly spec: { readonly path: string; readonly top: string };
  /** Null where no candidate could be observed. `rules`: the rule engine covers the whole specification by itself. */
  readonly selected: {
    readonly from: 'rules' | 'samples';
    readonly path: string | null;
    readonly verilog: string;
  } | null;
  /** Lead of the best group over the next one as a share of all scores, 0 to 1. */
  readonly margin: number;
  /** Groups of candidates that behave alike, the best first. */
  readonly groups: readonly {
    readonly score: number;
    readonly candidates: readonly string[];
    readonly support: readonly string[];
    readonly against: readonly string[];
  }[];
  /** Candidates that could not be observed, and why. */
  readonly leftOut: readonly { readonly path: string; readonly why: string }[];
  readonly sandbox: string;
  readonly output: string | null;
}
