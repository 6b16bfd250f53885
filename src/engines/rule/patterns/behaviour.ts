import { fail, type Outcome, ok } from '../../../contracts/outcome.ts';
import { namesOf, type Value } from '../../../english/index.ts';
import { combinational } from '../behaviour/combinational.ts';
import { claimsOf, falseClaim } from '../behaviour/division.ts';
import { withHabits } from '../behaviour/habits.ts';
import { introductions, isDecode, sizedJob, writable } from '../behaviour/inside.ts';
import type { Job, Kinds } from '../behaviour/job.ts';
import { misfit } from '../behaviour/misfit.ts';
import type { Subject } from '../behaviour/next.ts';
import { EVERY, nounsOf, sameForAll } from '../behaviour/nouns.ts';
import { register } from '../behaviour/register.ts';
import { isInactiveReset, isResetStep } from '../behaviour/reset-steps.ts';
import { withoutRestated } from '../behaviour/restated.ts';
import { kindClash, kindsOf, withFrozen, withInsteads, withWrapEvents } from '../behaviour/rewrites.ts';
import { clockMisuse, resetMisuse, strayDefault, unstatedBranch } from '../behaviour/soundness.ts';
import { withStages } from '../behaviour/stages.ts';
import { type Step, stepsOf } from '../behaviour/steps.ts';
import { type RegisterThing, registerThing } from '../behaviour/things.ts';
import {
  type Draft,
  type Fact,
  factsOf,
  NO_PIECE,
  type OpenWork,
  type Pattern,
  type Piece,
  type Trouble,
  troubleAt,
} from '../facts.ts';
import { KIND_FACTS, statedKind } from '../kinds.ts';
import { storedNames } from '../remarks.ts';

/** Behaviour sentences and register components: guarded actions on outputs, clocked or not. */
export const behaviour: Pattern = {
  id: 'behaviour',
  hint: 'say for every output what it becomes when, with "if … , … ; otherwise …"; name the register and its clock edge',
  reason: 'guards are checked against each other: two that can hold at once need a stated priority',
  plan: (draft, open) => {
    const things = thingsOf(draft, open);
    if (!things.ok) return things;
    const facts = open.facts.filter(
      (fact) =>
        fact.statement.s === 'do' ||
        (fact.statement.s === 'fact' &&
          // "It is active low" says something of a port only in that port's own entry.
          (fact.statement.fact !== 'polarity' || isOwnPolarity(fact, draft)) &&
          [
            'gates-step',
            'selects-case',
            'is-contents',
            'polarity',
            'arithmetic-right',
            'ring-up',
            'value-range',
            'flop-series',
            ...KIND_FACTS,
          ].includes(fact.statement.fact)),
    );
    if (!facts.some((fact) => fact.statement.s === 'do') && things.value.length === 0) return ok(null);
    const nouns = nounsOf(draft, open, things.value);
    const said = stepsOf(facts, nouns, new Set(writable(draft).map((port) => port.name)));
    if (!said.ok) return said;
    const kinds = kindsOf(open.facts, nouns, said.value);
    if ('reason' in kinds) return fail(kinds);
    const told = rewritten(said.value, kinds, draft);
    if (!told.ok) return told;
    const steps = withStages(told.value, draft, things.value);
    if (!steps.ok) return steps;
    const each = steps.value.flatMap((step) =>
      step.target === EVERY ? open.outputs.map((port) => ({ ...step, target: port.name })) : [step],
    );
    const claimed = [
      ...facts,
      ...sameForAll(open),
      ...introductions(open.facts),
      ...claimsOf(open.facts),
      ...kinds.facts,
    ];
    const job = { draft, open, things: things.value, steps: each, facts: claimed, all: each, nouns, kinds };
    const sized = sizedJob(job);
    if (!sized.ok) return sized;
    const lie = falseClaim(sized.value);
    return lie === null ? planTargets(sized.value) : fail(lie);
  },
};

/** Steps with what sentences say of other sentences worked in. */
function rewritten(said: readonly Step[], kinds: Kinds, draft: Draft): Outcome<readonly Step[], Trouble> {
  const clash = said.find((step) => kinds.wired.has(step.target) && kinds.registered.has(step.target));
  if (clash !== undefined)
    return fail(troubleAt('contradiction', `${clash.target} is called combinational and registered`, clash.fact.span));
  const habits = withHabits(
    said.map((step) => (kinds.wired.has(step.target) ? { ...step, wire: true } : step)),
    draft,
  );
  const instead = habits.ok ? withInsteads(habits.value, draft) : habits;
  return instead.ok ? ok(withWrapEvents(withFrozen(instead.value, draft), draft)) : instead;
}

const isOwnPolarity = (fact: Fact, draft: Draft): boolean =>
  draft.inputs.some((port) => port.name === fact.about && port.width === 1 && port.name !== draft.clock?.name);

function thingsOf(draft: Draft, open: OpenWork): Outcome<readonly RegisterThing[], Trouble> {
  const found: RegisterThing[] = [];
  for (const fact of factsOf(open.facts, 'build')) {
    const thing = registerThing(fact, fact.statement.thing, draft);
    if (typeof thing === 'string') return fail(troubleAt('unsupported', thing, fact.span));
    if (thing !== null) found.push(thing);
  }
  return ok(found);
}

function planTargets(job: Job): Outcome<Piece | null, Trouble> {
  const targets = [
    ...new Set([...job.things.map((thing) => thing.target.name), ...job.steps.map((step) => step.target)]),
  ];
  const lost = job.kinds.facts.find((_, index) => !targets.includes(job.kinds.names[index] ?? ''));
  if (lost !== undefined)
    return fail(troubleAt('unsupported', 'nothing tells what the output of this kind is', lost.span));
  let whole: Piece = { ...NO_PIECE, claims: [...job.facts, ...job.things.map((thing) => thing.fact)] };
  for (const target of targets) {
    const told = withoutRestated(
      job.steps.filter((step) => step.target === target),
      job.draft,
    );
    if (!told.ok) return told;
    const steps = told.value;
    const unsound =
      clockMisuse(steps, job.draft) ??
      resetMisuse(
        steps,
        job.draft,
        (step) => isResetStep(step, job.draft),
        (step) => isInactiveReset(step, job.draft),
      ) ??
      strayDefault(steps) ??
      unstatedBranch(job.steps, target);
    if (unsound !== null) return fail(unsound);
    const thing = job.things.filter((one) => one.target.name === target);
    if (thing.length > 1 && thing[1] !== undefined)
      return fail(troubleAt('contradiction', `${target} is described as two components`, thing[1].fact.span));
    const piece = planTarget({ ...job, steps }, target, thing[0] ?? null);
    if (!piece.ok) return piece;
    whole = {
      nodes: [...whole.nodes, ...piece.value.nodes],
      claims: [...whole.claims, ...piece.value.claims],
      parts: [],
      reads: [...whole.reads, ...piece.value.reads],
      drives: [...whole.drives, ...piece.value.drives],
      assumptions: [...whole.assumptions, ...piece.value.assumptions],
      clocked: whole.clocked || piece.value.clocked,
    };
  }
  return ok(whole);
}

function planTarget(job: Job, target: string, thing: RegisterThing | null): Outcome<Piece, Trouble> {
  const place = thing?.fact.span ?? job.steps[0]?.fact.span ?? job.draft.spec.body[0]?.span;
  if (place === undefined) return ok(NO_PIECE);
  const port = writable(job.draft).find((one) => one.name === target);
  if (port === undefined) return fail(troubleAt('unsupported', `${target} is not an output`, place));
  if (port.width === null)
    return fail(troubleAt('unsupported', `the width of ${target} depends on a parameter`, place));
  const turnsUp = job.facts.some((fact) => fact.statement.s === 'fact' && fact.statement.fact === 'ring-up');
  const own = thing === null || !turnsUp ? thing?.subject : { ...thing.subject, direction: 'left' as const };
  const subject: Subject = own ?? {
    name: target,
    width: port.width,
    lsb: port.lsb ?? 0,
    range: null,
    direction: null,
    serial: null,
    arithmetic: false,
    saturates: false,
  };
  const trouble = misfit(job, subject, thing);
  if (trouble !== null) return fail(troubleAt('contradiction', trouble, place));
  const steps = withDefaults(job.steps, thing);
  const kind = statedKind(job.draft, target);
  if (kind !== null && typeof kind !== 'string') return fail(kind);
  const guessed = isClocked({ ...job, steps }, target, thing);
  const clocked = isOpenPast({ ...job, steps }, kind)
    ? 'unclear'
    : kind === null
      ? guessed
      : agreed(guessed, kind, { ...job, steps });
  if (clocked === 'register' && guessed !== 'register' && isHalfTold(steps))
    return fail(
      troubleAt(
        'ambiguous',
        `it is not clear whether ${target} keeps its value or is 0 where this does not hold`,
        place,
      ),
    );
  if (clocked === 'unclear')
    return fail(
      troubleAt('ambiguous', `it is not clear whether ${target} is a register or follows its inputs at once`, place),
    );
  const odd = kindClash(target, clocked, job.kinds);
  if (odd !== null) return fail(odd);
  const made =
    clocked === 'register' ? register({ ...job, steps }, subject) : combinational({ ...job, steps }, subject);
  return made;
}

/**
 * What is told by a signal's past and not by an edge: whether a register stands behind it shifts it by a cycle. Only a
 * delay of so many cycles says that there is none, and only where no other sentence calls the signal a register.
 */
function isOpenPast({ steps, draft }: Job, kind: 'register' | 'wire' | null): boolean {
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
function agreed(
  guessed: 'register' | 'wire' | 'unclear',
  kind: 'register' | 'wire',
  { steps, draft }: Job,
): 'register' | 'wire' | 'unclear' {
  const isStored = steps.some((step) => step.action.a !== 'set' || step.edge !== null || isResetStep(step, draft));
  if (kind === 'wire') return isStored ? 'unclear' : 'wire';
  return draft.clock === null ? 'unclear' : guessed === 'wire' && !isStored ? 'register' : kind;
}

/** Adds what the component does by itself where no sentence says when it acts. */
function withDefaults(steps: readonly Step[], thing: RegisterThing | null): readonly Step[] {
  if (thing === null) return steps;
  const added: Step[] = [];
  const base = {
    target: thing.target.name,
    edge: null,
    over: false,
    wire: false,
    rest: false,
    restates: false,
    beats: [],
    firm: false,
    fact: thing.fact,
  };
  const moves = thing.action?.a ?? null;
  const { load } = thing;
  if (load !== null && !steps.some((step) => step.guard !== null && namesOf(step.guard).includes(load.signal))) {
    added.push({
      ...base,
      guard: { k: 'name', name: load.signal },
      action: { a: 'set', target: null, value: { k: 'name', name: load.data } },
      chain: -1,
    });
  }
  const isSaid =
    steps.some((step) => step.part !== undefined) ||
    steps.some((step) => step.action.a === moves && (moves !== 'set' || step.guard === null));
  if (thing.action !== null && !isSaid) {
    const guard: Value | null = thing.enable === null ? null : { k: 'name', name: thing.enable };
    added.push({ ...base, guard, action: thing.action, chain: -2 });
  }
  return [...steps, ...added];
}

/** What a sentence says of the signal's kind; null where none does. Whether it is true is judged at the end. */
function toldStorage(job: Job, target: string): 'register' | 'wire' | null {
  const fact = factsOf(job.draft.facts, 'fact').find((one) => storedNames(one, job.draft).includes(target));
  if (fact === undefined) return null;
  return fact.statement.text?.startsWith('register') === true ? 'register' : 'wire';
}

function isClocked(job: Job, target: string, thing: RegisterThing | null): 'register' | 'wire' | 'unclear' {
  if (thing !== null && job.draft.clock === null) return 'unclear';
  if (job.draft.clock === null || (job.steps.length > 0 && job.steps.every((step) => step.wire))) return 'wire';
  const told = toldStorage(job, target) ?? (job.kinds.registered.has(target) ? 'register' : null);
  const selfish = job.steps.some(
    (step) => step.action.a !== 'set' || step.edge !== null || namesOf(step.action.value).includes(target),
  );
  if (thing !== null || selfish) return 'register';
  // A register that only some cases give a value keeps it elsewhere or is 0 there: the text must say which.
  const isWhole = told === 'wire' || job.steps.some((step) => step.guard === null);
  if (told !== null) return isWhole ? told : 'unclear';
  if (job.steps.some((step) => isResetStep(step, job.draft))) return 'register';
  if (isDecode(job.steps, job.draft, job.all)) return 'wire';
  const isOnlyOne = job.draft.internals.length === 0 && new Set(job.open.outputs.map((port) => port.name)).size === 1;
  return isOnlyOne ? 'register' : 'unclear';
}

/** "f is 1 when x is 3" of a register: nothing tells whether it is 0 or stays elsewhere. */
const isHalfTold = (steps: readonly Step[]): boolean =>
  steps.every((step) => step.guard !== null && !step.rest) &&
  steps.some((step) => step.action.a === 'set' && step.action.stative === true);
