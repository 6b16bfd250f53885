import { fail, type Outcome, ok } from '../../../contracts/outcome.ts';
import { mapValue, namesOf, op, type Value } from '../../../english/index.ts';
import { type Draft, type Trouble, troubleAt } from '../facts.ts';
import { isResetStep } from './reset-steps.ts';
import type { Step } from './steps.ts';

/** Stands for every register in a sentence that says that nothing changes. */
const EVERY_REGISTER = 'every-register';

/** True for the target of a sentence about all registers at once. */
export const isEveryRegister = (noun: string): boolean => noun === EVERY_REGISTER;

const isSaidInstead = ({ fact }: Step): boolean => fact.statement.s === 'do' && fact.statement.instead === true;

const isMove = (step: Step, draft: Draft): boolean =>
  !isSaidInstead(step) && !isResetStep(step, draft) && step.action.a !== 'hold';

/**
 * "When q is 9 it becomes 0 instead": where q would have moved. A condition about other signals replaces what happens
 * at every edge; whether it would also replace what happens only sometimes, the text does not say.
 */
export function withInsteads(steps: readonly Step[], draft: Draft): Outcome<readonly Step[], Trouble> {
  const facts = [...new Set(steps.filter(isSaidInstead).map((step) => step.fact))];
  let done = steps;
  for (const fact of facts) {
    const mine = done.filter((step) => step.fact === fact);
    const place = done.findIndex((step) => step.fact === fact);
    const replaced = done.filter(
      (step, at) =>
        isMove(step, draft) &&
        mine.some((one) => one.target === step.target) &&
        (step.fact.sentence < fact.sentence || (step.fact.sentence === fact.sentence && at < place)),
    );
    const [only, ...more] = replaced;
    const own = new Set(mine.flatMap((step) => (step.guard === null ? [] : namesOf(step.guard))));
    const isOwn = only !== undefined && [...own].every((name) => name === only.target);
    if (only === undefined || more.length > 0 || (only.guard !== null && !isOwn))
      return fail(troubleAt('ambiguous', 'it is not clear what this happens instead of', fact.span));
    const { guard } = only;
    done = done.map((step) => (step.fact === fact ? { ...step, guard: joined(guard, step.guard) } : step));
  }
  return ok(done);
}

const joined = (left: Value | null, right: Value | null): Value | null =>
  left === null || right === null ? (left ?? right) : op('&&', left, right);

/** "While run is 0, nothing changes": a hold for every register, found by what else is said of it. */
export function withFrozen(steps: readonly Step[], draft: Draft): readonly Step[] {
  const frozen = steps.filter((step) => isEveryRegister(step.target));
  if (frozen.length === 0) return steps;
  const rest = steps.filter((step) => !isEveryRegister(step.target));
  const moving = rest.filter((step) => step.edge !== null || step.action.a !== 'set' || isResetStep(step, draft));
  const targets = [...new Set(moving.filter((step) => !step.wire).map((step) => step.target))];
  return [...rest, ...frozen.flatMap((step) => targets.map((target): Step => ({ ...step, target })))];
}

/**
 * "At the edge at which the counter wraps from 9 to 0" as a condition: the counter has its last value and steps. Only
 * where nothing but reset and one step changes it, and where what happens is an event in registers that reset too.
 */
export function withWrapEvents(steps: readonly Step[], draft: Draft): readonly Step[] {
  return steps.map((step): Step => {
    if (step.guard === null || !JSON.stringify(step.guard).includes('"wraps"')) return step;
    const guard = mapValue(step.guard, (value) => wrapGuard(value, steps, draft));
    return { ...step, guard, edge: step.edge ?? draft.clock?.edge ?? null };
  });
}

function wrapGuard(value: Value, steps: readonly Step[], draft: Draft): Value {
  if (value.k !== 'op' || value.op !== 'wraps') return value;
  const [counter, high, low] = value.args;
  if (counter?.k !== 'name' || high?.k !== 'num' || low?.k !== 'num') return value;
  const mine = steps.filter((step) => step.target === counter.name && !isResetStep(step, draft));
  const [step] = mine.filter((one) => one.action.a !== 'hold');
  const [last, first] = [Number(high.value), Number(low.value)];
  const moves = mine.filter((one) => one.action.a !== 'hold');
  if (step === undefined || moves.length > 1 || !wrapsAt(step, [first, last], draft)) return value;
  const holds = mine.filter((one) => one.action.a === 'hold').map((one) => one.guard);
  if (holds.includes(null) && holds.length > 0) return op('wraps', counter, high, low);
  const still = holds.flatMap((guard) => (guard === null ? [] : [op('u!', guard)]));
  const at = op('==', counter, high);
  return [...(step.guard === null ? [] : [step.guard]), ...still].reduce((left, right) => op('&&', left, right), at);
}

/** The step goes from `last` to `first`: by its own range, or because that is all its bits can hold. */
function wrapsAt({ action, target }: Step, [first, last]: readonly [number, number], draft: Draft): boolean {
  if (action.a !== 'step' || action.by.k !== 'num' || action.by.value !== '1') return false;
  if (action.wraps === true) return action.range?.[0] === first && action.range[1] === last;
  const width = draft.ports.find((port) => port.name === target)?.width ?? null;
  const top = width === null ? null : 2 ** width - 1;
  if (action.range !== undefined || top === null) return false;
  return action.dir === 'down' ? first === top && last === 0 : first === 0 && last === top;
}
