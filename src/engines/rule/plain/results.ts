import { mapValue, type Statement, type Value } from '../../../english/index.ts';
import type { Draft, Fact } from '../facts.ts';
import { mapActions } from '../map-facts.ts';

/** Operations whose result has the width of its operands or one bit, whatever they go into. */
const EXACT: ReadonlySet<string> = new Set(['&', '|', '^', '~&', '~|', '~^', 'u~', 'u&', 'u|', 'u^', 'inputs', 'cat']);

const isResult = (value: Value): boolean => value.k === 'noun' && value.noun === 'result';

/** Whether a value mentions the result of the step before. */
function mentionsResult(value: Value): boolean {
  let isFound = false;
  mapValue(value, (one) => {
    isFound ||= isResult(one);
    return one;
  });
  return isFound;
}

function isExact(value: Value): boolean {
  let isFine = true;
  mapValue(value, (one) => {
    if (one.k === 'op' && !EXACT.has(one.op)) isFine = false;
    return one;
  });
  return isFine;
}

/**
 * Steps on the result of the step before ("take the NOR of a and b, then XOR it with c; the result drives y") as one
 * assignment. A step that leaves the result of an earlier one unused stays as it is, and is refused.
 */
export function joinedSteps(draft: Draft): readonly Fact[] {
  if (!draft.facts.some((fact) => isForms(fact.statement))) return draft.facts;
  let result: Value | null = null;
  let isUsed = true;
  const kept: Fact[] = [];
  for (const fact of draft.facts) {
    const next: Value | null | undefined = isForms(fact.statement)
      ? nextResult(fact.statement.values[0], result)
      : undefined;
    if (next === null) return draft.facts;
    if (next === undefined) {
      const put = result === null ? fact : putInto(fact, result);
      isUsed ||= put !== fact;
      kept.push(put);
    } else {
      result = next;
      isUsed = false;
    }
  }
  return isUsed ? kept : draft.facts;
}

/** What a step makes of the result before it; null where it leaves that unused, or speaks of one that is not there. */
function nextResult(made: Value | undefined, before: Value | null): Value | null {
  if (made === undefined || !isExact(made) || mentionsResult(made) !== (before !== null)) return null;
  return before === null ? made : mapValue(made, (one) => (isResult(one) ? before : one));
}

const isForms = (statement: Statement): statement is Extract<Statement, { readonly s: 'fact' }> =>
  statement.s === 'fact' && statement.fact === 'forms';

function putInto(fact: Fact, result: Value): Fact {
  const { statement } = fact;
  if (statement.s !== 'do') return fact;
  const isMentioned = statement.branches.some((branch) =>
    branch.actions.some((action) => action.a === 'set' && mentionsResult(action.value)),
  );
  if (!isMentioned) return fact;
  return mapActions(fact, (action) =>
    action.a === 'set' ? { ...action, value: mapValue(action.value, (one) => (isResult(one) ? result : one)) } : action,
  );
}
