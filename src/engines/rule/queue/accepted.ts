import type { Outcome } from '../../../contracts/outcome.ts';
import { fail, ok } from '../../../contracts/outcome.ts';
import { op, type Value } from '../../../english/index.ts';
import { isNoun } from '../events.ts';
import type { Draft, Fact, Trouble } from '../facts.ts';
import { factsOf, troubleAt } from '../facts.ts';
import { allLevels, canHold, type GuardSpace } from './guards.ts';
import { QUEUE, type QueueEvents, type QueueOrder, queueFacts } from './told.ts';

const refuse = (reason: Trouble['reason'], why: string, fact: Fact): { readonly ok: false; readonly error: Trouble } =>
  fail(troubleAt(reason, why, fact.span));

const IDLE: readonly string[] = [QUEUE.whole, 'every-register'];

/** "If push and pop are both 1, nothing happens". */
export const idleFacts = (draft: Draft) =>
  factsOf(draft.facts, 'do').filter(({ statement }) => {
    const [branch, more] = statement.branches;
    const [action, other] = branch?.actions ?? [];
    const isOne = more === undefined && other === undefined && !statement.chain && branch?.guard != null;
    return isOne && action?.a === 'hold' && (action.target === null || IDLE.some((one) => isNoun(action.target, one)));
  });

/** The conditions of a write and a read, without the cases that the text says are ignored. */
export function guardsOf(
  draft: Draft,
  { write, read }: QueueEvents,
  space: GuardSpace,
  order: QueueOrder,
): Outcome<{ readonly write: Value; readonly read: Value }, Trouble> {
  const [written, taken] = [write.facts[0], read.facts[0]];
  if (written === undefined || taken === undefined) throw new Error('an event has no sentence');
  const levels = allLevels(space.depth);
  const idle = idleFacts(draft).flatMap(({ statement }) => statement.branches[0]?.guard ?? []);
  const barred = (text: string): readonly Value[] => [
    ...queueFacts(draft, 'queue-ignored').flatMap(({ statement }) => (statement.text === text ? statement.values : [])),
    ...idle,
  ];
  const narrowed = (guard: Value, out: readonly Value[]): Value =>
    out.reduce(
      (one, when) => (canHold(op('&&', one, when), space, levels) === false ? one : op('&&', one, op('u!', when))),
      guard,
    );
  const guards = { write: narrowed(write.guard, barred('write')), read: narrowed(read.guard, barred('read')) };
  const may = (condition: Value, at: readonly number[] = levels): boolean => canHold(condition, space, at) !== false;
  if (!canHold(guards.write, space, levels) || !canHold(guards.read, space, levels))
    return refuse('contradiction', 'this can never happen, or its condition is not understood', written);
  if (may(guards.write, [space.depth]))
    return refuse('incomplete', 'the text does not say what a write does while there is no room', written);
  if (may(guards.read, [0]))
    return refuse('incomplete', 'the text does not say what a read does while nothing is stored', taken);
  if (!fillsAndEmpties(guards, space, levels))
    return refuse('contradiction', 'by the conditions of writes and reads it is never full, or never empty', written);
  if (order === 'lifo' && may(op('&&', guards.write, guards.read)))
    return refuse('incomplete', 'the text does not say what a push and a pop at the same edge do', taken);
  return ok(guards);
}

/** Whether every number of words can be reached, up and down again. */
function fillsAndEmpties(
  { write, read }: { readonly write: Value; readonly read: Value },
  space: GuardSpace,
  levels: readonly number[],
): boolean {
  const alone = (one: Value, other: Value): Value => op('&&', one, op('u!', other));
  return levels.every(
    (at) =>
      (at === space.depth || canHold(alone(write, read), space, [at]) === true) &&
      (at === 0 || canHold(alone(read, write), space, [at]) === true),
  );
}
