import { describe, expect, test } from 'vitest';
import { planText, specOf } from './circuit.ts';

const PORTS = ['input clk', 'input rst', 'input a (8 bits)', 'input b (8 bits)', 'output total (16 bits)'];
const TEXT =
  'On the positive edge of clk or the positive edge of rst, if rst is high, total is set to 0. Otherwise, total is set to total + a.';
const UNUSED = 'Input b is not used.';

const plan = (prose: string): boolean => planText(specOf(PORTS, `${TEXT} ${UNUSED} ${prose}`)).ok;

describe('a sentence that frames what others tell', () => {
  test.each([
    'The module uses a register to store the accumulated value.',
    'The design performs the addition operation and updates the output.',
    'The module takes the 8-bit input a and provides the 16-bit output total.',
    'The circuit accumulates the input values based on the clock.',
    'In the ACC_UNIT, the input value is accumulated in each cycle.',
  ])('is accepted where the design bears it out: %s', (sentence) => {
    expect(plan(sentence)).toBe(true);
  });

  test.each([
    ['an operation that is not there', 'The module multiplies the input operands.'],
    ['a difference that is not there', 'The module computes the difference of the operands.'],
    ['a counter that is not there', 'The module uses a counter to control the output.'],
    ['a width that no signal has', 'The module takes a 12-bit input and provides an output.'],
    ['a number without a noun', 'The module uses 2 registers to store the value.'],
    ['a negation', 'The module does not use the input a.'],
    ['a condition', 'The module updates the output if the input is valid.'],
    ['a delay', 'The module provides the output after one cycle.'],
    ['a sign', 'The module accumulates signed values.'],
    ['a saturation', 'The module accumulates the input values and saturates.'],
    ['an inversion', 'The module provides the inverted output.'],
    ['an order of bits', 'The module processes the reversed input.'],
    ['an exception', 'The module accumulates all values except zero.'],
    ['a pipeline', 'The module uses a pipelined adder.'],
    ['an input that is not used', 'The module accumulates the input b.'],
    ['a toggle', 'The module generates a toggling output.'],
  ])('is refused with %s', (_what, sentence) => {
    expect(plan(sentence)).toBe(false);
  });
});
