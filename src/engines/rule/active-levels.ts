import type { Value } from '../../english/index.ts';
import type { DoFact, Draft, Trouble } from './facts.ts';
import { factsOf, troubleAt } from './facts.ts';
import { levelTests } from './level-tests.ts';

/**
 * An input that is called active low, and a sentence in which something happens while it is 1: one of the two is a
 * mistake. What only keeps its value does not count, nor does the reset, whose level is settled elsewhere.
 */
export function levelAgainstUse(draft: Draft): Trouble | null {
  for (const fact of factsOf(draft.facts, 'fact')) {
    const { about, statement } = fact;
    if (statement.fact !== 'polarity' || about === null || about === draft.reset?.signal) continue;
    if (about === draft.clock?.name || !draft.inputs.some(({ name }) => name === about)) continue;
    const idle = statement.text === 'low' ? 1 : 0;
    const use = factsOf(draft.facts, 'do').find((one) => actsAt(one, about, idle));
    if (use !== undefined)
      return troubleAt(
        'contradiction',
        `${about} is called active ${statement.text ?? ''}, and acts at its other level here`,
        use.span,
      );
  }
  return null;
}

const actsAt = ({ statement }: DoFact, name: string, level: 0 | 1): boolean =>
  statement.branches.some(
    ({ guard, actions }) => guard !== null && actions.some(({ a }) => a !== 'hold') && tests(guard, name, level),
  );

/** Whether a condition asks in so many words for this level of the signal. */
const tests = (guard: Value, name: string, level: 0 | 1): boolean =>
  levelTests(guard, name).some((test) => !test.isActivity && test.level === level);
