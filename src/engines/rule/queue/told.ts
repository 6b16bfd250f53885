import type { Statement, Value } from '../../../english/index.ts';
import { actionsOf, isNoun, type ToldEvent } from '../events.ts';
import type { Draft, Fact, NamedFact } from '../facts.ts';
import { factsOf } from '../facts.ts';
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

export type BuildFact = Fact & { readonly statement: Extract<Statement, { readonly s: 'build' }> };

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

/** The two ways of a queue. */
export interface QueueEvents {
  readonly write: ToldEvent;
  readonly read: ToldEvent;
}

/** What sentences call the word that comes out next. */
export const NEXT_WORDS: readonly string[] = [QUEUE.oldest, QUEUE.newest, QUEUE.next];

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
