import { expect, test } from 'vitest';
import { planText, specOf } from './circuit.ts';

const PORTS = ['input clk', 'input rst', 'input d (4 bits)', 'output q (4 bits)'];
const reset = (sentence: string) => planText(specOf(PORTS, `Implement a 4-bit register with reset. ${sentence}`));

test.each(['Reset is active high.', 'rst resets the register to zero.'])(
  'a reset of which nothing says whether it waits for the clock stops the engine: %s',
  (sentence) => {
    const planned = reset(sentence);
    expect(planned).toMatchObject({ ok: false, refusal: { detail: expect.stringContaining('synchronous or asynch') } });
  },
);

test.each([
  'Reset is active high synchronous.',
  'Reset is active high asynchronous.',
  'Reset is active high. Assume all sequential logic is triggered on the positive edge of clk.',
])('a reset of which the text says it is built: %s', (sentence) => {
  expect(reset(sentence).ok).toBe(true);
});
