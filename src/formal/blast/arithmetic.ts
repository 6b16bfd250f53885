import { FALSE, not } from '../graph.ts';
import { flag } from '../netlist/types.ts';
import type { Trit, Word } from '../trit.ts';
import { clouded, lifted } from '../trit.ts';
import type { Bits } from '../words/arithmetic.ts';
import {
  difference,
  divideSigned,
  divideUnsigned,
  isZero,
  lessSigned,
  lessUnsigned,
  negated,
  power,
  product,
  sum,
} from '../words/arithmetic.ts';
import type { CellContext, CellRule } from './context.ts';
import { binary, extended, extendWord, operandWidth } from './context.ts';

const isSigned = (context: CellContext): boolean => flag(context.cell, 'A_SIGNED') && flag(context.cell, 'B_SIGNED');

function compare(pick: (less: number) => number, order: 'a<b' | 'b<a'): CellRule {
  return (context) => {
    const { graph } = context;
    const less = isSigned(context) ? lessSigned : lessUnsigned;
    const result = binary(context, operandWidth(context), (a, b) => [
      pick(order === 'a<b' ? less(graph, a, b) : less(graph, b, a)),
    ]);
    return extendWord(result, context.width, false);
  };
}

function divide(part: 'quotient' | 'remainder'): CellRule {
  return (context) => {
    const { graph } = context;
    const width = Math.max(operandWidth(context), context.width);
    const divided = isSigned(context) ? divideSigned : divideUnsigned;
    let byZero = FALSE;
    const result = binary(context, width, (a, b) => {
      byZero = isZero(graph, b);
      return divided(graph, a, b)[part];
    });
    return result.slice(0, context.width).map((bit) => clouded(graph, bit, byZero));
  };
}

/**
 * `A ** B` by the table of IEEE 1364-2005, 5.1.5: negative exponents give 0, 1, -1 or, for base 0, x. A negative
 * exponent of an unsigned base is left unknown: Icarus 11 takes such an exponent as unsigned, Yosys as negative.
 */
function raised(context: CellContext): Word {
  const { graph, width } = context;
  const baseWidth = Math.max(width, context.cell.ports['A']?.length ?? 0);
  const base = extended(context, 'A', baseWidth);
  const exponent = context.read('B');
  const negativePossible = flag(context.cell, 'B_SIGNED');
  const signedBase = flag(context.cell, 'A_SIGNED');
  let undefinedPower = FALSE;
  const result = lifted(graph, [base, exponent], (a = [], b = []) => {
    const value = power(graph, a.slice(0, width), b);
    if (!negativePossible) return value;
    const negative = b[b.length - 1] ?? FALSE;
    undefinedPower = signedBase ? graph.and(negative, isZero(graph, a)) : negative;
    const inverse = inversePower(context, { base: a, odd: b[0] ?? FALSE });
    return value.map((bit, i) => graph.mux(negative, bit, inverse[i] ?? FALSE));
  });
  return result.map((bit: Trit) => clouded(graph, bit, undefinedPower));
}

/** Value of a negative power: 1 for base 1, plus or minus 1 for base -1, otherwise 0. */
function inversePower(context: CellContext, given: { readonly base: Bits; readonly odd: number }): number[] {
  const { graph } = context;
  const one = isZero(
    graph,
    given.base.map((bit, i) => (i === 0 ? not(bit) : bit)),
  );
  const minusOne = flag(context.cell, 'A_SIGNED') ? isZero(graph, given.base.map(not)) : FALSE;
  const negative = graph.and(minusOne, given.odd);
  const positive = graph.or(one, minusOne);
  return Array.from({ length: context.width }, (_, i) => (i === 0 ? positive : negative));
}

/** Arithmetic and ordering cells. */
export const ARITHMETIC_RULES: Readonly<Record<string, CellRule>> = {
  $neg: (context) => {
    const width = Math.max(context.width, context.cell.ports['A']?.length ?? 0);
    const result = lifted(context.graph, [extended(context, 'A', width)], (a = []) => negated(context.graph, a));
    return result.slice(0, context.width);
  },
  $add: (context) => binary(context, context.width, (a, b) => sum(context.graph, a, { b, carry: FALSE })),
  $sub: (context) => binary(context, context.width, (a, b) => difference(context.graph, a, b)),
  $mul: (context) => binary(context, context.width, (a, b) => product(context.graph, a, b)),
  $div: divide('quotient'),
  $mod: divide('remainder'),
  $pow: raised,
  $lt: compare((less) => less, 'a<b'),
  $ge: compare(not, 'a<b'),
  $gt: compare((less) => less, 'b<a'),
  $le: compare(not, 'b<a'),
};
