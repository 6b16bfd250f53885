import { type Action, mapValue, num, type Value } from '../../english/index.ts';
import type { DoFact, Draft, Fact, QueueMove, Trouble } from './facts.ts';
import { factsOf, troubleAt } from './facts.ts';

/** True where a value is this word for something that has no name. */
export const isNoun = (value: Value | null, noun: string): boolean => value?.k === 'noun' && value.noun === noun;

/** True where a value speaks of this. */
export function mentions(value: Value, noun: string): boolean {
  let isFound = false;
  mapValue(value, (one) => {
    isFound ||= isNoun(one, noun);
    return one;
  });
  return isFound;
}

/** Every action of a behaviour sentence. */
export const actionsOf = (fact: Fact): readonly Action[] =>
  fact.statement.s === 'do' ? fact.statement.branches.flatMap(({ actions }) => actions) : [];

/** Whether a sentence changes a signal of these names; keeping one as it is does not. */
export const changes = (fact: Fact, isOf: (name: string) => boolean): boolean =>
  actionsOf(fact).some(({ a, target }) => a !== 'hold' && target?.k === 'name' && isOf(target.name));

/** The names that actions act on. */
export const targetsOf = (actions: readonly Action[]): readonly string[] =>
  actions.flatMap(({ target }) => (target?.k === 'name' ? [target.name] : []));

/** Something that happens at a clock edge, told by one sentence or several: when, what it moves, what goes with it. */
export interface ToldEvent extends QueueMove {
  /** What is moved; null where no sentence says. */
  readonly value: Value | null;
}

const PLAIN_KEYS: ReadonlySet<string> = new Set(['s', 'chain', 'edge', 'clock', 'branches']);

/**
 * The sentences that act on the noun `target`, as one event; null where there is none. One of them says when; the
 * others go on from it. `vague` are the values that only point at what another sentence names.
 */
export function eventOf(draft: Draft, target: string, vague: readonly string[]): ToldEvent | Trouble | null {
  const [first, ...more] = factsOf(draft.facts, 'do').filter((fact) =>
    actionsOf(fact).some((one) => isNoun(one.target, target)),
  );
  if (first === undefined) return null;
  const facts = [first, ...more] as const;
  const odd = facts.find((fact) => !isAlone(fact, draft));
  if (odd !== undefined)
    return troubleAt('unsupported', 'a sentence of this kind may only say when, and what then happens', odd.span);
  const defining = facts.filter((fact) => isDefining(fact, target));
  const [definition, second] = defining;
  if (definition === undefined) return troubleAt('incomplete', 'the text does not say when this happens', first.span);
  if (second !== undefined) return troubleAt('unsupported', 'this is told twice', second.span);
  const idle = facts.find((fact) => fact !== definition && actionsOf(fact).every((one) => isVague(one, target, vague)));
  if (idle !== undefined) return troubleAt('ambiguous', 'this is told without saying when, or what of', idle.span);
  const all = facts.flatMap((fact) => actionsOf(fact));
  const moved = all.flatMap((one) => (one.a === 'set' && isNoun(one.target, target) ? [one.value] : []));
  const told = moved.filter((value) => value.k !== 'noun' || !vague.includes(value.noun));
  if (new Set(told.map((value) => JSON.stringify(value))).size > 1)
    return troubleAt('contradiction', 'two sentences move different things here', first.span);
  return {
    value: told[0] ?? moved[0] ?? null,
    others: all.filter((one) => !isNoun(one.target, target)),
    guard: guardOf(definition) ?? num(1, 1),
    facts,
  };
}

/** An action that only repeats that it happens. */
const isVague = (action: Action, target: string, vague: readonly string[]): boolean =>
  isNoun(action.target, target) && action.a === 'set' && action.value.k === 'noun' && vague.includes(action.value.noun);

const guardOf = (fact: DoFact): Value | null => fact.statement.branches[0]?.guard ?? null;

/** A sentence that says when: under which condition, or at every edge. */
function isDefining(fact: DoFact, target: string): boolean {
  const guard = guardOf(fact);
  return guard === null ? fact.statement.edge !== null : !isOfEvent(guard, target);
}

/** "When a read is accepted, …" goes on with what another sentence defines. */
export const isOfEvent = (guard: Value | null, target: string): boolean =>
  guard?.k === 'op' && guard.op === 'true' && isNoun(guard.args[0] ?? null, target);

/** One branch, and no sentence that goes on from it or that it goes on from. */
export function isAlone(fact: DoFact, draft: Draft): boolean {
  const { chain, branches } = fact.statement;
  const [branch, second] = branches;
  const next = draft.facts[draft.facts.indexOf(fact) + 1]?.statement;
  const isJoined = second !== undefined || branch === undefined || chain || (next?.s === 'do' && next.chain);
  const isPlain = Object.keys(fact.statement).every((key) => PLAIN_KEYS.has(key)) && fact.caseSignal === null;
  return !isJoined && isPlain && Object.keys(branch).every((key) => key === 'guard' || key === 'actions');
}
