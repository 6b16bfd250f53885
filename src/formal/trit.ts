import type { Graph } from './graph.ts';
import { FALSE, not, TRUE } from './graph.ts';

/**
 * A three-valued bit in dual rail: it may be 1 where `one` holds and may be 0 where `zero` holds. A known bit is
 * (v, not v), and stays in one rail through hashing; both rails true is unknown. At least one rail always holds.
 */
export interface Trit {
  readonly one: number;
  readonly zero: number;
}

/** Bits of a vector, least significant first. */
export type Word = readonly Trit[];

export const ZERO: Trit = { one: FALSE, zero: TRUE };
export const ONE: Trit = { one: TRUE, zero: FALSE };
export const UNKNOWN: Trit = { one: TRUE, zero: TRUE };

/** The bit that always has the value of `literal`. */
export const known = (literal: number): Trit => ({ one: literal, zero: not(literal) });

/** Whether the bit is known whatever the inputs are, by structure. */
export const isKnown = (bit: Trit): boolean => bit.one === not(bit.zero);

export const tritNot = (bit: Trit): Trit => ({ one: bit.zero, zero: bit.one });

export const tritAnd = (graph: Graph, a: Trit, b: Trit): Trit => ({
  one: graph.and(a.one, b.one),
  zero: graph.or(a.zero, b.zero),
});

export const tritOr = (graph: Graph, a: Trit, b: Trit): Trit => tritNot(tritAnd(graph, tritNot(a), tritNot(b)));

export function tritXor(graph: Graph, a: Trit, b: Trit): Trit {
  if (isKnown(a) && isKnown(b)) return known(graph.xor(a.one, b.one));
  return {
    one: graph.or(graph.and(a.one, b.zero), graph.and(a.zero, b.one)),
    zero: graph.or(graph.and(a.one, b.one), graph.and(a.zero, b.zero)),
  };
}

/** `select ? whenOne : whenZero`; an unknown select merges the two (IEEE 1364-2005, 5.1.13). */
export function tritMux(graph: Graph, select: Trit, data: { readonly whenZero: Trit; readonly whenOne: Trit }): Trit {
  const { whenZero, whenOne } = data;
  if (isKnown(select)) {
    const one = graph.mux(select.one, whenZero.one, whenOne.one);
    if (isKnown(whenZero) && isKnown(whenOne)) return known(one);
    return { one, zero: graph.mux(select.one, whenZero.zero, whenOne.zero) };
  }
  return {
    one: graph.or(graph.and(select.one, whenOne.one), graph.and(select.zero, whenZero.one)),
    zero: graph.or(graph.and(select.one, whenOne.zero), graph.and(select.zero, whenZero.zero)),
  };
}

/** Literal that holds where the bit is unknown. */
export const unknownLiteral = (graph: Graph, bit: Trit): number => graph.and(bit.one, bit.zero);

/** Literal that holds where any bit of the word is unknown. */
export function anyUnknown(graph: Graph, word: Word): number {
  let any = FALSE;
  for (const bit of word) any = graph.or(any, unknownLiteral(graph, bit));
  return any;
}

/** The bit made unknown wherever `condition` holds. */
export const clouded = (graph: Graph, bit: Trit, condition: number): Trit =>
  condition === FALSE ? bit : { one: graph.or(bit.one, condition), zero: graph.or(bit.zero, condition) };

/**
 * Applies a two-valued word operation in Verilog's way: any unknown operand bit makes the whole result unknown
 * (IEEE 1364-2005, 5.1.5 and 5.1.7).
 */
export function lifted(
  graph: Graph,
  operands: readonly Word[],
  operation: (...values: readonly (readonly number[])[]) => readonly number[],
): Word {
  let cloud = FALSE;
  for (const operand of operands) cloud = graph.or(cloud, anyUnknown(graph, operand));
  const result = operation(...operands.map((word) => word.map((bit) => bit.one)));
  return result.map((literal) => clouded(graph, known(literal), cloud));
}
