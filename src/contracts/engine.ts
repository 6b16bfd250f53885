import type { Context } from './context.ts';
import type { Feedback } from './feedback.ts';
import type { Outcome } from './outcome.ts';
import type { DesignPlan } from './plan.ts';
import type { TextSpan } from './source.ts';
import type { Spec } from './spec.ts';

export type EngineId = string;

/** All that an engine may see. There is no reference and no hidden testbench in it, by type. */
export interface PlanRequest {
  readonly spec: Spec;
  readonly context: Context | null;
  readonly feedback: readonly Feedback[];
  readonly seed: number;
  /** Where several circuits fit, take the preferred one and record it as an assumption; absent: refuse. */
  readonly guess?: boolean;
}

/** How each stretch of the spec was taken (ir.md S1). */
export interface CoverageSpan {
  readonly span: TextSpan;
  readonly status: 'consumed' | 'context' | 'unrecognised';
  readonly rule: string | null;
}

/** A typed abstention that quotes what was not understood. */
export interface Refusal {
  readonly reason:
    | 'unread-sentences'
    | 'contradiction'
    | 'incomplete'
    | 'ambiguous'
    | 'unsupported'
    | 'budget-spent'
    | 'model-refused'
    | 'model-unreachable'
    | 'unparsable-reply';
  readonly detail: string;
  /** The stretches of text that stopped the engine, with their words. */
  readonly quotes: readonly { readonly span: TextSpan; readonly text: string; readonly why: string }[];
  readonly coverage: readonly CoverageSpan[];
}

export interface Engine {
  readonly id: EngineId;
  readonly plan: (request: PlanRequest, signal: AbortSignal) => Promise<Outcome<DesignPlan, Refusal>>;
}
