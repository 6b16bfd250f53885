import { describe, expect, test } from 'vitest';
import { toldArbiter } from './arbiters.ts';
import { planText, specOf } from './circuit.ts';
import { expectFewRefused } from './seeds.ts';

const PORTS = ['input clk', 'input rst', 'input [3:0] req', 'output [3:0] grant'];
const TEXT = {
  title: 'Build a round-robin arbiter for four clients.',
  reset: 'rst is an active-high synchronous reset that sets the priority pointer to 0.',
  pointer: 'A 2-bit priority pointer holds the number of the client with the highest priority.',
  falls: 'The priority falls with rising client number, and wraps from 3 to 0.',
  grant:
    'Of the bits of req that are 1, the one with the highest priority is granted: its bit of grant is 1, and all other bits of grant are 0.',
  moves: 'At each rising edge of clk, if client i is granted, the priority pointer is set to i + 1 modulo 4.',
  more: '',
};
const text = (change: Partial<typeof TEXT> = {}): string =>
  specOf(
    PORTS,
    Object.values({ ...TEXT, ...change })
      .filter((one) => one !== '')
      .join(' '),
  );

describe('arbiters in words', () => {
  test('200 random ones are right, and most are accepted', () => {
    expectFewRefused(toldArbiter, 50);
  });

  test('the text that the others change is read', () => {
    expect(planText(text()).ok).toBe(true);
  });

  test.each<[string, Partial<typeof TEXT>]>([
    ['turns of which nothing says how they move on', { moves: '' }],
    ['a fixed priority that is called round robin', { pointer: '', moves: '', reset: '' }],
    [
      'a pointer that stays where it granted',
      { moves: 'At each rising edge of clk, if client i is granted, the priority pointer is set to i modulo 4.' },
    ],
    [
      'another modulus',
      { moves: 'At each rising edge of clk, if client i is granted, the priority pointer is set to i + 1 modulo 3.' },
    ],
    ['a priority that rises', { falls: 'The priority rises with rising client number.' }],
    ['another end', { falls: 'The priority falls with rising client number, and wraps from 2 to 0.' }],
    [
      'a pointer of another width',
      { pointer: 'A 3-bit priority pointer holds the number of the client with the highest priority.' },
    ],
    [
      'the lowest priority',
      {
        grant:
          'Of the bits of req that are 1, the one with the lowest priority is granted: its bit of grant is 1, and all other bits of grant are 0.',
      },
    ],
    [
      'bits that are 0',
      {
        grant:
          'Of the bits of req that are 0, the one with the highest priority is granted: its bit of grant is 1, and all other bits of grant are 0.',
      },
    ],
    [
      'a grant that is inverted',
      {
        grant:
          'Of the bits of req that are 1, the one with the highest priority is granted: its bit of grant is 0, and all other bits of grant are 1.',
      },
    ],
    ['another start', { reset: 'rst is an active-high synchronous reset that sets the priority pointer to 2.' }],
    ['no start', { reset: 'rst is an active-high synchronous reset.' }],
    ['five clients', { title: 'Build a round-robin arbiter for five clients.' }],
    ['a fixed priority in the title', { title: 'Build a fixed-priority arbiter for four clients.' }],
    ['a client that goes first', { more: 'Client 0 has the highest priority.' }],
    ['an order that does not turn', { more: 'Lower-numbered clients have higher priority.' }],
    ['a grant that is a register', { more: 'grant is registered.' }],
    ['a grant that waits', { more: 'A grant is held until its request goes away.' }],
    ['something without a request', { more: 'If req is 0, grant is 1.' }],
    [
      'the falling edge',
      {
        moves: 'At each falling edge of clk, if client i is granted, the priority pointer is set to i + 1 modulo 4.',
        more: 'All registers are triggered by the rising edge of clk.',
      },
    ],
  ])('abstains from %s', (_what, change) => {
    expect(planText(text(change)).ok).toBe(false);
  });
});
