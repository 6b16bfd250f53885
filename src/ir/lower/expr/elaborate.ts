import type { RtlBinaryOp, RtlCompareOp, RtlExpr } from '../../../contracts/rtl.ts';
import type { BinaryOperator, Expr, LiteralExpr } from '../../../verilog/expr/ast.ts';
import { ExprTypeError, evalConstant, selfType } from '../../../verilog/expr/types.ts';
import {
  binary,
  concat,
  constant,
  mux,
  neg,
  not,
  reduce,
  repeat,
  sext,
  shift,
  trunc,
  truth,
  wrap,
  zext,
} from '../../rtl/build.ts';
import { compare } from '../../rtl/compare.ts';
import { elaborateCall } from './calls.ts';
import type { Elaboration } from './elaboration.ts';
import { elaborateSelection } from './select.ts';

/** The type that the context imposes on an operand (IEEE 1364-2005 §5.4.2, §5.5.2). */
export interface ContextType {
  readonly width: number;
  readonly signed: boolean;
}

/**
 * The expression at the width of its context, each implicit extension made a node. Follows IEEE 1364-2005: width and
 * sign of the whole expression go down to the operands, which are extended there. Never narrows: the caller cuts.
 */
export const elaborate = (expr: Expr, context: ContextType, to: Elaboration): RtlExpr => {
  switch (expr.kind) {
    case 'literal':
      return extend(literal(expr, to), expr.signed && context.signed, context.width);
    case 'fill':
      return fill(expr.bit, context.width, to);
    case 'unary':
      return unary(expr.op, expr.arg, { context, to });
    case 'binary':
      return infix(expr, context, to);
    case 'conditional':
      return mux(condition(expr.cond, to), elaborate(expr.yes, context, to), elaborate(expr.no, context, to));
    default: {
      const type = selfType(expr, to.env);
      const value = leaf(expr, to);
      to.noteExtension(expr, value.width, context.width);
      return extend(value, type.signed && context.signed, context.width);
    }
  }
};

/** The expression at its own width. */
export const selfDetermined = (expr: Expr, to: Elaboration): RtlExpr => elaborate(expr, selfType(expr, to.env), to);

/** One bit: whether the expression is not zero. */
export const condition = (expr: Expr, to: Elaboration): RtlExpr => truth(selfDetermined(expr, to));

const extend = (value: RtlExpr, signed: boolean, width: number): RtlExpr => {
  if (value.width > width) return trunc(value, width);
  return signed ? sext(value, width) : zext(value, width);
};

const literal = (expr: LiteralExpr, to: Elaboration): RtlExpr => {
  if (/^z+$/.test(expr.bits)) return { op: 'highz', width: expr.width };
  if (expr.bits.includes('z')) throw new ExprTypeError('a literal that is partly z is not supported');
  if (expr.bits.includes('x')) to.noteUnknown();
  return constant(BigInt(`0b${expr.bits.replaceAll('x', '0')}`), expr.width);
};

const fill = (bit: '0' | '1' | 'x' | 'z', width: number, to: Elaboration): RtlExpr => {
  if (bit === 'z') return { op: 'highz', width };
  if (bit === 'x') to.noteUnknown();
  return constant(bit === '1' ? -1 : 0, width);
};

const leaf = (expr: Expr, to: Elaboration): RtlExpr => {
  switch (expr.kind) {
    case 'ref':
      return reference(expr.name, to);
    case 'index':
    case 'slice':
    case 'part':
      return elaborateSelection(expr, to, selfDetermined);
    case 'concat': {
      const whole = concat(expr.parts.map((part) => sizedPart(part, to)));
      if (whole === null) throw new ExprTypeError('an empty concatenation has no value');
      return whole;
    }
    case 'repeat': {
      const type = selfType(expr, to.env);
      const value = sizedPart(expr.value, to);
      return repeat(value, type.width / value.width);
    }
    case 'call':
      return elaborateCall(expr, to, { value: selfDetermined, at: elaborate, condition });
    default:
      throw new ExprTypeError('not an operand');
  }
};

const sizedPart = (part: Expr, to: Elaboration): RtlExpr => {
  if (part.kind === 'literal' && !part.sized) throw new ExprTypeError('a number in a concatenation needs a width');
  return selfDetermined(part, to);
};

const reference = (name: string, to: Elaboration): RtlExpr => {
  const binding = to.env(name);
  if (binding?.kind === 'constant') {
    return { op: 'named', name, width: binding.width, value: wrap(binding.value, binding.width) };
  }
  if (binding?.kind === 'signal') return { op: 'net', name, width: binding.width };
  throw new ExprTypeError(`"${name}" is not declared`);
};

interface At {
  readonly context: ContextType;
  readonly to: Elaboration;
}

const unary = (op: string, arg: Expr, { context, to }: At): RtlExpr => {
  if (op === '+') return elaborate(arg, context, to);
  if (op === '-') return neg(elaborate(arg, context, to));
  if (op === '~') return not(elaborate(arg, context, to));
  const value = selfDetermined(arg, to);
  return zext(reduction(op, value), context.width);
};

const reduction = (op: string, value: RtlExpr): RtlExpr => {
  switch (op) {
    case '!':
      return not(truth(value));
    case '&':
      return reduce('r&', value);
    case '~&':
      return not(reduce('r&', value));
    case '|':
      return reduce('r|', value);
    case '~|':
      return not(reduce('r|', value));
    case '^':
      return reduce('r^', value);
    default:
      return not(reduce('r^', value));
  }
};

const PLAIN: Readonly<Partial<Record<BinaryOperator, RtlBinaryOp>>> = {
  '+': '+',
  '-': '-',
  '*': '*',
  '&': '&',
  '|': '|',
  '^': '^',
};
const BY_SIGN: Readonly<Partial<Record<BinaryOperator, '/' | '%'>>> = { '/': '/', '%': '%' };
const ORDER: Readonly<Partial<Record<BinaryOperator, '<' | '<=' | '>' | '>='>>> = {
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
};
const EQUALITY: Readonly<Partial<Record<BinaryOperator, '==' | '!='>>> = {
  '==': '==',
  '!=': '!=',
  '===': '==',
  '!==': '!=',
};

const infix = (expr: Extract<Expr, { kind: 'binary' }>, context: ContextType, to: Elaboration): RtlExpr => {
  const { op, left, right } = expr;
  if (op === '&&' || op === '||') {
    return zext(binary(op === '&&' ? '&' : '|', condition(left, to), condition(right, to)), context.width);
  }
  if (EQUALITY[op] !== undefined || ORDER[op] !== undefined) return zext(comparison(expr, to), context.width);
  if (op === '<<' || op === '<<<' || op === '>>' || op === '>>>') return shifted(expr, context, to);
  if (op === '**') return power(expr, context, to);
  const a = elaborate(left, context, to);
  const b = elaborate(right, context, to);
  const plain = PLAIN[op];
  if (plain !== undefined) return binary(plain, a, b);
  const divided = BY_SIGN[op];
  if (divided !== undefined) return binary(`${context.signed ? 's' : 'u'}${divided}`, a, b);
  return not(binary('^', a, b));
};

const comparison = (expr: Extract<Expr, { kind: 'binary' }>, to: Elaboration): RtlExpr => {
  const a = selfType(expr.left, to.env);
  const b = selfType(expr.right, to.env);
  const shared = { width: Math.max(a.width, b.width), signed: a.signed && b.signed };
  const left = elaborate(expr.left, shared, to);
  const right = elaborate(expr.right, shared, to);
  const order = ORDER[expr.op];
  const op: RtlCompareOp = order === undefined ? (EQUALITY[expr.op] ?? '==') : `${shared.signed ? 's' : 'u'}${order}`;
  return compare(op, left, right);
};

// The left operand takes the context; the amount is self-determined and unsigned (§5.1.12).
const shifted = (expr: Extract<Expr, { kind: 'binary' }>, context: ContextType, to: Elaboration): RtlExpr => {
  const value = elaborate(expr.left, context, to);
  const by = selfDetermined(expr.right, to);
  if (expr.op === '<<' || expr.op === '<<<') return shift('<<', value, by);
  return shift(expr.op === '>>>' && context.signed ? 's>>' : 'u>>', value, by);
};

const power = (expr: Extract<Expr, { kind: 'binary' }>, context: ContextType, to: Elaboration): RtlExpr => {
  if (expr.left.kind === 'literal' && evalConstant(expr.left, to.env) === 2n) {
    return shift('<<', constant(1, context.width), selfDetermined(expr.right, to));
  }
  return constant(evalConstant(expr, to.env), context.width);
};
