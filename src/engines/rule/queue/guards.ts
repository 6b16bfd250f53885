import { constantOf, mapValue, namesOf, num, op, type Value } from '../../../english/index.ts';
import { isLowActiveName } from '../../../util/reset-name.ts';
import { evaluateBits } from '../evaluate.ts';
import { isNoun } from '../events.ts';
import type { DoFact, Draft } from '../facts.ts';
import { factsOf } from '../facts.ts';
import { QUEUE } from './told.ts';

/** What a condition on the queue may be: for each number of words in it and each level of the other signals. */
export interface GuardSpace {
  readonly depth: number;
  /** The name under which the number of words is looked up. */
  readonly level: string;
  /** Outputs that say something of the number of words, and what they say. */
  readonly flags: ReadonlyMap<string, Value>;
}

/** Most one-bit signals that guards may depend on together. */
const MAX_SIGNALS = 8;

/** A condition in terms of the number of words and of inputs alone. */
export function inLevels(value: Value, space: GuardSpace): Value {
  return mapValue(value, (one) => {
    if (isNoun(one, QUEUE.level)) return { k: 'name', name: space.level };
    if (isNoun(one, QUEUE.depth)) return num(space.depth);
    const flag = one.k === 'name' ? space.flags.get(one.name) : undefined;
    return flag === undefined ? one : inLevels(flag, { ...space, flags: new Map() });
  });
}

/**
 * What the outputs say of the number of words, where every sentence about one says the same. "Full is 1 if 8 words are
 * stored" leaves the rest to the default of a flag, which is 0; behaviour refuses sentences that differ.
 */
export function flagsOf(draft: Draft, space: Omit<GuardSpace, 'flags'>): ReadonlyMap<string, Value> {
  const told = factsOf(draft.facts, 'do').flatMap((fact) => flagOf(fact) ?? []);
  const names = new Set(
    told.map(({ name }) => name).filter((name) => draft.outputs.some((port) => port.name === name)),
  );
  const counts = told.filter(({ value }) => isNoun(value, QUEUE.level));
  const bare = { ...space, flags: new Map(counts.map(({ name, value }) => [name, value])) };
  const found = new Map<string, Value>(bare.flags);
  for (const name of names) {
    const [first, ...others] = told.filter((one) => one.name === name && !bare.flags.has(name));
    const isOne = others.every(({ value }) => first !== undefined && isSame(first.value, value, bare));
    if (first !== undefined && isOne) found.set(name, inLevels(first.value, bare));
  }
  return found;
}

const isSame = (left: Value, right: Value, space: GuardSpace): boolean =>
  canHold(op('!=', left, right), space, allLevels(space.depth)) === false;

/** Every number of words. */
export const allLevels = (depth: number): readonly number[] => Array.from({ length: depth + 1 }, (_, at) => at);

function flagOf({ statement }: DoFact): { readonly name: string; readonly value: Value } | null {
  const [branch, more] = statement.branches;
  const [action, other] = branch?.actions ?? [];
  // What is set at an edge says how many words there were before it.
  if (branch === undefined || more !== undefined || other !== undefined || statement.chain) return null;
  if (statement.edge !== null) return null;
  if (action?.a !== 'set' || action.target?.k !== 'name') return null;
  const { name } = action.target;
  if (branch.guard === null) return isNoun(action.value, QUEUE.level) ? { name, value: action.value } : null;
  const level = constantOf(action.value);
  if (level === null || level > 1) return null;
  return { name, value: level === 1 ? branch.guard : op('u!', branch.guard) };
}

/** Whether a condition can hold, somewhere or for some number of words; null where it cannot be evaluated. */
export function canHold(condition: Value, space: GuardSpace, levels: readonly number[]): boolean | null {
  const plain = inLevels(condition, space);
  if (hasLowActive(plain)) return null;
  const names = [...new Set(namesOf(plain))].filter((name) => name !== space.level);
  if (names.length > MAX_SIGNALS) return null;
  let isMet = false;
  for (const level of levels)
    for (let bits = 0; bits < 2 ** names.length; bits += 1) {
      const values = new Map(names.map((name, at): [string, bigint] => [name, BigInt((bits >> at) & 1)]));
      values.set(space.level, BigInt(level));
      const held = evaluateBits(plain, { values, lsb: () => 0 });
      if (held === null) return null;
      isMet ||= held !== 0n;
    }
  return isMet;
}

/** "wr_n is active" and "wr_n is 0" are the same, which an evaluation of bits does not know. */
function hasLowActive(value: Value): boolean {
  let isFound = false;
  mapValue(value, (one) => {
    const [arg] = one.k === 'op' && (one.op === 'active' || one.op === 'inactive') ? one.args : [];
    isFound ||= arg?.k === 'name' && isLowActiveName(arg.name);
    return one;
  });
  return isFound;
}
