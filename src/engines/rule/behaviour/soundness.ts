import { namesOf } from '../../../english/index.ts';
import type { Draft, Trouble } from '../facts.ts';
import { troubleAt } from '../facts.ts';
import { assignmentsOf, holds } from './overlap.ts';
import type { Step } from './steps.ts';

/**
 * A sentence that uses the reset as a condition must say what the reset itself says: the first branch of its chain, at
 * the active level and nothing else. In any other place (behind an enable, at the other level, together with another
 * signal) it is an ordinary condition, which a reset taken from the port's name would override.
 */
export function resetMisuse(
  steps: readonly Step[],
  draft: Draft,
  isResetStep: (step: Step) => boolean,
  isInactive: (step: Step) => boolean = () => false,
): Trouble | null {
  const signal = draft.reset?.signal;
  if (signal === undefined) return null;
  for (const step of steps) {
    if (step.guard === null || !namesOf(step.guard).includes(signal)) continue;
    const [first] = steps.filter((other) => other.chain === step.chain && other.target === step.target);
    if (isResetStep(step) && first === step) continue;
    // "If rst is high, q is 0. If rst is low, …": the second is the otherwise of the first.
    if (isInactive(step) && steps.some((other) => isResetStep(other))) continue;
    return troubleAt('ambiguous', `${signal} is used as a condition that is not its reset`, step.fact.span);
  }
  return null;
}

/** The level of the clock as a condition means a latch or a gated clock, never the register that its edge makes. */
export function clockMisuse(steps: readonly Step[], draft: Draft): Trouble | null {
  const clock = draft.clock?.name;
  const step = steps.find((one) => clock !== undefined && one.guard !== null && namesOf(one.guard).includes(clock));
  return step === undefined
    ? null
    : troubleAt('ambiguous', `the level of the clock ${clock ?? ''} is used as a condition`, step.fact.span);
}

/**
 * An unconditional sentence beside conditional ones is a default only where it comes first and each of the others is
 * one exception. Behind them, or beside an if-else chain that is complete in itself, it contradicts what was said.
 */
export function strayDefault(all: readonly Step[], isReset: (step: Step) => boolean = () => false): Trouble | null {
  // The reset goes before everything, wherever the sentence about it stands.
  const steps = all.filter(
    (step) => !isReset(step) || step.firm || all.some((other) => other !== step && other.chain === step.chain),
  );
  const chains = [...new Set(steps.map((step) => step.chain))].filter((id) => id >= 0);
  const firm = steps.find((step) => step.firm);
  if (firm !== undefined && chains.length > 1)
    return troubleAt('contradiction', 'this says that nothing else decides the signal', firm.fact.span);
  const stepsIn = (id: number): readonly Step[] => steps.filter((step) => step.chain === id);
  for (const id of chains) {
    const [only, ...more] = stepsIn(id);
    if (only === undefined || more.length > 0 || only.guard !== null || only.rest) continue;
    const others = chains.filter((other) => other !== id);
    const isDefault = others.every((other) => other > id && stepsIn(other).length === 1 && !isPlain(stepsIn(other)[0]));
    if (!isDefault) {
      return troubleAt(
        'contradiction',
        'this says without a condition what other sentences say with one',
        only.fact.span,
      );
    }
  }
  return null;
}

const isPlain = (step: Step | undefined): boolean => step?.guard === null;

/** An "else if" whose condition holds only where one before it does is never reached: the text contradicts itself. */
export function deadArm(steps: readonly Step[], draft: Draft): Trouble | null {
  for (const id of new Set(steps.map((step) => step.chain))) {
    const own = steps.filter((step) => step.chain === id && step.guard !== null && step.part === undefined);
    // "The counter stops and q remains unchanged": one signal under two names.
    const arms = own.filter((step, at) => !own.slice(0, at).some((other) => isSaidTwice(other, step)));
    if (arms.length < 2) continue;
    const cases = assignmentsOf(
      arms.map((arm) => arm.guard),
      draft,
      new Map(),
    );
    const dead =
      cases === null ? undefined : arms.find((arm, at) => !isReached(arm, arms.slice(0, at), { cases, draft }));
    if (dead !== undefined)
      return troubleAt('contradiction', 'the conditions before leave no case for this one', dead.fact.span);
  }
  return null;
}

/** Both stand in one sentence under one condition and say the same of the signal. */
const isSaidTwice = (one: Step, other: Step): boolean =>
  one.fact === other.fact &&
  JSON.stringify(one.guard) === JSON.stringify(other.guard) &&
  one.action.a === other.action.a &&
  JSON.stringify({ ...one.action, target: null }) === JSON.stringify({ ...other.action, target: null });

/** Some case meets the condition and none of those before it, or that cannot be told. */
function isReached(
  arm: Step,
  before: readonly Step[],
  { cases, draft }: { readonly cases: readonly ReadonlyMap<string, bigint>[]; readonly draft: Draft },
): boolean {
  return cases.some(
    (values) =>
      holds(arm.guard, values, draft) !== false && before.every((one) => holds(one.guard, values, draft) !== true),
  );
}

/** A signal that the last branch of a chain sets must be set by every branch: elsewhere its value is not stated. */
export function unstatedBranch(all: readonly Step[], target: string): Trouble | null {
  for (const step of all) {
    if (step.target !== target || step.guard !== null) continue;
    const guards = new Set(all.filter((one) => one.chain === step.chain).map((one) => JSON.stringify(one.guard)));
    const own = new Set(
      all.filter((one) => one.chain === step.chain && one.target === target).map((one) => JSON.stringify(one.guard)),
    );
    if (own.size < guards.size) {
      return troubleAt('incomplete', `the text does not say what ${target} is in every branch`, step.fact.span);
    }
  }
  return null;
}
