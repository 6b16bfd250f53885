import type { Context } from '../contracts/context.ts';
import type { Refusal } from '../contracts/engine.ts';
import { fail, type Outcome, ok } from '../contracts/outcome.ts';
import type { Spec } from '../contracts/spec.ts';
import type { Verdict } from '../contracts/verdict.ts';
import type { Design } from './design.ts';
import type { Attempt, LoopPorts } from './loop/attempt.ts';
import { openWorkshop } from './loop/workshop.ts';
import { STRATEGIES, type StrategyId } from './strategies/index.ts';

export interface MakeRequest {
  readonly spec: Spec;
  readonly context: Context | null;
  readonly seed: number;
  readonly strategy: StrategyId;
  readonly samples: number;
  readonly lanes: number;
  readonly ports: LoopPorts;
  /** A design to start from, instead of a first proposal. */
  readonly start?: string;
}

/** A finished design and how it was come by. */
export interface MadeDesign {
  readonly design: Design;
  readonly attempt: Attempt;
  readonly attempts: readonly Attempt[];
  /** What a selection among several says; agreement, never proof. */
  readonly selection: Verdict | null;
  readonly notes: readonly string[];
}

/**
 * The loop: rules first where the author has any, then the strategy. Rules that cover the spec and whose design does not
 * fail its checks end it without a model call.
 */
export async function makeDesign(request: MakeRequest, signal: AbortSignal): Promise<Outcome<MadeDesign, Refusal>> {
  const { spec, context, seed, ports, samples, lanes } = request;
  const workshop = openWorkshop({ spec, context, seed, ports }, signal);
  if (request.start === undefined) {
    const exact = await workshop.exact();
    if (exact?.design != null && exact.status !== 'fail') {
      return ok({
        design: exact.design,
        attempt: exact,
        attempts: workshop.attempts,
        selection: null,
        notes: ['rules alone'],
      });
    }
  } else {
    const given = await workshop.given(request.start);
    if (given.status === 'pass' && given.design !== null) {
      return ok({ design: given.design, attempt: given, attempts: workshop.attempts, selection: null, notes: [] });
    }
  }
  const strategy = STRATEGIES[request.strategy];
  const result = await strategy({ workshop, spec, seed, samples, lanes, select: ports.select }, signal);
  const { best, refusal, selection, notes } = result;
  if (best?.design != null) {
    return ok({ design: best.design, attempt: best, attempts: workshop.attempts, selection, notes });
  }
  return fail(refusal ?? { reason: 'unsupported', detail: 'no attempt gave a design', quotes: [], coverage: [] });
}
