import { mapValue, op, type Value } from '../../../english/index.ts';
import type { Fact } from '../facts.ts';
import { mapBranches } from '../map-facts.ts';

/**
 * "In the first two cases", "in these cases" as the conditions of the sentence before. A count that the sentence does
 * not bear out stays as it is, and is refused where it is printed.
 */
export function withCaseNumbers(facts: readonly Fact[]): readonly Fact[] {
  return facts.map((fact, at) => {
    const before = facts.slice(0, at).findLast((one) => one.sentence !== fact.sentence && one.statement.s === 'do');
    const guards = before === undefined ? null : guardsOf(facts.filter((one) => one.sentence === before.sentence));
    if (guards === null) return fact;
    const change = (value: Value): Value => (isCases(value) ? (oneOf(guards, value) ?? value) : value);
    return mapBranches(fact, (branch) =>
      branch.guard === null ? branch : { ...branch, guard: mapValue(branch.guard, change) },
    );
  });
}

type Cases = Extract<Value, { readonly k: 'op' }>;

const isCases = (value: Value): value is Cases => value.k === 'op' && value.op === 'first-cases';

/** The conditions of a sentence in their order; null where it is not a list of cases. */
function guardsOf(facts: readonly Fact[]): readonly Value[] | null {
  const branches = facts.flatMap(({ statement }) =>
    statement.s === 'do' && !statement.chain ? statement.branches : [],
  );
  const isList = facts.every(({ statement }) => statement.s === 'do' && !statement.chain && statement.edge === null);
  const isNested = branches.some(({ guard, apart }) => guard === null && apart === true);
  const guards = branches.flatMap(({ guard }) => guard ?? []);
  return isList && !isNested && guards.length > 0 ? guards : null;
}

/** Any of the first so many conditions; the second number, or no number, says that these are all of them. */
function oneOf(guards: readonly Value[], { args }: Cases): Value | null {
  const [count = guards.length, all = null] = args.map((arg) => (arg.k === 'num' ? Number(arg.value) : 0));
  if (count < 1 || count > guards.length || (all !== null && all !== guards.length)) return null;
  return guards.slice(0, count).reduce((left, right) => op('||', left, right));
}
