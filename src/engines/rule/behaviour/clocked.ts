import { fail, type Outcome, ok } from '../../../contracts/outcome.ts';
import { namesOf } from '../../../english/index.ts';
import { type Fact, type Trouble, troubleAt } from '../facts.ts';
import type { Storage } from '../storage.ts';
import { isDecode } from './inside.ts';
import type { Job } from './job.ts';
import { isResetStep } from './reset-steps.ts';
import type { Step } from './steps.ts';
import type { RegisterThing } from './things.ts';

interface Place {
  readonly target: string;
  readonly thing: RegisterThing | null;
  readonly place: Fact['span'];
}

/** Whether a signal is a register or follows its inputs at once; a trouble where the text leaves that, or its rest, open. */
export function storageOf(job: Job, { target, thing, place }: Place): Outcome<Storage, Trouble> {
  const kind = job.told.kinds.get(target) ?? null;
  const guessed = isClocked(job, target, thing);
  const allowed = kind === null ? guessed : agreed(guessed, kind, job);
  if (allowed === 'unclear' || isOpenPast(job, kind))
    return fail(
      troubleAt('ambiguous', `it is not clear whether ${target} is a register or follows its inputs at once`, place),
    );
  if (allowed === 'register' && guessed !== 'register' && isHalfTold(job.steps))
    return fail(
      troubleAt(
        'ambiguous',
        `it is not clear whether ${target} keeps its value or is 0 where this does not hold`,
        place,
      ),
    );
  return kind === null || kind === allowed
    ? ok(allowed)
    : fail(troubleAt('contradiction', `${target} is said to be of another kind than the text makes it`, place));
}

/**
 * What is told by a signal's past and not by an edge: whether a register stands behind it shifts it by a cycle. Only a
 * delay of so many cycles says that there is none, and only where no other sentence calls the signal a register.
 */
function isOpenPast({ steps, draft }: Job, kind: Storage | null): boolean {
  const past = new Set(draft.internals.filter((one) => one.isPast === true).map((one) => one.name));
  const reads = steps.flatMap(({ guard, action }) => [
    ...(guard === null ? [] : namesOf(guard)),
    ...(action.a === 'set' ? namesOf(action.value) : []),
  ]);
  const isTimed = steps.some((step) => step.edge !== null || step.wire);
  if (isTimed || kind === 'wire' || !reads.some((name) => past.has(name))) return false;
  return kind === 'register' || reads.some((name) => !past.has(name));
}

/** What the text calls the signal, where its sentences allow that: what keeps its value is no wire. */
function agreed(guessed: Storage | 'unclear', kind: Storage, { steps, draft }: Job): Storage | 'unclear' {
  const isStored = steps.some((step) => step.action.a !== 'set' || step.edge !== null || isResetStep(step, draft));
  if (kind === 'wire') return isStored ? 'unclear' : 'wire';
  return draft.clock === null ? 'unclear' : guessed === 'wire' && !isStored ? 'register' : kind;
}

function isClocked(job: Job, target: string, thing: RegisterThing | null): Storage | 'unclear' {
  const { draft, steps } = job;
  if (thing !== null && draft.clock === null) return 'unclear';
  if (draft.clock === null || (steps.length > 0 && steps.every((step) => step.wire))) return 'wire';
  const selfish = steps.some(
    (step) => step.action.a !== 'set' || step.edge !== null || namesOf(step.action.value).includes(target),
  );
  return thing !== null || selfish ? 'register' : byShape(job);
}

/** What the sentences about a signal look like, where nothing says what it is. */
function byShape({ draft, steps, all, open, things }: Job): Storage | 'unclear' {
  const isOnlyOne = draft.internals.length === 0 && new Set(open.outputs.map((port) => port.name)).size === 1;
  const running = steps.filter((step) => !isResetStep(step, draft));
  // "z is 1 when q is 3. When rst is 1, z is 0": a register that stays, or a wire that the reset holds?
  if (running.length > 0 && running.length < steps.length && mayFollow(running, isOnlyOne)) return 'unclear';
  if (running.length < steps.length) return 'register';
  if (isDecode(steps, draft, { all, registers: things.map((thing) => thing.target.name) })) return 'wire';
  return isOnlyOne ? 'register' : 'unclear';
}

/** What is told as a state may be that of a wire, save where the only output of a clocked design is told so. */
const mayFollow = (steps: readonly Step[], isOnlyOne: boolean): boolean =>
  isHalfTold(steps) ||
  (!isOnlyOne && steps.every(({ action, edge }) => edge === null && action.a === 'set' && action.stative === true));

/** "f is 1 when x is 3" of a register: nothing tells whether it is 0 or stays elsewhere. */
const isHalfTold = (steps: readonly Step[]): boolean =>
  steps.every((step) => step.guard !== null && !step.rest) &&
  steps.some((step) => step.action.a === 'set' && step.action.stative === true);
