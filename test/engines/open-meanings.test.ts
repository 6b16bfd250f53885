import { describe, expect, it } from 'vitest';
import { readSpec } from '../../src/spec/index.ts';
import { planText, specOf } from './circuit.ts';

const STORE = ['input clk', 'input en', 'input d (8 bits)', 'output q (8 bits)'];
const SHIFT = ['input clk', 'input en', 'input dir', 'input d', 'output q (8 bits)'];
const GATE = ['input a', 'input b', 'output y'];
const COUNT = ['input clk', 'input a', 'input b', 'output y (4 bits)'];
const MACHINE = ['input clk', 'input reset', 'input x', 'output z'];

const detailOf = (ports: readonly string[], prose: string): string | null => {
  const plan = planText(specOf(ports, prose));
  return plan.ok ? null : plan.refusal.detail;
};

describe('an input that goes to a level under a clock edge', () => {
  it.each([
    'On each rising edge of clk, if en goes high, q is set to d. Otherwise q holds its value.',
    'On each rising edge of clk, if en becomes 1, q is set to d. Otherwise q holds its value.',
    'On each rising edge of clk, when en goes low, q is set to d. Otherwise q holds its value.',
  ])('may mean its level or its change: %s', (prose) => {
    expect(detailOf(STORE, prose)).toContain('it is not clear whether en');
  });

  it('is its level where it is said to be so, and its change where both levels are named', () => {
    const rest = 'Otherwise q holds its value.';
    expect(detailOf(STORE, `On each rising edge of clk, if en is high, q is set to d. ${rest}`)).toBeNull();
    expect(detailOf(STORE, `On each rising edge of clk, if en changes from 0 to 1, q is set to d. ${rest}`)).toBeNull();
  });

  it('is its level for a reset, in a circuit without a clock and for what a state machine waits for', () => {
    const reset =
      'rst is an asynchronous reset. When rst goes high, q is cleared. On each rising edge of clk, q is set to d.';
    expect(detailOf(['input clk', 'input rst', 'input d (8 bits)', 'output q (8 bits)'], reset)).toBeNull();
    expect(detailOf(GATE, 'When a goes high, y is b. Otherwise y is 0.')).toBeNull();
    const machine =
      'The machine has the states A and B. Reset is synchronous, active high, to state A. State changes happen on the ' +
      'positive edge of clk. In state A, if x goes high the machine goes to B, otherwise it stays in A. In state B, if x is 1 ' +
      'it stays in B, otherwise it goes to A. z is 1 in state B and 0 in state A.';
    expect(detailOf(MACHINE, machine)).toBeNull();
  });
});

describe('a shift register that is called bidirectional', () => {
  const LEFT = 'with en high and dir low, q shifts left by one and d enters at q[0]';
  const RIGHT = 'with en high and dir high, q shifts right by one and d enters at q[7]';

  it('shifts both ways, or stops the engine', () => {
    const title = 'The module is a bidirectional shift register.';
    const hold = 'Otherwise q holds.';
    const both = `${title} On each rising edge of clk ${LEFT}. On each rising edge of clk ${RIGHT}. With en low, q holds its value.`;
    const one = `${title} On each rising edge of clk with en high, q shifts left by one and d enters at q[0]. ${hold} dir is not used.`;
    expect(detailOf(SHIFT, both)).toBeNull();
    expect(detailOf(SHIFT, one)).toContain('shifts left and when right');
  });
});

describe('an "else if" that no case is left for', () => {
  it.each([
    [GATE, 'If a is 1, y is b. Otherwise, if a is 1 and b is 0, y is 1. Otherwise y is 0.'],
    [
      COUNT,
      'On each rising edge of clk: if a is 1, y is set to 0; else if a is 1, y is set to 5; else if b is 1, y increments by 1.',
    ],
    [
      COUNT,
      'On each rising edge of clk: if y is less than 9, y increments by 1; else if y is 4 and a is 1 and b is 1, y is set to 5; otherwise y holds.',
    ],
  ])('contradicts the text', (ports, prose) => {
    expect(detailOf(ports, prose)).toContain('no case for this one');
  });

  it('is taken where one case is left', () => {
    expect(detailOf(GATE, 'If a is 1, y is b. Otherwise, if b is 0, y is 1. Otherwise y is 0.')).toBeNull();
  });
});

describe('the kind of a machine', () => {
  const machine = (kind: string): string =>
    `Implement a ${kind} state machine with two states A and B. Reset is synchronous, active high, to state A. State ` +
    'changes happen on the positive edge of clk. In state A, if x is 1 the machine goes to B, otherwise it stays in A. In ' +
    'state B, if x is 1 it stays in B, otherwise it goes to A. z is 1 in state B and 0 in state A.';

  it('must be that of the machine that is told, wherever it is named', () => {
    expect(detailOf(MACHINE, machine('Moore'))).toBeNull();
    expect(detailOf(MACHINE, machine('Mealy'))).not.toBeNull();
  });
});

describe('words of a module header that are no words of a declaration', () => {
  it.each(['inverted input b', 'input delayed b', 'input state_t b'])('"%s" is refused', (port) => {
    const reading = readSpec({
      path: 'a.txt',
      text: `// y is a AND b\nmodule unit_k(\n  input a,\n  ${port},\n  output y);\n`,
    });
    expect(reading.ok ? '' : JSON.stringify(reading.error)).toContain('SPEC-HEADER-WORD');
  });
});

describe('comments in a module header', () => {
  const header = (own: string, behind: string): string =>
    `y is a AND b.\n\nmodule unit_k (\n  // data inputs\n  input a, // first operand\n  input b, // ${behind}\n  ${own}\n  output y\n);\n`;

  it('name groups and roles', () => {
    expect(planText(header('// outputs', 'second operand')).ok).toBe(true);
  });

  it.each([
    ['// y is inverted', 'second operand'],
    ['/* registered */', 'second operand'],
    ['// outputs', 'delayed by one cycle'],
    ['// outputs', 'inverted'],
  ])('are read like any other words: %s, %s', (own, behind) => {
    expect(planText(header(own, behind)).ok).toBe(false);
  });
});
