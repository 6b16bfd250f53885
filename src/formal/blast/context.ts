import type { Graph } from '../graph.ts';
import type { BitRef, Cell } from '../netlist/types.ts';
import { flag } from '../netlist/types.ts';
import type { Word } from '../trit.ts';
import { anyUnknown, clouded, lifted, UNKNOWN } from '../trit.ts';
import type { Bits } from '../words/arithmetic.ts';

/** What a cell's evaluation may use. */
export interface CellContext {
  readonly graph: Graph;
  readonly cell: Cell;
  /** Values of a port, least significant first; unconnected ports read empty. */
  readonly read: (port: string) => Word;
  /** The same, but an x of the text stays unknown on the candidate's side too (for `===`). */
  readonly readExact: (port: string) => Word;
  /** Width of the output Y. */
  readonly width: number;
}

/** Computes Y of one cell type; the result may be wider or narrower than Y only where the cell says so. */
export type CellRule = (context: CellContext) => Word;

/** Sign- or zero-extends by the flag `<port>_SIGNED`, or truncates. */
export function extended(context: CellContext, port: string, width: number): Word {
  return extendWord(context.read(port), width, flag(context.cell, `${port}_SIGNED`));
}

export function extendWord(word: Word, width: number, signed: boolean): Word {
  const fill = signed ? (word[word.length - 1] ?? ZERO_TRIT) : ZERO_TRIT;
  return Array.from({ length: width }, (_, i) => word[i] ?? fill);
}

const ZERO_TRIT = { one: 0, zero: 1 } as const;

/** Widest of the operands. */
export const operandWidth = (context: CellContext): number =>
  Math.max(context.cell.ports['A']?.length ?? 0, context.cell.ports['B']?.length ?? 0);

/**
 * A binary operation on operands extended or cut to `width`, unknown as a whole where any bit of either operand is,
 * also one that is cut off.
 */
export function binary(context: CellContext, width: number, operation: (a: Bits, b: Bits) => Bits): Word {
  const operands = [extended(context, 'A', width), extended(context, 'B', width)];
  const result = lifted(context.graph, operands, (a, b) => operation(a ?? [], b ?? []));
  const cut = [...context.read('A').slice(width), ...context.read('B').slice(width)];
  const cloud = anyUnknown(context.graph, cut);
  return result.map((bit) => clouded(context.graph, bit, cloud));
}

/** The value of a constant bit; null for a net. */
export function constantTrit(bit: BitRef): { readonly one: number; readonly zero: number } | null {
  if (bit >= 0) return null;
  if (bit === -1) return ZERO_TRIT;
  return bit === -2 ? { one: 1, zero: 0 } : UNKNOWN;
}
