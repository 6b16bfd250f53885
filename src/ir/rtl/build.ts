import type { RtlBinaryOp, RtlExpr } from '../../contracts/rtl.ts';

/**
 * Builders of stage 2. They keep widths exact and remove what carries no meaning (extensions of constants, nested
 * slices, logic on constants), so that the emitter prints what an engineer would have written.
 */

/** The value modulo 2^width. */
export const wrap = (value: bigint, width: number): bigint => BigInt.asUintN(width, value);

export const constant = (value: bigint | number, width: number): RtlExpr => ({
  op: 'const',
  width,
  value: wrap(BigInt(value), width),
});

export const net = (name: string, width: number): RtlExpr => ({ op: 'net', name, width });

/** The value of a constant expression, or null. */
export const constantValue = (expr: RtlExpr): bigint | null =>
  expr.op === 'const' || expr.op === 'named' ? expr.value : null;

const isConstant = (expr: RtlExpr, value: bigint): boolean => expr.op === 'const' && expr.value === value;
/** The value of `width` ones. */
export const ones = (width: number): bigint => wrap(-1n, width);

export const zext = (a: RtlExpr, width: number): RtlExpr => {
  if (a.width === width) return a;
  if (a.op === 'const') return constant(a.value, width);
  if (a.op === 'zext') return zext(a.a, width);
  return { op: 'zext', width, a };
};

export const sext = (a: RtlExpr, width: number): RtlExpr => {
  if (a.width === width) return a;
  if (a.op === 'const') return constant(BigInt.asIntN(a.width, a.value), width);
  if (a.op === 'sext') return sext(a.a, width);
  if (a.op === 'zext') return zext(a.a, width);
  return { op: 'sext', width, a };
};

/** Bits `lo + width - 1` down to `lo`. */
export const slice = (a: RtlExpr, lo: number, width: number): RtlExpr => {
  if (lo === 0) return trunc(a, width);
  switch (a.op) {
    case 'const':
      return constant(a.value >> BigInt(lo), width);
    case 'slice':
      return slice(a.a, a.lo + lo, width);
    case 'trunc':
      return slice(a.a, lo, width);
    case 'concat':
      return sliceConcat(a.parts, lo, width) ?? { op: 'slice', width, a, lo };
    case '~':
      return not(slice(a.a, lo, width));
    case '&':
    case '|':
    case '^':
      return binary(a.op, slice(a.a, lo, width), slice(a.b, lo, width));
    case 'mux':
      return { op: 'mux', width, sel: a.sel, yes: slice(a.yes, lo, width), no: slice(a.no, lo, width) };
    case 'zext':
    case 'sext':
      return lo + width <= a.a.width ? slice(a.a, lo, width) : sliceExtended({ op: a.op, inner: a.a }, lo, width);
    default:
      return sliceShifted(a, lo, width) ?? { op: 'slice', width, a, lo };
  }
};

const sliceExtended = (
  a: { readonly op: 'zext' | 'sext'; readonly inner: RtlExpr },
  lo: number,
  width: number,
): RtlExpr => {
  const { op, inner } = a;
  if (op === 'zext' && lo >= inner.width) return constant(0, width);
  const from = Math.min(lo, inner.width - 1);
  const kept = slice(inner, from, inner.width - from);
  return op === 'zext' ? zext(kept, width) : sext(kept, width);
};

const sliceConcat = (parts: readonly RtlExpr[], lo: number, width: number): RtlExpr | null => {
  const taken: RtlExpr[] = [];
  let at = 0;
  for (const part of [...parts].reverse()) {
    const from = Math.max(lo, at);
    const to = Math.min(lo + width, at + part.width);
    if (to > from) taken.unshift(slice(part, from - at, to - from));
    at += part.width;
  }
  return concat(taken);
};

// A constant right shift under a slice is a slice further up, as long as it stays inside.
const sliceShifted = (a: RtlExpr, lo: number, width: number): RtlExpr | null => {
  if (a.op !== 'u>>' && a.op !== 's>>') return null;
  const by = constantValue(a.by);
  if (by === null || by + BigInt(lo + width) > BigInt(a.a.width)) return null;
  return slice(a.a, lo + Number(by), width);
};

const LOW_BITS_ONLY: ReadonlySet<string> = new Set(['+', '-', '*', '&', '|', '^']);

/** The low `width` bits; passes through operators whose low bits depend on low bits only. */
export const trunc = (a: RtlExpr, width: number): RtlExpr => {
  if (a.width === width) return a;
  switch (a.op) {
    case 'const':
      return constant(a.value, width);
    case 'trunc':
      return trunc(a.a, width);
    case 'slice':
      return { op: 'slice', width, a: a.a, lo: a.lo };
    case 'zext':
    case 'sext':
      if (a.a.width >= width) return trunc(a.a, width);
      return a.op === 'zext' ? zext(a.a, width) : sext(a.a, width);
    case '~':
      return not(trunc(a.a, width));
    case 'neg':
      return { op: 'neg', width, a: trunc(a.a, width) };
    case 'mux':
      return mux(a.sel, trunc(a.yes, width), trunc(a.no, width));
    case '<<':
      return { op: '<<', width, a: trunc(a.a, width), by: a.by };
    case 'concat':
      return sliceConcat(a.parts, 0, width) ?? { op: 'trunc', width, a };
    default:
      return truncOperator(a, width);
  }
};

const truncOperator = (a: RtlExpr, width: number): RtlExpr => {
  if ('b' in a && LOW_BITS_ONLY.has(a.op)) return binary(a.op as RtlBinaryOp, trunc(a.a, width), trunc(a.b, width));
  return sliceShifted(a, 0, width) ?? { op: 'trunc', width, a };
};

export const not = (a: RtlExpr): RtlExpr => {
  if (a.op === 'const') return constant(~a.value, a.width);
  if (a.op === '~') return a.a;
  if (a.op === '==') return { ...a, op: '!=' };
  if (a.op === '!=') return { ...a, op: '==' };
  return { op: '~', width: a.width, a };
};

export const neg = (a: RtlExpr): RtlExpr =>
  a.op === 'const' ? constant(-a.value, a.width) : { op: 'neg', width: a.width, a };

export const binary = (op: RtlBinaryOp, a: RtlExpr, b: RtlExpr): RtlExpr =>
  simplerBinary(op, a, b) ?? { op, width: a.width, a, b };

const simplerBinary = (op: RtlBinaryOp, a: RtlExpr, b: RtlExpr): RtlExpr | null => {
  if (a.op === 'const' && b.op === 'const') return foldBinary(op, a, b);
  if (a.op === 'const') return simplerLeft(op, a.value, b);
  return b.op === 'const' ? simplerRight(op, a, b.value) : null;
};

/** A constant on the left: neutral or absorbing elements only. */
const simplerLeft = (op: RtlBinaryOp, a: bigint, b: RtlExpr): RtlExpr | null => {
  const commutes = op === '&' || op === '|' || op === '^' || op === '+';
  return commutes ? simplerRight(op, b, a) : null;
};

const simplerRight = (op: RtlBinaryOp, a: RtlExpr, b: bigint): RtlExpr | null => {
  if (b === 0n) return withZero(op, a);
  if (b !== ones(a.width)) return null;
  if (op === '&') return a;
  if (op === '|') return constant(-1, a.width);
  return op === '^' ? not(a) : null;
};

const withZero = (op: RtlBinaryOp, a: RtlExpr): RtlExpr | null => {
  if (op === '&') return constant(0, a.width);
  return ['|', '^', '+', '-'].includes(op) ? a : null;
};

const foldBinary = (
  op: RtlBinaryOp,
  a: Extract<RtlExpr, { op: 'const' }>,
  b: Extract<RtlExpr, { op: 'const' }>,
): RtlExpr | null => {
  const x = op.startsWith('s') ? BigInt.asIntN(a.width, a.value) : a.value;
  const y = op.startsWith('s') ? BigInt.asIntN(b.width, b.value) : b.value;
  switch (op) {
    case '+':
      return constant(x + y, a.width);
    case '-':
      return constant(x - y, a.width);
    case '*':
      return constant(x * y, a.width);
    case '&':
      return constant(x & y, a.width);
    case '|':
      return constant(x | y, a.width);
    case '^':
      return constant(x ^ y, a.width);
    case 'u/':
    case 's/':
      return y === 0n ? null : constant(x / y, a.width);
    case 'u%':
    case 's%':
      return y === 0n ? null : constant(x % y, a.width);
  }
};

/** One bit: whether any bit is 1. */
export const truth = (a: RtlExpr): RtlExpr => {
  if (a.width === 1) return a;
  if (a.op === 'zext') return truth(a.a);
  return a.op === 'const' ? constant(a.value === 0n ? 0 : 1, 1) : { op: 'r|', width: 1, a };
};

export const reduce = (op: 'r|' | 'r&' | 'r^', a: RtlExpr): RtlExpr => {
  if (a.width === 1) return a;
  if (a.op !== 'const') return { op, width: 1, a };
  const ones1 = [...a.value.toString(2)].filter((bit) => bit === '1').length;
  if (op === 'r^') return constant(ones1 % 2, 1);
  return constant(op === 'r|' ? Number(ones1 > 0) : Number(ones1 === a.width), 1);
};

export const shift = (op: '<<' | 'u>>' | 's>>', a: RtlExpr, by: RtlExpr): RtlExpr => {
  const amount = constantValue(by);
  if (amount === 0n) return a;
  if (amount === null) return { op, width: a.width, a, by };
  if (amount >= BigInt(a.width)) {
    if (op !== 's>>') return constant(0, a.width);
    return sext(slice(a, a.width - 1, 1), a.width);
  }
  if (a.op === 'const') {
    const read = op === 's>>' ? BigInt.asIntN(a.width, a.value) : a.value;
    return constant(op === '<<' ? read << amount : read >> amount, a.width);
  }
  return { op, width: a.width, a, by: constant(amount, Math.max(1, amount.toString(2).length)) };
};

export const mux = (sel: RtlExpr, yes: RtlExpr, no: RtlExpr): RtlExpr => {
  if (sel.op === 'const') return sel.value === 1n ? yes : no;
  if (yes.op === 'const' && no.op === 'const' && yes.value === no.value) return yes;
  if (yes.width === 1 && isConstant(yes, 1n) && isConstant(no, 0n)) return sel;
  if (yes.width === 1 && isConstant(yes, 0n) && isConstant(no, 1n)) return not(sel);
  return { op: 'mux', width: yes.width, sel, yes, no };
};

export const concat = (parts: readonly RtlExpr[]): RtlExpr | null => {
  const flat = parts.flatMap((part) => (part.op === 'concat' ? part.parts : [part]));
  const [only] = flat;
  if (only === undefined) return null;
  if (flat.length === 1) return only;
  return { op: 'concat', width: flat.reduce((sum, part) => sum + part.width, 0), parts: flat };
};

export const repeat = (a: RtlExpr, count: number): RtlExpr => {
  if (count === 1) return a;
  if (a.op === 'const') {
    const bits = a.value.toString(2).padStart(a.width, '0').repeat(count);
    return constant(BigInt(`0b${bits}`), a.width * count);
  }
  return { op: 'repeat', width: a.width * count, count, a };
};
