import { type Branch, num, op, type Value } from '../../../english/index.ts';
import { changes, isNoun, mentions, targetsOf } from '../events.ts';
import type { DoFact, Draft, NamedFact, Trouble } from '../facts.ts';
import { factsOf, troubleAt } from '../facts.ts';
import { allLevels, canHold, type GuardSpace } from './guards.ts';
import { NEXT_WORDS, QUEUE, type QueueEvents, queueFacts } from './told.ts';

/** The first remark about the queue that is not true of it. */
export function oddNote(draft: Draft, { write, read }: QueueEvents, space: GuardSpace): Trouble | null {
  const both = op('&&', write.guard, read.guard);
  const middle = allLevels(space.depth).slice(1, -1);
  for (const fact of queueFacts(draft, 'queue-both')) {
    const isCount = fact.statement.values.every(
      (value) => value.k === 'name' && isNoun(space.flags.get(value.name) ?? null, QUEUE.level),
    );
    if (canHold(both, space, middle) !== true || !isCount)
      return troubleAt('contradiction', 'this is not so by the sentences that say what is accepted when', fact.span);
  }
  const odd = queueFacts(draft, 'queue-holds').find((fact) => !holdsBetween(fact, draft, { write, read }));
  return odd === undefined
    ? null
    : troubleAt('unsupported', 'something else than what is named here changes this signal', odd.span);
}

/** "Until the next read": nothing but what happens with a read acts on the signal, save its reset. */
function holdsBetween(fact: NamedFact, draft: Draft, { write, read }: QueueEvents): boolean {
  const event = fact.statement.text === 'read' ? read : write;
  const names = fact.statement.values.flatMap((value) => (value.k === 'name' ? [value.name] : []));
  const isNamed = (name: string): boolean => names.includes(name);
  const elsewhere = factsOf(draft.facts, 'do').some((one) => !event.facts.includes(one) && changes(one, isNamed));
  return names.length > 0 && targetsOf(event.others).some(isNamed) && !elsewhere;
}

/** A signal that shows the next word, and when. */
interface Showing {
  readonly fact: DoFact;
  readonly name: string;
  readonly guard: Value | null;
}

/** A word that is shown although none is stored: the text must say what is seen then, or that it does not matter. */
export function readWhileEmpty(draft: Draft, { write, read }: QueueEvents, space: GuardSpace): Trouble | null {
  const isEmpty = op('==', { k: 'noun', noun: QUEUE.level }, num(0));
  const others = factsOf(draft.facts, 'do').filter((fact) => ![...write.facts, ...read.facts].includes(fact));
  const covers = (when: Value): boolean => canHold(op('u!', when), space, [0]) === false;
  const mayBeEmpty = (guard: Value | null): boolean =>
    guard === null || canHold(op('&&', guard, isEmpty), space, [0]) !== false;
  const isOpen = (name: string): boolean =>
    queueFacts(draft, 'queue-undefined').some(({ statement: { values } }) => {
      const [target, when] = values;
      return target?.k === 'name' && target.name === name && when !== undefined && covers(when);
    });
  const isTold = ({ fact, name }: Showing): boolean =>
    others.some((one) => one !== fact && one.statement.branches.some((branch) => setsIn(branch, name, covers)));
  const lost = others
    .flatMap((fact) => showings(fact))
    .find((one) => mayBeEmpty(one.guard) && !isTold(one) && !isOpen(one.name));
  if (lost === undefined) return null;
  return troubleAt('incomplete', `the text does not say what ${lost.name} is while nothing is stored`, lost.fact.span);
}

const showings = (fact: DoFact): readonly Showing[] =>
  fact.statement.branches.flatMap(({ guard, actions }) =>
    actions.flatMap((action): readonly Showing[] =>
      action.a === 'set' && action.target?.k === 'name' && NEXT_WORDS.some((noun) => mentions(action.value, noun))
        ? [{ fact, name: action.target.name, guard }]
        : [],
    ),
  );

/** True where some sentence puts the word that comes out next on a signal. */
export const showsNext = (draft: Draft, target: Value | undefined): boolean =>
  target?.k === 'name' &&
  factsOf(draft.facts, 'do').some((fact) => showings(fact).some(({ name }) => name === target.name));

/** Keeping a value is no word for what is seen: what it kept is not there any more. */
const setsIn = ({ guard, actions }: Branch, name: string, covers: (when: Value) => boolean): boolean =>
  guard !== null && covers(guard) && targetsOf(actions.filter(({ a }) => a === 'set')).includes(name);
