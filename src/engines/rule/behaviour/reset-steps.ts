import { fail, type Outcome, ok } from '../../../contracts/outcome.ts';
import type { Value } from '../../../english/index.ts';
import { type ResetTargets, resetLiteral, statedReset } from '../domain.ts';
import { express } from '../express.ts';
import { type Draft, type Fact, factsOf, type PlanAssumption, type Trouble, troubleAt } from '../facts.ts';
import { resetOfPast } from '../history.ts';
import { isUnspeakable } from '../speech.ts';
import { contextOf, type Job } from './job.ts';
import type { Subject } from './next.ts';
import type { Step } from './steps.ts';

/** `if rst is high, q is 0` states the reset's value rather than a step. */
export function isResetStep(step: Step, draft: Draft): boolean {
  if (draft.reset === null || step.guard === null) return false;
  const active = guardOfReset(draft);
  const text = express(step.guard, contextOf(draft));
  return !isUnspeakable(text) && text.text === active;
}

/** The guard is the reset at its inactive level. */
export function isInactiveReset(step: Step, draft: Draft): boolean {
  if (draft.reset === null || step.guard === null) return false;
  const text = express(step.guard, contextOf(draft));
  return (
    !isUnspeakable(text) &&
    text.text === (draft.reset.active === 'high' ? `~${draft.reset.signal}` : draft.reset.signal)
  );
}

const guardOfReset = (draft: Draft): string =>
  draft.reset === null ? '' : draft.reset.active === 'high' ? draft.reset.signal : `~${draft.reset.signal}`;

/** A counter's reset value lies in its range. */
function isInRange(value: string | number | null | undefined, { range }: Subject): boolean {
  if (range === null || value === null || value === undefined) return true;
  const number = Number(String(value).replace(/^.*'d/, ''));
  return number >= range.low && number <= range.high;
}

interface ResetValue {
  /** Null where reset leaves the register alone. */
  readonly value: string | number | null;
  readonly assumptions: readonly PlanAssumption[];
}

/** The signals that a reset sentence names: by name, by noun, or several; null where a noun stands for none. */
function resetTargetsOf(job: Job): ResetTargets {
  const [fact] = job.draft.resetFacts;
  const listed = (target: Extract<Value, { readonly k: 'op' }>): readonly string[] | null => {
    const counted = countedTargets(target, job);
    if (counted !== undefined) return counted;
    const all = target.op === 'all' ? target.args.map((arg) => named(arg)) : [null];
    return all.includes(null) ? null : all.flatMap((names) => names ?? []);
  };
  const named = (target: Value): readonly string[] | null => {
    if (target.k === 'op') return listed(target);
    if (target.k === 'name') return [target.name];
    const name = target.k === 'noun' && fact !== undefined ? job.nouns(target.noun, fact) : null;
    return name === null ? null : [name];
  };
  return named;
}

/** All outputs, where they are as many as the text counts. */
function everyOutput(count: Value | undefined, { draft }: Job): readonly string[] {
  const isAll = count?.k === 'num' && Number(count.value) === draft.outputs.length;
  return isAll ? draft.outputs.map((port) => port.name) : [];
}

/** "Both flip-flops", "all outputs": of so many, or of none that is meant; undefined for other targets. */
function countedTargets(target: Value, job: Job): readonly string[] | null | undefined {
  if (target.k !== 'op') return undefined;
  if (target.op === 'every-output') return everyOutput(target.args[0], job);
  return target.op === 'every' ? everyRegister(target.args[0], job) : undefined;
}

/** A reset of more or fewer registers or outputs than there are. */
const isMiscounted = (job: Job): boolean =>
  factsOf(job.draft.facts, 'reset').some(({ statement: { reset } }) =>
    reset.target === null ? false : countedTargets(reset.target, job)?.length === 0,
  );

/**
 * "Both flip-flops": all registers (null) where there are so many of them, inside the design or among its outputs; none
 * where the text counts others.
 */
function everyRegister(count: Value | undefined, { draft }: Job): readonly string[] | null {
  const all = draft.internals.length > 0 ? draft.internals : draft.outputs;
  return count?.k === 'num' && Number(count.value) === all.length ? null : [];
}

/** Some sentence says what reset does to a signal that it names. */
function isSelective(job: Job): boolean {
  const targets = resetTargetsOf(job);
  return (
    job.all.some((step) => isResetStep(step, job.draft)) ||
    factsOf(job.draft.facts, 'reset').some(
      ({ statement: { reset } }) => reset.target !== null && reset.value !== null && targets(reset.target) !== null,
    )
  );
}

/** What reset does to a register that only remembers a signal: what the text says of it, or nothing by default. */
function resetOfThePast(draft: Draft, subject: Subject, place: Fact): Outcome<ResetValue, Trouble> {
  const stated = resetOfPast(draft, subject.name);
  if (stated === 'untouched') return ok({ value: null, assumptions: [] });
  const value = stated === 'open' ? null : resetLiteral(stated, subject.width);
  return value === null
    ? fail(troubleAt('incomplete', 'the text does not say what reset does to what is remembered', place.span))
    : ok({ value, assumptions: [] });
}

/** The value that reset gives a register, from branches and reset sentences, which must agree. */
export function resetValueOf(job: Job, subject: Subject, place: Fact): Outcome<ResetValue, Trouble> {
  const { draft } = job;
  if (draft.reset === null) return ok({ value: 0, assumptions: [] });
  if (draft.internals.some((one) => one.isPast === true && one.name === subject.name))
    return resetOfThePast(draft, subject, place);
  const stated = statedReset(draft, { name: subject.name, targets: resetTargetsOf(job) });
  if (stated === undefined || stated?.state != null || isMiscounted(job))
    return fail(troubleAt('ambiguous', `it is not clear what reset sets ${subject.name} to`, place.span));
  const bySteps = job.steps
    .filter((step) => isResetStep(step, draft))
    .map((step) => (step.action.a === 'set' ? step.action.value : null));
  const values = [...bySteps, ...(stated === null ? [] : [stated.value])].map((value) =>
    value === null ? null : resetLiteral(value, subject.width),
  );
  if (values.includes(null))
    return fail(troubleAt('unsupported', `the reset value of ${subject.name} is not a constant that fits`, place.span));
  const [first] = values;
  if (new Set(values.map((value) => Number(String(value).replace(/^.*'d/, '')))).size > 1)
    return fail(troubleAt('contradiction', `the text gives ${subject.name} two reset values`, place.span));
  if (!isInRange(first, subject))
    return fail(troubleAt('contradiction', `reset sets ${subject.name} to a value outside its range`, place.span));
  if (first !== null && first !== undefined) return ok({ value: first, assumptions: [] });
  // Where the text says which registers reset sets, the others may keep their value.
  if (isSelective(job))
    return fail(troubleAt('incomplete', `the text does not say what reset does to ${subject.name}`, place.span));
  if (subject.range !== null && subject.range.low > 0)
    return fail(troubleAt('incomplete', `the text does not say what reset sets ${subject.name} to`, place.span));
  return ok({
    value: 0,
    assumptions: [
      {
        text: `reset sets ${subject.name} to zero; the text does not say`,
        rule: 'reset.value-zero',
        severity: 'convention',
      },
    ],
  });
}
