import type { Action, Value } from '../../english/index.ts';
import type { Draft, Fact, Trouble } from './facts.ts';
import { factsOf, troubleAt } from './facts.ts';

/** Facts that say of outputs whether they are registers or follow their inputs at once. */
export const KIND_FACTS: readonly string[] = ['kind-wire', 'kind-register'];

const isAbout = (fact: Fact, target: string, draft: Draft): boolean =>
  fact.statement.s === 'fact' &&
  (fact.statement.values.length === 0
    ? draft.outputs.some((port) => port.name === target)
    : fact.statement.values.some((value) => value.k === 'name' && value.name === target));

/** What the text says a signal is made of; null where it says nothing, a trouble where it says both. */
export function statedKind(draft: Draft, target: string): 'wire' | 'register' | Trouble | null {
  const told = factsOf(draft.facts, 'fact').filter(
    (fact) => KIND_FACTS.includes(fact.statement.fact) && isAbout(fact, target, draft),
  );
  const [first] = told;
  if (first === undefined) return null;
  const other = told.find((fact) => fact.statement.fact !== first.statement.fact);
  if (other !== undefined)
    return troubleAt('contradiction', `the text calls ${target} both a register and combinational`, other.span);
  return first.statement.fact === 'kind-wire' ? 'wire' : 'register';
}

/** "valid is a register: it becomes 1 when …": in such a sentence "it" is the signal it begins with. */
export function withKindSubjects(facts: readonly Fact[]): readonly Fact[] {
  return facts.map((fact): Fact => {
    if (fact.statement.s !== 'do') return fact;
    const head = facts.find(
      (one) => one.sentence === fact.sentence && one.statement.s === 'fact' && KIND_FACTS.includes(one.statement.fact),
    );
    const values = head?.statement.s === 'fact' ? head.statement.values : [];
    const [subject, more] = values;
    if (subject === undefined || more !== undefined) return fact;
    const branches = fact.statement.branches.map((branch) => ({
      ...branch,
      actions: branch.actions.map((action) => ofSubject(action, subject)),
    }));
    return { ...fact, statement: { ...fact.statement, branches } };
  });
}

const ofSubject = (action: Action, subject: Value): Action =>
  action.target?.k === 'noun' && action.target.noun === 'it' ? { ...action, target: subject } : action;
