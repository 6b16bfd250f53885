import { isResetName } from '../util/reset-name.ts';
import { NO_RESET_FACTS, type ResetFacts, type SentenceReading, soleAction } from './statement.ts';
import type { Token } from './token.ts';
import { namesOf, type Value } from './value.ts';

/** Words that say the same again: what follows must agree with what went before. */
const AGAIN: readonly (readonly string[])[] = [
  ['ie'],
  ['that', 'is'],
  ['that', 'is', 'to', 'say'],
  ['in', 'other', 'words'],
  ['which', 'means', 'that'],
  ['which', 'means'],
  ['meaning', 'that'],
  ['meaning'],
  ['so', 'that'],
];

/** Openings of a sentence that say again what the sentences before said. */
const OPENINGS: readonly (readonly string[])[] = [
  ...AGAIN,
  ['that', 'means'],
  ['this', 'means'],
  ['in', 'short'],
  ['in', 'summary'],
];

/** Whether the words that open a sentence announce a restatement ("In other words, …"). */
export const opensAgain = (lead: readonly Token[]): boolean =>
  lead.some((_, at) => OPENINGS.some((words) => words.every((word, index) => lead[at + index]?.lower === word)));

/** Where a restatement starts behind a comma, a semicolon, a colon or a dash; null where none does. */
export function restatedAt(tokens: readonly Token[], at: number): number | null {
  if (![',', ';', ':', '-', '--'].includes(tokens[at]?.text ?? '')) return null;
  const words = AGAIN.filter((list) => list.every((word, index) => tokens[at + 1 + index]?.lower === word)).sort(
    (left, right) => right.length - left.length,
  )[0];
  if (words === undefined) return null;
  const next = at + 1 + words.length;
  return tokens[next]?.text === ',' || tokens[next]?.text === ':' ? next + 1 : next;
}

/** The reading as one that says again what was said before. */
export const restating = (reading: SentenceReading): SentenceReading => ({
  ...reading,
  statements: reading.statements.map((one) => (one.s === 'do' && !one.chain ? { ...one, restates: true } : one)),
});

const isGuarded = ({ statements }: SentenceReading): boolean =>
  statements.some((one) => one.s === 'do' && (one.chain || one.branches.some(({ guard }) => guard !== null)));

/** Something happens under no condition. */
export const isUnguarded = ({ statements }: SentenceReading): boolean =>
  statements.some((one) => one.s === 'do' && !one.chain && one.branches.some(({ guard }) => guard === null));

/** A component or a reset is told: what a bracket then says without a condition may be said of the reset alone. */
export const tellsReset = ({ statements }: SentenceReading): boolean =>
  statements.some(
    (one) => one.s === 'reset' || (one.s === 'build' && one.thing.features.some(({ reset }) => reset !== undefined)),
  );

/** A restatement without a condition cannot stand beside a sentence that has one: it would hold only under the same. */
export const mayJoin = (around: SentenceReading, aside: SentenceReading): boolean =>
  !((isGuarded(around) || tellsReset(around)) && isUnguarded(aside));

/** "Y is the Gray code of x: y is …": behind a colon, another value of the same signal says the same again. */
export function explains(before: SentenceReading, after: SentenceReading): boolean {
  const [last, first] = [soleSet(before.statements.at(-1)), soleSet(after.statements[0])];
  return last !== null && last === first;
}

/** The signal that a statement gives a value, without a condition and at no clock edge of its own. */
function soleSet(statement: SentenceReading['statements'][number] | undefined): string | null {
  if (statement?.s !== 'do' || statement.chain || statement.edge !== null) return null;
  const sole = soleAction(statement);
  return sole?.guard === null && sole.action.a === 'set' && sole.action.target !== null
    ? JSON.stringify(sole.action.target)
    : null;
}

/**
 * "The reset clears q and sets r to 3", "on reset q is 0 and r is 3": a constant behind what is said of a reset, under
 * no condition and at no edge, may be the one of reset. It is no statement of its own.
 */
export function isOfReset(
  before: Pick<SentenceReading, 'statements'>,
  after: Pick<SentenceReading, 'statements'>,
): boolean {
  const [next] = after.statements;
  const isConstant =
    next?.s === 'do' &&
    !next.chain &&
    next.edge === null &&
    next.firm !== true &&
    next.branches.some(
      ({ guard, actions }) =>
        guard === null && actions.some((one) => one.a === 'set' && (one.value.k === 'num' || one.value.k === 'fill')),
    );
  return isConstant && before.statements.at(-1)?.s === 'reset';
}

/** "If rst is 1 (synchronous, active high), q is 0": said of the one reset that the conditions name; null where there is none. */
export function withResetKind(reading: SentenceReading, kind: unknown): SentenceReading | null {
  const guards = reading.statements.flatMap((one) =>
    one.s === 'do' ? one.branches.flatMap(({ guard }) => (guard === null ? [] : [guard])) : [],
  );
  const told = reading.statements.flatMap((one) =>
    one.s === 'reset' && one.reset.signal !== null ? [one.reset.signal] : [],
  );
  const [name, more] = new Set(
    [...guards, ...told].flatMap((guard) => namesOf(guard)).filter((one) => isResetName(one)),
  );
  if (name === undefined || more !== undefined) return null;
  const signal: Value = { k: 'name', name };
  const reset = { ...NO_RESET_FACTS, ...(kind as Partial<ResetFacts>), signal };
  return { ...reading, statements: [...reading.statements, { s: 'reset', reset }] };
}
