import { describe, expect, test } from 'vitest';
import { planText, specOf } from './circuit.ts';

const PORTS = ['input clk', 'input go', 'output q (4 bits)'];
const BODY = 'On each rising edge of clk, if go is 1, q is incremented by 1, otherwise q keeps its value.';
const plan = (opening: string) => planText(specOf(PORTS, `${opening} ${BODY}`));

describe('the sentence that opens a text', () => {
  test.each([
    'Implement the warning logic of a tram.',
    'The module should implement a simple guest meter for a zoo.',
    'Design a counter for a museum.',
    'This module is a small passenger counter of 4 bits.',
  ])('"%s" only names what the others tell', (opening) => {
    expect(plan(opening)).toMatchObject({ ok: true });
  });

  test.each([
    'Implement a saturating meter.',
    'Implement a retriggerable meter.',
    'The module should implement a free-running meter.',
    'Implement a meter for two gates.',
    'Implement the inverse of a meter.',
    'Design a 5-bit meter.',
    'Design a meter for 23 visitors.',
    'Design a Gray meter.',
    'Implement a meter that go clears.',
    'The module is a latch for museums.',
    'Implement a stack for a museum, last in first out.',
    'Implement a register that is slow.',
    'Implement a meter which nobody reads.',
  ])('"%s" stops the engine', (opening) => {
    expect(plan(opening)).toMatchObject({ ok: false });
  });

  test('a device that no sentence bears out stops the engine', () => {
    const spec = specOf(['input a', 'input b', 'output y'], 'Design a counter for a museum. y is the AND of a and b.');
    expect(planText(spec)).toMatchObject({ ok: false });
  });

  test('behind what tells a behaviour it is no opening', () => {
    const spec = specOf(PORTS, `${BODY} Implement the warning logic of a tram.`);
    expect(planText(spec)).toMatchObject({ ok: false });
  });

  test.each([
    ['Both outputs are slow', false],
    ['The value is old', false],
    ['Combinational outputs', false],
    ['Function', true],
    ['Copying of inputs', true],
  ])('"%s:" in front of a sentence is a label: %s', (label, ok) => {
    const spec = specOf(['input a', 'input b', 'output y', 'output z'], `${label}: y is a and z is b.`);
    expect(planText(spec)).toMatchObject({ ok });
  });

  test.each([
    [['input a', 'output y'], 'y is the inverse of a. The circuit is a state machine.', false],
    [['input a', 'output y'], 'y is the inverse of a. The circuit has no memory.', true],
    [
      ['input g', 'input d', 'output q'],
      'While g is 1, q is d. While g is 0, q holds its value. The circuit has no memory.',
      false,
    ],
    [
      ['input g', 'input d', 'output q'],
      'While g is 1, q is d. While g is 0, q holds its value. This is a latch.',
      true,
    ],
    [
      ['input clk', 'input d', 'output q'],
      'On each rising edge of clk, q becomes d. The circuit is a state machine.',
      true,
    ],
  ] as const)('what %j is called must be so: "%s"', (ports, text, ok) => {
    expect(planText(specOf(ports, text))).toMatchObject({ ok });
  });
});
