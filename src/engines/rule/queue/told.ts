import { type Action, mapValue, type Statement, type Value } from '../../../english/index.ts';
import type { Draft, Fact, Trouble } from '../facts.ts';
import { factsOf, troubleAt } from '../facts.ts';
import { valuesIn } from '../map-facts.ts';

/** What sentences call the ways into and out of a queue, and what is in it. */
export const QUEUE = {
  write: 'queue write',
  read: 'queue read',
  level: 'queue level',
  depth: 'queue depth',
  whole: 'queue whole',
  oldest: 'queue oldest',
  newest: 'queue newest',
  next: 'queue next',
} as const;

/** A queue gives back its oldest word first, a stack its newest. */
export type QueueOrder = 'fifo' | 'lifo';

export type DoFact = Fact & { readonly statement: Extract<Statement, { readonly s: 'do' }> };
export type NamedFact = Fact & { readonly statement: Extract<Statement, { readonly s: 'fact' }> };
export type BuildFact = Fact & { readonly statement: Extract<Statement, { readonly s: 'build' }> };

export const isNoun = (value: Value | null, noun: string): boolean => value?.k === 'noun' && value.noun === noun;

const isQueueNoun = (value: Value | null): boolean => value?.k === 'noun' && value.noun.startsWith('queue ');

/** Sentences of one named fact about the queue. */
export const queueFacts = (draft: Draft, name?: string): readonly NamedFact[] =>
  factsOf(draft.facts, 'fact').filter(({ statement }) =>
    name === undefined ? statement.fact.startsWith('queue-') : statement.fact === name,
  );

/** Sentences that name a queue or stack as the component that is asked for. */
export const queueBuilds = (draft: Draft): readonly BuildFact[] =>
  factsOf(draft.facts, 'build').filter(({ statement }) => ['fifo', 'lifo'].includes(statement.thing.head));

/** True where a sentence writes, reads or counts the words of a queue. */
export function tellsQueue(draft: Draft): boolean {
  return (
    queueFacts(draft).length > 0 ||
    queueBuilds(draft).length > 0 ||
    draft.facts.some(
      (fact) => valuesIn(fact).some(isQueueNoun) || actionsOf(fact).some((one) => isQueueNoun(one.target)),
    )
  );
}

/** Every action of a behaviour sentence. */
export const actionsOf = (fact: Fact): readonly Action[] =>
  fact.statement.s === 'do' ? fact.statement.branches.flatMap(({ actions }) => actions) : [];

/** One way in or out: what is done when, and whatever else the same sentences do then. */
export interface QueueEvent {
  readonly guard: Value;
  /** What is written, or which word is read; null where no sentence says. */
  readonly value: Value | null;
  /** Actions on signals that happen with it. */
  readonly others: readonly Action[];
  readonly facts: readonly DoFact[];
}

const PLAIN_KEYS: ReadonlySet<string> = new Set(['s', 'chain', 'edge', 'clock', 'branches']);

/** The two ways of a queue. */
export interface QueueEvents {
  readonly write: QueueEvent;
  readonly read: QueueEvent;
}

/** What sentences call the word that comes out next. */
export const NEXT_WORDS: readonly string[] = [QUEUE.oldest, QUEUE.newest, QUEUE.next];

/** True where a value speaks of something of the queue. */
export function mentions(value: Value, noun: string): boolean {
  let isFound = false;
  mapValue(value, (one) => {
    isFound ||= isNoun(one, noun);
    return one;
  });
  return isFound;
}

/** The sentences that write or read, as one event; null where there is none. */
export function eventOf(draft: Draft, target: string): QueueEvent | Trouble | null {
  const facts = factsOf(draft.facts, 'do').filter((fact) => actionsOf(fact).some((one) => isNoun(one.target, target)));
  const [first] = facts;
  if (first === undefined) return null;
  const odd = facts.find((fact) => !isAlone(fact, draft));
  if (odd !== undefined)
    return troubleAt(
      'unsupported',
      'a sentence that writes or reads may only say when, and what then happens',
      odd.span,
    );
  const defining = facts.filter((fact) => guardOf(fact) !== null && !isOfEvent(guardOf(fact), target));
  const [definition, second] = defining;
  if (definition === undefined) return troubleAt('incomplete', 'the text does not say when this happens', first.span);
  if (second !== undefined) return troubleAt('unsupported', 'this is told twice', second.span);
  return { ...contentOf(facts, target), guard: guardOf(definition) as Value, facts };
}

/** What the sentences of an event move; two that differ are refused where the event is used. */
function contentOf(facts: readonly DoFact[], target: string): Pick<QueueEvent, 'value' | 'others'> {
  const all = facts.flatMap((fact) => actionsOf(fact));
  const moved = all.flatMap((one) => (one.a === 'set' && isNoun(one.target, target) ? [one.value] : []));
  const told = moved.find((value) => value.k !== 'noun' || (value.noun !== 'write data' && value.noun !== QUEUE.next));
  return { value: told ?? moved[0] ?? null, others: all.filter((one) => !isNoun(one.target, target)) };
}

const guardOf = (fact: DoFact): Value | null => fact.statement.branches[0]?.guard ?? null;

/** "When a read is accepted, …" goes on with what another sentence defines. */
export const isOfEvent = (guard: Value | null, target: string): boolean =>
  guard?.k === 'op' && guard.op === 'true' && isNoun(guard.args[0] ?? null, target);

function isAlone(fact: DoFact, draft: Draft): boolean {
  const { chain, branches } = fact.statement;
  const [branch, second] = branches;
  const next = draft.facts[draft.facts.indexOf(fact) + 1]?.statement;
  const isJoined = second !== undefined || branch === undefined || chain || (next?.s === 'do' && next.chain);
  const isPlain = Object.keys(fact.statement).every((key) => PLAIN_KEYS.has(key)) && fact.caseSignal === null;
  return !isJoined && isPlain && Object.keys(branch).every((key) => key === 'guard' || key === 'actions');
}

/** The order that all sentences agree on; null where none tells, undefined where they differ. */
export function orderOf(draft: Draft): QueueOrder | null | undefined {
  const said = new Set<string>([
    ...queueBuilds(draft).map(({ statement }) => statement.thing.head),
    ...queueFacts(draft, 'queue-order').flatMap(({ statement }) => statement.text ?? []),
    ...draft.facts.flatMap((fact) =>
      [...valuesIn(fact), ...actionsOf(fact).map((one) => one.target)].flatMap((value) =>
        isNoun(value, QUEUE.oldest) ? ['fifo'] : isNoun(value, QUEUE.newest) ? ['lifo'] : [],
      ),
    ),
  ]);
  const [only, more] = said;
  if (only === undefined) return null;
  return more === undefined ? (only as QueueOrder) : undefined;
}

/** The one number that all sentences of a kind agree on; null where none says, undefined where they differ. */
export function sizeOf(draft: Draft, name: 'queue-depth' | 'queue-width'): number | null | undefined {
  const features = name === 'queue-depth' ? ['depth'] : ['word-bits', 'width'];
  const said = new Set([
    ...queueFacts(draft, name).flatMap(({ statement }) => statement.n ?? []),
    ...queueBuilds(draft).flatMap(({ statement }) =>
      statement.thing.features.flatMap((one) => (features.includes(one.f) ? (one.n ?? []) : [])),
    ),
  ]);
  const [only, more] = said;
  if (only === undefined) return null;
  return more === undefined ? only : undefined;
}
