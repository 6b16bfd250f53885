import { fail, type Outcome, ok } from '../../../contracts/outcome.ts';
import type { PlanNode } from '../../../contracts/plan.ts';
import { literalOf, namesOf, type Value } from '../../../english/index.ts';
import { type Draft, type Fact, factsOf, type Internal, type Port, type Trouble, troubleAt } from '../facts.ts';
import { internalPort, signalName } from '../internals.ts';
import type { Job } from './job.ts';
import type { Subject } from './next.ts';
import { ordered } from './priority.ts';
import { isResetStep } from './reset-steps.ts';
import type { Step } from './steps.ts';
import { inferredWidth, readsOfSteps, valuesOf } from './widths.ts';

/** Sentences that introduce internal signals and say no more of them. */
export const introductions = (facts: readonly Fact[]): readonly Fact[] =>
  factsOf(facts, 'fact').filter((fact) => fact.statement.fact === 'internal');

/** Ports and internal signals that the design drives. */
export const writable = (draft: Draft): readonly Port[] => [
  ...draft.outputs,
  ...draft.ports.slice(draft.spec.ports.length),
];

/** The declaration of a signal that is no port; none for an output. */
export const netsOf = (subject: Subject, draft: Draft): readonly PlanNode[] =>
  draft.internals.some((one) => signalName(one) === subject.name)
    ? [{ kind: 'net', name: subject.name, type: { width: subject.width } }]
    : [];

/** The job with a width for every internal register; where the text states none, its values decide. */
export function sizedJob(job: Job): Outcome<Job, Trouble> {
  let { draft } = job;
  for (const internal of draft.internals) {
    const name = signalName(internal);
    const mine = job.steps.filter((step) => step.target === name);
    if (mine.length === 0) continue;
    const sized = sizedInternal({ ...job, draft, steps: mine }, internal);
    if (!sized.ok) return sized;
    draft = sized.value;
  }
  return ok({ ...job, draft });
}

/** Values that branches of the reset give. */
function resetValues({ steps, draft }: Job): readonly number[] {
  return steps
    .filter((step) => isResetStep(step, draft))
    .flatMap(({ action }) => (action.a === 'set' ? [literalOf(action.value) ?? 0] : []));
}

function sizedInternal(job: Job, internal: Internal): Outcome<Draft, Trouble> {
  const { draft } = job;
  const name = signalName(internal);
  const part = job.steps.find((step) => step.part !== undefined);
  if (part !== undefined && internal.width === null)
    return fail(troubleAt('incomplete', `the text does not say how many bits ${internal.name} has`, part.fact.span));
  const order = ordered({ ...job, steps: job.steps.filter((step) => !isResetStep(step, draft)) }, name);
  if (!order.ok) return order;
  const width = internal.width ?? inferredWidth(name, order.value, draft, [0, ...resetValues(job)]);
  if (width === null)
    return fail(troubleAt('incomplete', `the text does not say how many bits ${internal.name} has`, internal.span));
  const port = internalPort({ ...internal, width });
  return ok({ ...draft, ports: draft.ports.map((one) => (one.name === name ? port : one)) });
}

/** "Counts from 0 to 6" must be just what component and sentences make of the counter. */
export function rangeClash(job: Job, subject: Subject, order: readonly Step[]): string | null {
  if (subject.range !== null && order.some((step) => endsItself(step))) {
    const made = valuesOf(subject.name, ranged(order, subject), {
      draft: job.draft,
      starts: [...new Set([subject.range.low, ...resetValues(job)])],
      loaded: null,
    });
    const isKept = made?.low === subject.range.low && made.high === subject.range.high;
    if (!isKept) return `${subject.name} does not take the values that its range names`;
  }
  const said = job.steps.flatMap(({ action }) =>
    action.a === 'step' && action.range !== undefined ? [action.range] : [],
  );
  if (said.length === 0) return null;
  const resets = resetValues(job);
  const starts = resets.length > 0 ? resets : [0];
  const own = order.find(({ action }) => action.a === 'step' && action.wraps === true)?.action;
  if (own?.a === 'step' && own.range !== undefined) return wrapClash(own.range, subject, { starts, order });
  const made = subject.range ?? valuesOf(subject.name, order, { draft: job.draft, starts, loaded: null });
  const isSame = said.every(
    ([first, last]) => made !== null && made.low === Math.min(first, last) && made.high === Math.max(first, last),
  );
  return isSame ? null : `${subject.name} does not take the values that its range names`;
}

/** "When the count is 10, it becomes 0": a sentence sets a counter from its own value. */
const endsItself = ({ action, guard, target }: Step): boolean =>
  action.a === 'set' && guard !== null && namesOf(guard).includes(target);

/** Steps of a counter with the range that its component gives it. */
const ranged = (order: readonly Step[], { range, direction }: Subject): readonly Step[] =>
  order.map((step): Step => {
    if (step.action.a !== 'step' || range === null) return step;
    const dir = step.action.dir === 'any' ? (direction === 'down' ? 'down' : 'up') : step.action.dir;
    const ends = dir === 'up' ? ([range.low, range.high] as const) : ([range.high, range.low] as const);
    return { ...step, action: { ...step.action, dir, range: ends, wraps: true } };
  });

/** A counter that wraps by itself never leaves its range: neither reset nor another sentence sets it to a value outside. */
function wrapClash(
  [first, last]: readonly [number, number],
  subject: Subject,
  at: { readonly starts: readonly number[]; readonly order: readonly Step[] },
): string | null {
  const [low, high] = [Math.min(first, last), Math.max(first, last)];
  const top = 2 ** subject.width - 1;
  const isNatural = low === 0 && high === top;
  const isInside = (value: Value): boolean => {
    const literal = value.k === 'fill' && value.bit === 0 ? 0 : literalOf(value);
    return literal === null ? isNatural : literal >= low && literal <= high;
  };
  if (high > top) return `${subject.name} has too few bits for its range`;
  const sets = at.order.flatMap(({ action }) => (action.a === 'set' ? [action.value] : []));
  if (at.starts.every((start) => start >= low && start <= high) && sets.every(isInside)) return null;
  return `${subject.name} can have values outside its range`;
}

/** Signals that sentences change at an edge or from their own value: registers, whatever else is said. */
const storedIn = (all: readonly Step[]): readonly string[] =>
  all.filter((step) => step.edge !== null || step.action.a !== 'set').map((step) => step.target);

/** "Busy is 1 while the counter is not 0": said of every moment, of registers and constants alone. */
export function isDecode(
  steps: readonly Step[],
  draft: Draft,
  { all, registers }: { readonly all: readonly Step[]; readonly registers: readonly string[] },
): boolean {
  const inside = new Set([...draft.internals.map((one) => signalName(one)), ...storedIn(all), ...registers]);
  const reads = readsOfSteps(steps);
  return (
    reads.size > 0 &&
    [...reads].every((name) => inside.has(name)) &&
    steps.every((step) => step.action.a === 'set' && step.action.stative === true)
  );
}
