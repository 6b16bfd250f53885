import { fail, type Outcome, ok } from '../../contracts/outcome.ts';
import type { Spec } from '../../contracts/spec.ts';
import { namesOf, type Value } from '../../english/index.ts';
import { isResetName } from '../../util/reset-name.ts';
import { isClockName } from './draft.ts';
import { type Fact, type Trouble, troubleAt } from './facts.ts';

/**
 * "When en goes high": of a reset, of a state machine's inputs and of a circuit without a clock it says that the signal
 * is high. Of any other input that is looked at on clock edges it may as well say that the signal was low on the edge
 * before, and then the text does not say what is meant.
 */
export function withLevels(facts: readonly Fact[], spec: Spec): Outcome<readonly Fact[], Trouble> {
  const isClocked =
    spec.ports.some((port) => port.direction === 'input' && isClockName(port.name)) ||
    facts.some(({ statement }) => statement.s === 'clock' || (statement.s === 'do' && statement.edge !== null));
  for (const fact of facts) {
    const open = isClocked && fact.statement.s === 'do' ? openTurn(fact, spec) : null;
    if (open !== null)
      return fail(
        troubleAt(
          'ambiguous',
          `it is not clear whether ${open} only has this value here, or has just changed to it`,
          fact.span,
        ),
      );
  }
  return ok(facts.map((fact) => (isTurning(fact) ? withoutTurns(fact) : fact)));
}

const TURNED = '"op":"turned"';

const isTurning = (fact: Fact): boolean => JSON.stringify(fact.statement).includes(TURNED);

/** The input whose change or level a condition leaves open. */
function openTurn(fact: Fact, spec: Spec): string | null {
  const names = turnsIn(fact.statement).flatMap((value) => namesOf(value));
  const isOpen = (name: string): boolean =>
    !isResetName(name) &&
    spec.ports.some((port) => port.name === name && port.direction === 'input' && !/\breset\b/i.test(port.description));
  return names.find(isOpen) ?? null;
}

/** Every condition of change in a statement, of any kind. */
function turnsIn(statement: Fact['statement']): readonly Value[] {
  const found: Value[] = [];
  JSON.parse(JSON.stringify(statement), (_key, value: unknown) => {
    const inner = value as Value | null;
    if (inner !== null && typeof inner === 'object' && inner.k === 'op' && inner.op === 'turned') found.push(inner);
    return value;
  });
  return found;
}

/** The fact with conditions of level in place of those of change, wherever they stand. */
function withoutTurns(fact: Fact): Fact {
  const level = (_key: string, value: unknown): unknown => {
    const inner = value as Value | null;
    return inner !== null && typeof inner === 'object' && inner.k === 'op' && inner.op === 'turned'
      ? inner.args[0]
      : value;
  };
  return { ...fact, statement: JSON.parse(JSON.stringify(fact.statement), level) as Fact['statement'] };
}
