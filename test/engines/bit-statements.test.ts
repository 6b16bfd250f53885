import { describe, expect, test } from 'vitest';
import { random } from '../generators/random.ts';
import { planText, specOf } from './circuit.ts';

const onesIn = (value: number): number => value.toString(2).replaceAll('0', '').length;
const bit = (value: number, index: number): number => Math.floor(value / 2 ** index) % 2;
const reversed = (value: number, width: number): number =>
  Array.from({ length: width }, (_, index) => bit(value, index) * 2 ** (width - 1 - index)).reduce((a, b) => a + b, 0);
const highest = (value: number): number => (value === 0 ? 0 : value.toString(2).length - 1);
const fromGray = (value: number): number => {
  let result = value;
  for (let rest = value >> 1; rest > 0; rest >>= 1) result ^= rest;
  return result;
};

/** A statement over one input `v` of `w` bits, the width of its output `y`, and what `y` must be. */
type Statement = readonly [(w: number) => string, (w: number) => number, (v: number, w: number) => number];

const STATEMENTS: readonly Statement[] = [
  [() => 'y is v with its bits in reverse order.', (w) => w, reversed],
  [() => 'y is 1 when an odd number of bits of v are 1.', () => 1, (v) => onesIn(v) % 2],
  [() => 'y is set if v contains an even number of ones.', () => 1, (v) => 1 - (onesIn(v) % 2)],
  [() => 'y is 1 if at least three bits of v are 1.', () => 1, (v) => Number(onesIn(v) >= 3)],
  [() => 'y is high when exactly two of the bits of v are high.', () => 1, (v) => Number(onesIn(v) === 2)],
  [() => 'y is 1 when no more than one bit of v is 1.', () => 1, (v) => Number(onesIn(v) <= 1)],
  [() => 'y is 1 when two or more bits of v are zero.', () => 1, (v, w) => Number(w - onesIn(v) >= 2)],
  [() => 'y is 1 if no bit of v is 1.', () => 1, (v) => Number(v === 0)],
  [() => 'y is 1 if all bits of v are high.', () => 1, (v, w) => Number(v === 2 ** w - 1)],
  [
    () => 'y is the position of the most significant bit of v that is 1. If v is zero, y is 0.',
    (w) => Math.ceil(Math.log2(w)),
    (v) => highest(v),
  ],
  [
    () => 'If v is 0, y is 0; otherwise y is the index of the lowest set bit in v.',
    (w) => Math.ceil(Math.log2(w)),
    (v) => (v === 0 ? 0 : Math.log2(v & -v)),
  ],
  [() => 'y is the Gray code of v.', (w) => w, (v) => v ^ (v >> 1)],
  [() => 'y is the binary equivalent of the Gray-coded value v.', (w) => w, fromGray],
  [
    (w) => `y is the lower three bits of v, sign-extended to ${String(w + 2)} bits.`,
    (w) => w + 2,
    (v, w) => (bit(v, 2) === 1 ? 2 ** (w + 2) - 8 : 0) + (v % 8),
  ],
  [() => 'y is the one-hot code of v.', (w) => 2 ** w, (v) => 2 ** v],
  [() => 'Bit v of y is 1 and all other bits are 0.', (w) => 2 ** w, (v) => 2 ** v],
  [() => 'y is v rotated left by two bits.', (w) => w, (v, w) => ((v << 2) | (v >> (w - 2))) & (2 ** w - 1)],
  [() => 'y is the number of bits of v that are set to 1.', () => 4, (v) => onesIn(v)],
  [() => 'y is the XOR of all bits of v.', () => 1, (v) => onesIn(v) % 2],
];

describe('statements about bits', () => {
  test.each(STATEMENTS)('%# mean what a model of them says, for random widths', (text, width, model) => {
    const rng = random(7);
    for (let round = 0; round < 6; round += 1) {
      const w = 4 + rng.int(3);
      const spec = specOf([`input v (${String(w)} bits)`, `output y (${String(width(w))} bits)`], text(w));
      const planned = planText(spec);
      if (!planned.ok) throw new Error(`${planned.refusal.detail}\n${spec}`);
      const circuit = planned.circuit();
      for (let v = 0; v < 2 ** w; v += 1) {
        circuit.set('v', v);
        expect(circuit.get('y'), `${text(w)} v=${String(v)} w=${String(w)}`).toBe(model(v, w));
      }
    }
  });

  test.each<[readonly string[], string]>([
    [['input v (4 bits)', 'output y'], 'y is 1 if at least five bits of v are 1.'],
    [['input v (4 bits)', 'output y'], 'y is 1 if at least two of the five bits of v are 1.'],
    [['input p', 'input q', 'input r', 'output y'], 'y is high when at least two of the four inputs are high.'],
    [['input p', 'input q', 'output y'], 'y is the majority of p and q.'],
    [['input v (6 bits)', 'output y (3 bits)'], 'y is the position of the most significant bit of v that is 1.'],
    [['input v (6 bits)', 'output y (2 bits)'], 'y is the index of the highest set bit of v. If v is 0, y is 0.'],
    [['input v (4 bits)', 'output y (8 bits)'], 'y is v, sign-extended to 16 bits.'],
    [['input n (4 bits)', 'output y (8 bits)'], 'Bit n of y is 1 and all the other bits are 0.'],
    [['input a (4 bits)', 'input b (4 bits)', 'output y (8 bits)'], 'The upper half of y is a.'],
    [
      ['input a (4 bits)', 'input b (4 bits)', 'output y (8 bits)'],
      'The upper half of y is a. The lower half of y is b. y[4] is a[0].',
    ],
    [
      ['input a (9 bits)', 'input b (9 bits)', 'output s (9 bits)', 'output co'],
      '{co, s} is the 9-bit sum of a and b.',
    ],
    [['input v (4 bits)', 'output y (4 bits)'], 'y is the absolute value of v.'],
    [['input v (12 bits)', 'output y (12 bits)'], 'y is v with its two bytes swapped.'],
    [
      ['input clk', 'input rst', 'input d (8 bits)', 'output q (8 bits)'],
      'On the rising edge of clk, q takes the value of d. rst is an active-high synchronous reset that clears q[3:0].',
    ],
  ])('%j %s is refused', (ports, prose) => {
    expect(planText(specOf(ports, prose)).ok).toBe(false);
  });

  test('outputs side by side hold the sum with its carry', () => {
    const planned = planText(
      specOf(
        ['input u (5 bits)', 'input v (5 bits)', 'input ci', 'output s (5 bits)', 'output co'],
        'The concatenation {co, s} is the 6-bit sum of u, v and ci.',
      ),
    );
    if (!planned.ok) throw new Error(planned.refusal.detail);
    const circuit = planned.circuit();
    for (const [u, v, ci] of [
      [31, 31, 1],
      [30, 1, 1],
      [12, 5, 0],
    ] as const) {
      circuit.set('u', u);
      circuit.set('v', v);
      circuit.set('ci', ci);
      expect(circuit.get('s') + 32 * circuit.get('co')).toBe(u + v + ci);
    }
  });
});
