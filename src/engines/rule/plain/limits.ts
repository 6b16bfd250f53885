import { type Branch, mapValue, num, op, type Value } from '../../../english/index.ts';
import { numberIn } from '../behaviour/abstraction.ts';
import { dataInputs } from '../data-inputs.ts';
import type { Draft, Fact, Port } from '../facts.ts';
import { factsOf } from '../facts.ts';
import { mapBranches, mapStated } from '../map-facts.ts';
import { signedOperands } from '../operands.ts';
import { signedNames } from '../resolve.ts';

/** The smallest and the largest number that a port holds. */
interface Range {
  readonly low: bigint;
  readonly high: bigint;
}

type Operation = Extract<Value, { readonly k: 'op' }>;

/**
 * Sentences that keep a result within the range of an output: "it" in a later condition is the exact result where the
 * output itself could not meet the condition, the exact result fits where the conditions before leave only that, and
 * "does not fit" is beyond either end of the range.
 */
export function withLimits(facts: readonly Fact[], draft: Draft): readonly Fact[] {
  if (!JSON.stringify(facts.map(({ statement }) => statement)).includes('"op":"whole"')) return facts;
  const [output, more] = draft.outputs.filter((port) => port.width !== 1);
  if (output === undefined || more !== undefined) return facts;
  const range = rangeOf(output, draft);
  if (range === null) return facts;
  const named = withIt(facts, range);
  return named.map((fact) => withinLimits(withMisfits(fact, range), { facts: named, output, range }));
}

/** Whether what is computed with is two's complement, by its ports or by sentences; null where only some of it is. */
function isSigned(draft: Draft): boolean | null {
  const told = factsOf(draft.facts, 'fact').filter(({ statement }) => statement.fact === 'signed');
  const names = new Set([...signedOperands(draft), ...told.flatMap((fact) => signedNames(fact, draft))]);
  const operands = dataInputs(draft).filter((port) => port.width !== 1);
  const signed = operands.filter((port) => port.signed || names.has(port.name));
  return signed.length === operands.length && signed.length > 0 ? true : signed.length === 0 ? false : null;
}

/** The numbers that an output holds; null where that is not clear. */
function rangeOf({ signed, width }: Port, draft: Draft): Range | null {
  const isTwos = isSigned(draft);
  if (width === null || isTwos === null || (signed && !isTwos)) return null;
  const span = 1n << BigInt(width);
  return isTwos ? { low: -span / 2n, high: span / 2n - 1n } : { low: 0n, high: span - 1n };
}

/** A constant of a condition, with its sign. */
const numberOf = (value: Value | undefined): bigint | null =>
  value === undefined ? null : (numberIn(value)[0] ?? null);

const literal = (number: bigint): Value =>
  number < 0n ? op('u-', num(Number(-number))) : { k: 'num', value: String(number), width: null };

const isWhole = (value: Value | undefined): value is Operation => value?.k === 'op' && value.op === 'whole';
const isIt = (value: Value | undefined): boolean => value?.k === 'noun' && value.noun === 'it';

/** Comparisons in a condition. */
function comparisonsIn(guard: Value | null): readonly Operation[] {
  const found: Operation[] = [];
  if (guard !== null)
    mapValue(guard, (one) => {
      if (one.k === 'op' && ['<', '>', '<=', '>='].includes(one.op)) found.push(one);
      return one;
    });
  return found;
}

/** "It" of a condition that the output itself never meets is the exact result of the condition before. */
function withIt(facts: readonly Fact[], range: Range): readonly Fact[] {
  let last: { readonly sentence: number; readonly whole: Operation } | null = null;
  return facts.map((fact) => {
    const sentence = fact.sentence;
    const changed = mapBranches(fact, (branch): Branch => {
      if (branch.guard === null) return branch;
      const before = last?.sentence === sentence ? last.whole : null;
      const guard = before === null ? branch.guard : mapValue(branch.guard, (one) => ofWhole(one, before, range));
      const whole = comparisonsIn(guard)
        .map(({ args: [left] }) => left)
        .findLast((left) => isWhole(left));
      last = isWhole(whole) ? { sentence, whole } : last;
      return { ...branch, guard };
    });
    return changed;
  });
}

function ofWhole(value: Value, whole: Operation, range: Range): Value {
  if (value.k !== 'op' || !isIt(value.args[0])) return value;
  const [, limit] = value.args;
  const bound = numberOf(limit);
  if (limit === undefined || bound === null || !isBeyond(value.op, bound, range)) return value;
  return { ...value, args: [whole, limit] };
}

/** A condition that no number of the range meets. */
const isBeyond = (relation: string, bound: bigint, { low, high }: Range): boolean =>
  (relation === '<' && bound <= low) ||
  (relation === '<=' && bound < low) ||
  (relation === '>' && bound >= high) ||
  (relation === '>=' && bound > high);

function withMisfits(fact: Fact, { low, high }: Range): Fact {
  const spelled = (value: Value): Value => {
    if (value.k !== 'op' || value.op !== 'misfit') return value;
    const [whole, bits] = value.args;
    if (whole === undefined || (bits !== undefined && numberOf(bits) !== BigInt((high - low).toString(2).length)))
      return value;
    const over = op('>', whole, literal(high));
    return low < 0n ? op('||', over, op('<', whole, literal(low))) : over;
  };
  return mapStated(fact, (value) => mapValue(value, spelled));
}

interface Around {
  readonly facts: readonly Fact[];
  readonly output: Port;
  readonly range: Range;
}

/** "Otherwise s is the exact sum": it fits, where the conditions before take all that does not. */
function withinLimits(fact: Fact, { facts, output, range }: Around): Fact {
  const { statement } = fact;
  if (statement.s !== 'do') return fact;
  const guards = facts
    .filter((one) => one.sentence === fact.sentence)
    .flatMap((one) => (one.statement.s === 'do' ? one.statement.branches.flatMap(({ guard }) => guard ?? []) : []));
  return mapBranches(fact, (branch) => {
    if (branch.guard !== null) return branch;
    const actions = branch.actions.map((action) => {
      const isOut = action.a === 'set' && action.target?.k === 'name' && action.target.name === output.name;
      if (!isOut || !isWhole(action.value) || !areTaken(guards, action.value, range)) return action;
      const [result] = action.value.args;
      return result === undefined ? action : { ...action, value: op('low', result, num(output.width ?? 0)) };
    });
    return { ...branch, actions };
  });
}

const NOUNS: Readonly<Record<string, string>> = { '+': 'sum', '-': 'difference', '*': 'product' };

/** The same result, where one of them may be its noun: what a noun stands for is the only one of its kind. */
function isSame(one: Operation, two: Operation): boolean {
  const nounOf = ({ args: [of] }: Operation): string | null =>
    of?.k === 'noun' ? of.noun : of?.k === 'op' ? (NOUNS[of.op] ?? null) : null;
  const isNamed = [one, two].some(({ args: [of] }) => of?.k === 'noun');
  return (
    JSON.stringify(one) === JSON.stringify(two) || (isNamed && nounOf(one) !== null && nounOf(one) === nounOf(two))
  );
}

/** Some condition takes all numbers above the range, and some all below it. */
function areTaken(guards: readonly Value[], whole: Operation, range: Range): boolean {
  const own = guards.filter(
    (guard): guard is Operation => guard.k === 'op' && isWhole(guard.args[0]) && isSame(guard.args[0], whole),
  );
  const takes = (relations: Readonly<Record<string, bigint>>): boolean =>
    own.some((guard) => relations[guard.op] !== undefined && numberOf(guard.args[1]) === relations[guard.op]);
  const [of] = whole.args;
  const isSum =
    (of?.k === 'noun' && ['sum', 'product'].includes(of.noun)) || (of?.k === 'op' && ['+', '*'].includes(of.op));
  const isOver = takes({ '>': range.high, '>=': range.high + 1n });
  const isUnder = takes({ '<': range.low, '<=': range.low - 1n });
  // Sums and products of numbers without a sign are never below zero.
  return isOver && (isUnder || (range.low === 0n && isSum));
}

/** "Saturated sum" beside an output: under some condition it is an end of its range. */
export function isLimited(name: string | null, draft: Draft): boolean {
  const output = draft.outputs.find((port) => port.name === name);
  const range = output === undefined ? null : rangeOf(output, draft);
  if (range === null) return false;
  const limits = factsOf(draft.facts, 'do').flatMap(({ statement }) =>
    statement.branches.flatMap(({ guard, actions }) =>
      guard === null
        ? []
        : actions.flatMap((action) =>
            action.a === 'set' && action.target?.k === 'name' && action.target.name === name
              ? (numberOf(action.value) ?? [])
              : [],
          ),
    ),
  );
  return limits.length > 0 && limits.every((limit) => limit === range.low || limit === range.high);
}
