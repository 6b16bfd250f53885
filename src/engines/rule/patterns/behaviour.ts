import type { Outcome } from '../../../contracts/outcome.ts';
import { fail, ok } from '../../../contracts/outcome.ts';
import type { PlanNode } from '../../../contracts/plan.ts';
import { namesOf, op, type Value } from '../../../english/index.ts';
import { nextOf, type Subject } from '../behaviour/next.ts';
import { assignmentsOf, holds } from '../behaviour/overlap.ts';
import { resetMisuse, strayDefault, unstatedBranch } from '../behaviour/soundness.ts';
import { type Step, stepsOf } from '../behaviour/steps.ts';
import { type RegisterThing, registerThing } from '../behaviour/things.ts';
import { clockingFacts, MAIN_DOMAIN, resetLiteral, statedReset } from '../domain.ts';
import { type Context, express, isUnspeakable, nounOfPorts } from '../express.ts';
import type { Draft, Fact, OpenWork, Pattern, Piece, PlanAssumption, Trouble } from '../facts.ts';
import { factsOf, NO_PIECE, troubleAt } from '../facts.ts';

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
          ].includes(fact.statement.fact)),
    );
    if (!facts.some((fact) => fact.statement.s === 'do') && things.value.length === 0) return ok(null);
    const steps = stepsOf(facts, nounsOf(draft, open, things.value));
    if (!steps.ok) return steps;
    const each = steps.value.flatMap((step) =>
      step.target === EVERY ? open.outputs.map((port) => ({ ...step, target: port.name })) : [step],
    );
    return planTargets({ draft, open, things: things.value, steps: each, facts: [...facts, ...sameForAll(open)] });
  },
};

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

function nounsOf(
  draft: Draft,
  open: OpenWork,
  things: readonly RegisterThing[],
): (noun: string, fact: Fact) => string | null {
  const ports = nounOfPorts(draft);
  return (noun, fact) => {
    if (noun.startsWith('about')) return aboutNoun(noun, fact, draft);
    const port = draft.inputs.find((one) => one.name.toLowerCase() === noun);
    if (port !== undefined) return port.name;
    const owners = [...new Set(things.filter((thing) => thing.nouns.includes(noun)).map((thing) => thing.target.name))];
    if (owners.length > 0) return only(owners);
    return noun === 'output' ? outputNoun(open) : ports(noun);
  };
}

/** The port a list entry is about: an output, or (`about-input`) a one-bit input. */
function aboutNoun(noun: string, fact: Fact, draft: Draft): string | null {
  const ports = noun === 'about' ? draft.outputs : draft.inputs.filter((port) => port.width === 1);
  return ports.some((port) => port.name === fact.about) ? fact.about : null;
}

const only = (names: readonly string[]): string | null => (names.length === 1 ? (names[0] ?? null) : null);

/** "The output" where there is one; every output where the text says to do the same for all. */
function outputNoun(open: OpenWork): string | null {
  return sameForAll(open).length > 0 ? EVERY : only(open.outputs.map((port) => port.name));
}

/** Stands for every output, where the text says that all are made the same way. */
const EVERY = '*';

/** "Do the same twice", where there are two outputs. */
function sameForAll(open: OpenWork): readonly Fact[] {
  return factsOf(open.facts, 'fact').filter(
    (fact) =>
      fact.statement.fact === 'same-for-all' && fact.statement.n === open.outputs.length && open.outputs.length > 1,
  );
}

interface Job {
  readonly draft: Draft;
  readonly open: OpenWork;
  readonly things: readonly RegisterThing[];
  readonly steps: readonly Step[];
  readonly facts: readonly Fact[];
}

function planTargets(job: Job): Outcome<Piece | null, Trouble> {
  const targets = [
    ...new Set([...job.things.map((thing) => thing.target.name), ...job.steps.map((step) => step.target)]),
  ];
  let whole: Piece = { ...NO_PIECE, claims: [...job.facts, ...job.things.map((thing) => thing.fact)] };
  for (const target of targets) {
    const steps = job.steps.filter((step) => step.target === target);
    const unsound =
      resetMisuse(steps, job.draft, (step) => isResetStep(step, job.draft)) ??
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
  const port = job.draft.outputs.find((one) => one.name === target);
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
  const clocked = isClocked({ ...job, steps }, target, thing);
  if (clocked === 'unclear')
    return fail(
      troubleAt('ambiguous', `it is not clear whether ${target} is a register or follows its inputs at once`, place),
    );
  const made =
    clocked === 'register' ? register({ ...job, steps }, subject) : combinational({ ...job, steps }, subject);
  return made;
}

/** What the component phrase says of movement, against what sentences say. */
function directionClash(job: Job, subject: Subject, thing: RegisterThing | null): string | null {
  const kinds = new Set(job.steps.map((step) => step.action.a));
  const ways = job.steps.map((step) =>
    step.action.a === 'step' || step.action.a === 'shift' ? step.action.dir : null,
  );
  const stated = thing?.subject.direction ?? null;
  if (stated !== null && ways.some((way) => way !== null && way !== 'any' && way !== stated))
    return 'sentences and component name different directions';
  if (subject.saturates && kinds.has('step'))
    return 'a saturating counter and sentences that count are not held together';
  const head = thing?.fact.statement.s === 'build' ? thing.fact.statement.thing.head : null;
  return head === 'tff' && kinds.size > 0 && !kinds.has('toggle')
    ? 'a toggle flip-flop that no sentence toggles'
    : null;
}

/** What sentences claim of the register, held against what it is. */
function misfit(job: Job, subject: Subject, thing: RegisterThing | null): string | null {
  const ranges = factsOf(job.facts, 'fact').filter((fact) => fact.statement.fact === 'value-range');
  for (const { statement } of ranges) {
    const [, low, high] = statement.values;
    const isFull =
      low?.k === 'num' &&
      high?.k === 'num' &&
      Number(low.value) === (subject.range?.low ?? 0) &&
      Number(high.value) === (subject.range?.high ?? 2 ** subject.width - 1);
    if (!isFull) return 'the stated range of values is not that of the output';
  }
  const clash = directionClash(job, subject, thing);
  if (clash !== null) return clash;
  const isBoth =
    thing?.fact.statement.s === 'build' &&
    thing.fact.statement.thing.features.some((feature) => feature.word === 'up down');
  const dirs = new Set(job.steps.flatMap((step) => (step.action.a === 'step' ? [step.action.dir] : [])));
  return isBoth && !(dirs.has('up') && dirs.has('down'))
    ? 'an up/down counter needs sentences that say when it counts up and when down'
    : null;
}

/** Adds what the component does by itself where no sentence says when it acts. */
function withDefaults(steps: readonly Step[], thing: RegisterThing | null): readonly Step[] {
  if (thing === null) return steps;
  const added: Step[] = [];
  const base = { target: thing.target.name, edge: null, over: false, wire: false, fact: thing.fact };
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
  const isSaid = steps.some((step) => step.action.a === moves && (moves !== 'set' || step.guard === null));
  if (thing.action !== null && !isSaid) {
    const guard: Value | null = thing.enable === null ? null : { k: 'name', name: thing.enable };
    added.push({ ...base, guard, action: thing.action, chain: -2 });
  }
  return [...steps, ...added];
}

function isClocked(job: Job, target: string, thing: RegisterThing | null): 'register' | 'wire' | 'unclear' {
  if (thing !== null && job.draft.clock === null) return 'unclear';
  if (job.draft.clock === null || (job.steps.length > 0 && job.steps.every((step) => step.wire))) return 'wire';
  const selfish = job.steps.some(
    (step) => step.action.a !== 'set' || step.edge !== null || namesOf(step.action.value).includes(target),
  );
  if (thing !== null || selfish) return 'register';
  const isOnlyOne = new Set(job.open.outputs.map((port) => port.name)).size === 1;
  return isOnlyOne ? 'register' : 'unclear';
}

interface Chain {
  readonly id: number;
  readonly steps: readonly Step[];
}

function chainsOf(steps: readonly Step[]): readonly Chain[] {
  const ids = [...new Set(steps.map((step) => step.chain))];
  return ids.map((id) => ({ id, steps: steps.filter((step) => step.chain === id) }));
}

/** Orders the chains, highest priority first, or says which two can act at once with different effects. */
function ordered(job: Job, target: string): Outcome<readonly Step[], Trouble> {
  const chains = [...chainsOf(job.steps)];
  const said = factsOf(job.open.facts, 'priority');
  const firsts = said.flatMap((fact) => (fact.statement.first.k === 'name' ? [fact.statement.first.name] : []));
  const sorted = chains
    .map((chain) => ({
      chain,
      rank: rankOf(
        chain,
        firsts,
        chains.every((other) => other.id < 0 || other.id >= chain.id),
      ),
    }))
    .sort((left, right) => left.rank - right.rank);
  const isFree = factsOf(job.open.facts, 'fact').some((fact) => fact.statement.fact === 'overlap-dontcare');
  for (const [index, later] of sorted.entries()) {
    for (const earlier of sorted.slice(0, index)) {
      if (isFree || earlier.rank < later.rank) continue;
      const clash = meets(earlier.chain, later.chain, job.draft);
      const at = later.chain.steps[0]?.fact.span;
      if (clash !== false && at !== undefined)
        return fail(
          troubleAt('ambiguous', `two sentences about ${target} can apply at once, and no priority is stated`, at),
        );
    }
  }
  return ok(sorted.flatMap((one) => one.chain.steps));
}

/** 0: stated to go first; 1: an ordinary condition; 2: what happens when nothing else is said. */
function rankOf(chain: Chain, firsts: readonly string[], isEarliest: boolean): number {
  const [first] = chain.steps;
  if (chain.steps.length === 1 && first?.guard === null && (chain.id < 0 || isEarliest)) return 2;
  const isFirst = chain.steps.some(
    (step) => step.over || (step.guard !== null && namesOf(step.guard).some((name) => firsts.includes(name))),
  );
  return isFirst ? 0 : 1;
}

/** Whether two chains can both act, with different actions; null where that cannot be decided. */
function meets(one: Chain, two: Chain, draft: Draft): boolean | null {
  const values = assignmentsOf(
    [...one.steps, ...two.steps].map((step) => step.guard),
    draft,
    new Map(),
  );
  if (values === null) return null;
  for (const assignment of values) {
    const [first, second] = [taken(one, assignment, draft), taken(two, assignment, draft)];
    if (first === null || second === null) return null;
    if (first !== undefined && second !== undefined && !sameAction(first, second)) return true;
  }
  return false;
}

/** Actions with the same effect, however their constants are written. */
function sameAction(first: Step, second: Step): boolean {
  const plain = (step: Step): string =>
    JSON.stringify({
      ...step.action,
      target: null,
      value: step.action.a === 'set' ? (literalText(step.action.value) ?? step.action.value) : null,
    });
  return plain(first) === plain(second);
}

const literalText = (value: Value): string | null =>
  value.k === 'num' && value.cube === undefined ? value.value : value.k === 'fill' && value.bit === 0 ? '0' : null;

/** The step a chain takes; undefined where none, null where a guard cannot be evaluated. */
function taken(chain: Chain, values: ReadonlyMap<string, bigint>, draft: Draft): Step | undefined | null {
  for (const step of chain.steps) {
    const isTrue = holds(step.guard, values, draft);
    if (isTrue === null) return null;
    if (isTrue) return step;
  }
  return undefined;
}

const contextOf = (draft: Draft): Context => ({ draft, noun: nounOfPorts(draft) });

interface Arm {
  readonly when: string | null;
  readonly to: string;
}

function armsOf(
  steps: readonly Step[],
  subject: Subject,
  draft: Draft,
): Outcome<{ readonly arms: readonly Arm[]; readonly reads: readonly string[] }, Trouble> {
  const arms: Arm[] = [];
  const reads = new Set<string>();
  for (const step of steps) {
    const arm = armOf(step, subject, draft);
    if ('why' in arm) return fail(troubleAt('unsupported', arm.why, step.fact.span));
    for (const name of arm.reads) reads.add(name);
    arms.push(arm);
    if (arm.when === null) break;
  }
  return ok({ arms, reads: [...reads] });
}

function armOf(
  step: Step,
  subject: Subject,
  draft: Draft,
): (Arm & { readonly reads: readonly string[] }) | { readonly why: string } {
  const next = nextOf(step.action, subject, contextOf(draft));
  if ('why' in next) return next;
  if (step.guard === null) return { when: null, to: next.text, reads: next.reads };
  const guard = express(step.guard, contextOf(draft));
  return isUnspeakable(guard)
    ? guard
    : { when: guard.text, to: next.text, reads: [...next.reads, ...namesOf(step.guard)] };
}

function register(job: Job, subject: Subject): Outcome<Piece, Trouble> {
  const { draft } = job;
  const place =
    job.steps[0]?.fact ?? job.things.find((thing) => thing.target.name === subject.name)?.fact ?? job.facts[0];
  if (place === undefined) return ok(NO_PIECE);
  if (job.steps.length === 0)
    return fail(troubleAt('incomplete', `the text does not say what ${subject.name} does`, place.span));
  const steps = job.steps.filter((step) => !isResetStep(step, draft));
  const strange = steps.find(
    (step) => isInactiveReset(step, draft) && step.action.a === 'set' && namesOf(step.action.value).length === 0,
  );
  if (strange !== undefined)
    return fail(troubleAt('contradiction', 'this acts at the level where the reset is not active', strange.fact.span));
  const order = ordered({ ...job, steps }, subject.name);
  if (!order.ok) return order;
  const arms = armsOf(order.value, subject, draft);
  if (!arms.ok) return arms;
  const reset = resetValueOf(job, subject, place);
  if (!reset.ok) return reset;
  const node: PlanNode = {
    kind: 'reg',
    name: subject.name,
    type: { width: subject.width },
    domain: MAIN_DOMAIN,
    ...(draft.reset === null ? {} : { reset: reset.value.value }),
    next: arms.value.arms.map((arm) => (arm.when === null ? { to: arm.to } : { when: arm.when, to: arm.to })),
    src: { start: place.span.start, end: place.span.end, rule: place.rules[0] ?? 'behaviour' },
  };
  const orderFacts = job.open.facts.filter(
    (fact) =>
      fact.statement.s === 'priority' || (fact.statement.s === 'fact' && fact.statement.fact === 'overlap-dontcare'),
  );
  return ok({
    ...NO_PIECE,
    nodes: [node],
    claims: [...clockingFacts(draft), ...orderFacts],
    reads: arms.value.reads,
    drives: [subject.name],
    assumptions: reset.value.assumptions,
    clocked: true,
  });
}

/** `if rst is high, q is 0` states the reset's value rather than a step. */
function isResetStep(step: Step, draft: Draft): boolean {
  if (draft.reset === null || step.guard === null) return false;
  const active = guardOfReset(draft);
  const text = express(step.guard, contextOf(draft));
  return !isUnspeakable(text) && text.text === active;
}

/** The guard is the reset at its inactive level. */
function isInactiveReset(step: Step, draft: Draft): boolean {
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

function resetValueOf(job: Job, subject: Subject, place: Fact): Outcome<ResetValue, Trouble> {
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

function combinational(job: Job, subject: Subject): Outcome<Piece, Trouble> {
  const { draft } = job;
  const [first] = job.steps;
  if (first === undefined) return ok(NO_PIECE);
  const order = ordered(job, subject.name);
  if (!order.ok) return order;
  if (order.value.some((step) => step.action.a !== 'set'))
    return fail(
      troubleAt('incomplete', `${subject.name} would need a register, but there is no clock`, first.fact.span),
    );
  const full = completed(order.value, subject, draft);
  if (!full.ok) return full;
  const arms = armsOf(full.value.steps, subject, draft);
  if (!arms.ok) return arms;
  const list = arms.value.arms;
  const last = list.at(-1)?.to ?? '';
  const rhs = list.slice(0, -1).reduceRight((rest, arm) => `(${arm.when ?? "1'b1"} ? ${arm.to} : ${rest})`, last);
  const node: PlanNode = {
    kind: 'assign',
    lhs: subject.name,
    rhs,
    src: { start: first.fact.span.start, end: first.fact.span.end, rule: first.fact.rules[0] ?? 'behaviour' },
  };
  return ok({
    ...NO_PIECE,
    nodes: [node],
    reads: arms.value.reads,
    drives: [subject.name],
    assumptions: full.value.assumptions,
  });
}

interface Completed {
  readonly steps: readonly Step[];
  readonly assumptions: readonly PlanAssumption[];
}

/** A function must have a value for every input: by an `otherwise`, by guards that cover all, or by "1 when …" meaning 0 else. */
function completed(steps: readonly Step[], subject: Subject, draft: Draft): Outcome<Completed, Trouble> {
  const [first] = steps;
  if (steps.some((step) => step.guard === null) || first === undefined) return ok({ steps, assumptions: [] });
  const all = steps
    .map((step) => step.guard)
    .reduce<Value | null>((left, right) => (left === null || right === null ? right : op('||', left, right)), null);
  const values = assignmentsOf([all], draft, new Map());
  const isFull = values?.every((assignment) => holds(all, assignment, draft) === true) === true;
  if (isFull)
    return ok({
      steps: [...steps.slice(0, -1), ...steps.slice(-1).map((step) => ({ ...step, guard: null }))],
      assumptions: [],
    });
  const bits = steps.map((step) => (step.action.a === 'set' ? bitOf(step.action.value) : null));
  const isFlag = subject.width === 1 && bits.every((bit) => bit === 1);
  if (!isFlag)
    return fail(
      troubleAt('incomplete', `the text does not say what ${subject.name} is in all other cases`, first.fact.span),
    );
  const other: Step = { ...first, guard: null, action: { a: 'set', target: null, value: { k: 'fill', bit: 0 } } };
  return ok({
    steps: [...steps, other],
    assumptions: [
      {
        text: `${subject.name} is 0 whenever the text does not say it is 1`,
        rule: 'flag.else-zero',
        severity: 'inference',
      },
    ],
  });
}

function bitOf(value: Value): number | null {
  if (value.k === 'fill') return value.bit;
  return value.k === 'num' ? Number(value.value) : null;
}
