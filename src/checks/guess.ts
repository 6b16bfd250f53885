import { type DesignPlan, GUESS_RULE } from '../contracts/plan.ts';
import type { Verdict } from '../contracts/verdict.ts';
import { finding, verdictOf } from './verdict.ts';

/**
 * One verdict for each guess in a plan: `unknown`, because a trace that several circuits give cannot tell which is
 * meant. None where there is no guess, or where equivalence with a golden reference settled the question.
 */
export function guessVerdicts(plan: DesignPlan | null, others: readonly Verdict[]): readonly Verdict[] {
  if (others.some(({ check, status }) => check === 'equivalence' && status === 'pass')) return [];
  return (plan?.assumptions ?? [])
    .filter(({ rule }) => rule === GUESS_RULE)
    .map(({ text }) => verdictOf('alignment', finding('unknown', `The design is ${text}.`), 0));
}
