import type { Action, Value } from '../../../english/index.ts';
import type { Fact } from '../facts.ts';
import { mapActions } from '../map-facts.ts';

type Shift = Extract<Action, { readonly a: 'shift' }>;

const isOpen = (action: Action): action is Shift =>
  action.a === 'shift' && action.fill === null && action.at === undefined && action.style !== 'rotate';

const shiftsOf = (fact: Fact): readonly Shift[] =>
  fact.statement.s === 'do' ? fact.statement.branches.flatMap((branch) => branch.actions.filter(isOpen)) : [];

/**
 * "Q is shifted left by one bit. The new bit 0 is …": the second sentence says what the shift of the first brings in.
 * Where there is no shift that leaves it open, or more than one, the sentence stays, and nothing accounts for it.
 */
export function withShiftedIn(facts: readonly Fact[]): readonly Fact[] {
  const [said, more] = facts.filter(({ statement }) => statement.s === 'fact' && statement.fact === 'shifted-in');
  if (said?.statement.s !== 'fact' || more !== undefined) return facts;
  const [at, value] = said.statement.values;
  const shifts = facts.flatMap((fact) => shiftsOf(fact));
  if (at === undefined || value === undefined || shifts.length !== 1) return facts;
  return facts.filter((fact) => fact !== said).map((fact) => filled(fact, at, value));
}

function filled(fact: Fact, at: Value, fill: Value): Fact {
  if (fact.statement.s !== 'do' || shiftsOf(fact).length === 0) return fact;
  return mapActions(fact, (action) => (isOpen(action) ? { ...action, fill, at } : action));
}
