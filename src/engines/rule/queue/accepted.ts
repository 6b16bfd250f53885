import type { Outcome } from '../../../contracts/outcome.ts';
import { fail, ok } from '../../../contracts/outcome.ts';
import { namesOf, num, op, type Value } from '../../../english/index.ts';
import { isNoun, type ToldEvent } from '../events.ts';
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

/** "wr_en is ignored while full is 1": of the one of the two that the input asks for. */
function ignoredInputs(
  draft: Draft,
  { own, other }: { readonly own: ToldEvent; readonly other: ToldEvent },
): readonly Value[] {
  const [mine, others] = [namesOf(own.guard), namesOf(other.guard)];
  return queueFacts(draft, 'queue-ignored-input').flatMap(({ statement: { values } }) => {
    const [input, when] = values;
    const isMine = input?.k === 'name' && mine.includes(input.name) && !others.includes(input.name);
    return isMine && when !== undefined ? [when] : [];
  });
}

/** A push and a pop requested together, accepted or not: each by the one input that its condition needs; null if unclear. */
function bothRequested(draft: Draft, { write, read }: QueueEvents, space: GuardSpace): readonly Value[] | null {
  const levels = allLevels(space.depth);
  const inputs = new Set(draft.inputs.map(({ name }) => name));
  const asked = [write, read].map(({ guard }) => {
    const [only, more] = namesOf(guard).filter((name) => inputs.has(name));
    const isOff = (name: string): Value => op('==', { k: 'name', name }, num(0));
    const isNeeded = only !== undefined && canHold(op('&&', guard, isOff(only)), space, levels) === false;
    return isNeeded && more === undefined ? op('==', { k: 'name', name: only }, num(1)) : null;
  });
  const [one, two] = asked;
  return one == null || two == null ? null : [op('&&', one, two)];
}

/** "Ignored if a read is accepted": only then, and what a write does without the read is open; "also if" says always. */
const onlyIgnored = (draft: Draft): Fact | undefined =>
  queueFacts(draft, 'queue-ignored').find(
    ({ statement, text }) => statement.n === 1 && !/\b(?:also|even) (?:if|when|while)\b/i.test(text),
  );

/** Inputs that are said to be ignored, and that ask for neither a write nor a read alone. */
function strayIgnored(draft: Draft, { write, read }: QueueEvents): Fact | undefined {
  return queueFacts(draft, 'queue-ignored-input').find(({ statement: { values } }) => {
    const [input] = values;
    const uses = [write, read].filter(({ guard }) => input?.k === 'name' && namesOf(guard).includes(input.name));
    return uses.length !== 1;
  });
}

/** The conditions of a write and a read, without the cases that the text says are ignored. */
export function guardsOf(
  draft: Draft,
  { write, read }: QueueEvents,
  space: GuardSpace,
  order: QueueOrder,
): Outcome<{ readonly write: Value; readonly read: Value }, Trouble> {
  const [[written], [taken]] = [write.facts, read.facts];
  const stray = strayIgnored(draft, { write, read }) ?? onlyIgnored(draft);
  if (stray !== undefined) return refuse('ambiguous', 'it is not clear what is ignored here', stray);
  const levels = allLevels(space.depth);
  const idle = idleFacts(draft).flatMap(({ statement }) => statement.branches[0]?.guard ?? []);
  const both = queueFacts(draft, 'queue-both-ignored').length > 0 ? bothRequested(draft, { write, read }, space) : [];
  if (both === null) return refuse('ambiguous', 'it is not clear which inputs are the two requests', written);
  const barred = (text: string): readonly Value[] => [
    ...queueFacts(draft, 'queue-ignored').flatMap(({ statement }) => (statement.text === text ? statement.values : [])),
    ...idle,
    ...ignoredInputs(draft, text === 'write' ? { own: write, other: read } : { own: read, other: write }),
    ...both,
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
