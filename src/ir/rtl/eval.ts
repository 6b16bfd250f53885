import type { RtlBinaryOp, RtlCompareOp, RtlExpr } from '../../contracts/rtl.ts';

/** Two-state values of nets: unsigned, below 2^width. */
export type NetValues = (name: string) => bigint;

/**
 * Two-state value of an expression of stage 2. What hardware leaves unknown (division by zero, bits beyond the end,
 * high impedance, memory words) reads as 0.
 */
export const evalRtl = (expr: RtlExpr, nets: NetValues): bigint => {
  const go = (e: RtlExpr): bigint => evalRtl(e, nets);
  switch (expr.op) {
    case 'net':
      return nets(expr.name);
    case 'const':
    case 'named':
      return expr.value;
    case 'highz':
    case 'word':
      return 0n;
    case 'zext':
      return go(expr.a);
    case 'sext':
      return BigInt.asUintN(expr.width, BigInt.asIntN(expr.a.width, go(expr.a)));
    case 'trunc':
      return BigInt.asUintN(expr.width, go(expr.a));
    case '~':
      return BigInt.asUintN(expr.width, ~go(expr.a));
    case 'neg':
      return BigInt.asUintN(expr.width, -go(expr.a));
    case 'r|':
    case 'r&':
    case 'r^':
      return evalReduction(expr.op, go(expr.a), expr.a.width);
    case '<<':
    case 'u>>':
    case 's>>':
      return evalShift(expr.op, { value: go(expr.a), by: go(expr.by), width: expr.width });
    case 'mux':
      return go(expr.sel) === 1n ? go(expr.yes) : go(expr.no);
    case 'concat':
      return expr.parts.reduce((all, part) => (all << BigInt(part.width)) | go(part), 0n);
    case 'repeat':
      return Array.from({ length: expr.count }, () => go(expr.a)).reduce(
        (all, v) => (all << BigInt(expr.a.width)) | v,
        0n,
      );
    case 'slice':
      return BigInt.asUintN(expr.width, go(expr.a) >> BigInt(expr.lo));
    case 'part':
      return evalPart(go(expr.a), go(expr.at), expr);
    default:
      return evalInfix(expr, go);
  }
};

const evalPart = (value: bigint, at: bigint, expr: Extract<RtlExpr, { op: 'part' }>): bigint =>
  at >= BigInt(expr.a.width) ? 0n : BigInt.asUintN(expr.width, value >> at);

const evalReduction = (op: 'r|' | 'r&' | 'r^', value: bigint, width: number): bigint => {
  if (op === 'r|') return value === 0n ? 0n : 1n;
  if (op === 'r&') return value === BigInt.asUintN(width, -1n) ? 1n : 0n;
  return BigInt([...value.toString(2)].filter((bit) => bit === '1').length % 2);
};

const evalShift = (
  op: '<<' | 'u>>' | 's>>',
  { value, by, width }: { readonly value: bigint; readonly by: bigint; readonly width: number },
): bigint => {
  const amount = by > BigInt(width) ? BigInt(width) : by;
  if (op === '<<') return BigInt.asUintN(width, value << amount);
  if (op === 'u>>') return value >> amount;
  return BigInt.asUintN(width, BigInt.asIntN(width, value) >> amount);
};

type Infix = Extract<RtlExpr, { op: RtlBinaryOp }> | Extract<RtlExpr, { op: RtlCompareOp }>;

const evalInfix = (expr: Infix, go: (e: RtlExpr) => bigint): bigint => {
  const signed = expr.op.startsWith('s');
  const read = (e: RtlExpr): bigint => (signed ? BigInt.asIntN(e.width, go(e)) : go(e));
  const result = applyInfix(expr.op.replace(/^[us]/, ''), read(expr.a), read(expr.b));
  return BigInt.asUintN(expr.width, result);
};

const APPLY: Readonly<Record<string, (a: bigint, b: bigint) => bigint>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => (b === 0n ? 0n : a / b),
  '%': (a, b) => (b === 0n ? 0n : a % b),
  '&': (a, b) => a & b,
  '|': (a, b) => a | b,
  '^': (a, b) => a ^ b,
  '==': (a, b) => BigInt(a === b),
  '!=': (a, b) => BigInt(a !== b),
  '<': (a, b) => BigInt(a < b),
  '<=': (a, b) => BigInt(a <= b),
  '>': (a, b) => BigInt(a > b),
  '>=': (a, b) => BigInt(a >= b),
};

const applyInfix = (op: string, a: bigint, b: bigint): bigint => {
  const apply = APPLY[op];
  if (apply === undefined) throw new Error(`no meaning for operator ${op}`);
  return apply(a, b);
};
