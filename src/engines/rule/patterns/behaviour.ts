import { fail, type Outcome, ok } from '../../../contracts/outcome.ts';
import { namesOf, type Value } from '../../../english/index.ts';
import { storageOf } from '../behaviour/clocked.ts';
import { combinational } from '../behaviour/combinational.ts';
import { claimsOf, falseClaim } from '../behaviour/division.ts';
import { withHabits } from '../behaviour/habits.ts';
import { introductions, sizedJob, writable } from '../behaviour/inside.ts';
import type { Job } from '../behaviour/job.ts';
import { misfit } from '../behaviour/misfit.ts';
import type { Subject } from '../behaviour/next.ts';
import { EVERY, nounsOf, sameForAll } from '../behaviour/nouns.ts';
import { register } from '../behaviour/register.ts';
import { isInactiveReset, isResetStep } from '../behaviour/reset-steps.ts';
import { withoutRestated } from '../behaviour/restated.ts';
import { withFrozen, withInsteads, withWrapEvents } from '../behaviour/rewrites.ts';
import { clockMisuse, deadArm, resetMisuse, strayDefault, unstatedBranch } from '../behaviour/soundness.ts';
import { withStages } from '../behaviour/stages.ts';
import { type Step, stepsOf } from '../behaviour/steps.ts';
import { type RegisterThing, registerThing } from '../behaviour/things.ts';
import { withUnsaidBranches } from '../behaviour/unsaid-branches.ts';
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
import { type Told, toldKinds } from '../storage.ts';

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
          (fact.statement.fact !== 'is-contents' || fact.about !== null) &&
          [
            'gates-step',
            'selects-case',
            'is-contents',
            'polarity',
            'arithmetic-right',
            'ring-up',
            'value-range',
            'flop-series',
          ].includes(fact.statement.fact)),
    );
    if (!facts.some((fact) => fact.statement.s === 'do') && things.value.length === 0) return ok(null);
    const nouns = nounsOf(draft, open, things.value);
    const said = stepsOf(facts, nouns, new Set(writable(draft).map((port) => port.name)));
    if (!said.ok) return said;
    const stored = toldKinds(open.facts, draft, (word, fact) => storedNoun(word, fact, { nouns, said: said.value }));
    if ('reason' in stored) return fail(stored);
    const told = rewritten(said.value, stored.kinds, draft);
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
      ...stored.byWord.keys(),
    ];
    const job = { draft, open, things: things.value, steps: each, facts: claimed, all: each, nouns, told: stored };
    const sized = sizedJob(job);
    if (!sized.ok) return sized;
    const lie = falseClaim(sized.value);
    return lie === null ? planTargets(sized.value) : fail(lie);
  },
};

/** The signal that a word stands for in "it is combinational": "it" is what the sentence last spoke of. */
function storedNoun(
  word: string,
  fact: Fact,
  { nouns, said }: { readonly nouns: Job['nouns']; readonly said: readonly Step[] },
): string | null {
  if (word !== 'it') return nouns(word, fact);
  return said.filter((step) => step.fact.sentence === fact.sentence).at(-1)?.target ?? null;
}

/** Steps with what sentences say of other sentences worked in. */
function rewritten(said: readonly Step[], kinds: Told['kinds'], draft: Draft): Outcome<readonly Step[], Trouble> {
  const habits = withHabits(
    said.map((step) => (kinds.get(step.target) === 'wire' ? { ...step, wire: true } : step)),
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
  const [lost] = [...job.told.byWord].find(([, names]) => !names.every((name) => targets.includes(name))) ?? [];
  if (lost !== undefined)
    return fail(troubleAt('unsupported', 'nothing tells what the output of this kind is', lost.span));
  let whole: Piece = { ...NO_PIECE, claims: [...job.facts, ...job.things.map((thing) => thing.fact)] };
  for (const target of targets) {
    const told = withoutRestated(withUnsaidBranches(job.steps, target, job.draft), job.draft);
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
      strayDefault(steps, (step) => isResetStep(step, job.draft)) ??
      deadArm(steps, job.draft) ??
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
    ...decimalOf(job, target),
  };
  const trouble = misfit(job, subject, thing);
  if (trouble !== null) return fail(troubleAt('contradiction', trouble, place));
  const steps = withDefaults(job.steps, thing);
  const storage = storageOf({ ...job, steps }, { target, thing, place });
  if (!storage.ok) return storage;
  return storage.value === 'register'
    ? register({ ...job, steps }, subject)
    : combinational({ ...job, steps }, subject);
}

/** A number in decimal digits goes as far as its step says, else as far as its digits do. */
function decimalOf({ draft, steps }: Job, target: string): Partial<Subject> {
  const width = draft.ports.find((port) => port.name === target)?.width ?? 0;
  if (draft.decimal !== target) return {};
  const [range] = steps.flatMap(({ action }) =>
    action.a === 'step' && action.range !== undefined ? [action.range] : [],
  );
  const high = range === undefined ? 10 ** (width / 4) - 1 : Math.max(...range);
  return { coding: 'bcd', range: { low: range === undefined ? 0 : Math.min(...range), high } };
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
    steps.some((step) => step.action.a === moves && (moves !== 'set' || step.guard === null)) ||
    (thing.action?.a === 'set' && steps.some((step) => tellsLoading(step, thing.action)));
  if (thing.action !== null && !isSaid) {
    const guard: Value | null = thing.enable === null ? null : { k: 'name', name: thing.enable };
    added.push({ ...base, guard, action: thing.action, chain: -2 });
  }
  return [...steps, ...added];
}

/** The sentence says when the register takes its data, or what it takes instead: then it does not do so by itself. */
function tellsLoading({ guard, action }: Step, own: RegisterThing['action']): boolean {
  const [data] = own?.a === 'set' ? namesOf(own.value) : [];
  const names = [...(guard === null ? [] : namesOf(guard)), ...(action.a === 'set' ? namesOf(action.value) : [])];
  const isConstant = action.a === 'set' && namesOf(action.value).length === 0;
  return !isConstant || (data !== undefined && names.includes(data));
}
