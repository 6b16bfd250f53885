import type { BinaryOperator, Expr } from './ast.ts';

/** What a name stands for in an expression. */
export type Binding =
  /** A net, port or register with its declared range. */
  | {
      readonly kind: 'signal';
      readonly width: number;
      readonly signed: boolean;
      readonly msb: number;
      readonly lsb: number;
    }
  | { readonly kind: 'memory'; readonly width: number; readonly depth: number }
  /** A parameter, loop index or localparam; unsized ones take 32 bits. */
  | { readonly kind: 'constant'; readonly value: bigint; readonly width: number; readonly signed: boolean };

/** Names of one module. */
export type Environment = (name: string) => Binding | undefined;

/** Width and signedness an expression has by itself. */
export interface SelfType {
  readonly width: number;
  readonly signed: boolean;
}

/** Thrown inside the inference; callers of the module's face get it as a sentence. */
export class ExprTypeError extends Error {}

/** Widest expression accepted, in bits. */
export const MAX_WIDTH = 65_536;

const ARITHMETIC: ReadonlySet<BinaryOperator> = new Set(['*', '/', '%', '+', '-', '&', '^', '~^', '|']);
const SHIFTS: ReadonlySet<BinaryOperator> = new Set(['<<', '>>', '<<<', '>>>', '**']);

/**
 * Self-determined width and signedness (IEEE 1364-2005 §5.4.1 table 5-22, §5.5.1). Throws {@link ExprTypeError} for a
 * name that is not declared, a selection out of range, or a call that is not known.
 */
export const selfType = (expr: Expr, env: Environment): SelfType => {
  switch (expr.kind) {
    case 'literal':
      return { width: expr.width, signed: expr.signed };
    case 'fill':
      return { width: 1, signed: false };
    case 'ref':
      return refType(expr.name, env);
    case 'index':
      return indexType(expr.base, env);
    case 'slice':
      return unsigned(sliceWidth(expr, env));
    case 'part':
      return unsigned(positive(evalConstant(expr.width, env), 'the width of a part select'));
    case 'concat':
      return unsigned(expr.parts.reduce((sum, part) => sum + selfType(part, env).width, 0));
    case 'repeat':
      return unsigned(positive(evalConstant(expr.count, env), 'a repetition count') * selfType(expr.value, env).width);
    case 'unary':
      return ['+', '-', '~'].includes(expr.op) ? selfType(expr.arg, env) : unsigned(1);
    case 'binary':
      return binaryType(expr.op, expr, env);
    case 'conditional':
      return wider(selfType(expr.yes, env), selfType(expr.no, env));
    case 'call':
      return callType(expr, env);
  }
};

const unsigned = (width: number): SelfType => {
  if (width > MAX_WIDTH) throw new ExprTypeError(`an expression of ${width} bits is wider than ${MAX_WIDTH}`);
  return { width, signed: false };
};

const wider = (a: SelfType, b: SelfType): SelfType => ({
  width: Math.max(a.width, b.width),
  signed: a.signed && b.signed,
});

const binaryType = (
  op: BinaryOperator,
  operands: { readonly left: Expr; readonly right: Expr },
  env: Environment,
): SelfType => {
  if (ARITHMETIC.has(op)) return wider(selfType(operands.left, env), selfType(operands.right, env));
  return SHIFTS.has(op) ? selfType(operands.left, env) : unsigned(1);
};

const refType = (name: string, env: Environment): SelfType => {
  const binding = env(name);
  if (binding === undefined) throw new ExprTypeError(`"${name}" is not declared`);
  if (binding.kind === 'memory') throw new ExprTypeError(`memory "${name}" needs an address`);
  return { width: binding.width, signed: binding.signed };
};

const indexType = (base: Expr, env: Environment): SelfType => {
  const binding = base.kind === 'ref' ? env(base.name) : undefined;
  if (binding?.kind === 'memory') return unsigned(binding.width);
  selfType(base, env);
  return unsigned(1);
};

const sliceWidth = (expr: Extract<Expr, { kind: 'slice' }>, env: Environment): number => {
  const msb = Number(evalConstant(expr.msb, env));
  const lsb = Number(evalConstant(expr.lsb, env));
  const width = Math.abs(msb - lsb) + 1;
  if (!Number.isSafeInteger(width)) throw new ExprTypeError('the bounds of a slice are too large');
  return width;
};

const positive = (value: bigint, what: string): number => {
  if (value < 1n || value > BigInt(MAX_WIDTH)) throw new ExprTypeError(`${what} is ${value}`);
  return Number(value);
};

type Call = Extract<Expr, { kind: 'call' }>;

/** Helpers of stage 1 and the system functions that a circuit can have: name → type from its arguments. */
const CALL_TYPES: Readonly<Record<string, (call: Call, env: Environment) => SelfType>> = {
  $signed: (call, env) => ({ width: selfType(argument(call, 0), env).width, signed: true }),
  $unsigned: (call, env) => unsigned(selfType(argument(call, 0), env).width),
  $clog2: () => ({ width: 32, signed: true }),
  $countones: (call, env) => countType(call, env),
  popcount: (call, env) => countType(call, env),
  parity: () => unsigned(1),
  zext: (call, env) => unsigned(positive(evalConstant(argument(call, 1), env), 'the width of zext')),
  sext: (call, env) => unsigned(positive(evalConstant(argument(call, 1), env), 'the width of sext')),
  trunc: (call, env) => unsigned(positive(evalConstant(argument(call, 1), env), 'the width of trunc')),
  mux: (call, env) => wider(selfType(argument(call, 1), env), selfType(argument(call, 2), env)),
  ashr: (call, env) => unsigned(selfType(argument(call, 0), env).width),
  rotl: (call, env) => unsigned(selfType(argument(call, 0), env).width),
  rotr: (call, env) => unsigned(selfType(argument(call, 0), env).width),
  reverse: (call, env) => unsigned(selfType(argument(call, 0), env).width),
  min: (call, env) => wider(selfType(argument(call, 0), env), selfType(argument(call, 1), env)),
  max: (call, env) => wider(selfType(argument(call, 0), env), selfType(argument(call, 1), env)),
  state_is: () => unsigned(1),
};

const callType = (call: Call, env: Environment): SelfType => {
  const type = Object.hasOwn(CALL_TYPES, call.name) ? CALL_TYPES[call.name] : undefined;
  if (type === undefined) throw new ExprTypeError(`"${call.name}" is not a function that a plan may call`);
  return type(call, env);
};

const countType = (call: Call, env: Environment): SelfType =>
  unsigned(Math.ceil(Math.log2(selfType(argument(call, 0), env).width + 1)));

/** Argument `index` of a call; throws {@link ExprTypeError} where it is missing. */
export const argument = (call: Call, index: number): Expr => {
  const arg = call.args[index];
  if (arg === undefined) throw new ExprTypeError(`"${call.name}" needs ${index + 1} arguments`);
  return arg;
};

/**
 * Value of a constant expression over literals and constants of the environment, in unbounded integers (the widths of
 * declarations are computed so). Throws {@link ExprTypeError} where it is not constant.
 */
export const evalConstant = (expr: Expr, env: Environment): bigint => {
  switch (expr.kind) {
    case 'literal':
      if (/[xz]/.test(expr.bits)) throw new ExprTypeError('x and z have no value here');
      return expr.signed ? BigInt.asIntN(expr.width, BigInt(`0b${expr.bits}`)) : BigInt(`0b${expr.bits}`);
    case 'ref':
      return constantRef(expr.name, env);
    case 'unary':
      return constantUnary(expr.op, evalConstant(expr.arg, env));
    case 'binary':
      return constantBinary(expr.op, evalConstant(expr.left, env), evalConstant(expr.right, env));
    case 'conditional':
      return evalConstant(evalConstant(expr.cond, env) === 0n ? expr.no : expr.yes, env);
    case 'call':
      if (expr.name === '$clog2') return clog2(evalConstant(argument(expr, 0), env));
      break;
    default:
      break;
  }
  throw new ExprTypeError('a constant is needed here');
};

/** Bits that number `count` things: $clog2 of IEEE 1364-2005 §17.11.1 (0 for 0 and 1). */
export const clog2 = (count: bigint): bigint => (count <= 1n ? 0n : BigInt((count - 1n).toString(2).length));

const constantRef = (name: string, env: Environment): bigint => {
  const binding = env(name);
  if (binding?.kind === 'constant') return binding.value;
  throw new ExprTypeError(binding === undefined ? `"${name}" is not declared` : `"${name}" is not a constant`);
};

const constantUnary = (op: string, value: bigint): bigint => {
  if (op === '-') return -value;
  if (op === '+') return value;
  if (op === '~') return ~value;
  if (op === '!') return value === 0n ? 1n : 0n;
  throw new ExprTypeError(`"${op}" has no meaning in a constant without width`);
};

const bool = (value: boolean): bigint => (value ? 1n : 0n);

const CONSTANT_BINARY: Readonly<Record<BinaryOperator, (a: bigint, b: bigint) => bigint>> = {
  '**': (a, b) => a ** boundedShift(b),
  '*': (a, b) => a * b,
  '/': (a, b) => a / nonZero(b),
  '%': (a, b) => a % nonZero(b),
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '<<': (a, b) => a << boundedShift(b),
  '<<<': (a, b) => a << boundedShift(b),
  '>>': (a, b) => a >> boundedShift(b),
  '>>>': (a, b) => a >> boundedShift(b),
  '<': (a, b) => bool(a < b),
  '<=': (a, b) => bool(a <= b),
  '>': (a, b) => bool(a > b),
  '>=': (a, b) => bool(a >= b),
  '==': (a, b) => bool(a === b),
  '!=': (a, b) => bool(a !== b),
  '===': (a, b) => bool(a === b),
  '!==': (a, b) => bool(a !== b),
  '&': (a, b) => a & b,
  '^': (a, b) => a ^ b,
  '~^': (a, b) => ~(a ^ b),
  '|': (a, b) => a | b,
  '&&': (a, b) => bool(a !== 0n && b !== 0n),
  '||': (a, b) => bool(a !== 0n || b !== 0n),
};

const constantBinary = (op: BinaryOperator, a: bigint, b: bigint): bigint => CONSTANT_BINARY[op](a, b);

const boundedShift = (by: bigint): bigint => {
  if (by < 0n || by > 4096n) throw new ExprTypeError(`a constant shifted or raised by ${by}`);
  return by;
};

const nonZero = (value: bigint): bigint => {
  if (value === 0n) throw new ExprTypeError('division by zero');
  return value;
};
