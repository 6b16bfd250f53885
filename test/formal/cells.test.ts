import { expect, it } from 'vitest';
import { COMBINATIONAL_TYPES } from '../../src/formal/index.ts';
import type { Random } from '../generators/random.ts';
import { random } from '../generators/random.ts';
import { describeWith } from '../tools/real-tools.ts';
import type { CellCase } from './cell-case.ts';
import { blasterResults, cellBench, randomBits, VECTORS } from './cell-case.ts';
import { runIcarus } from './icarus.ts';

interface Shape {
  readonly ports: Readonly<Record<string, number>>;
  readonly width: number;
  readonly expression: string;
  readonly signs: 'none' | 'together' | 'a' | 'b' | 'apart';
  readonly widthParam?: boolean;
}

type Draw = (rng: Random) => Shape;

const upTo = (rng: Random, most: number): number => 1 + rng.int(most);

const unary =
  (operator: string, signs: Shape['signs'] = 'a'): Draw =>
  (rng) => ({
    ports: { A: upTo(rng, 12) },
    width: upTo(rng, 14),
    expression: `${operator}a#`,
    signs,
  });
const binaryOf =
  (operator: string, signs: Shape['signs'] = 'together', most = 12): Draw =>
  (rng) => ({
    ports: { A: upTo(rng, most), B: upTo(rng, most) },
    width: upTo(rng, most + 2),
    expression: `a# ${operator} b#`,
    signs,
  });
const shiftOf =
  (operator: string): Draw =>
  (rng) => ({
    ports: { A: upTo(rng, 14), B: upTo(rng, 5) },
    width: upTo(rng, 16),
    expression: `a# ${operator} b#`,
    signs: 'a',
  });

/** Each cell type with the Verilog that means the same (IEEE 1364-2005, clause 5). */
const SHAPES: Readonly<Record<string, Draw>> = {
  $not: unary('~'),
  $pos: unary('+'),
  $neg: unary('-'),
  $and: binaryOf('&'),
  $or: binaryOf('|'),
  $xor: binaryOf('^'),
  $xnor: binaryOf('~^'),
  $reduce_and: unary('&', 'none'),
  $reduce_or: unary('|', 'none'),
  $reduce_xor: unary('^', 'none'),
  $reduce_xnor: unary('~^', 'none'),
  $reduce_bool: unary('|', 'none'),
  $logic_not: unary('!', 'none'),
  $logic_and: binaryOf('&&', 'none', 5),
  $logic_or: binaryOf('||', 'none', 5),
  $eq: binaryOf('==', 'together', 6),
  $ne: binaryOf('!=', 'together', 6),
  $eqx: binaryOf('===', 'none', 4),
  $nex: binaryOf('!==', 'none', 4),
  $lt: binaryOf('<'),
  $le: binaryOf('<='),
  $gt: binaryOf('>'),
  $ge: binaryOf('>='),
  $add: binaryOf('+'),
  $sub: binaryOf('-'),
  $mul: binaryOf('*'),
  $div: binaryOf('/'),
  $mod: binaryOf('%'),
  $pow: binaryOf('**', 'apart', 5),
  $shl: shiftOf('<<'),
  $sshl: shiftOf('<<<'),
  $shr: shiftOf('>>'),
  $sshr: shiftOf('>>>'),
  $shift: (rng) => ({
    ports: { A: upTo(rng, 12), B: upTo(rng, 4) },
    width: upTo(rng, 14),
    expression: '(b# < 0 ? a# << -b# : a# >> b#)',
    signs: 'b',
  }),
  $shiftx: (rng) => {
    const width = upTo(rng, 6);
    return { ports: { A: upTo(rng, 20), B: upTo(rng, 5) }, width, expression: `a#[b# +: ${width}]`, signs: 'b' };
  },
  $mux: (rng) => {
    const width = upTo(rng, 8);
    return { ports: { A: width, B: width, S: 1 }, width, expression: 's# ? b# : a#', signs: 'none', widthParam: true };
  },
  $pmux: (rng) => {
    const width = upTo(rng, 5);
    const ways = upTo(rng, 4);
    const chain = Array.from({ length: ways }, (_, i) => `s#[${i}] ? b#[${i * width} +: ${width}] : `).join('');
    return { ports: { A: width, B: width * ways, S: ways }, width, expression: `${chain}a#`, signs: 'none' };
  },
  $bmux: (rng) => {
    const width = upTo(rng, 4);
    const select = upTo(rng, 3);
    const layer = (bits: number, base: number): string =>
      bits === 0
        ? `a#[${base * width} +: ${width}]`
        : `(s#[${bits - 1}] ? ${layer(bits - 1, base + 2 ** (bits - 1))} : ${layer(bits - 1, base)})`;
    return { ports: { A: width * 2 ** select, S: select }, width, expression: layer(select, 0), signs: 'none' };
  },
  $demux: (rng) => {
    const data = upTo(rng, 4);
    const select = upTo(rng, 3);
    const parts = Array.from({ length: 2 ** select }, (_, i) => `(s# == ${i} ? a# : ${data}'d0)`).reverse();
    return {
      ports: { A: data, S: select },
      width: data * 2 ** select,
      expression: `{${parts.join(', ')}}`,
      signs: 'none',
    };
  },
  $tribuf: (rng) => {
    const width = upTo(rng, 6);
    return { ports: { A: width, EN: 1 }, width, expression: `en# ? a# : {${width}{1'bx}}`, signs: 'none' };
  },
};

function drawCase(type: string, rng: Random, withX: boolean): CellCase {
  const shape = SHAPES[type]!(rng);
  const coin = rng.flip();
  const signed: Record<string, boolean> = {
    A: shape.signs === 'together' || shape.signs === 'a' ? coin : shape.signs === 'apart' ? rng.flip() : false,
    B: shape.signs === 'together' || shape.signs === 'b' ? coin : shape.signs === 'apart' ? rng.flip() : false,
  };
  const flag = (port: string): string => (signed[port] === true ? '1' : '0');
  const ports = Object.fromEntries(
    Object.entries(shape.ports).map(([port, width]) => [port, Array.from({ length: width }, (_, i) => i + 2)]),
  );
  return {
    cell: {
      name: 'u',
      type,
      params: { A_SIGNED: flag('A'), B_SIGNED: flag('B') },
      ports: { ...ports, Y: Array.from({ length: shape.width }, () => 999) },
      src: null,
    },
    ports: shape.ports,
    signed,
    width: shape.width,
    expression: shape.expression,
    vectors: Array.from({ length: VECTORS }, () =>
      Object.fromEntries(Object.entries(shape.ports).map(([port, width]) => [port, randomBits(rng, width, withX)])),
    ),
  };
}

const CASES_PER_TYPE = 24;

/** Types for which Icarus and the blaster may differ in how much they know, never in what. */
const LOOSE = new Set(['$pow', '$shift']);

describeWith(['iverilog'], 'each combinational cell computes what Icarus computes', () => {
  it('every modelled cell type has a case', () => {
    expect(Object.keys(SHAPES).sort()).toEqual([...COMBINATIONAL_TYPES].sort());
  });

  for (const [name, withX] of [
    ['known operands', false],
    ['operands with x', true],
  ] as const) {
    it(`on random widths, signs and ${name}`, () => {
      const rng = random(withX ? 11 : 7);
      const cases = Object.keys(SHAPES).flatMap((type) =>
        Array.from({ length: CASES_PER_TYPE }, () => drawCase(type, rng, withX)),
      );
      const expected = runIcarus(cellBench(cases));
      expect(expected).toHaveLength(cases.length * VECTORS);
      const wrong = cases.flatMap((one, index) =>
        blasterResults(one, withX ? 'dual' : 'single').flatMap((got, lane) => {
          const want = expected[index * VECTORS + lane] ?? '';
          return agrees(want, got, LOOSE.has(one.cell.type)) ? [] : [{ ...describeCase(one, lane), want, got }];
        }),
      );
      expect(wrong.slice(0, 10)).toEqual([]);
    });
  }
});

function agrees(want: string, got: string, loose: boolean): boolean {
  if (!loose) return want === got;
  return want.length === got.length && [...want].every((bit, i) => bit === got[i] || bit === 'x' || got[i] === 'x');
}

const describeCase = (one: CellCase, lane: number): object => ({
  type: one.cell.type,
  params: one.cell.params,
  width: one.width,
  operands: one.vectors[lane],
});
