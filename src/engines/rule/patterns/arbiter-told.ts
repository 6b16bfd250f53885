import { fail, type Outcome, ok } from '../../../contracts/outcome.ts';
import type { FormalPart, TruthTablePart } from '../../../contracts/spec-parts.ts';
import { isZero, type Value } from '../../../english/index.ts';
import { isNoun } from '../events.ts';
import { type Draft, type Fact, factsOf, type NamedFact, type Port, type Trouble, troubleAt } from '../facts.ts';
import { freeName } from '../internals.ts';

export interface Shape {
  readonly request: Port;
  readonly grant: Port;
  readonly count: number;
}

export interface Told extends Shape {
  readonly draft: Draft;
  readonly facts: readonly NamedFact[];
  readonly titles: readonly (Fact & { readonly statement: Extract<Fact['statement'], { readonly s: 'build' }> })[];
}

/** Whether the lowest or the highest number goes first, and whether that moves on behind each grant. */
export interface Policy {
  readonly end: 'low' | 'high';
  readonly turns: boolean;
}

/** The name that a value is, if it is one. */
export const named = (value: Value | undefined): string | null => (value?.k === 'name' ? value.name : null);

/** Who goes first, where the sentences say so and agree. */
export function policyOf({ facts, titles, count }: Told): Outcome<Policy, Trouble> {
  const says = (name: string): boolean => facts.some(({ statement }) => statement.fact === name);
  const [top, lowest] = facts.flatMap(({ statement }) => (statement.fact === 'arbiter-top' ? statement.values : []));
  const isWhole = lowest !== undefined || says('arbiter-falls') || says('arbiter-rises') || says('arbiter-lower');
  const isHigh = says('arbiter-rises') || (top?.k === 'num' && top.value === String(count - 1));
  const isLow = says('arbiter-falls') || says('arbiter-lower') || (top?.k === 'num' && top.value === '0');
  const isPointed = says('arbiter-pointer') && says('arbiter-moves') && says('arbiter-falls');
  const turns = isPointed || says('arbiter-after-last');
  const isTurning = titles.some((one) => one.statement.thing.features.some(({ word }) => word === 'round-robin'));
  const why =
    openPolicy({ isHigh, isLow, turns, isTurning }) ??
    (turns || isWhole ? null : 'the text does not order the other requests');
  const [place] = facts;
  if (why !== null && place !== undefined) return fail(troubleAt('ambiguous', why, place.span));
  return ok({ end: isHigh ? 'high' : 'low', turns });
}

/** What is open or contradictory in what is said of who goes first; null where nothing is. */
function openPolicy(told: Readonly<Record<'isHigh' | 'isLow' | 'turns' | 'isTurning', boolean>>): string | null {
  if (told.isHigh && told.isLow) return 'both ends are said to go first';
  if (told.turns) return told.isHigh ? 'only turns in rising order are built' : null;
  if (told.isTurning) return 'the text does not say how the priority moves on behind a grant';
  return told.isHigh || told.isLow ? null : 'the text does not say which request goes first';
}

interface Judged extends Told {
  readonly policy: Policy;
}

const num = (value: Value | undefined): number | null => (value?.k === 'num' ? Number(value.value) : null);

/** What each kind of sentence asks of the arbiter that is built; a kind that is not here asks nothing. */
const JUDGES: Readonly<Record<string, (fact: NamedFact, told: Judged) => boolean>> = {
  'arbiter-falls': ({ statement: { n } }, { policy, count }) =>
    policy.end === 'low' && (policy.turns ? n === count - 1 : n === undefined),
  'arbiter-lower': (_fact, { policy }) => policy.end === 'low' && !policy.turns,
  'arbiter-rises': (_fact, { policy }) => policy.end === 'high',
  'arbiter-top': ({ statement }, { policy, count }) => {
    const [first, second] = statement.values.map(num);
    const top = policy.end === 'low' ? 0 : count - 1;
    return !policy.turns && first === top && (second === undefined || second === count - 1 - top);
  },
  'arbiter-first': ({ statement }, { policy }) => policy.turns && num(statement.values[0]) === 0,
  'arbiter-moves': ({ statement: { n } }, { policy, count }) =>
    policy.turns && (n === count || (n === undefined && (count & (count - 1)) === 0)),
  'arbiter-pointer': ({ statement: { n } }, { policy, count }) =>
    policy.turns && (n === undefined || n === pointerBits(count)),
  'arbiter-stays': (_fact, { policy }) => policy.turns,
  'arbiter-one-hot': ({ about }, { grant }) => about === grant.name,
  'arbiter-requests': ({ about }, { request }) => about === request.name,
  'arbiter-table': ({ statement }, { grant }) => named(statement.values[0]) === grant.name,
};

/** The title names the kind that is built, and as many requests as there are. */
const fits = ({ statement }: Told['titles'][number], { count }: Told, { turns }: Policy): boolean =>
  statement.thing.features.every((one) =>
    one.f === 'inputs' ? one.n === count : one.f === 'method' && (one.word === 'round-robin') === turns,
  );

/** A sentence that is not true of the arbiter that the others describe. */
export function oddSentence(told: Told, policy: Policy): Trouble | null {
  const odd =
    told.facts.find((fact) => JUDGES[fact.statement.fact]?.(fact, { ...told, policy }) === false) ??
    told.titles.find((one) => !fits(one, told, policy));
  if (odd === undefined) return null;
  return troubleAt('contradiction', 'this is not so by what the other sentences say of the arbiter', odd.span);
}

/** Turns begin somewhere, and their pointer is a register of the right size. */
export function openStart(told: Told, { turns }: Policy): Trouble | null {
  const { draft } = told;
  const [first] = told.facts;
  if (!turns || first === undefined) return null;
  if (draft.clock === null || !startsAtZero(told))
    return troubleAt('incomplete', 'the text does not say who has the highest priority after reset', first.span);
  const pointer = draft.ports.find(({ name }) => name === pointerName(told));
  const isOdd =
    pointer?.direction === 'input' || (pointer?.width ?? pointerBits(told.count)) !== pointerBits(told.count);
  return isOdd
    ? troubleAt('contradiction', 'the pointer is an input, or too wide or narrow for the requests', first.span)
    : null;
}

/** The pointer is reset to 0, or request 0 is said to go first after reset. */
function startsAtZero({ draft, facts }: Pick<Told, 'draft' | 'facts'>): boolean {
  if (draft.reset === null) return false;
  const resets = factsOf(draft.facts, 'reset').map(({ statement }) => statement.reset);
  const own = resets.filter(
    ({ target, value }) =>
      value !== null &&
      (target === null || isNoun(target, 'arbiter pointer') || named(target) === pointerName({ draft, facts })),
  );
  const isSaid = facts.some(({ statement }) => statement.fact === 'arbiter-first');
  const isPointed = facts.some(({ statement }) => statement.fact === 'arbiter-pointer');
  return resets.every(({ value }) => value === null || isZero(value)) && (isSaid || (isPointed && own.length > 0));
}

/** Bits of the number of a request. */
export const pointerBits = (count: number): number => (count - 1).toString(2).length;

/** The name of the pointer, where the text gives it one. */
export function pointerName({ facts, draft }: Pick<Told, 'draft' | 'facts'>): string {
  const [told] = facts.flatMap(({ statement }) =>
    ['arbiter-pointer', 'arbiter-moves', 'arbiter-stays'].includes(statement.fact)
      ? statement.values.flatMap((one) => named(one) ?? [])
      : [],
  );
  return told ?? freeName('first', draft);
}

/** The table that a sentence calls one of some requests; null where there is none, undefined where a row is wrong. */
export function exampleTable(
  { draft, facts, request, grant, count }: Told,
  policy: Policy,
): FormalPart | null | undefined {
  if (!facts.some(({ statement }) => statement.fact === 'arbiter-table')) return null;
  const found = draft.parts.find(
    (part): part is TruthTablePart => part.kind === 'truth-table' || part.kind === 'table',
  );
  if (found === undefined) return undefined;
  const at = (name: string): number =>
    found.columns.findIndex((column) => column.replaceAll('\x60', '').trim() === name);
  const [pointer, req, out] = [at('pointer'), at(request.name), at(grant.name)];
  const isWhole =
    req >= 0 && out >= 0 && found.columns.length === (pointer < 0 ? 2 : 3) && pointer >= 0 === policy.turns;
  if (!isWhole) return undefined;
  const isRight = found.rows.every(({ cells }) => {
    const [from, asked, given] = [Number(cells[pointer] ?? '0'), cells[req] ?? '', cells[out] ?? ''];
    return asked.length === count && given.length === count && granted(asked, policy, from) === given && from < count;
  });
  return isRight ? found : undefined;
}

/** The grant by the definition: the first request from a number on, going round. Bits are written most significant first. */
function granted(asked: string, { end }: Policy, from: number): string {
  const count = asked.length;
  const order = Array.from({ length: count }, (_, step) => (end === 'low' ? (from + step) % count : count - 1 - step));
  const winner = order.find((one) => asked[count - 1 - one] === '1');
  return [...asked].map((_, at) => (count - 1 - at === winner ? '1' : '0')).join('');
}
