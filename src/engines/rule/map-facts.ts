import type { Value } from '../../english/index.ts';
import type { Fact } from './facts.ts';

/** A fact with every value it states changed: guards and actions of behaviour, and the values of other facts. */
export function mapActions(fact: Fact, change: (value: Value) => Value): Fact {
  const { statement } = fact;
  if (statement.s === 'fact') return { ...fact, statement: { ...statement, values: statement.values.map(change) } };
  if (statement.s === 'build') {
    const features = statement.thing.features.map((feature) =>
      feature.values === undefined
        ? feature
        : { ...feature, values: feature.values.flatMap((value) => listed(change(value))) },
    );
    return { ...fact, statement: { ...statement, thing: { ...statement.thing, features } } };
  }
  if (statement.s !== 'do') return fact;
  const branches = statement.branches.map((branch) => ({
    ...branch,
    guard: branch.guard === null ? null : change(branch.guard),
    actions: branch.actions.map((action) => (action.a === 'set' ? { ...action, value: change(action.value) } : action)),
  }));
  return { ...fact, statement: { ...statement, branches } };
}

/** Values that a change made of one stand in a list of their own. */
const listed = (value: Value): readonly Value[] => (value.k === 'op' && value.op === 'list-of' ? value.args : [value]);
