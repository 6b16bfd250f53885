import { type Action, type Branch, mapValue, op, type Value } from '../../english/index.ts';
import type { Draft, Fact } from './facts.ts';
import { factsOf } from './facts.ts';

/**
 * Facts with "each time the counter wraps from h to l" made explicit. It is the value h at the edge only where the
 * counter steps at every edge through just that range; else the condition stays as it is, and is refused where printed.
 */
export const withWraps = (facts: readonly Fact[], draft: Draft): readonly Fact[] =>
  facts.map((fact): Fact => {
    if (fact.statement.s !== 'do' || !JSON.stringify(fact.statement.branches).includes('"wraps"')) return fact;
    const branches = fact.statement.branches.map(
      (branch): Branch => ({
        ...branch,
        guard: branch.guard === null ? null : mapValue(branch.guard, (value) => atEnd(value, draft)),
      }),
    );
    return { ...fact, statement: { ...fact.statement, branches } };
  });

function atEnd(value: Value, draft: Draft): Value {
  if (value.k !== 'op' || value.op !== 'wraps') return value;
  const [counter, high, low] = value.args;
  if (counter === undefined || high?.k !== 'num' || low?.k !== 'num') return value;
  return isFree(counter, [Number(low.value), Number(high.value)], draft) ? op('==', counter, high) : value;
}

/** Nothing but an asynchronous reset keeps the counter from stepping through the range at every edge. */
function isFree(counter: Value, range: readonly [number, number], draft: Draft): boolean {
  if (draft.reset?.kind === 'sync') return false;
  if (factsOf(draft.facts, 'build').some((fact) => fact.statement.thing.head.endsWith('counter'))) return false;
  const about = factsOf(draft.facts, 'do').filter((fact) =>
    fact.statement.branches.some((branch) => branch.actions.some((action) => touches(action, counter))),
  );
  const [told, ...more] = about.filter((fact) => fact.statement.branches.some((branch) => steps(branch, range)));
  return (
    told?.statement.branches.length === 2 &&
    !told.statement.chain &&
    more.length === 0 &&
    about.every((fact) => fact === told || fact.statement.branches.every((branch) => isReset(branch, draft)))
  );
}

/** What has no named target may be about the counter. */
const touches = ({ target }: Action, counter: Value): boolean =>
  target === null || target.k === 'noun' || JSON.stringify(target) === JSON.stringify(counter);

const steps = ({ guard, actions }: Branch, [low, high]: readonly [number, number]): boolean =>
  guard === null &&
  actions.some((action) => action.a === 'step' && action.range?.[0] === low && action.range[1] === high);

/** The branch holds only while the reset is active: its condition is that one signal. */
const isReset = ({ guard }: Branch, { reset }: Draft): boolean =>
  reset !== null && guard !== null && JSON.stringify(guard).includes(`"name":"${reset.signal}"`) && isOneName(guard);

const isOneName = (guard: Value): boolean =>
  guard.k === 'op' &&
  guard.args.every((arg) => arg.k === 'name' || arg.k === 'num') &&
  guard.args.filter((arg) => arg.k === 'name').length === 1;
