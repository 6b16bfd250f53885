import type { Expr } from '../expr/ast.ts';

/** A condition so many clock cycles behind the start of its sequence. */
export interface SvaTerm {
  readonly at: number;
  readonly expr: Expr;
}

/** What must follow an antecedent: terms at fixed distances, then at most one that may come anywhere in a window. */
export interface SvaConsequent {
  readonly terms: readonly SvaTerm[];
  readonly window: { readonly from: number; readonly to: number; readonly expr: Expr } | null;
}

/** A concurrent assertion of the subset: `@(edge clock) disable iff (…) antecedent |-> consequent`. */
export interface SvaProperty {
  /** Label or name; empty where it has none. */
  readonly name: string;
  /** As written, white space folded. */
  readonly text: string;
  /** Null for an immediate assertion, which holds at all times. */
  readonly clock: { readonly signal: string; readonly edge: 'posedge' | 'negedge' } | null;
  readonly disable: Expr | null;
  /** Each a sequence that may start in any cycle, with its length; empty: the consequent must always hold. */
  readonly antecedents: readonly { readonly terms: readonly SvaTerm[]; readonly length: number }[];
  readonly consequent: SvaConsequent;
}

/** One assertion of a text: read, or outside the subset with the reason. */
export type SvaItem =
  | { readonly ok: true; readonly property: SvaProperty }
  | { readonly ok: false; readonly name: string; readonly text: string; readonly reason: string };
