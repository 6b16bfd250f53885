import { describe, expect, test } from 'vitest';
import { type Planned, planText, specOf } from './circuit.ts';

const CHOICE = ['input s (2 bits)', 'input a', 'input b', 'output y', 'output z'];
const COUNTER = ['input clk', 'input rst', 'input up', 'input down', 'output q (4 bits)'];
const RESET = ' rst is an active-high synchronous reset that clears q.';

const circuitOf = (planned: Planned) => {
  if (!planned.ok) throw new Error(planned.refusal.detail);
  return planned.circuit();
};

describe('the otherwise behind a list of cases', () => {
  test('is that of all cases of the sentence', () => {
    const circuit = circuitOf(
      planText(specOf(CHOICE, 'If s is 0, y is a; if s is 1, y is b; otherwise y is 0. z is a.')),
    );
    for (const s of [0, 1, 2, 3])
      for (const [a, b] of [
        [0, 1],
        [1, 0],
        [1, 1],
      ] as const) {
        circuit.set('s', s);
        circuit.set('a', a);
        circuit.set('b', b);
        expect(circuit.get('y')).toBe(s === 0 ? a : s === 1 ? b : 0);
      }
  });

  test('leaves the register alone where no case holds', () => {
    const text = `On each rising edge of clk, if up is 1 and down is 0, q is incremented by 1; if down is 1 and up is 0, q is decremented by 1; otherwise q keeps its value.${RESET}`;
    const circuit = circuitOf(planText(specOf(COUNTER, text)));
    let q = 0;
    circuit.set('rst', 1);
    circuit.tick();
    circuit.set('rst', 0);
    for (const [up, down] of [
      [1, 0],
      [1, 0],
      [1, 1],
      [0, 0],
      [0, 1],
      [1, 0],
      [0, 1],
      [0, 1],
      [0, 1],
    ] as const) {
      circuit.set('up', up);
      circuit.set('down', down);
      circuit.tick();
      q = (q + (up - down) + 16) % 16;
      expect(circuit.get('q')).toBe(q);
    }
  });

  test.each<[readonly string[], string]>([
    [CHOICE, 'If s is 0, y is a; if s is 1, z is b; otherwise y is 0.'],
    [CHOICE, 'If s is 0, y is a; if s is 1, y is b; otherwise z is 0.'],
    [CHOICE, 'If s is 0, y is a; if s is less than 2, y is b; otherwise y is 0. z is a.'],
    [
      COUNTER,
      `On each rising edge of clk, if up is 1, q is incremented by 1; if down is 1, q is decremented by 1; otherwise q keeps its value.${RESET}`,
    ],
    [
      COUNTER,
      `On each rising edge of clk, if up is 1 and down is 0, q is incremented by 1. If down is 1, q is decremented by 1; otherwise q keeps its value.${RESET}`,
    ],
  ])('stays open where cases overlap or are of several signals: %j "%s"', (ports, text) => {
    expect(planText(specOf(ports, text)).ok).toBe(false);
  });
});
