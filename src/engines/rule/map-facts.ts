import type { Value } from '../../english/index.ts';
import type { Fact } from './facts.ts';

/** A fact with every value it states changed: guards and actions of behaviour, and the values of other facts. */
export function mapActions(fact: Fact, change: (value: Value) => Value): Fact {
  const { statement } = fact;
  if (statement.s === 'fact') return { ...fact, statement: { ...statement, values: statement.values.map(change) } };
  if (statement.s !== 'do') return fact;
  const branches = statement.branches.map((branch) => ({
    ...branch,
    guard: branch.guard === null ? null : change(branch.guard),
    actions: branch.actions.map((action) => (action.a === 'set' ? { ...action, value: change(action.value) } : action)),
  }));
  return { ...fact, statement: { ...statement, branches } };
}
