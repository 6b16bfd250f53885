import type { Value } from '../../english/index.ts';
import type { Expressed, Unspeakable } from './expressed.ts';

/** How the surroundings print the leaves of an exact value. */
export interface ExactPlace {
  readonly express: (value: Value) => Expressed | Unspeakable;
  readonly isSigned: (value: Value) => boolean;
}

/** An integer expression wide enough for every value it can take. */
interface Exact {
  readonly text: string;
  readonly width: number;
  /** Smallest and largest value; below zero means two's complement. */
  readonly low: bigint;
  readonly high: bigint;
  /** Bits of the widest operand: what is left of the value where it is cut to the width of its operands. */
  readonly natural: number;
  /** Some operand is two's complement. */
  readonly signed: boolean;
}

const isRefusal = (found: Exact | Expressed | Unspeakable): found is Unspeakable => 'why' in found;

/** Bits that hold every integer of a range, with a sign bit where it goes below zero. */
function widthFor(low: bigint, high: bigint): number {
  const bits = (value: bigint): number => (value === 0n ? 0 : value.toString(2).length);
  return Math.max(1, low < 0n ? Math.max(bits(-low - 1n), bits(high < 0n ? 0n : high)) + 1 : bits(high));
}

/** The text of an exact value brought to a width: extended by its sign where it has one, or cut. */
function atWidth({ text, width, low }: Exact, to: number): string {
  if (to === width) return text;
  if (to < width) return `trunc(${text}, ${String(to)})`;
  return `${low < 0n ? 'sext' : 'zext'}(${text}, ${String(to)})`;
}

/** A value as an integer that nothing cuts off: every operator is as wide as its results. */
function exactOf(value: Value, place: ExactPlace): Exact | Unspeakable {
  if (value.k === 'num') return literalExact(value);
  if (value.k !== 'op') return leafExact(value, place);
  const { op: name, args } = value;
  const [only] = args;
  if (['exact', 'loose', 'whole'].includes(name) && only !== undefined) return whole(args, exactOf(only, place));
  if (name === 'choice') return choice(args, place);
  if (name === 'u-' && only !== undefined) return joined('-', [zero(), exactOf(only, place)]);
  if (['+', '-', '*'].includes(name))
    return joined(
      name,
      args.map((arg) => exactOf(arg, place)),
    );
  if (name === 'quotient') return quotient(args, place);
  return leafExact(value, place);
}

/** A result that is said to have so many bits must fit them. */
function whole([, bits]: readonly Value[], found: Exact | Unspeakable): Exact | Unspeakable {
  if (isRefusal(found) || bits?.k !== 'num') return found;
  const said = Number(bits.value);
  return widthFor(found.low, found.high) <= said
    ? { ...found, text: atWidth(found, said), width: said }
    : { why: `the result does not always fit the ${String(said)} bits that the text gives it` };
}

/** One of two integers by a condition. */
function choice([when, yes, no]: readonly Value[], place: ExactPlace): Exact | Unspeakable {
  if (when === undefined || yes === undefined || no === undefined) return { why: 'a choice without alternatives' };
  const [test, one, two] = [place.express(when), exactOf(yes, place), exactOf(no, place)];
  if (isRefusal(test)) return test;
  if (isRefusal(one)) return one;
  if (isRefusal(two)) return two;
  const [low, high] = spanOf([one.low, two.low, one.high, two.high]);
  const width = Math.max(widthFor(low, high), one.width, two.width);
  return {
    text: `(${test.text} ? ${atWidth(one, width)} : ${atWidth(two, width)})`,
    width,
    low,
    high,
    natural: Math.max(one.natural, two.natural),
    signed: one.signed || two.signed,
  };
}

const zero = (): Exact => ({ text: "1'b0", width: 1, low: 0n, high: 0n, natural: 1, signed: false });

function literalExact(value: Extract<Value, { readonly k: 'num' }>): Exact | Unspeakable {
  if (value.cube !== undefined) return { why: 'a literal with unknown bits has no value' };
  const number = BigInt(value.value);
  const width = widthFor(number, number);
  return { text: `${String(width)}'d${value.value}`, width, low: number, high: number, natural: 1, signed: false };
}

function leafExact(value: Value, place: ExactPlace): Exact | Unspeakable {
  const found = place.express(value);
  if (isRefusal(found)) return found;
  if (found.width === null) return { why: `the width of ${found.text} depends on a parameter` };
  const span = 1n << BigInt(found.width);
  const signed = place.isSigned(value);
  const [low, high] = signed ? [-span / 2n, span / 2n - 1n] : [0n, span - 1n];
  return { text: found.text, width: found.width, low, high, natural: found.width, signed };
}

function joined(name: string, parts: readonly (Exact | Unspeakable)[]): Exact | Unspeakable {
  let sum: Exact | null = null;
  for (const part of parts) {
    if (isRefusal(part)) return part;
    sum = sum === null ? part : pair(name, sum, part);
  }
  return sum ?? { why: 'an operation without operands' };
}

function spanOf(values: readonly bigint[]): readonly [bigint, bigint] {
  const order = values.toSorted((left, right) => (left < right ? -1 : 1));
  return [order[0] ?? 0n, order.at(-1) ?? 0n];
}

function pair(name: string, one: Exact, two: Exact): Exact {
  const corners =
    name === '*'
      ? [one.low * two.low, one.low * two.high, one.high * two.low, one.high * two.high]
      : name === '+'
        ? [one.low + two.low, one.high + two.high]
        : [one.low - two.high, one.high - two.low];
  const [low, high] = spanOf(corners);
  const width = Math.max(widthFor(low, high), one.width, two.width);
  return {
    text: `(${atWidth(one, width)} ${name} ${atWidth(two, width)})`,
    width,
    // An operand that is cut or extended keeps its sign; a sum of unsigned numbers has none.
    low,
    high,
    natural: Math.max(one.natural, two.natural),
    signed: one.signed || two.signed,
  };
}

/** Division of an unsigned value by a power of two, rounded down. */
function quotient([value, by]: readonly Value[], place: ExactPlace): Exact | Unspeakable {
  const found = value === undefined ? { why: 'nothing is divided' } : exactOf(value, place);
  if (isRefusal(found)) return found;
  const shift = by?.k === 'num' ? Math.log2(Number(by.value)) : -1;
  if (!Number.isInteger(shift) || shift < 1 || found.low < 0n || shift >= found.width)
    return { why: 'only an unsigned value is divided here, and only by a power of two' };
  const width = found.width - shift;
  const text = `trunc(${found.text} >> ${String(shift)}, ${String(width)})`;
  return { text, width, low: 0n, high: found.high >> BigInt(shift), natural: width, signed: false };
}

/** A comparison of integers: both sides are brought to one width that holds them, marked where one can be negative. */
export function exactComparison(
  name: string,
  [left, right]: readonly [Value, Value],
  place: ExactPlace,
): Expressed | Unspeakable {
  const [one, two] = [exactOf(left, place), exactOf(right, place)];
  if (isRefusal(one)) return one;
  if (isRefusal(two)) return two;
  const isOpen =
    !(isSettled(left) || isBeyond(name, one, two)) || !(isSettled(right) || isBeyond(SWAPPED[name] ?? name, two, one));
  if (isOpen) return { why: 'a sum, difference or product is compared, and the text does not say how wide it is' };
  if (isOutside(one, two) || isOutside(two, one)) return { why: 'a value is compared with a number that it never has' };
  const isSigned = one.low < 0n || two.low < 0n;
  const spare = (side: Exact): number => (isSigned && side.low >= 0n ? side.width + 1 : side.width);
  const width = Math.max(spare(one), spare(two));
  const [a, b] = [atWidth(one, width), atWidth(two, width)];
  const order = !['==', '!='].includes(name);
  return { text: isSigned && order ? `($signed(${a}) ${name} $signed(${b}))` : `(${a} ${name} ${b})`, width: 1 };
}

const SWAPPED: Readonly<Record<string, string>> = { '<': '>', '>': '<', '<=': '>=', '>=': '<=' };

/** A number that the other side cannot be. */
const isOutside = (number: Exact, side: Exact): boolean =>
  number.low === number.high && (number.low < side.low || number.low > side.high);

/** Nothing about the width of this side is open. */
const isSettled = (value: Value): boolean => value.k !== 'op' || !['+', '-', '*', 'loose'].includes(value.op);

/**
 * A sum of which nothing says how wide it is can only be compared with a number that it never reaches when it is cut to
 * the width of its operands: then the comparison is about the whole sum.
 */
function isBeyond(name: string, side: Exact, other: Exact): boolean {
  if (other.low !== other.high || side.low < 0n !== side.signed) return false;
  const span = 1n << BigInt(side.natural);
  const [least, most] = side.signed ? [-span / 2n, span / 2n - 1n] : [0n, span - 1n];
  if (name === '>' || name === '<=') return other.low >= most;
  if (name === '<' || name === '>=') return other.low > most || (side.signed && other.low <= least);
  return other.low > most || other.low < least;
}

/** Brings an exact value to the width of where it goes: cut to the width of its operands at least. */
function exactInto(value: Value, want: number | null, place: ExactPlace): Expressed | Unspeakable {
  const found = exactOf(value, place);
  if (isRefusal(found)) return found;
  if (want === null) return { text: found.text, width: found.width };
  const needed = value.k === 'op' && value.op === 'whole' ? widthFor(found.low, found.high) : found.natural;
  return want >= Math.min(needed, found.width)
    ? { text: atWidth(found, want), width: want }
    : { why: 'the result is wider than where it goes' };
}

/** The lowest bits of an exact value. */
function lowBits([value, bits]: readonly Value[], want: number | null, place: ExactPlace): Expressed | Unspeakable {
  const n = bits?.k === 'num' ? Number(bits.value) : 0;
  const found = value === undefined ? { why: 'bits of nothing' } : exactOf(value, place);
  if (isRefusal(found)) return found;
  if (n < 1 || (want !== null && want !== n)) return { why: 'the stated bits are not as many as their target has' };
  return { text: atWidth(found, n), width: n };
}

/** A negative numeral at the width of where it goes. */
function negativeLiteral(digits: string, want: number | null): Expressed | Unspeakable {
  const size = BigInt(digits);
  if (want === null || size > 1n << BigInt(want - 1)) return { why: `-${digits} does not fit here` };
  return { text: `${String(want)}'d${String(((1n << BigInt(want)) - size) % (1n << BigInt(want)))}`, width: want };
}

/** Values that the text says are not cut off, and negative numerals; null for every other operation. */
export function exactly(
  name: string,
  args: readonly Value[],
  place: ExactPlace & { readonly want: number | null },
): Expressed | Unspeakable | null {
  const value: Value = { k: 'op', op: name, args };
  switch (name) {
    case 'low':
      return lowBits(args, place.want, place);
    case 'exact':
    case 'loose':
    case 'whole':
    case 'quotient':
      return exactInto(value, place.want, place);
    case 'carry':
    case 'borrow':
    case 'overflow':
      return flagOf(name, args, place);
    default: {
      const [only] = args;
      return name === 'u-' && only?.k === 'num' ? negativeLiteral(only.value, place.want) : null;
    }
  }
}

/** Carry, borrow and two's complement overflow of a sum or difference, at the width of its operands. */
function flagOf(name: string, [value]: readonly Value[], place: ExactPlace): Expressed | Unspeakable {
  if (value === undefined) return { why: 'a flag of nothing' };
  const isSigned =
    name === 'overflow' ? (one: Value): boolean => one.k === 'name' && widthOf(one, place) > 1 : () => false;
  const found = exactOf(value, { ...place, isSigned });
  if (isRefusal(found)) return found;
  const { text, natural, width, low } = found;
  if (name === 'overflow') {
    const kept = `sext(trunc(${text}, ${String(natural)}), ${String(width)})`;
    return width > natural ? { text: `(${kept} != ${text})`, width: 1 } : { why: 'the result cannot overflow' };
  }
  if (low < 0n !== (name === 'borrow') || value.k !== 'op' || value.op !== (name === 'borrow' ? '-' : '+'))
    return { why: `it is not clear what the ${name} is of` };
  const at = name === 'borrow' ? width - 1 : natural;
  return at < width ? { text: `trunc(${text} >> ${String(at)}, 1)`, width: 1 } : { why: 'the sum has no carry' };
}

function widthOf(value: Value, place: ExactPlace): number {
  const found = place.express(value);
  return isRefusal(found) ? 0 : (found.width ?? 0);
}
