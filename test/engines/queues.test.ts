import { describe, expect, test } from 'vitest';
import { planText, specOf } from './circuit.ts';
import { toldQueue } from './queues.ts';
import { expectFewRefused } from './seeds.ts';

const PORTS = [
  'input clk',
  'input rst',
  'input wr_en',
  'input [7:0] wr_data',
  'input rd_en',
  'output [7:0] rd_data',
  'output full',
  'output empty',
  'output [3:0] level',
];
const TEXT = {
  reset: 'rst is an active-high synchronous reset that empties the FIFO and sets rd_data to 0.',
  size: 'The FIFO holds up to eight 8-bit words.',
  order: 'The words are read in the order in which they were written.',
  write: 'On each rising edge of clk, if wr_en is 1 and full is 0, wr_data is written into the FIFO.',
  read: 'On each rising edge of clk, if rd_en is 1 and empty is 0, the oldest word is removed and appears on rd_data after that edge.',
  full: 'full is 1 when 8 words are stored.',
  empty: 'empty is 1 when no word is stored.',
  level: 'level is the number of words in the FIFO.',
  more: '',
};
const fifo = (change: Partial<typeof TEXT> = {}): string =>
  specOf(
    PORTS,
    Object.values({ ...TEXT, ...change })
      .filter((text) => text !== '')
      .join(' '),
  );

describe('queues and stacks in words', () => {
  test('200 random ones are right, and most are accepted', () => {
    expectFewRefused(toldQueue, 50);
  });

  test('the text that the others change is read', () => {
    expect(planText(fifo()).ok).toBe(true);
  });

  test.each<[string, Partial<typeof TEXT>]>([
    [
      'a write of which nothing says what it does while full',
      { write: 'On each rising edge of clk, if wr_en is 1, wr_data is written into the FIFO.' },
    ],
    ['another way of a write while full', { more: 'A write while full is 1 overwrites the oldest word.' }],
    [
      'a write that a read makes room for',
      { more: 'A write while full is 1 is accepted if a read is accepted at the same edge.' },
    ],
    [
      'a word that is seen before it is stored',
      { more: 'If the FIFO is empty and a write and a read happen at the same edge, rd_data is set to wr_data.' },
    ],
    ['a flag at another number of words', { full: 'full is 1 when 7 words are stored.' }],
    ['an output that is said to change with writes', { more: 'rd_data holds its value until the next write.' }],
    [
      'a queue that gives its newest word',
      {
        read: 'On each rising edge of clk, if rd_en is 1 and empty is 0, the newest word is removed and appears on rd_data after that edge.',
      },
    ],
    ['two sizes', { more: 'The depth of the FIFO is 16.' }],
    ['words of another width', { size: 'The FIFO holds up to eight 4-bit words.' }],
    ['a reset that does not empty it', { reset: 'rst is an active-high synchronous reset that sets rd_data to 0.' }],
    [
      'a reset that leaves the output open',
      { reset: 'rst is an active-high synchronous reset that empties the FIFO.' },
    ],
    ['free places instead of words', { level: 'level is the number of free entries in the FIFO.' }],
    ['a write or a read, never both', { more: 'A write and a read cannot be accepted at the same edge.' }],
    ['one of the two goes first', { more: 'If wr_en and rd_en are both 1, only the write is accepted.' }],
    [
      'two edges',
      {
        read: 'On each falling edge of clk, if rd_en is 1 and empty is 0, the oldest word is removed and appears on rd_data after that edge.',
      },
    ],
    ['every second write', { more: 'Every second write is ignored.' }],
    ['a last place that is never used', { more: 'A write while level is 7 is ignored.' }],
    [
      'something else that is said to stay',
      { more: 'A write and a read can be accepted at the same edge; full then stays the same.' },
    ],
    ['an inverted flag', { empty: 'empty is 0 when no word is stored.' }],
    [
      'a part of what is written',
      { write: 'On each rising edge of clk, if wr_en is 1 and full is 0, wr_data[3:0] is written into the FIFO.' },
    ],
    [
      'an inverted word',
      {
        read: 'On each rising edge of clk, if rd_en is 1 and empty is 0, the oldest word is removed and its inverse appears on rd_data after that edge.',
      },
    ],
    [
      'a word shown while there is none',
      {
        read: 'On each rising edge of clk, if rd_en is 1 and empty is 0, the oldest word is removed. rd_data is the oldest word.',
      },
    ],
  ])('abstains from %s', (_what, change) => {
    expect(planText(fifo(change)).ok).toBe(false);
  });
});
