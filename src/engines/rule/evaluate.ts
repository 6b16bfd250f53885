import type { Value } from '../../english/index.ts';

/** Values of signals, and the index of bit 0 of each. */
export interface Assignment {
  readonly values: ReadonlyMap<string, bigint>;
  readonly lsb: (name: string) => number;
}

/** Evaluates a condition or bit formula over known signals; null where a part of it has no value here. */
export function evaluateBits(value: Value, at: Assignment): bigint | null {
  switch (value.k) {
    case 'num':
      return value.cube === undefined ? BigInt(value.value) : null;
    case 'name':
      return at.values.get(value.name) ?? null;
    case 'index':
      return bitOf(value, at);
    case 'op':
      return operate(
        value.op,
        value.args.map((arg) => evaluateBits(arg, at)),
      );
    default:
      return null;
  }
}

function bitOf(value: Extract<Value, { readonly k: 'index' }>, at: Assignment): bigint | null {
  if (value.of.k !== 'name') return null;
  const [whole, index] = [evaluateBits(value.of, at), evaluateBits(value.at, at)];
  if (whole === null || index === null) return null;
  return (whole >> (index - BigInt(at.lsb(value.of.name)))) & 1n;
}

const bool = (value: boolean): bigint => (value ? 1n : 0n);

/** Operators as numbers; `~`, `!` and textbook primes are taken on one bit. */
const OPERATORS: Readonly<Record<string, (left: bigint, right: bigint) => bigint>> = {
  '==': (l, r) => bool(l === r),
  '!=': (l, r) => bool(l !== r),
  '<': (l, r) => bool(l < r),
  '>': (l, r) => bool(l > r),
  '<=': (l, r) => bool(l <= r),
  '>=': (l, r) => bool(l >= r),
  '&&': (l, r) => bool(l !== 0n && r !== 0n),
  '||': (l, r) => bool(l !== 0n || r !== 0n),
  '&': (l, r) => l & r,
  '|': (l, r) => l | r,
  '^': (l, r) => l ^ r,
  '~^': (l, r) => l ^ r ^ 1n,
  '~&': (l, r) => (l & r) ^ 1n,
  '~|': (l, r) => (l | r) ^ 1n,
  '>>': (l, r) => (l < 0n || r < 0n || r > 4096n ? 0n : l >> r),
  shr: (l, r) => (l < 0n || r < 0n || r > 4096n ? 0n : l >> r),
};

function operate(name: string, args: readonly (bigint | null)[]): bigint | null {
  const [left, right] = args;
  if (left === null || left === undefined) return null;
  if (name.startsWith('ones:')) return countHolds(name.slice('ones:'.length), left, args.slice(1));
  if (name === 'u-') return -left;
  if (name === 'gray') return left ^ (left >> 1n);
  if (name === 'u|') return bool(left !== 0n);
  if (name === 'u^') return onesIn(left) % 2n;
  if (name === 'true' || name === 'active') return bool(left !== 0n);
  if (['u!', 'u~', "'", 'false', 'inactive'].includes(name)) return bool(left === 0n);
  if (right === null || right === undefined) return null;
  return args.length > 2 ? ofMany(name, args) : (OPERATORS[name]?.(left, right) ?? null);
}

/** Operators that take any number of operands; a complement is taken once, of what they are together. */
const OF_MANY: Readonly<Record<string, string>> = {
  '&': '&',
  '|': '|',
  '^': '^',
  '&&': '&&',
  '||': '||',
  '~&': '&',
  '~|': '|',
};

function ofMany(name: string, args: readonly (bigint | null)[]): bigint | null {
  const operator = OPERATORS[OF_MANY[name] ?? ''];
  if (operator === undefined) return null;
  const joined = args.reduce((left, right) => (left === null || right === null ? null : operator(left, right)));
  return joined === null || !name.startsWith('~') ? joined : joined ^ 1n;
}

const onesIn = (value: bigint): bigint => BigInt(value.toString(2).replaceAll('0', '').length);

/** Whether so many bits of the values are 1. */
function countHolds(rel: string, limit: bigint, values: readonly (bigint | null)[]): bigint | null {
  // Of several values only single bits: how wide a vector is, is not known here.
  if (rel === 'all')
    return values.length < 2 || values.some((value) => value === null || value > 1n)
      ? null
      : bool(values.every((value) => value === 1n));
  let total = 0n;
  for (const value of values) {
    if (value === null) return null;
    total += onesIn(value);
  }
  if (rel === 'odd' || rel === 'even') return bool(total % 2n === (rel === 'odd' ? 1n : 0n));
  return OPERATORS[rel]?.(total, limit) ?? null;
}
