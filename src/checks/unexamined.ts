import type { CheckId, Verdict } from '../contracts/verdict.ts';
import { finding, verdictOf } from './verdict.ts';

const BEHAVIOUR: ReadonlySet<CheckId> = new Set(['roundtrip', 'property', 'simulate', 'equivalence', 'agreement']);

/**
 * The verdict on a design that a model wrote and whose behaviour nothing examined: it compiles, and that is all that is
 * known. Null where some check of behaviour ran.
 */
export function behaviourUnexamined(verdicts: readonly Verdict[]): Verdict | null {
  if (verdicts.some((verdict) => BEHAVIOUR.has(verdict.check) && verdict.status !== 'skipped')) return null;
  const summary = 'Nothing examined what the design does: give a golden, a testbench or more samples.';
  return verdictOf('simulate', finding('unknown', summary), 0);
}
