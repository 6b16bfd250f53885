import type { PlanRequest, Refusal } from '../../contracts/engine.ts';
import type { Outcome } from '../../contracts/outcome.ts';
import type { DesignPlan } from '../../contracts/plan.ts';
import type { Spec } from '../../contracts/spec.ts';

/** What a model is asked to write: a plan, plain Verilog, or a plan first and Verilog where it cannot. */
export type Via = 'auto' | 'ir' | 'verilog';

/** What a model wrote. Verilog is the fallback: nothing of it is known to hold before the checks. */
export type Proposal =
  | { readonly kind: 'plan'; readonly plan: DesignPlan; readonly notes: readonly string[] }
  | { readonly kind: 'verilog'; readonly text: string; readonly notes: readonly string[] };

/** Parts of a spec that were solved without a model. */
export interface SolvedFacts {
  /** Each fact in words, for the prompt. */
  readonly lines: readonly string[];
  /** Plans of the solved tables and machines alone; a design must agree with each where its ports show it. */
  readonly plans: readonly DesignPlan[];
}

export const NO_FACTS: SolvedFacts = { lines: [], plans: [] };

/** A design that is to be improved, in the form in which it was written. */
export interface Previous {
  readonly kind: Proposal['kind'];
  readonly text: string;
}

export interface AuthorRequest extends PlanRequest {
  /** Which of several answers this is. */
  readonly sample: number;
  /** 0 to 2. */
  readonly temperature: number;
  /** A reading of the spec to follow (strategy `plans`); null for none. */
  readonly idea: string | null;
  /** Null for a design from nothing. */
  readonly previous: Previous | null;
}

/** A module of a plan that is to be written anew. */
export interface PartRequest {
  readonly plan: DesignPlan;
  readonly module: string;
  /** What is wrong with it, as orders. */
  readonly hints: readonly string[];
}

/** Someone who writes designs from specs and improves them: a language model, with or without rules in front. */
export interface Author {
  readonly id: string;
  /** The whole design where no model is needed; null where one is. */
  readonly exact: (spec: Spec) => DesignPlan | null;
  readonly facts: (spec: Spec) => SolvedFacts;
  readonly propose: (request: AuthorRequest, signal: AbortSignal) => Promise<Outcome<Proposal, Refusal>>;
  /** The plan with one module written anew, its ports kept; absent where the author cannot. */
  readonly part?: (
    request: AuthorRequest,
    part: PartRequest,
    signal: AbortSignal,
  ) => Promise<Outcome<DesignPlan, Refusal>>;
  /** Different readings of the spec, at most `count`. */
  readonly ideas: (
    request: AuthorRequest,
    count: number,
    signal: AbortSignal,
  ) => Promise<Outcome<readonly string[], Refusal>>;
}
