import type { Outcome } from '../../../contracts/outcome.ts';
import { fail, ok } from '../../../contracts/outcome.ts';
import { type Branch, isZero, namesOf, ref, type Value } from '../../../english/index.ts';
import { isAlone } from '../events.ts';
import type { DoFact, Draft, Fact, MemoryWrite, Trouble } from '../facts.ts';
import { factsOf, troubleAt } from '../facts.ts';
import { freeName } from '../internals.ts';

/** A memory that is not understood, and why. */
export const unlike = (why: string, fact: Fact): { readonly ok: false; readonly error: Trouble } =>
  fail(troubleAt('unsupported', why, fact.span));

/** A word of the memory by its address. */
export const isWord = (value: Value | null): value is Extract<Value, { readonly k: 'op' }> =>
  value !== null && value.k === 'op' && value.op === 'word';

/** The one sentence that writes the memory, where it says when, what and where, and nothing else. */
export function soleWrite(
  draft: Draft,
  writes: readonly DoFact[],
): Outcome<{ readonly fact: DoFact; readonly write: MemoryWrite }, Trouble> {
  const [fact, more] = writes;
  if (fact === undefined || more !== undefined)
    return unlike('only a memory that one sentence writes is understood', more ?? (draft.facts[0] as Fact));
  const [branch] = fact.statement.branches;
  const [action] = branch?.actions ?? [];
  if (!isAlone(fact, draft) || branch?.actions.length !== 1)
    return unlike('the sentence that writes the memory must say only when and what is written where', fact);
  if (branch === undefined || action?.a !== 'set' || !isWord(action.target))
    return unlike('it is not clear what is written', fact);
  const [address] = action.target.args;
  if (draft.clock === null || address === undefined) return unlike('a memory is written at an edge of a clock', fact);
  const still = factsOf(draft.facts, 'do').find(({ statement }) => statement.branches.some(keepsAll));
  if (still !== undefined)
    return unlike('whether the memory is written where nothing changes is not understood', still);
  const trouble = underReset(draft, branch, fact);
  if (trouble !== null) return trouble;
  return ok({ fact, write: { guard: branch.guard, address, data: action.value } });
}

/** "Nothing changes", "all registers hold": of no signal, or of all. */
const keepsAll = ({ actions }: Branch): boolean =>
  actions.some(({ a, target }) => a === 'hold' && target?.k !== 'name' && target?.k !== 'index');

/** What is open between a write and the reset. */
function underReset(draft: Draft, { guard }: Branch, fact: DoFact): ReturnType<typeof unlike> | null {
  if ((draft.reset !== null || factsOf(draft.facts, 'reset').length > 0) && !isCleared(draft))
    return unlike('the text does not say whether the memory is written during reset', fact);
  if (guard !== null && namesOf(guard).includes(draft.reset?.signal ?? ''))
    return unlike('a write under a condition on the reset is not understood', fact);
  const own = factsOf(draft.facts, 'reset').find(({ statement }) => isOfWord(statement.reset.target));
  return own === undefined ? null : unlike('a reset of one word is not understood', own);
}

const isOfWord = (target: Value | null): boolean => target !== null && JSON.stringify(target).includes('"op":"word"');

/** What the memory is called inside, where no port is called so. */
export const storeName = (draft: Pick<Draft, 'ports'>): string => freeName('store', draft);

/** Noun of a reset that sets every word. */
const WORDS = 'memory words';

/** A reset that sets every word to zero goes before writes, as it does in every register. */
function isCleared(draft: Draft): boolean {
  const said = factsOf(draft.facts, 'reset').map(({ statement }) => statement.reset);
  const own = said.filter(({ target, value }) => value !== null && (target === null || isWords(target)));
  return draft.reset !== null && own.length > 0 && own.every(({ value }) => isZero(value));
}

const isWords = (target: Value): boolean => target.k === 'noun' && target.noun === WORDS;

/** The reset of all words is one of the memory alone. */
export function withClearedWords(fact: Fact, draft: Pick<Draft, 'ports'>): Fact {
  const { statement } = fact;
  if (statement.s !== 'reset' || statement.reset.target === null || !isWords(statement.reset.target)) return fact;
  return { ...fact, statement: { ...statement, reset: { ...statement.reset, target: ref(storeName(draft)) } } };
}
