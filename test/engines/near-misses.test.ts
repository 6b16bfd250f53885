import { describe, expect, test } from 'vitest';
import { planText, specOf } from './circuit.ts';

/** Known components, each accepted as it stands. */
const BASES: readonly (readonly [readonly string[], string])[] = [
  [['input clk', 'input reset', 'output q (4 bits)'], 'Implement a 4-bit counter. Reset is active high synchronous.'],
  [
    ['input clk', 'input d (6 bits)', 'output q (6 bits)'],
    'Implement a 6-bit register. All registers are updated on the rising edge of clk.',
  ],
  [['input a', 'input b', 'input c', 'output y'], 'Implement a 3-input NOR gate.'],
  [['input x (5 bits)', 'input y (5 bits)', 'output sum (6 bits)'], 'Implement a 5-bit adder.'],
  [
    ['input clk', 'input reset', 'input sin', 'output q (7 bits)'],
    'Build a 7-bit left shift register with active high synchronous reset.',
  ],
  [
    ['input d0 (3 bits)', 'input d1 (3 bits)', 'input sel', 'output out (3 bits)'],
    'Build a 3-bit wide, 2-to-1 multiplexer. sel=0 chooses d0, sel=1 chooses d1.',
  ],
  [
    ['input clk', 'input go', 'input v (4 bits)', 'output q (4 bits)'],
    'On the positive edge of clk, if go is high, q is set to v; otherwise, q is incremented by 1.',
  ],
  [['input n (3 bits)', 'output y (8 bits)'], 'Design a 3-to-8 decoder.'],
  [
    ['input clk', 'input reset', 'input x', 'output z'],
    'Create a Mealy finite state machine that detects the sequence "0110" on an input signal named x. Overlapping sequences are allowed. Reset is an active-high synchronous reset.',
  ],
  [['input p (8 bits)', 'input r (8 bits)', 'output m (8 bits)'], 'If p is greater than r, m is p. Otherwise, m is r.'],
];

/** Sentences that change what any of them does: none may be passed over. */
const TWISTS: readonly string[] = [
  'All outputs are delayed by one clock cycle.',
  'The result is then inverted.',
  'The bits of the output are in reverse order.',
  'Values are signed.',
  'All numbers are in BCD.',
  'The encoding is Gray code.',
  'Outputs are active low.',
  'Ignore the inputs during the first three cycles.',
  'Except on Sundays, the output is zero.',
  'The most significant bit must stay 0.',
  'This happens only on every second clock cycle.',
  'The output never exceeds 5.',
  'Nothing changes while the test pin is low.',
  'Do not use the lowest input bit.',
  'The output is registered on the falling edge.',
  'The operation takes four cycles.',
  'The module has a bug.',
  'There is a pipeline stage between input and output.',
  'If the value is 3, 7 is shown instead.',
  'Results saturate.',
  'The inputs are synchronised by two flip-flops first.',
  'The output goes to high impedance when idle.',
  'The upper bits are parity protected.',
  'A second copy of the output follows one cycle later.',
  'The least significant bit is toggled at the end.',
  'Overflow must be reported as 15.',
  'The output is not what it seems: it is complemented.',
  'After 100 cycles the circuit stops.',
  'Unless told otherwise, add one.',
  'The priority of the conditions is the other way round.',
];

describe('a known component', () => {
  test.each(BASES)('%# is accepted as it stands', (ports, prose) => {
    const planned = planText(specOf(ports, prose));
    expect(planned.ok ? null : planned.refusal.detail).toBeNull();
  });

  test.each(BASES)('%# is refused with any of thirty added twists, which it quotes', (ports, prose) => {
    for (const twist of TWISTS) {
      // Said of numbers that are compared, this has one meaning.
      if (twist === 'Values are signed.' && prose.includes('greater')) continue;
      const planned = planText(specOf(ports, `${prose} ${twist}`));
      expect(planned.ok, twist).toBe(false);
      if (!planned.ok) expect(planned.refusal.quotes.length, twist).toBeGreaterThan(0);
    }
  });
});

describe('wording that contradicts or leaves open', () => {
  test.each<[readonly string[], string]>([
    [
      ['input clk', 'input reset', 'output q (4 bits)'],
      'Implement a 4-bit counter. Reset is active low synchronous. Reset is active high.',
    ],
    [
      ['input clk', 'input reset', 'output q (4 bits)'],
      'Implement an 8-bit counter. Reset is active high synchronous.',
    ],
    [
      ['input clk', 'input reset', 'output q (4 bits)'],
      'Implement a decade counter that counts from 0 to 10. Reset is active high synchronous.',
    ],
    [
      ['input clk', 'input reset', 'output q (4 bits)'],
      'Implement a 4-bit counter. Reset is active high synchronous and resets the counter to 20.',
    ],
    [
      ['input clk', 'input reset', 'output q (4 bits)'],
      'Implement a 4-bit counter. All registers are updated on the rising edge of clk. The counter increments on the negative edge of clk.',
    ],
    [
      ['input clk', 'input reset', 'input en', 'output q (4 bits)'],
      'Implement a 4-bit counter. Reset is active high synchronous.',
    ],
    [
      ['input clk', 'input reset', 'input en', 'output q (4 bits)'],
      'Implement a 4-bit counter with enable. Reset is active high synchronous. The counter does not count when en is high.',
    ],
    [
      ['input clk', 'input reset', 'input d', 'output q'],
      'Create a D flip-flop. Reset sets q to 1. Reset sets q to 0.',
    ],
    [['input clk', 'input a', 'input b', 'output q'], 'If a is high, q is set to 1. If b is high, q is set to 0.'],
    [['input a', 'input b', 'output y'], 'y is 1 when a is 1. y is 0 when b is 1.'],
    [['input a', 'input b', 'output y'], 'If a is 1, y is b.'],
    [['input a', 'input b', 'input c', 'output y'], 'y is 1 when a is 1 and b is 1 or c is 1.'],
    [['input a', 'input b', 'output y'], 'Implement a 3-input AND gate.'],
    [['input a', 'input b', 'output y'], 'y = a + b'],
    [['input a (4 bits)', 'input b (4 bits)', 'output gt'], 'gt is 1 if a is greater than b as signed numbers.'],
    [['input a', 'input b', 'input c', 'input sel (2 bits)', 'output y'], 'Implement a 3-to-1 multiplexer.'],
    [
      ['input clk', 'input load', 'input ena', 'input data (4 bits)', 'output q (4 bits)'],
      'Implement a 4-bit right shift register with load and enable.',
    ],
    [
      ['input clk', 'input x', 'input reset', 'output z'],
      'Implement a Moore state machine that detects the sequence "101" on x. Reset is synchronous.',
    ],
    [['input a', 'input b : signed value', 'output y'], 'y is 1 when a is 1 and b is 1.'],
  ])('%j %s is refused', (ports, prose) => {
    expect(planText(specOf(ports, prose)).ok).toBe(false);
  });
});

describe('wording that decides', () => {
  test('an edge named in a sentence of behaviour is the edge of the register', () => {
    const planned = planText(specOf(['input clk', 'input d', 'output q'], 'q is set to d on the falling edge of clk.'));
    expect(planned.ok && planned.plan.modules[0]?.domains?.[0]?.edge).toBe('neg');
  });

  test.each([
    ['b has priority over a.', 0],
    ['a has priority over b.', 1],
  ])('a stated priority decides between overlapping conditions: %s', (order, wanted) => {
    const planned = planText(
      specOf(
        ['input clk', 'input a', 'input b', 'output q'],
        `If a is high, q is set to 1. If b is high, q is set to 0. ${order}`,
      ),
    );
    if (!planned.ok) throw new Error(planned.refusal.detail);
    const circuit = planned.circuit();
    circuit.set('a', 1);
    circuit.set('b', 1);
    circuit.tick();
    expect(circuit.get('q')).toBe(wanted);
  });
});

describe('tables and machines that are not functions', () => {
  test.each([
    [
      'overlapping guards',
      ' - input clk\n - input x\n - output z',
      'Implement this state machine:\n\n  A (0) --x=1--> B\n  A (0) --x=1--> A\n  A (0) --x=0--> A\n  B (1) --x=0--> A\n  B (1) --x=1--> B',
      10,
    ],
    [
      'a missing edge',
      ' - input clk\n - input x\n - output z',
      'Implement this state machine:\n\n  A (0) --x=1--> B\n  B (1) --x=0--> A\n  B (1) --x=1--> B',
      9,
    ],
    [
      'a missing row',
      ' - input a\n - input b\n - output f',
      'Implement this truth table:\n\n  a | b | f\n  0 | 0 | 0\n  0 | 1 | 1\n  1 | 1 | 1',
      null,
    ],
  ])('%s are refused with the line', (_name, ports, prose, line) => {
    const planned = planText(`Design a module named m with these ports.\n\n${ports}\n\n${prose}\n`);
    expect(planned.ok).toBe(false);
    if (!planned.ok && line !== null) expect(planned.refusal.quotes[0]?.span.line).toBe(line);
  });
});
