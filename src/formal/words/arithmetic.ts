import type { Graph } from '../graph.ts';
import { FALSE, not, TRUE } from '../graph.ts';

/** Literals of a two-valued vector, least significant first. */
export type Bits = readonly number[];

const at = (bits: Bits, index: number): number => bits[index] ?? FALSE;

/** `a + b + carry` modulo 2^width, both operands of the same width. */
export function sum(graph: Graph, a: Bits, rest: { readonly b: Bits; readonly carry: number }): number[] {
  const out: number[] = [];
  let carry = rest.carry;
  for (let i = 0; i < a.length; i++) {
    const x = at(a, i);
    const y = at(rest.b, i);
    const half = graph.xor(x, y);
    out.push(graph.xor(half, carry));
    carry = graph.or(graph.and(x, y), graph.and(half, carry));
  }
  return out;
}

export const difference = (graph: Graph, a: Bits, b: Bits): number[] => sum(graph, a, { b: b.map(not), carry: TRUE });

export const negated = (graph: Graph, a: Bits): number[] =>
  sum(
    graph,
    a.map(() => FALSE),
    { b: a.map(not), carry: TRUE },
  );

/** `a * b` modulo 2^width, both operands of the same width. */
export function product(graph: Graph, a: Bits, b: Bits): number[] {
  const width = a.length;
  let total: number[] = a.map(() => FALSE);
  for (let i = 0; i < width; i++) {
    const bit = at(b, i);
    if (bit === FALSE) continue;
    const row = Array.from({ length: width }, (_, j) => (j < i ? FALSE : graph.and(bit, at(a, j - i))));
    total = sum(graph, total, { b: row, carry: FALSE });
  }
  return total;
}

/** Literal of the unsigned comparison `a < b`, operands of the same width. */
export function lessUnsigned(graph: Graph, a: Bits, b: Bits): number {
  let less = FALSE;
  for (let i = 0; i < a.length; i++) {
    const differ = graph.xor(at(a, i), at(b, i));
    less = graph.mux(differ, less, at(b, i));
  }
  return less;
}

/** Literal of `a < b` in two's complement, operands of the same width. */
export function lessSigned(graph: Graph, a: Bits, b: Bits): number {
  const flip = (bits: Bits): number[] => bits.map((bit, i) => (i === bits.length - 1 ? not(bit) : bit));
  return lessUnsigned(graph, flip(a), flip(b));
}

/** Restoring division of unsigned operands of the same width; a zero divisor gives unspecified bits. */
export function divideUnsigned(
  graph: Graph,
  dividend: Bits,
  divisor: Bits,
): { readonly quotient: number[]; readonly remainder: number[] } {
  const width = dividend.length;
  const wide = [...divisor, FALSE];
  const quotient: number[] = dividend.map(() => FALSE);
  let remainder: number[] = wide.map(() => FALSE);
  for (let i = width - 1; i >= 0; i--) {
    const shifted = [at(dividend, i), ...remainder.slice(0, width)];
    const fits = not(lessUnsigned(graph, shifted, wide));
    const reduced = difference(graph, shifted, wide);
    remainder = shifted.map((bit, j) => graph.mux(fits, bit, at(reduced, j)));
    quotient[i] = fits;
  }
  return { quotient, remainder: remainder.slice(0, width) };
}

/** Division of two's complement operands that truncates towards zero; the remainder has the dividend's sign. */
export function divideSigned(
  graph: Graph,
  dividend: Bits,
  divisor: Bits,
): { readonly quotient: number[]; readonly remainder: number[] } {
  const signA = at(dividend, dividend.length - 1);
  const signB = at(divisor, divisor.length - 1);
  const magnitude = divideUnsigned(graph, negatedWhen(graph, dividend, signA), negatedWhen(graph, divisor, signB));
  return {
    quotient: negatedWhen(graph, magnitude.quotient, graph.xor(signA, signB)),
    remainder: negatedWhen(graph, magnitude.remainder, signA),
  };
}

function negatedWhen(graph: Graph, bits: Bits, condition: number): number[] {
  const minus = negated(graph, bits);
  return bits.map((bit, i) => graph.mux(condition, bit, at(minus, i)));
}

/** Literal that holds where every bit is 0. */
export function isZero(graph: Graph, bits: Bits): number {
  let any = FALSE;
  for (const bit of bits) any = graph.or(any, bit);
  return not(any);
}

/** `base ** exponent` modulo 2^width for an unsigned exponent, by squaring. */
export function power(graph: Graph, base: Bits, exponent: Bits): number[] {
  let result: number[] = base.map((_, i) => (i === 0 ? TRUE : FALSE));
  let square: Bits = base;
  for (let i = 0; i < exponent.length; i++) {
    const bit = at(exponent, i);
    if (bit !== FALSE) {
      const taken = product(graph, result, square);
      result = result.map((keep, j) => graph.mux(bit, keep, at(taken, j)));
    }
    if (i + 1 < exponent.length) square = product(graph, square, square);
  }
  return result;
}
