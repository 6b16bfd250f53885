import type { RtlExpr } from '../../../contracts/rtl.ts';
import type { Expr } from '../../../verilog/expr/ast.ts';
import { argument, ExprTypeError, evalConstant, selfType } from '../../../verilog/expr/types.ts';
import { binary, concat, constant, mux, reduce, sext, shift, slice, trunc, zext } from '../../rtl/build.ts';
import { compare } from '../../rtl/compare.ts';
import type { Elaboration } from './elaboration.ts';

type Call = Extract<Expr, { kind: 'call' }>;

interface Elaborators {
  readonly value: (expr: Expr, to: Elaboration) => RtlExpr;
  readonly at: (expr: Expr, context: { readonly width: number; readonly signed: boolean }, to: Elaboration) => RtlExpr;
  readonly condition: (expr: Expr, to: Elaboration) => RtlExpr;
}

/** The functions of stage 1 (`popcount`, `sext`, `mux`, `state_is` …) and `$signed`, `$unsigned`, `$clog2`, `$countones`. */
export const elaborateCall = (call: Call, to: Elaboration, using: Elaborators): RtlExpr => {
  const width = selfType(call, to.env).width;
  const first = (): RtlExpr => using.value(argument(call, 0), to);
  switch (call.name) {
    case '$signed':
    case '$unsigned':
      return first();
    case '$clog2':
      return constant(evalConstant(call, to.env), 32);
    case '$countones':
    case 'popcount':
      return popcount(first(), width);
    case 'parity':
      return reduce('r^', first());
    case 'zext':
      return zext(cut(first(), width), width);
    case 'sext':
      return sext(cut(first(), width), width);
    case 'trunc':
      return shrink(first(), width);
    case 'state_is':
      return stateTest(call, to);
    default:
      return operation(call, to, using);
  }
};

const operation = (call: Call, to: Elaboration, using: Elaborators): RtlExpr => {
  const type = selfType(call, to.env);
  const operand = (index: number): RtlExpr => using.at(argument(call, index), type, to);
  switch (call.name) {
    case 'mux':
      return mux(using.condition(argument(call, 0), to), operand(1), operand(2));
    case 'ashr':
      return shift('s>>', using.value(argument(call, 0), to), using.value(argument(call, 1), to));
    case 'rotl':
    case 'rotr':
      return rotate(call.name, using.value(argument(call, 0), to), using.value(argument(call, 1), to));
    case 'reverse':
      return reverse(using.value(argument(call, 0), to));
    case 'min':
    case 'max':
      return extreme(call.name, operand(0), { other: operand(1), signed: type.signed });
    default:
      throw new ExprTypeError(`"${call.name}" has no circuit`);
  }
};

const extreme = (
  name: 'min' | 'max',
  a: RtlExpr,
  { other, signed }: { readonly other: RtlExpr; readonly signed: boolean },
): RtlExpr => {
  const less = compare(signed ? 's<' : 'u<', a, other);
  return name === 'min' ? mux(less, a, other) : mux(less, other, a);
};

const cut = (value: RtlExpr, width: number): RtlExpr => (value.width > width ? trunc(value, width) : value);

const shrink = (value: RtlExpr, width: number): RtlExpr => {
  if (value.width < width) throw new ExprTypeError(`trunc to ${width} bits of a value of ${value.width}`);
  return trunc(value, width);
};

/** Number of ones as a sum of the bits, `width` bits wide. */
export const popcount = (value: RtlExpr, width: number): RtlExpr => {
  let sum = zext(slice(value, 0, 1), width);
  for (let bit = 1; bit < value.width; bit += 1) sum = binary('+', sum, zext(slice(value, bit, 1), width));
  return sum;
};

const reverse = (value: RtlExpr): RtlExpr => {
  const bits = Array.from({ length: value.width }, (_, bit) => slice(value, bit, 1));
  return concat(bits) ?? value;
};

// A rotation is the upper or lower half of a shift of the doubled word.
const rotate = (name: 'rotl' | 'rotr', value: RtlExpr, by: RtlExpr): RtlExpr => {
  const { width } = value;
  if (by.op === 'const') {
    const amount = Number(by.value % BigInt(width));
    const right = name === 'rotr' ? amount : (width - amount) % width;
    if (right === 0) return value;
    return concat([slice(value, 0, right), slice(value, right, width - right)]) ?? value;
  }
  const amount = turnsModulo(by, width);
  const rest = binary('-', constant(width, amount.width), amount);
  if (name === 'rotl') return binary('|', shift('<<', value, amount), shift('u>>', value, rest));
  return binary('|', shift('u>>', value, amount), shift('<<', value, rest));
};

/** The amount modulo the width, in just enough bits to hold the width itself. */
const turnsModulo = (by: RtlExpr, width: number): RtlExpr => {
  const bits = width.toString(2).length;
  if (by.width < bits) return zext(by, bits);
  if ((width & (width - 1)) === 0) return zext(trunc(by, bits - 1), bits);
  const wide = Math.max(by.width, bits);
  return trunc(binary('u%', zext(by, wide), constant(width, wide)), bits);
};

const stateTest = (call: Call, to: Elaboration): RtlExpr => {
  const state = argument(call, 0);
  if (state.kind !== 'ref') throw new ExprTypeError('state_is takes the name of a state');
  if (to.stateIs === null) throw new ExprTypeError('state_is has a meaning inside a state machine only');
  return to.stateIs(state.name);
};
