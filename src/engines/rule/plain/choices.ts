import { type Branch, op, type Value } from '../../../english/index.ts';
import type { Draft, Fact } from '../facts.ts';

type Choice = Fact & { readonly statement: Extract<Fact['statement'], { readonly s: 'fact' }> };

const isChoice = (fact: Fact): fact is Choice => fact.statement.s === 'fact' && fact.statement.fact === 'choice';

/**
 * "Whenever c, turn on either a or b, but not both. If d, turn on a; otherwise, turn on b": the sentences behind make
 * the choice, and so act only where there is one; that there is just one is tried.
 */
export function madeChoices(facts: readonly Fact[], draft: Draft): readonly Fact[] {
  const [choice, more] = facts.filter(isChoice);
  if (choice === undefined || more !== undefined || draft.clock !== null) return facts;
  const [when, one, two] = choice.statement.values;
  if (when === undefined || one === undefined || two === undefined) return facts;
  const names = [one, two].map((value) => (value.k === 'name' ? value.name : ''));
  const makes = facts.filter((fact) => isMade(fact, names));
  const flat = makes.flatMap((fact) => (fact.statement.s === 'do' ? fact.statement.branches : []));
  const [first, second] = flat;
  const isComplete = flat.length === 2 && first?.guard != null && second?.guard === null;
  if (!isComplete || facts.indexOf(choice) > facts.indexOf(makes[0] ?? choice)) return facts;
  const own = first.guard;
  const branches: readonly Branch[] = [
    { ...first, guard: op('&&', when, own) },
    { ...second, guard: op('&&', when, op('u!', own)) },
  ];
  const claim: Fact = {
    ...choice,
    statement: { s: 'claim', when, holds: op('ones:==', { k: 'num', value: '1', width: null }, one, two) },
  };
  return facts.flatMap((fact): readonly Fact[] => {
    if (fact === choice) return [claim];
    if (fact === makes[0])
      return branches.map(
        (branch): Fact => ({ ...fact, statement: { s: 'do', chain: false, edge: null, branches: [branch] } }),
      );
    return makes.includes(fact) ? [] : [fact];
  });
}

/** Each branch sets one of the two outputs to 1. */
function isMade(fact: Fact, names: readonly string[]): boolean {
  const { statement } = fact;
  return (
    statement.s === 'do' &&
    statement.branches.every((branch) =>
      branch.actions.every(
        (action) =>
          action.a === 'set' &&
          action.target?.k === 'name' &&
          names.includes(action.target.name) &&
          isOne(action.value),
      ),
    )
  );
}

const isOne = (value: Value): boolean =>
  value.k === 'fill' ? value.bit === 1 : value.k === 'num' && value.value === '1';
