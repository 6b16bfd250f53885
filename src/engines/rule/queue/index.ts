import type { Outcome } from '../../../contracts/outcome.ts';
import { fail, ok } from '../../../contracts/outcome.ts';
import {
  type Action,
  isZero,
  mapValue,
  namesOf,
  num,
  type Statement,
  soleAction,
  type Value,
} from '../../../english/index.ts';
import { eventOf, isNoun, isOfEvent, mentions, type ToldEvent } from '../events.ts';
import type { Draft, Fact, Internal, Queue, Trouble } from '../facts.ts';
import { factsOf, troubleAt } from '../facts.ts';
import { freeName, internalPort } from '../internals.ts';
import { mapActions, mapStated } from '../map-facts.ts';
import { portOfRole } from '../memory/roles.ts';
import { guardsOf, idleFacts } from './accepted.ts';
import { allLevels, canHold, flagsOf, type GuardSpace, inLevels } from './guards.ts';
import { oddNote, readWhileEmpty } from './notes.ts';
import {
  type BuildFact,
  NEXT_WORDS,
  orderOf,
  QUEUE,
  type QueueEvents,
  type QueueOrder,
  queueBuilds,
  queueFacts,
  sizeOf,
  tellsQueue,
} from './told.ts';
import { idleElsewhere, levelElsewhere, oddDescription, oddWords, setElsewhere } from './words.ts';

/** Names of the wires that the sentences of a queue read: how many words it holds, and the one that comes out next. */
const STORED = 'stored';
const NEXT = 'next_word';

/** Most words of a queue: the conditions on it are tried for every number of them. */
const MAX_DEPTH = 1024;

/**
 * The draft with a queue or stack as its number of words and its next word: sentences then read both as any other
 * signal, and what happens with a write or a read happens under the condition that the text gives it.
 */
export function withQueue(draft: Draft): Draft {
  if (!tellsQueue(draft)) return draft;
  const found = queueOf(draft);
  if (!found.ok) return { ...draft, queue: found };
  const { value: queue } = found;
  const internals = [
    { name: queue.level, width: queue.levelBits },
    { name: queue.next, width: queue.width },
  ].map((one): Internal => ({ ...one, anonymous: true, nouns: [], span: placeOf(draft) }));
  const rest = draft.facts.filter((fact) => !queue.claims.includes(fact));
  const wired = new Map(rest.map((fact) => [fact, inWires(fact, queue)]));
  return {
    ...draft,
    internals: [...draft.internals, ...internals],
    ports: [...draft.ports, ...internals.map(internalPort)],
    facts: [...queue.claims, ...happenings(queue, draft), ...wired.values()],
    resetFacts: draft.resetFacts.map((fact) => wired.get(fact) ?? fact),
    clockFacts: draft.clockFacts.map((fact) => wired.get(fact) ?? fact),
    queue: found,
  };
}

const placeOf = (draft: Draft): Fact['span'] => draft.facts[0]?.span ?? { start: 0, end: 0, line: 1, lastLine: 1 };

/** What the sentences of an event do besides moving a word, under its condition. */
function happenings(queue: Queue, draft: Draft): readonly Fact[] {
  return [queue.write, queue.read].flatMap(({ guard, others, facts }) => {
    if (others.length === 0) return [];
    const statement: Statement = {
      s: 'do',
      chain: false,
      edge: draft.clock?.edge ?? 'pos',
      clock: null,
      branches: [{ guard, actions: others }],
    };
    return [inWires({ ...facts[0], statement }, queue)];
  });
}

/** A fact in terms of the two wires of the queue, of its reset too. */
function inWires(fact: Fact, queue: Queue): Fact {
  const change = (value: Value): Value => mapValue(value, (one) => wireOf(one, queue));
  const stated = mapStated(
    mapActions(fact, (action): Action => (action.a === 'set' ? { ...action, value: change(action.value) } : action)),
    change,
  );
  const { statement } = stated;
  if (statement.s === 'do')
    return { ...stated, statement: isOfState(statement, queue) ? { ...statement, wire: true } : statement };
  if (statement.s !== 'reset' || statement.reset.target === null) return stated;
  return {
    ...stated,
    statement: { ...statement, reset: { ...statement.reset, target: change(statement.reset.target) } },
  };
}

/** "Full is 1 when 8 words are stored" is said of the words there are now: a register would say it one edge later. */
function isOfState(statement: Extract<Statement, { readonly s: 'do' }>, { level, next, shown }: Queue): boolean {
  const values = statement.branches.flatMap(({ guard, actions }) => [
    ...(guard === null ? [] : [guard]),
    ...actions.flatMap((action) =>
      action.a === 'set' ? [action.value] : [{ k: 'noun', noun: action.a } satisfies Value],
    ),
  ]);
  const names = values.flatMap(namesOf);
  const isPlain = values.every((value) => value.k !== 'noun' && !mentions(value, 'it'));
  return (
    statement.edge === null &&
    isPlain &&
    names.length > 0 &&
    names.every((name) => [level, next, ...shown].includes(name))
  );
}

function wireOf(value: Value, queue: Queue): Value {
  if (isOfEvent(value, QUEUE.write)) return queue.write.guard;
  if (isOfEvent(value, QUEUE.read)) return queue.read.guard;
  if (value.k === 'name' && queue.counts.includes(value.name)) return { k: 'name', name: queue.level };
  if (value.k !== 'noun') return value;
  if (value.noun === QUEUE.level || value.noun === QUEUE.whole) return { k: 'name', name: queue.level };
  if (value.noun === QUEUE.depth) return num(queue.depth);
  return NEXT_WORDS.includes(value.noun) ? { k: 'name', name: queue.next } : value;
}

/** What only points at the data input, or at whichever word is next. */
const VAGUE: readonly string[] = ['write data', QUEUE.next];

const refuse = (reason: Trouble['reason'], why: string, fact: Fact): { readonly ok: false; readonly error: Trouble } =>
  fail(troubleAt(reason, why, fact.span));

function queueOf(draft: Draft): Outcome<Queue, Trouble> {
  const [place] = [...queueBuilds(draft), ...queueFacts(draft), ...draft.facts];
  if (place === undefined) return fail(troubleAt('incomplete', 'nothing is said of the queue', placeOf(draft)));
  const [write, read] = [eventOf(draft, QUEUE.write, VAGUE), eventOf(draft, QUEUE.read, VAGUE)];
  if (write === null || read === null)
    return refuse('incomplete', `the text does not say when a word is ${write === null ? 'written' : 'read'}`, place);
  if ('reason' in write) return fail(write);
  if ('reason' in read) return fail(read);
  const shape = shapeOf(draft, write, place);
  if (!shape.ok) return shape;
  const { depth, width, order, data } = shape.value;
  if (draft.clock === null) return refuse('incomplete', 'a queue needs a clock', place);
  const emptied = emptyAtReset(draft, place);
  if (emptied !== null) return fail(emptied);
  const level = freeName(STORED, draft);
  const bare = { depth, level };
  const space = { ...bare, flags: flagsOf(draft, bare) };
  const guards = guardsOf(draft, { write, read }, space, order);
  if (!guards.ok) return guards;
  const named = { ...bare, flags: new Map<string, Value>() };
  const notes = [...queueFacts(draft), ...idleFacts(draft)];
  const events = {
    write: { ...write, guard: guards.value.write },
    read: { ...read, guard: guards.value.read },
  };
  const odd =
    oddNote(draft, events, space) ??
    readWhileEmpty(draft, events, space) ??
    oddWords(draft, shape.value) ??
    oddDescription(draft, events, { data, counts: countsOf(space), order }) ??
    idleElsewhere(draft, idleFacts(draft), events) ??
    setElsewhere(draft, events) ??
    levelElsewhere(draft, countsOf(space), (when) => canHold(when, space, allLevels(depth).slice(1)) === false) ??
    underReset(draft, events);
  if (odd !== null) return fail(odd);
  return ok({
    order,
    depth,
    width,
    data,
    level,
    levelBits: depth.toString(2).length,
    next: freeName(NEXT, draft),
    write: { ...write, guard: inLevels(guards.value.write, named) },
    read: { ...read, guard: inLevels(guards.value.read, named) },
    shown: [...space.flags.keys()],
    counts: countsOf(space),
    claims: [...write.facts, ...read.facts, ...notes, ...queueBuilds(draft)],
  });
}

/** Outputs that are the number of words. */
const countsOf = ({ flags }: GuardSpace): readonly string[] =>
  [...flags].flatMap(([name, value]) => (isNoun(value, QUEUE.level) ? [name] : []));

/** A write under a condition on the reset: which of the two goes first is no question the text should ask. */
function underReset(draft: Draft, { write, read }: QueueEvents): Trouble | null {
  const odd = [write, read].find(({ guard }) => namesOf(guard).includes(draft.reset?.signal ?? ''));
  const place = odd?.facts[0];
  return place === undefined
    ? null
    : troubleAt('unsupported', 'this happens under a condition on the reset', place.span);
}

interface Shape {
  readonly depth: number;
  readonly width: number;
  readonly order: QueueOrder;
  readonly data: string;
}

/** How many words of which width come out in which order, where all that is said of it agrees. */
function shapeOf(draft: Draft, write: ToldEvent, place: Fact): Outcome<Shape, Trouble> {
  const order = orderOf(draft);
  if (order === undefined) return refuse('contradiction', 'the text calls it both a queue and a stack', place);
  if (order === null) return refuse('incomplete', 'the text does not say in which order words come out', place);
  const [depth, said] = [sizeOf(draft, 'queue-depth'), sizeOf(draft, 'queue-width')];
  if (depth === undefined || said === undefined)
    return refuse('contradiction', 'the text gives more than one size for it', place);
  if (depth === null) return refuse('incomplete', 'the text does not say how many words there is room for', place);
  if (depth < 2 || depth > MAX_DEPTH)
    return refuse('unsupported', `only 2 to ${String(MAX_DEPTH)} words are built`, place);
  const data = dataOf(draft, write);
  if (data === null) return refuse('incomplete', 'it is not clear which input is written', place);
  const width = draft.inputs.find((port) => port.name === data)?.width ?? null;
  if (width === null) return refuse('unsupported', `the width of ${data} depends on a parameter`, place);
  if (said !== null && said !== width)
    return refuse('contradiction', `the text gives words of ${String(said)} bits, and ${data} another width`, place);
  const odd = queueBuilds(draft).find((fact) => !fact.statement.thing.features.every(isFit));
  return odd === undefined
    ? ok({ depth, width, order, data })
    : refuse('unsupported', 'something said of the queue here is not understood', odd);
}

const isFit = (feature: BuildFact['statement']['thing']['features'][number]): boolean =>
  ['depth', 'word-bits', 'width', 'reset', 'edge'].includes(feature.f) ||
  (feature.f === 'adj' && feature.word === 'synchronous') ||
  (feature.f === 'count' && feature.n === 1);

function dataOf(draft: Draft, { value }: ToldEvent): string | null {
  if (value?.k === 'name') return draft.inputs.some((port) => port.name === value.name) ? value.name : null;
  return value === null || isNoun(value, 'write data') ? (portOfRole(draft, 'write data')?.name ?? null) : null;
}

/** What is in it at first is told only by a reset that empties it, or that sets all registers to 0. */
function emptyAtReset(draft: Draft, place: Fact): Trouble | null {
  if (draft.reset === null)
    return troubleAt('incomplete', 'the text does not say that it is empty at first: there is no reset', place.span);
  const counts = new Set(
    factsOf(draft.facts, 'do').flatMap(({ statement }) => {
      const { action } = soleAction(statement) ?? {};
      const isCount = action?.a === 'set' && isNoun(action.value, QUEUE.level) && action.target?.k === 'name';
      return isCount && action.target?.k === 'name' ? [action.target.name] : [];
    }),
  );
  const isOfLevel = (target: Value): boolean => mentions(target, QUEUE.whole) || mentions(target, QUEUE.level);
  const odd = factsOf(draft.facts, 'reset').find(({ statement: { reset } }) => {
    const { target, value } = reset;
    if (target === null || value === null || isZero(value)) return false;
    return isOfLevel(target) || namesOf(target).some((name) => counts.has(name));
  });
  if (odd !== undefined) return troubleAt('contradiction', 'after reset nothing is stored', odd.span);
  const isEmptied = factsOf(draft.facts, 'reset').some(
    ({ statement: { reset } }) => isZero(reset.value) && (reset.target === null || isOfLevel(reset.target)),
  );
  return isEmptied ? null : troubleAt('incomplete', 'the text does not say that the reset empties it', place.span);
}
