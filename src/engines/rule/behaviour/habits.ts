import { fail, type Outcome, ok } from '../../../contracts/outcome.ts';
import { type Action, literalOf, namesOf } from '../../../english/index.ts';
import { type Draft, type Trouble, troubleAt } from '../facts.ts';
import { isResetStep } from './reset-steps.ts';
import type { Step } from './steps.ts';

type Counting = Extract<Action, { readonly a: 'step' }>;
type CountStep = Step & { readonly action: Counting };

const isCount = (step: Step): step is CountStep => step.action.a === 'step';

/**
 * Steps with "it counts through 0 to 9 and starts again" made what it says: where no other sentence tells when the
 * counter steps, it steps at every edge; else those sentences step it, through that range. Where sentences say
 * themselves what follows the last value, the range only has to be true of them.
 */
export function withHabits(steps: readonly Step[], draft: Draft): Outcome<readonly Step[], Trouble> {
  let done = steps;
  for (const target of new Set(steps.filter(isCount).map((step) => step.target))) {
    const mine = steps.filter((step) => step.target === target);
    const counts = mine.filter(isCount);
    if (!counts.some(({ action }) => action.habit === true || action.wraps === true)) continue;
    const told = mine.some((step) => endsBySelf(step, draft));
    const placed = placedCounts(counts, told);
    if (typeof placed === 'string') return fail(troubleAt('ambiguous', placed, counts[0]?.fact.span ?? SPAN));
    done = done.flatMap((step) => {
      const at = counts.findIndex((one: Step) => one === step);
      return at < 0 ? [step] : (placed[at] ?? []);
    });
  }
  return ok(done);
}

const SPAN = { start: 0, end: 0, line: 1, lastLine: 1 };

/** "When it is 9, it becomes 0": a sentence about what follows a value. */
const endsBySelf = (step: Step, draft: Draft): boolean =>
  step.action.a === 'set' &&
  step.guard !== null &&
  namesOf(step.guard).includes(step.target) &&
  !isResetStep(step, draft) &&
  literalOf(step.action.value) !== null;

/** Each counting step as it is to act: none, or one with its range; a string says why they do not fit together. */
function placedCounts(counts: readonly CountStep[], told: boolean): readonly (readonly Step[])[] | string {
  const habits = counts.filter(({ action }) => action.habit === true);
  const moves = counts.filter(({ action }) => action.habit !== true);
  const spans = new Set(counts.flatMap(({ action }) => (action.range === undefined ? [] : [spanOf(action.range)])));
  if (spans.size > 1) return 'the counter is given two ranges';
  const [habit] = habits;
  if (habit === undefined) return withOwnWraps(moves, told);
  const { dir, range, wraps } = habit.action;
  if (range === undefined && moves.length > 0) return counts.map((step) => (moves.includes(step) ? [step] : []));
  const isOther = moves.some(
    ({ action }) =>
      literalOf(action.by) !== 1 || (action.dir !== 'any' && action.dir !== dir) || habit.action.dir === 'any',
  );
  if (isOther) return 'the counter is said to count in two ways';
  return counts.map((step): readonly Step[] => {
    if (step.action.habit === true && (moves.length > 0 || step !== habit)) return [];
    const { wraps: _own, habit: _habit, ...plain } = step.action;
    const action = { ...plain, dir, ...(range === undefined ? {} : { range }) };
    return [{ ...step, action: wraps === true && !told ? { ...action, wraps: true } : action }];
  });
}

/** Every step says where it wraps, or none does. */
function withOwnWraps(moves: readonly CountStep[], told: boolean): readonly (readonly Step[])[] | string {
  if (!told && moves.some(({ action }) => action.wraps !== true)) return 'only some of the steps say where they wrap';
  return moves.map((step): readonly Step[] => {
    const { wraps: _wraps, ...plain } = step.action;
    return [told ? { ...step, action: plain } : step];
  });
}

const spanOf = ([first, last]: readonly [number, number]): string =>
  `${String(Math.min(first, last))}-${String(Math.max(first, last))}`;
