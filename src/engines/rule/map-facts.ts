import { type Action, type Branch, mapValue, type Value } from '../../english/index.ts';
import type { Fact } from './facts.ts';

/** A behaviour sentence with every branch changed; any other fact as it is. */
export function mapBranches(fact: Fact, change: (branch: Branch) => Branch): Fact {
  const { statement } = fact;
  return statement.s === 'do'
    ? { ...fact, statement: { ...statement, branches: statement.branches.map((branch) => change(branch)) } }
    : fact;
}

/** A behaviour sentence with every action changed; any other fact as it is. */
export const mapActions = (fact: Fact, change: (action: Action) => Action): Fact =>
  mapBranches(fact, (branch) => ({ ...branch, actions: branch.actions.map((action) => change(action)) }));

/** A behaviour sentence in which "it" acts on the subject; any other fact as it is. */
export const withSubject = (fact: Fact, subject: Value): Fact =>
  mapActions(fact, (action) =>
    action.target?.k === 'noun' && action.target.noun === 'it' ? { ...action, target: subject } : action,
  );

/** A fact with every value it states changed: guards and actions of behaviour, and the values of other facts. */
export function mapStated(fact: Fact, change: (value: Value) => Value): Fact {
  const { statement } = fact;
  if (statement.s === 'fact')
    return { ...fact, statement: { ...statement, values: statement.values.map((value) => change(value)) } };
  if (statement.s === 'claim') {
    const when = statement.when === null ? null : change(statement.when);
    return { ...fact, statement: { ...statement, when, holds: change(statement.holds) } };
  }
  if (statement.s === 'build') {
    const features = statement.thing.features.map((feature) =>
      feature.values === undefined
        ? feature
        : { ...feature, values: feature.values.flatMap((value) => listed(change(value))) },
    );
    return { ...fact, statement: { ...statement, thing: { ...statement.thing, features } } };
  }
  return mapBranches(fact, (branch) => ({
    ...branch,
    guard: branch.guard === null ? null : change(branch.guard),
    actions: branch.actions.map((action) => (action.a === 'set' ? { ...action, value: change(action.value) } : action)),
  }));
}

/** Values that a change made of one stand in a list of their own. */
const listed = (value: Value): readonly Value[] => (value.k === 'op' && value.op === 'list-of' ? value.args : [value]);

/** Every value that a fact states, with those inside of them, innermost first. */
export function valuesIn(fact: Fact): readonly Value[] {
  const found: Value[] = [];
  const note = (value: Value): Value => {
    found.push(value);
    return value;
  };
  mapStated(fact, (value) => mapValue(value, note));
  return found;
}
