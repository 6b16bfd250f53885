import { claimsOf, namesOf, type Value } from '../../../english/index.ts';
import type { Draft, Fact } from '../facts.ts';

/**
 * "The module sign-extends a number: y is …": where other sentences say by name what the only output is, one that says
 * it without naming the output says the same again, and is tried on what the others make.
 */
export function withoutImplied(facts: readonly Fact[], draft: Draft): readonly Fact[] {
  const [output, more] = draft.outputs;
  if (output === undefined || more !== undefined || draft.clock !== null) return facts;
  const isNamed = facts.some((fact) =>
    targetsOf(fact).some((target) => target !== null && ownersOf(target).includes(output.name)),
  );
  if (!isNamed) return facts;
  return facts.flatMap((fact): readonly Fact[] => {
    if (!isImplied(fact) || fact.statement.s !== 'do') return [fact];
    const branches = fact.statement.branches.map((branch) => ({
      ...branch,
      actions: branch.actions.map((action) => ({ ...action, target: { k: 'name', name: output.name } as const })),
    }));
    return claimsOf(branches)?.map((claim): Fact => ({ ...fact, statement: claim })) ?? [fact];
  });
}

const targetsOf = (fact: Fact): readonly (Value | null)[] =>
  fact.statement.s === 'do'
    ? fact.statement.branches.flatMap(({ actions }) => actions.map(({ target }) => target))
    : [];

const ownersOf = (target: Value): readonly string[] =>
  target.k === 'index' || target.k === 'slice' || target.k === 'part' ? namesOf(target.of) : namesOf(target);

/** One value, without a condition, for an output that is not named. */
function isImplied(fact: Fact): boolean {
  const { statement } = fact;
  if (
    statement.s !== 'do' ||
    statement.chain ||
    statement.edge !== null ||
    fact.about !== null ||
    fact.caseSignal !== null
  )
    return false;
  const [only, more] = statement.branches;
  const [action, second] = only?.actions ?? [];
  return (
    more === undefined && only?.guard === null && second === undefined && action?.a === 'set' && action.target === null
  );
}
