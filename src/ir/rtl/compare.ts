import type { RtlCompareOp, RtlExpr } from '../../contracts/rtl.ts';
import { constant, not, ones, trunc } from './build.ts';

/** One bit: the comparison, narrowed where both sides are extensions that add nothing. */
export const compare = (op: RtlCompareOp, a: RtlExpr, b: RtlExpr): RtlExpr => {
  const signed = op.startsWith('s');
  const width = Math.max(meaningful(a, signed), meaningful(b, signed));
  const left = width < a.width ? trunc(a, width) : a;
  const right = width < b.width ? trunc(b, width) : b;
  const decided = decideByRange(op, rangeOf(left, signed), rangeOf(right, signed));
  if (decided !== null) return constant(decided ? 1 : 0, 1);
  return (width === 1 ? compareBit(op, left, right) : null) ?? { op, width: 1, a: left, b: right };
};

interface Range {
  readonly low: bigint;
  readonly high: bigint;
}

/** Values an expression can have by its shape alone. */
const rangeOf = (expr: RtlExpr, signed: boolean): Range => {
  if (expr.op === 'const') {
    const value = signed ? BigInt.asIntN(expr.width, expr.value) : expr.value;
    return { low: value, high: value };
  }
  if (expr.op === 'zext') return { low: 0n, high: ones(expr.a.width) };
  if (!signed) return { low: 0n, high: ones(expr.width) };
  const width = expr.op === 'sext' ? expr.a.width : expr.width;
  return { low: -(1n << BigInt(width - 1)), high: (1n << BigInt(width - 1)) - 1n };
};

/** The result where the ranges alone decide it (`x >= 0` of an unsigned x), else null. */
const decideByRange = (op: RtlCompareOp, a: Range, b: Range): boolean | null => {
  switch (op.replace(/^[us]/, '')) {
    case '<':
      return isBelow(a, b);
    case '>=':
      return opposite(isBelow(a, b));
    case '>':
      return isBelow(b, a);
    case '<=':
      return opposite(isBelow(b, a));
    default:
      return op === '==' ? isEqual(a, b) : opposite(isEqual(a, b));
  }
};

const opposite = (value: boolean | null): boolean | null => (value === null ? null : !value);

const isBelow = (a: Range, b: Range): boolean | null => {
  if (a.high < b.low) return true;
  return a.low >= b.high ? false : null;
};

const isEqual = (a: Range, b: Range): boolean | null => {
  if (a.high < b.low || a.low > b.high) return false;
  return a.low === a.high && b.low === b.high ? true : null;
};

/** `a == 1` of one bit is a; `a == 0` is its complement. */
const compareBit = (op: RtlCompareOp, a: RtlExpr, b: RtlExpr): RtlExpr | null => {
  if (op !== '==' && op !== '!=') return null;
  const value = b.op === 'const' ? b.value : a.op === 'const' ? a.value : null;
  if (value === null) return null;
  const other = b.op === 'const' ? a : b;
  return (value === 1n) === (op === '==') ? other : not(other);
};

// How many low bits decide the value when the rest is an extension of the kind the comparison reads.
const meaningful = (expr: RtlExpr, signed: boolean): number => {
  if (expr.op === 'const') return constantWidth(expr.value, expr.width, signed);
  if (expr.op === 'zext') return signed ? expr.a.width + 1 : expr.a.width;
  if (expr.op === 'sext' && signed) return expr.a.width;
  return expr.width;
};

const constantWidth = (value: bigint, width: number, signed: boolean): number => {
  if (!signed) return Math.max(1, value.toString(2).length);
  const read = BigInt.asIntN(width, value);
  const magnitude = read < 0n ? -read - 1n : read;
  return Math.min(width, magnitude === 0n ? 1 : magnitude.toString(2).length + 1);
};
