import { NO_RESET_FACTS, namesOf, type ResetFacts } from '../../english/index.ts';
import { type Fact, factsOf } from './facts.ts';

/** What one place of the text says of the reset. */
export type Told = { readonly fact: Fact; readonly reset: ResetFacts };

/** `active low` beside the reset's own port. */
export const polaritiesBeside = (facts: readonly Fact[], signal: string): readonly Told[] =>
  factsOf(facts, 'fact').flatMap((fact) => {
    const { text } = fact.statement;
    const isPolarity = fact.statement.fact === 'polarity' && fact.about === signal;
    return isPolarity && (text === 'high' || text === 'low')
      ? [{ fact, reset: { ...NO_RESET_FACTS, active: text } }]
      : [];
  });

/** A reset that a sentence tests at the clock's edge, with no reset edge beside it, is synchronous. */
export function narratedKinds(facts: readonly Fact[], signal: string): readonly Told[] {
  return factsOf(facts, 'do').flatMap((fact) => {
    const { edge, sensitivity, branches } = fact.statement;
    const tests = branches.some((branch) => branch.guard !== null && namesOf(branch.guard).includes(signal));
    return edge !== null && sensitivity === undefined && tests
      ? [{ fact, reset: { ...NO_RESET_FACTS, kind: 'sync' as const } }]
      : [];
  });
}
