import { describe, expect, test } from 'vitest';
import { random } from '../generators/random.ts';
import { type Circuit, planText, specOf } from './circuit.ts';

const circuitOf = (ports: readonly string[], prose: string): Circuit => {
  const planned = planText(specOf(ports, prose));
  if (!planned.ok) throw new Error(`${planned.refusal.detail}\n${prose}\n${JSON.stringify(planned.refusal.quotes)}`);
  return planned.circuit();
};

const signed = (value: number, width: number): number => (value >= 2 ** (width - 1) ? value - 2 ** width : value);

/** Random widths, names and wordings of one component; each instance is compared with a model for random inputs. */
type Instance = (seed: number) => void;

const INSTANCES: Readonly<Record<string, Instance>> = {
  'signed comparators with several outputs': (seed) => {
    const rng = random(seed);
    const width = 3 + rng.int(6);
    const text = rng.pick([
      `Implement a signed ${String(width)}-bit comparator.`,
      'gt is 1 if m is greater than n. eq is 1 if m equals n. lt is 1 if m is less than n. Treat m and n as signed numbers.',
      "gt is 1 if m is greater than n. eq is 1 if m equals n. lt is 1 if m is less than n. Both operands are two's complement values.",
    ]);
    const vector = `(${String(width)} bits)`;
    const circuit = circuitOf([`input m ${vector}`, `input n ${vector}`, 'output gt', 'output eq', 'output lt'], text);
    for (let round = 0; round < 20; round += 1) {
      const [m, n] = [rng.int(2 ** width), rng.int(2 ** width)];
      circuit.set('m', m);
      circuit.set('n', n);
      const difference = signed(m, width) - signed(n, width);
      const found = [circuit.get('gt'), circuit.get('eq'), circuit.get('lt')];
      expect(found, text).toEqual([difference > 0, difference === 0, difference < 0].map(Number));
    }
  },
  'products and sums of signed numbers': (seed) => {
    const rng = random(seed);
    const width = 3 + rng.int(4);
    const isProduct = rng.flip();
    const wide = isProduct ? 2 * width : width + 1 + rng.int(3);
    const text = `p is the ${isProduct ? 'product' : 'sum'} of m and n. ${rng.pick(['Both operands are signed.', 'm and n are signed numbers.', "The inputs are two's complement numbers."])}`;
    const vector = `(${String(width)} bits)`;
    const circuit = circuitOf([`input m ${vector}`, `input n ${vector}`, `output p (${String(wide)} bits)`], text);
    for (let round = 0; round < 20; round += 1) {
      const [m, n] = [rng.int(2 ** width), rng.int(2 ** width)];
      circuit.set('m', m);
      circuit.set('n', n);
      const [left, right] = [signed(m, width), signed(n, width)];
      expect(signed(circuit.get('p'), wide), text).toBe((isProduct ? left * right : left + right) + 0);
    }
  },
  'subtractors with borrows': (seed) => {
    const rng = random(seed);
    const width = 2 + rng.int(8);
    const vector = `(${String(width)} bits)`;
    const circuit = circuitOf(
      [`input a ${vector}`, `input b ${vector}`, 'input bin', `output d ${vector}`, 'output bout'],
      `Implement a ${String(width)}-bit subtractor with borrow in and borrow out.`,
    );
    for (let round = 0; round < 20; round += 1) {
      const [a, b, bin] = [rng.int(2 ** width), rng.int(2 ** width), rng.int(2)];
      circuit.set('a', a);
      circuit.set('b', b);
      circuit.set('bin', bin);
      expect(circuit.get('d') - 2 ** width * circuit.get('bout')).toBe(a - b - bin);
    }
  },
  'Gray code counters': (seed) => {
    const rng = random(seed);
    const width = 3 + rng.int(3);
    const circuit = circuitOf(
      ['input clk', 'input rst', `output g (${String(width)} bits)`],
      `${rng.pick(['Implement', 'Build', 'Design'])} a ${String(width)}-bit ${rng.pick(['Gray code', 'Gray'])} counter. rst is an active-high synchronous reset that sets g to zero.`,
    );
    circuit.set('rst', 1);
    circuit.tick();
    circuit.set('rst', 0);
    for (let count = 0; count < 2 ** width + 3; count += 1) {
      const plain = count % 2 ** width;
      expect(circuit.get('g')).toBe(plain ^ (plain >> 1));
      circuit.tick();
    }
  },
  'BCD counters of two digits': (seed) => {
    const rng = random(seed);
    const last = 10 + rng.int(30);
    const circuit = circuitOf(
      ['input clk', 'input rst', 'input ena', 'output q (8 bits)'],
      `Build a two-digit BCD counter that counts from 00 ${rng.pick(['to', 'up to', 'through'])} ${String(last)}. The counter increments when ena is 1. rst is an active-high synchronous reset that clears q.`,
    );
    circuit.set('rst', 1);
    circuit.set('ena', 1);
    circuit.tick();
    circuit.set('rst', 0);
    let count = 0;
    for (let step = 0; step < 55; step += 1) {
      const ena = Number(rng.int(8) > 0);
      circuit.set('ena', ena);
      circuit.tick();
      if (ena === 1) count = count === last ? 0 : count + 1;
      expect(circuit.get('q')).toBe(16 * Math.floor(count / 10) + (count % 10));
    }
  },
  'counters whose range stands in a sentence of its own': (seed) => {
    const rng = random(seed);
    const last = 2 + rng.int(13);
    const range = rng.pick([
      `The counter counts from 0 to ${String(last)} and then wraps to 0.`,
      `It counts from 0 through ${String(last)}, inclusive.`,
      `The counter cycles through values 0 to ${String(last)}.`,
    ]);
    const circuit = circuitOf(
      ['input clk', 'input rst', 'output q (4 bits)'],
      `Build a 4-bit counter. ${range} rst is an active-high synchronous reset.`,
    );
    circuit.set('rst', 1);
    circuit.tick();
    circuit.set('rst', 0);
    for (let step = 0; step < 20; step += 1) {
      expect(circuit.get('q'), range).toBe(step % (last + 1));
      circuit.tick();
    }
  },
  'shift registers with an exclusive-or fed back': (seed) => {
    const rng = random(seed);
    const width = 4 + rng.int(5);
    const [one, two] = [width - 1, rng.int(width - 1)];
    const circuit = circuitOf(
      ['input clk', 'input rst', `output s (${String(width)} bits)`],
      `Make a ${String(width)}-bit Fibonacci LFSR. On each rising edge of clk the register shifts left by one bit and the XOR of s[${String(one)}] and s[${String(two)}] is shifted into bit 0. rst is an active-high synchronous reset that sets s to 1.`,
    );
    circuit.set('rst', 1);
    circuit.tick();
    circuit.set('rst', 0);
    let s = 1;
    for (let step = 0; step < 20; step += 1) {
      expect(circuit.get('s')).toBe(s);
      s = ((s << 1) | (((s >> one) ^ (s >> two)) & 1)) & (2 ** width - 1);
      circuit.tick();
    }
  },
};

describe('components in words', () => {
  test.each(Object.entries(INSTANCES))('200 random %s do what a model of them does', (_name, check) => {
    for (let seed = 0; seed < 200; seed += 1) check(seed);
  });

  test.each<[readonly string[], string]>([
    // The name and the sentences disagree.
    [['input a (6 bits)', 'input b (6 bits)', 'output s (6 bits)'], 'Implement a 6-bit subtractor. s is a + b.'],
    [['input a (6 bits)', 'input b (6 bits)', 'output s (6 bits)'], 'Implement an 8-bit adder. s is a + b.'],
    [
      ['input en', 'input n (3 bits)', 'output y (8 bits)'],
      'Build a 4-to-16 decoder. If en is 1, y is 1 << n. Otherwise, y is 0.',
    ],
    [
      ['input clk', 'input rst', 'output q (4 bits)'],
      'Build a Gray counter. On the positive edge of clk, if rst is high, q is set to 0. Otherwise, q is incremented by 1.',
    ],
    [
      ['input clk', 'input rst', 'output q (4 bits)'],
      'Build an LFSR. On the positive edge of clk, if rst is high, q is set to 0. Otherwise, q is incremented by 1.',
    ],
    [
      ['input clk', 'input rst', 'output q (4 bits)'],
      'Build a modulo-11 counter. It counts from 0 to 9 and then wraps to 0. rst is an active-high synchronous reset.',
    ],
    [
      ['input clk', 'input rst', 'output q (4 bits)'],
      'Build a counter. It counts from 0 to 9 and then wraps to 1. rst is an active-high synchronous reset.',
    ],
    [
      ['input clk', 'input rst', 'output q (8 bits)'],
      'Build a three-digit BCD counter. rst is an active-high synchronous reset.',
    ],
    [
      ['input clk', 'input rst', 'output q (8 bits)', 'output c'],
      'Build a two-digit BCD counter. rst is an active-high synchronous reset. c is 1 when q is 59.',
    ],
    // A remark that is not true.
    [
      ['input x (12 bits)', 'input y (12 bits)', 'output r (12 bits)'],
      'r is the sum of x and y. The result wraps around modulo 2048.',
    ],
    [
      ['input x (12 bits)', 'input y (12 bits)', 'output r (13 bits)'],
      'r is the sum of x and y. Carries out of the top bit are discarded.',
    ],
    [['input a (4 bits)', 'input b (4 bits)', 'output y (4 bits)'], 'y is a & b. Both operands are signed.'],
    [['input a (4 bits)', 'input b (4 bits)', 'output y'], 'y is 1 if a is greater than b. a is a signed number.'],
    [['input a (4 bits)', 'output y'], 'y is 1 if a is negative.'],
    // The level of a clock is no condition of a register.
    [['input clk', 'input t', 'output q'], 'When clk is high, q follows t. When clk is low, q keeps its value.'],
    // A key twice, a latch without opposite conditions.
    [
      ['input sel (2 bits)', 'input a', 'input b', 'output y'],
      'sel = 0 picks a, 1 picks b and 1 picks a. For any other value of sel, y is 0.',
    ],
    [
      ['input g', 'input d', 'output q'],
      'Implement a transparent latch. While g is high, q follows d. While g is high, q holds its value.',
    ],
    [['input g', 'input d', 'output q'], 'While g is high, q follows d. While g is low, q holds its value.'],
  ])('%j %s is refused', (ports, prose) => {
    expect(planText(specOf(ports, prose)).ok).toBe(false);
  });
});
