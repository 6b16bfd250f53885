import type { Graph } from '../graph.ts';
import { FALSE } from '../graph.ts';
import { flag } from '../netlist/types.ts';
import type { Trit, Word } from '../trit.ts';
import { anyUnknown, clouded, isKnown, known, tritMux, UNKNOWN, ZERO } from '../trit.ts';
import { negated } from '../words/arithmetic.ts';
import type { CellContext, CellRule } from './context.ts';
import { extendWord } from './context.ts';

interface Shift {
  readonly amount: readonly number[];
  readonly fill: Trit;
  /** Result bits that are wanted. */
  readonly width: number;
}

/**
 * A barrel shifter to the right. The large distances go first, so that each layer is cut to the bits that the
 * smaller ones can still reach: selecting 4 bits of 1,024 takes 2,000 multiplexers and not 10,000.
 */
function shiftedRight(graph: Graph, word: Word, { amount, fill, width }: Shift): Word {
  let layer = word;
  for (let stage = amount.length - 1; stage >= 0; stage--) {
    const bit = amount[stage] ?? FALSE;
    const distance = stage < 31 ? 2 ** stage : word.length;
    const before = layer;
    const reach = Math.min(word.length, width + distance - 1);
    layer = Array.from({ length: reach }, (_, i) => {
      const whenZero = before[i] ?? fill;
      return bit === FALSE ? whenZero : tritMux(graph, known(bit), { whenZero, whenOne: before[i + distance] ?? fill });
    });
  }
  return layer.slice(0, width);
}

/** A barrel shifter to the left. */
function shiftedLeft(graph: Graph, word: Word, { amount, fill, width }: Shift): Word {
  let layer = word.slice(0, width);
  amount.forEach((bit, stage) => {
    if (bit === FALSE) return;
    const distance = stage < 31 ? 2 ** stage : word.length;
    const before = layer;
    layer = before.map((whenZero, i) =>
      tritMux(graph, known(bit), { whenZero, whenOne: before[i - distance] ?? fill }),
    );
  });
  return layer;
}

const amountOf = (context: CellContext): { readonly bits: readonly number[]; readonly cloud: number } => {
  const word = context.read('B');
  return { bits: word.map((bit) => bit.one), cloud: anyUnknown(context.graph, word) };
};

/** `<<`, `>>`, `<<<`, `>>>`: the amount is unsigned; an unknown amount makes the result unknown. */
function plain(towards: 'left' | 'right', fillWith: 'zero' | 'sign'): CellRule {
  return (context) => {
    const { graph } = context;
    const signed = flag(context.cell, 'A_SIGNED');
    const operand = context.read('A');
    const width = Math.max(operand.length, context.width);
    const { bits, cloud } = amountOf(context);
    const sign = fillWith === 'sign' && signed ? (operand[operand.length - 1] ?? ZERO) : ZERO;
    const start = extendWord(operand, width, signed);
    const how = { amount: bits, fill: sign, width: context.width };
    const word = towards === 'right' ? shiftedRight(graph, start, how) : shiftedLeft(graph, start, how);
    return word.map((bit) => clouded(graph, bit, cloud));
  };
}

/** `$shift` and `$shiftx`: a right shift whose signed amount may be negative; `$shiftx` fills with unknown. */
function signedAmount(fill: Trit): CellRule {
  return (context) => {
    const { graph } = context;
    const operand = context.read('A');
    const width = Math.max(operand.length, context.width);
    const start: Word = isKnown(fill)
      ? extendWord(operand, width, flag(context.cell, 'A_SIGNED'))
      : Array.from({ length: width }, (_, i) => operand[i] ?? fill);
    const { bits, cloud } = amountOf(context);
    const how = { amount: bits, fill, width: context.width };
    const right = shiftedRight(graph, start, how);
    const result = flag(context.cell, 'B_SIGNED') ? eitherWay(graph, { start, right, how }) : right;
    return result.map((bit) => clouded(graph, bit, cloud));
  };
}

function eitherWay(graph: Graph, given: { readonly start: Word; readonly right: Word; readonly how: Shift }): Word {
  const { amount } = given.how;
  const negative = amount[amount.length - 1] ?? FALSE;
  const left = shiftedLeft(graph, given.start, { ...given.how, amount: negated(graph, amount) });
  return given.right.map((whenZero, i) => tritMux(graph, known(negative), { whenZero, whenOne: left[i] ?? UNKNOWN }));
}

/** Shift cells. */
export const SHIFT_RULES: Readonly<Record<string, CellRule>> = {
  $shl: plain('left', 'zero'),
  $sshl: plain('left', 'zero'),
  $shr: plain('right', 'zero'),
  $sshr: plain('right', 'sign'),
  $shift: signedAmount(ZERO),
  $shiftx: signedAmount(UNKNOWN),
};
