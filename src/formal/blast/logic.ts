import { not, TRUE } from '../graph.ts';
import type { Trit, Word } from '../trit.ts';
import { ONE, tritAnd, tritMux, tritNot, tritOr, tritXor, UNKNOWN, ZERO } from '../trit.ts';
import type { CellContext, CellRule } from './context.ts';
import { extended, operandWidth } from './context.ts';

const at = (word: Word, index: number): Trit => word[index] ?? UNKNOWN;

function bitwise(combine: (context: CellContext, a: Trit, b: Trit) => Trit): CellRule {
  return (context) => {
    const b = extended(context, 'B', context.width);
    return extended(context, 'A', context.width).map((bit, i) => combine(context, bit, at(b, i)));
  };
}

const reduceOr = (context: CellContext, word: Word): Trit =>
  word.reduce((all, bit) => tritOr(context.graph, all, bit), ZERO);
const reduceAnd = (context: CellContext, word: Word): Trit =>
  word.reduce((all, bit) => tritAnd(context.graph, all, bit), ONE);
const reduceXor = (context: CellContext, word: Word): Trit =>
  word.reduce((all, bit) => tritXor(context.graph, all, bit), ZERO);

/** `==`: 0 where a known bit differs, else unknown where any bit is (IEEE 1364-2005, 5.1.8). */
function equal(context: CellContext): Trit {
  const width = operandWidth(context);
  const b = extended(context, 'B', width);
  const same = extended(context, 'A', width).map((bit, i) => tritNot(tritXor(context.graph, bit, at(b, i))));
  return reduceAnd(context, same);
}

/** `===`: compares x as a value of its own. */
function identical(context: CellContext): Trit {
  const { graph } = context;
  const width = operandWidth(context);
  const pad = (port: string): Word => {
    const word = context.readExact(port);
    return Array.from({ length: width }, (_, i) => word[i] ?? ZERO);
  };
  const b = pad('B');
  let same: number = TRUE;
  pad('A').forEach((bit, i) => {
    same = graph.and(same, not(graph.xor(bit.one, at(b, i).one)));
    same = graph.and(same, not(graph.xor(bit.zero, at(b, i).zero)));
  });
  return { one: same, zero: not(same) };
}

/** The single result bit, zero-extended to the output's width. */
const single = (context: CellContext, bit: Trit): Word =>
  Array.from({ length: context.width }, (_, i) => (i === 0 ? bit : ZERO));

const truth = (context: CellContext, port: string): Trit => reduceOr(context, context.read(port));

function priorityMux(context: CellContext): Word {
  const select = context.read('S');
  const data = context.read('B');
  let result = context.read('A');
  for (let i = select.length - 1; i >= 0; i--) {
    const otherwise = result;
    result = otherwise.map((whenZero, bit) =>
      tritMux(context.graph, at(select, i), { whenZero, whenOne: at(data, i * context.width + bit) }),
    );
  }
  return result;
}

function binaryMux(context: CellContext): Word {
  let layer = context.read('A');
  for (const select of context.read('S')) {
    const half: Trit[] = [];
    for (let base = 0; base < layer.length; base += 2 * context.width) {
      for (let bit = 0; bit < context.width; bit++) {
        const data = { whenZero: at(layer, base + bit), whenOne: at(layer, base + context.width + bit) };
        half.push(tritMux(context.graph, select, data));
      }
    }
    layer = half;
  }
  return layer;
}

function demultiplexed(context: CellContext): Word {
  const data = context.read('A');
  const select = context.read('S');
  const out: Trit[] = [];
  for (let index = 0; out.length < context.width; index++) {
    const bits = select.map((bit, i) => (((index >> i) & 1) === 1 ? bit : tritNot(bit)));
    const chosen = reduceAnd(context, bits);
    for (const bit of data) out.push(tritMux(context.graph, chosen, { whenZero: ZERO, whenOne: bit }));
  }
  return out;
}

/** Bitwise, reduction, logical, equality and multiplexer cells. */
export const LOGIC_RULES: Readonly<Record<string, CellRule>> = {
  $not: (context) => extended(context, 'A', context.width).map(tritNot),
  $pos: (context) => extended(context, 'A', context.width),
  $and: bitwise(({ graph }, a, b) => tritAnd(graph, a, b)),
  $or: bitwise(({ graph }, a, b) => tritOr(graph, a, b)),
  $xor: bitwise(({ graph }, a, b) => tritXor(graph, a, b)),
  $xnor: bitwise(({ graph }, a, b) => tritNot(tritXor(graph, a, b))),
  $reduce_and: (context) => single(context, reduceAnd(context, context.read('A'))),
  $reduce_or: (context) => single(context, truth(context, 'A')),
  $reduce_bool: (context) => single(context, truth(context, 'A')),
  $reduce_xor: (context) => single(context, reduceXor(context, context.read('A'))),
  $reduce_xnor: (context) => single(context, tritNot(reduceXor(context, context.read('A')))),
  $logic_not: (context) => single(context, tritNot(truth(context, 'A'))),
  $logic_and: (context) => single(context, tritAnd(context.graph, truth(context, 'A'), truth(context, 'B'))),
  $logic_or: (context) => single(context, tritOr(context.graph, truth(context, 'A'), truth(context, 'B'))),
  $eq: (context) => single(context, equal(context)),
  $ne: (context) => single(context, tritNot(equal(context))),
  $eqx: (context) => single(context, identical(context)),
  $nex: (context) => single(context, tritNot(identical(context))),
  $mux: (context) => {
    const b = context.read('B');
    const select = at(context.read('S'), 0);
    return context.read('A').map((whenZero, i) => tritMux(context.graph, select, { whenZero, whenOne: at(b, i) }));
  },
  $pmux: priorityMux,
  $bmux: binaryMux,
  $demux: demultiplexed,
  $tribuf: (context) => {
    const enable = at(context.read('EN'), 0);
    return context.read('A').map((whenOne) => tritMux(context.graph, enable, { whenZero: UNKNOWN, whenOne }));
  },
};
