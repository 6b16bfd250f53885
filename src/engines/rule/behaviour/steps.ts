import type { Outcome } from '../../../contracts/outcome.ts';
import { fail, ok } from '../../../contracts/outcome.ts';
import {
  type Action,
  type Branch,
  type Edge,
  literalOf,
  mapValue,
  namesOf,
  op,
  type Value,
} from '../../../english/index.ts';
import type { Fact, Trouble } from '../facts.ts';
import { factsOf, troubleAt } from '../facts.ts';

/** One guarded action on one signal, in the order of the text. */
export interface Step {
  readonly target: string;
  /** Null: unconditional, or the `otherwise` of its chain. */
  readonly guard: Value | null;
  readonly action: Action;
  /** Steps of one chain are if / else if / else of each other. */
  readonly chain: number;
  readonly edge: Edge | null;
  /** It goes before what it is said to replace ("instead of shifting"). */
  readonly over: boolean;
  /** The text says it happens without a clock. */
  readonly wire: boolean;
  /** What holds where no other step of the signal applies, whichever chain that stands in. */
  readonly rest: boolean;
  /** It only says again what other steps say. */
  readonly restates: boolean;
  /** Signals that make no difference to it: no sentence about them goes before it. */
  readonly beats: readonly string[];
  /** Nothing else may be said of the signal. */
  readonly firm: boolean;
  /** The bits of the target that it is about; absent where it is the whole. */
  readonly part?: Value;
  readonly fact: Fact;
}

/** Resolves nouns of a sentence to signals; null where it cannot. */
export type NounReader = (noun: string, fact: Fact) => string | null;

/** Flattens behaviour sentences into steps. Chains join a sentence with the `otherwise` sentences that follow it. */
export function stepsOf(
  facts: readonly Fact[],
  nouns: NounReader,
  driven: ReadonlySet<string>,
): Outcome<readonly Step[], Trouble> {
  const steps: Step[] = [];
  let chain = 0;
  for (const fact of factsOf(facts, 'do')) {
    chain += fact.statement.chain ? 0 : 1;
    for (const branch of fact.statement.branches) {
      chain += standsApart(branch) ? 1 : 0;
      const made = stepsOfBranch(branch, fact, { facts, nouns, chain, last: steps.at(-1)?.target ?? null, driven });
      if (!made.ok) return made;
      const placed = restOfAll(made.value, { branch, before: steps, next: chain + 1 });
      if (!placed.ok) return placed;
      chain = Math.max(chain, ...placed.value.map((step) => step.chain));
      steps.push(...placed.value);
    }
  }
  return ok(steps);
}

const standsApart = (branch: Branch): boolean => branch.apart === true || branch.rest === true;

interface Place {
  readonly branch: Branch;
  readonly before: readonly Step[];
  /** Number of a chain that nothing uses yet. */
  readonly next: number;
}

/**
 * An `otherwise` sentence after several sentences that each give a condition is said of all of them: it becomes what
 * holds where none applies. Fails where its signals do not stand in the same number of sentences, or where it names
 * a signal ("for every other value of sel") that the conditions are not about.
 */
function restOfAll(made: readonly Step[], { branch, before, next }: Place): Outcome<readonly Step[], Trouble> {
  const [first] = made;
  if (first === undefined || branch.guard !== null || first.guard !== null) return ok(made);
  const earlier = (step: Step): readonly Step[] =>
    before.filter((one) => one.target === step.target && one.guard !== null);
  const { restOf } = branch;
  if (restOf !== undefined) {
    const names = namesOf(restOf);
    const isAbout = made.every((step) =>
      earlier(step).every(
        (one) => one.guard !== null && names.every((name) => namesOf(one.guard as Value).includes(name)),
      ),
    );
    if (!isAbout)
      return fail(
        troubleAt('contradiction', 'the conditions before are not about the values this names', first.fact.span),
      );
  }
  if (branch.rest === true) return ok(made.map((step) => ({ ...step, rest: true })));
  const isSentence =
    first.fact.statement.s === 'do' && first.fact.statement.chain && first.fact.statement.branches[0] === branch;
  const chains = new Set(made.map((step) => new Set(earlier(step).map((one) => one.chain)).size));
  if (!isSentence || Math.max(...chains) < 2) return ok(made);
  if (chains.size > 1)
    return fail(troubleAt('ambiguous', 'it is not clear which conditions this is the rest of', first.fact.span));
  return ok(made.map((step) => ({ ...step, chain: next, rest: true })));
}

interface Reading {
  readonly facts: readonly Fact[];
  readonly nouns: NounReader;
  readonly chain: number;
  readonly last: string | null;
  /** Signals that the design drives. */
  readonly driven: ReadonlySet<string>;
}

function stepsOfBranch(
  branch: Branch,
  fact: Fact & { readonly statement: Extract<Fact['statement'], { readonly s: 'do' }> },
  reading: Reading,
): Outcome<readonly Step[], Trouble> {
  const { facts, nouns, chain } = reading;
  const { statement } = fact;
  if (statement.again !== undefined)
    return fail(troubleAt('ambiguous', 'it is not clear which case this sentence means', fact.span));
  const own = branch.guard ?? guardOfPlace(fact, { facts, nouns });
  const guard = own === null ? null : guardResolved(own, branch, fact, reading);
  const steps: Step[] = [];
  for (const action of branch.actions) {
    const spoken = steps.at(-1)?.target ?? subjectOf(guard, reading) ?? reading.last;
    const target = targetOf(action, { fact, nouns, last: spoken });
    if (target === null) return fail(troubleAt('ambiguous', 'it is not clear which signal this acts on', fact.span));
    const resolved = resolveAction(action, (noun) => (noun === 'it' ? target : nouns(noun, fact)));
    if (guard === undefined || resolved === null)
      return fail(troubleAt('ambiguous', 'it is not clear which signal a noun of this sentence stands for', fact.span));
    const twin = twinOf(steps, { target, action: resolved, isPart: isPart(action.target) });
    if (twin === 'other')
      return fail(troubleAt('contradiction', `this sets ${target} to two values at once`, fact.span));
    if (twin === 'same') continue;
    steps.push(placedStep({ target, guard, action: resolved, chain }, action, fact));
  }
  return isTorn(steps)
    ? fail(troubleAt('ambiguous', 'this says that a signal does two things at once', fact.span))
    : ok(steps);
}

/** "q is loaded and counts when en is 1": one signal cannot do both. */
const isTorn = (steps: readonly Step[]): boolean =>
  steps.some((step, at) =>
    steps
      .slice(0, at)
      .some(
        (other) =>
          other.target === step.target &&
          other.part === undefined &&
          step.part === undefined &&
          JSON.stringify({ ...other.action, target: null }) !== JSON.stringify({ ...step.action, target: null }),
      ),
  );

/** Whether two settings of one signal in one branch give it the same number; null where they are no two numbers. */
function sameSetting(one: Action, two: Action): boolean | null {
  const [left, right] = [one, two].map((action) =>
    action.a !== 'set' ? null : action.value.k === 'fill' && action.value.bit === 0 ? 0 : literalOf(action.value),
  );
  return left == null || right == null ? null : left === right;
}

/** A step with what its sentence says of how it stands beside others. */
function placedStep(
  core: Pick<Step, 'target' | 'guard' | 'action' | 'chain'>,
  { target }: Action,
  fact: Fact & { readonly statement: Extract<Fact['statement'], { readonly s: 'do' }> },
): Step {
  const { statement } = fact;
  return {
    ...core,
    edge: statement.edge,
    over: statement.over === true,
    wire: statement.wire === true,
    rest: false,
    restates: statement.restates === true,
    beats: (statement.beats ?? []).flatMap((value) => namesOf(value)),
    firm: statement.firm === true,
    ...(isPart(target) ? { part: target } : {}),
    fact,
  };
}

/** A condition with its nouns resolved; undefined where one stands for no signal. */
const guardResolved = (guard: Value, branch: Branch, fact: Fact, reading: Reading): Value | undefined =>
  resolveNouns(guard, (noun) => reading.nouns(noun, fact) ?? (noun === 'it' ? itOf(branch, fact, reading) : null));

/** Whether a branch already sets a signal as a whole: to the same number, to another one, or not. */
function twinOf(
  steps: readonly Step[],
  { target, action, isPart }: { readonly target: string; readonly action: Action; readonly isPart: boolean },
): 'same' | 'other' | null {
  const twin = isPart ? undefined : steps.find((step) => step.target === target && step.part === undefined);
  const same = twin === undefined ? null : sameSetting(twin.action, action);
  return same === null ? null : same ? 'same' : 'other';
}

/** "Q increments unless it is 7": the one signal that the sentence has named and acts on by then, and no other before it. */
function itOf({ actions }: Branch, fact: Fact, { driven }: Reading): string | null {
  const [, before = ''] = /^(.*?)\bit\b/is.exec(fact.text) ?? [];
  const named = new Set((before.match(/[A-Za-z_]\w*/g) ?? []).filter((word) => driven.has(word)));
  const [only] = named;
  const isOwn = ({ target }: Action): boolean =>
    (target?.k === 'name' && target.name === only) || (target?.k === 'noun' && target.noun === 'it');
  return named.size === 1 && only !== undefined && actions.every(isOwn) ? only : null;
}

/** A list entry about an input acts while that input is active; an entry for a case, in that case (while its gate is on). */
function guardOfPlace(fact: Fact, at: { readonly facts: readonly Fact[]; readonly nouns: NounReader }): Value | null {
  if (fact.caseSignal !== null && fact.caseValue !== null) {
    const value = caseLiteral(fact.caseValue);
    const isCase = op('==', { k: 'name', name: fact.caseSignal }, value);
    const gate = at.facts.find(
      (one) => one.statement.s === 'fact' && one.statement.fact === 'gates-step' && one.about !== null,
    );
    return gate?.about == null ? isCase : op('&&', op('active', { k: 'name', name: gate.about }), isCase);
  }
  if (fact.about === null || at.nouns('about-input', fact) === null) return null;
  return op('active', { k: 'name', name: fact.about });
}

function caseLiteral(text: string): Value {
  const based = /^(\d*)\s?'([bdh])([0-9a-f]+)$/i.exec(text);
  if (based === null) return { k: 'num', value: text, width: null };
  const base = { b: '0b', h: '0x', d: '' }[(based[2] ?? 'd').toLowerCase()] ?? '';
  return { k: 'num', value: BigInt(`${base}${based[3] ?? '0'}`).toString(), width: null };
}

type Part = Extract<Value, { readonly k: 'index' | 'slice' | 'part' }>;

const isPart = (target: Value | null): target is Part =>
  target !== null && (target.k === 'index' || target.k === 'slice' || target.k === 'part');

/** "When the counter reaches 9, it …": the one signal of the condition that the design drives. */
function subjectOf(guard: Value | null | undefined, { driven }: Reading): string | null {
  const names = [...new Set(guard == null ? [] : namesOf(guard))].filter((name) => driven.has(name));
  const [only] = names;
  return names.length === 1 && only !== undefined ? only : null;
}

function targetOf(
  action: Action,
  at: { readonly fact: Fact; readonly nouns: NounReader; readonly last: string | null },
): string | null {
  const { target } = action;
  if (target === null)
    return at.fact.about !== null && at.nouns('about', at.fact) !== null
      ? at.nouns('about', at.fact)
      : at.nouns('output', at.fact);
  if (target.k === 'name') return target.name;
  if (isPart(target)) return targetOf({ ...action, target: target.of }, at);
  if (target.k !== 'noun') return null;
  return target.noun === 'it' ? (at.nouns('it', at.fact) ?? at.last) : at.nouns(target.noun, at.fact);
}

/** Replaces nouns by names; undefined where one has no signal. */
export function resolveNouns(value: Value, nouns: (noun: string) => string | null): Value | undefined {
  let isLost = false;
  const resolved = mapValue(value, (one) => {
    if (one.k !== 'noun') return one;
    const name = nouns(one.noun);
    if (name === null) isLost = true;
    return name === null ? one : { k: 'name', name };
  });
  return isLost ? undefined : resolved;
}

function resolveAction(action: Action, nouns: (noun: string) => string | null): Action | null {
  if (action.a === 'set') {
    const value = resolveNouns(action.value, nouns);
    return value === undefined ? null : { ...action, value };
  }
  if (action.a !== 'shift') return action;
  const fill = action.fill === null ? null : resolveNouns(action.fill, nouns);
  const at = action.at === undefined ? null : resolveNouns(action.at, nouns);
  return fill === undefined || at === undefined ? null : { ...action, fill, ...(at === null ? {} : { at }) };
}
