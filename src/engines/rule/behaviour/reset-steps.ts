import { fail, type Outcome, ok } from '../../../contracts/outcome.ts';
import { resetLiteral, statedReset } from '../domain.ts';
import { express } from '../express.ts';
import { type Draft, type Fact, type PlanAssumption, type Trouble, troubleAt } from '../facts.ts';
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
  readonly value: string | number;
  readonly assumptions: readonly PlanAssumption[];
}

/** The value that reset gives a register, from branches and reset sentences, which must agree. */
export function resetValueOf(job: Job, subject: Subject, place: Fact): Outcome<ResetValue, Trouble> {
  const { draft } = job;
  if (draft.reset === null) return ok({ value: 0, assumptions: [] });
  const stated = statedReset(draft);
  if (stated === undefined || stated?.state != null)
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
