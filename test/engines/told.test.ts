import { describe, expect, test } from 'vitest';
import { planText, specOf } from './circuit.ts';
import type { Case } from './families.ts';
import { toldMemory, toldRegisterFile } from './memories.ts';
import { expectFewRefused } from './seeds.ts';
import { toldCounter, toldMachine } from './told.ts';

describe('behaviour told in sentences', () => {
  test.each<[string, (seed: number) => Case, number]>([
    ['state machines', toldMachine, 140],
    ['internal counters', toldCounter, 140],
    ['memories', toldMemory, 140],
    ['register files', toldRegisterFile, 140],
  ])('200 random %s are right or refused, and most are accepted', (_name, generate, least) => {
    expectFewRefused(generate, 200 - least);
  });
});

const GATE = ['input clk', 'input rst', 'input coin', 'input push', 'output open', 'output beep'];
const GATE_TEXT = [
  'The machine has two states: LOCKED and FREE.',
  'In state LOCKED, if coin is 1 the next state is FREE, otherwise it stays in LOCKED.',
  'From FREE it goes to LOCKED when push is 1; otherwise it stays in FREE.',
  'open is 1 only in state FREE.',
  'beep is 1 in state LOCKED when push is 1.',
  'rst is a synchronous active-high reset to state LOCKED.',
  'Everything is clocked on the rising edge of clk.',
];

/** The text with one sentence replaced; index -1 adds it at the end. */
const twisted = (text: readonly string[], at: number, sentence: string): string =>
  (at < 0 ? [...text, sentence] : text.map((one, index) => (index === at ? sentence : one))).join(' ');

const MACHINE_TWISTS: readonly (readonly [string, number, string])[] = [
  ['two ways for one input', -1, 'In state LOCKED, if push is 1 the next state is FREE.'],
  ['an exception', -1, 'In state FREE, if coin is 1, it ignores push.'],
  ['another target for the same condition', -1, 'In state LOCKED, if coin is 1 the next state is LOCKED.'],
  ['a state that nothing leads on from', -1, 'In state FREE, if coin is 1 the next state is BROKEN.'],
  ['a wrong number of states', 0, 'The machine has three states: LOCKED and FREE.'],
  ['a state too many in the list', 0, 'The machine has three states: LOCKED, FREE and BROKEN.'],
  ['another reset state as well', -1, 'The machine starts in FREE.'],
  ['no reset state', 5, 'rst is a synchronous active-high reset.'],
  ['an output with two values', -1, 'open is 0 in state FREE.'],
  ['an output that is said to be elsewhere', -1, 'open is 1 in state LOCKED.'],
  ['an output that is nowhere told', 4, 'Inputs are synchronous to clk.'],
  ['a negation', -1, 'The machine does not stay in LOCKED.'],
  ['a delay', -1, 'open follows one cycle later.'],
  ['a wait', 2, 'From FREE it goes to LOCKED when push is 1 for three cycles; otherwise it stays in FREE.'],
  ['an unless', 2, 'From FREE it goes to LOCKED when push is 1 unless coin is 1.'],
  [
    'mixed and and or',
    2,
    'From FREE it goes to LOCKED when push is 1 and coin is 0 or coin is 1; otherwise it stays in FREE.',
  ],
  ['the other kind of machine', -1, 'It is a Moore machine.'],
];

const DIVIDER = ['input clk', 'input rst', 'output tick'];
const DIVIDER_TEXT = [
  'The circuit divides clk by 10.',
  'cnt is an internal counter.',
  'On the positive edge of clk, if rst is high, cnt and tick are set to 0.',
  'Otherwise, if cnt is 4, cnt is set to 0 and tick is toggled.',
  'Otherwise, cnt is incremented by 1.',
];

const DIVIDER_TWISTS: readonly (readonly [string, number, string])[] = [
  ['a wrong ratio', 0, 'The circuit divides clk by 12.'],
  ['a wrong duty cycle', 0, 'The circuit divides clk by 10 with a 40% duty cycle.'],
  ['a wrong number of counters', 0, 'The circuit uses two counters.'],
  ['a width that is too small for its values', 1, 'cnt is an internal 2-bit counter.'],
  ['two widths', -1, 'The 4-bit counter cnt is used. The 3-bit counter cnt is used.'],
  ['no end of the count', 3, 'Otherwise, if tick is 1, tick is set to 0.'],
  ['a counter that reset does not name', 2, 'On the positive edge of clk, if rst is high, tick is set to 0.'],
  ['a second effect at the same time', -1, 'If cnt is 3, cnt is set to 1.'],
  ['a range that does not fit', -1, 'The counter counts from 0 to 5.'],
  ['an exception', 4, 'Otherwise, cnt is incremented by 1, except when it is 2.'],
  ['a hold', -1, 'If cnt is 2, cnt keeps its value.'],
  ['a negation', 4, 'Otherwise, cnt is not incremented.'],
  ['an internal signal that nothing drives', -1, 'flag_x is an internal flag.'],
  ['an output that follows later', -1, 'tick is delayed by one cycle.'],
];

const DETECTOR = ['input clk', 'input rst', 'input x', 'output z'];
const DETECTORS_REFUSED: readonly (readonly [string, string])[] = [
  ['neither Mealy nor Moore', 'Build a sequence detector for the pattern 1101 on x. Overlaps are allowed.'],
  ['no word on overlap', 'Build a Moore sequence detector for the pattern 101 on x.'],
  [
    'overlap allowed and not',
    'Build a Moore sequence detector for the pattern 101 on x without overlap. Overlaps are allowed.',
  ],
  [
    'the cycle of another kind',
    'Build a Mealy sequence detector for the pattern 101 on x with overlap. z is 1 in the cycle after the last bit of the pattern was sampled.',
  ],
  [
    'another last bit',
    'Build a Mealy sequence detector for the pattern 101 on x with overlap. z is 1 in the same cycle in which the final 0 is on x.',
  ],
  [
    'two patterns',
    'Build a Moore sequence detector for the pattern 101 on x with overlap. z is 1 when 110 sequence is detected.',
  ],
  ['a delay', 'Build a Moore sequence detector for the pattern 101 on x with overlap. z is delayed by one cycle.'],
];

const RESET = 'rst is a synchronous active-high reset to the initial state.';

describe('near-misses of what is told', () => {
  test('the texts are accepted as they stand', () => {
    expect(planText(specOf(GATE, GATE_TEXT.join(' '))).ok).toBe(true);
    expect(planText(specOf(DIVIDER, DIVIDER_TEXT.join(' '))).ok).toBe(true);
    expect(
      planText(specOf(DETECTOR, `Build a Moore sequence detector for the pattern 101 on x without overlap. ${RESET}`))
        .ok,
    ).toBe(true);
  });

  test.each(MACHINE_TWISTS)('a machine with %s is refused', (_what, at, sentence) => {
    expect(planText(specOf(GATE, twisted(GATE_TEXT, at, sentence))).ok).toBe(false);
  });

  test('a state stays where no sentence says that it leaves, as a recorded assumption about that state', () => {
    const other = 'From FREE it goes to LOCKED when push is 1. Otherwise, it stays in its state.';
    const whole = GATE_TEXT.map((one, at) => (at === 2 ? other : one));
    const told = planText(specOf(GATE, whole.join(' ')));
    expect(told.ok && told.plan.assumptions?.map((one) => one.rule)).not.toContain('fsm.stays');
    const open = planText(specOf(GATE, twisted(whole, 1, 'In state LOCKED, if coin is 1 the next state is FREE.')));
    const [assumption] = open.ok ? (open.plan.assumptions ?? []).filter((one) => one.rule === 'fsm.stays') : [];
    expect(assumption?.text).toBe('the machine stays in LOCKED where no sentence says that it leaves');
  });

  test.each(DIVIDER_TWISTS)('a counter with %s is refused', (_what, at, sentence) => {
    expect(planText(specOf(DIVIDER, twisted(DIVIDER_TEXT, at, sentence))).ok).toBe(false);
  });

  test.each(DETECTORS_REFUSED)('a detector with %s is refused', (_what, prose) => {
    expect(planText(specOf(DETECTOR, `${prose} ${RESET}`)).ok).toBe(false);
  });
});
