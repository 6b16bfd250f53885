import { describe, expect, it } from 'vitest';
import { planText, specOf } from './circuit.ts';

const PORTS = ['input clk', 'input rst', 'input en', 'output q (4 bits)'];
const REST = 'q is a 4-bit counter that counts up when en is 1 and keeps its value when en is 0.';
const RESET = 'rst is an asynchronous active-high reset that clears q.';

const domainOf = (prose: string) => {
  const plan = planText(specOf(PORTS, prose));
  return plan.ok ? (plan.plan.modules[0]?.domains?.[0] ?? null) : plan.refusal.detail;
};

const EDGES: readonly string[] = [
  'All changes happen on the rising edge of clk.',
  'All changes take place at the rising edge of clk.',
  'Changes happen only on rising edges of clk.',
  'The clock is used with its rising edge.',
  'The rising edge of clk is the active one.',
  'The active edge is the rising edge.',
  'The active clock edge is the rising one.',
  'clk is rising-edge active.',
  'clk: rising edge.',
  'The registers change on rising edges of clk only.',
  'It is a rising-edge-triggered design.',
  'Use rising-edge clocking.',
  'Sampling is done on the rising edge of clk.',
  'All inputs are sampled at the rising edge of clk.',
  'All actions are synchronous to the rising edge of clk.',
  'Triggered on the rising edge of clk.',
  'One step is made on each rising clock edge.',
  'One step per rising edge of clk.',
  'There is one clock, clk, and everything is triggered by its rising edge.',
  'The rising edge of clk is used.',
];

describe('sentences about the edge of the clock', () => {
  it.each(EDGES)('%s', (sentence) => {
    expect(domainOf(`${REST} ${RESET} ${sentence}`)).toMatchObject({ clock: 'clk', edge: 'pos' });
    const falling = sentence.replace(/\brising\b/g, 'falling').replace(/\bRising\b/g, 'Falling');
    expect(domainOf(`${REST} ${RESET} ${falling}`)).toMatchObject({ clock: 'clk', edge: 'neg' });
    // Beside another sentence that names the other edge the text contradicts itself.
    expect(domainOf(`${REST} ${RESET} ${sentence} Everything happens on the falling edge of clk.`)).toEqual(
      expect.any(String),
    );
  });
});

describe('what is said of a reset beside its condition', () => {
  const told = (reset: string) => domainOf(`All changes happen on the rising edge of clk. ${reset} ${REST}`);

  it.each([
    ['sync', 'If rst is 1 (synchronous, active high), q becomes 0.'],
    ['sync', 'If rst is 1, q is cleared (synchronous reset).'],
    ['async', 'If rst is 1 (asynchronous reset), q becomes 0.'],
    ['sync', 'rst is a synchronous active-high reset with priority over en and clears q.'],
    ['async', 'Reset: asynchronous, active high, clears q and beats everything else.'],
  ])('%s: %s', (kind, sentence) => {
    expect(told(sentence)).toMatchObject({ reset: { signal: 'rst', kind, active: 'high' } });
  });

  it.each([
    'If rst is 1 (asynchronous, active high), q becomes 0. The reset is synchronous.',
    'If rst is 1 (synchronous, active low), q becomes 0.',
    'rst is a synchronous active-high reset, and the reset is asynchronous and clears q.',
  ])('contradicts the text: %s', (sentence) => {
    expect(told(sentence)).toEqual(expect.any(String));
  });
});
