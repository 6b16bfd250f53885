import type { Branch } from '../../../english/index.ts';
import type { Fact } from '../facts.ts';

/**
 * "If sel is 0, y is a; if sel is 1, y is b; otherwise y is 0": the `otherwise` of the last case is that of all cases of
 * the sentence, where all are about one signal. Read as that of the last alone it would contradict the others.
 */
export function withLastElse(facts: readonly Fact[]): readonly Fact[] {
  return facts.map((fact, at): Fact => {
    const { statement } = fact;
    if (statement.s !== 'do' || statement.chain || statement.branches.length < 2) return fact;
    const [last, ...rest] = [...statement.branches].reverse();
    if (last === undefined || !isElse(last) || rest.some(({ guard }) => guard === null)) return fact;
    const before = facts.slice(0, at).filter((one) => one.sentence === fact.sentence);
    const target = targetOf(statement.branches);
    const isList = before.length > 0 && target !== null && before.every((one) => isCase(one, target));
    if (!isList) return fact;
    const branches = statement.branches.map((one) => (one === last ? { ...one, rest: true as const } : one));
    return { ...fact, statement: { ...statement, branches } };
  });
}

const isElse = ({ guard, rest, restOf, apart }: Branch): boolean =>
  guard === null && rest === undefined && restOf === undefined && apart === undefined;

/** A case of the list before: under a condition, about the same signal, and no `otherwise` of anything. */
function isCase({ statement }: Fact, target: string): boolean {
  if (statement.s !== 'do' || statement.chain) return false;
  return statement.branches.every(({ guard }) => guard !== null) && targetOf(statement.branches) === target;
}

/** The one signal that all branches act on; null where there are several, or none is named. */
function targetOf(branches: readonly Branch[]): string | null {
  const names = new Set(branches.flatMap(({ actions }) => actions.map(({ target }) => JSON.stringify(target))));
  const [only, more] = names;
  return only === undefined || only === 'null' || more !== undefined ? null : only;
}
