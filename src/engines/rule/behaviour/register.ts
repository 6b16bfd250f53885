import { fail, type Outcome, ok } from '../../../contracts/outcome.ts';
import type { PlanNode } from '../../../contracts/plan.ts';
import { namesOf, type Value } from '../../../english/index.ts';
import { clockingFacts, MAIN_DOMAIN } from '../domain.ts';
import { type Fact, NO_PIECE, type Piece, type Trouble, troubleAt } from '../facts.ts';
import { armsOf } from './arms.ts';
import { rangeClash } from './inside.ts';
import type { Job } from './job.ts';
import type { Subject } from './next.ts';
import { nextOfParts } from './parts.ts';
import { isAdded, ordered } from './priority.ts';
import { isInactiveReset, isResetStep, resetValueOf } from './reset-steps.ts';
import type { Step } from './steps.ts';

interface Next {
  readonly next: Extract<PlanNode, { readonly kind: 'reg' }>['next'];
  readonly reads: readonly string[];
}

/** The next value from the steps that are not the reset's: of the whole register, or of its parts. */
function nextOfAll(
  job: Job,
  subject: Subject,
  { steps, place }: { readonly steps: readonly Step[]; readonly place: Fact },
): Outcome<Next, Trouble> {
  if (steps.some((step) => step.part !== undefined)) {
    const made = nextOfParts(job, subject, steps);
    return made.ok ? ok({ next: made.value.text, reads: made.value.reads }) : made;
  }
  const round = subject.saturates || subject.coding !== undefined ? null : subject.range;
  const order = ordered({ ...job, steps }, subject.name, round);
  if (!order.ok) return order;
  const clash = rangeClash(job, subject, order.value);
  if (clash !== null) return fail(troubleAt('contradiction', clash, place.span));
  const arms = armsOf(order.value, subject, job.draft);
  if (!arms.ok) return arms;
  const next = arms.value.arms.map((arm) => (arm.when === null ? { to: arm.to } : { when: arm.when, to: arm.to }));
  return ok({ next, reads: arms.value.reads });
}

/** A register from its steps: reset branches give the reset value, the others the next value. */
export function register(job: Job, subject: Subject): Outcome<Piece, Trouble> {
  const { draft } = job;
  const place =
    job.steps[0]?.fact ?? job.things.find((thing) => thing.target.name === subject.name)?.fact ?? job.facts[0];
  if (place === undefined) return ok(NO_PIECE);
  if (job.steps.length === 0)
    return fail(troubleAt('incomplete', `the text does not say what ${subject.name} does`, place.span));
  const partial = job.steps.find((step) => step.part !== undefined && isResetStep(step, draft));
  if (partial !== undefined)
    return fail(troubleAt('incomplete', 'a reset of some bits leaves open what the others become', partial.fact.span));
  const steps = job.steps.filter((step) => !isResetStep(step, draft));
  const strange = steps.find(
    (step) => isInactiveReset(step, draft) && step.action.a === 'set' && namesOf(step.action.value).length === 0,
  );
  if (strange !== undefined)
    return fail(troubleAt('contradiction', 'this acts at the level where the reset is not active', strange.fact.span));
  const added = steps.length < job.steps.length ? steps.find((step) => isAdded(step)) : undefined;
  if (added !== undefined)
    return fail(troubleAt('ambiguous', 'it is not clear whether this happens during reset too', added.fact.span));
  const next = nextOfAll(job, subject, { steps, place });
  if (!next.ok) return next;
  const reset = resetValueOf(job, subject, place);
  if (!reset.ok) return reset;
  const node: PlanNode = {
    kind: 'reg',
    name: subject.name,
    type: { width: subject.width },
    domain: MAIN_DOMAIN,
    ...(draft.reset === null ? {} : { reset: reset.value.value }),
    next: next.value.next,
    src: { start: place.span.start, end: place.span.end, rule: place.rules[0] ?? 'behaviour' },
  };
  const orderFacts = job.open.facts.filter(
    (fact) =>
      (fact.statement.s === 'priority' && isAmong(fact.statement, job)) ||
      (fact.statement.s === 'fact' && fact.statement.fact === 'overlap-dontcare'),
  );
  return ok({
    ...NO_PIECE,
    nodes: [node],
    claims: [...clockingFacts(draft), ...orderFacts],
    reads: next.value.reads,
    drives: [subject.name],
    assumptions: reset.value.assumptions,
    clocked: true,
  });
}

/** A priority among conditions of this register, or of the reset over them: of anything else it says nothing here. */
function isAmong(
  { first, over }: { readonly first: Value; readonly over: readonly Value[] },
  { steps, draft }: Pick<Job, 'steps' | 'draft'>,
): boolean {
  const tested = new Set(steps.flatMap(({ guard }) => (guard === null ? [] : namesOf(guard))));
  return [first, ...over]
    .flatMap((value) => namesOf(value))
    .every((name) => name === draft.reset?.signal || tested.has(name));
}
