import { describe, expect, test } from 'vitest';
import { planText, specOf } from './circuit.ts';
import { toldReceiver } from './receivers.ts';
import { expectFewRefused } from './seeds.ts';

const PORTS = ['input clk', 'input rst', 'input valid_in', 'input bit_in', 'output [7:0] word', 'output valid_out'];
const TEXT = {
  reset: 'rst is an active-high synchronous reset that sets all registers to 0.',
  receive: 'At each rising edge of clk with valid_in equal to 1, one bit is received from bit_in.',
  size: 'Eight received bits make a word.',
  order: 'The first bit is its most significant bit.',
  last: 'With the rising edge of clk that receives the eighth bit, word takes the complete word, and valid_out is 1 for one clock cycle.',
  more: '',
};
const converter = (change: Partial<typeof TEXT> = {}, ports: readonly string[] = PORTS): string =>
  specOf(
    ports,
    Object.values({ ...TEXT, ...change })
      .filter((text) => text !== '')
      .join(' '),
  );

describe('words that come in parts', () => {
  test('200 random ones are right, and most are accepted', () => {
    expectFewRefused(toldReceiver, 50);
  });

  test('the text that the others change is read', () => {
    expect(planText(converter()).ok).toBe(true);
  });

  test.each<[string, Partial<typeof TEXT>]>([
    ['no order of the bits', { order: '' }],
    ['two orders', { more: 'The least significant bit is received first.' }],
    ['no size', { size: '' }],
    ['two sizes', { more: 'A word consists of nine bits.' }],
    [
      'a word of another width',
      {
        size: 'Seven received bits make a word.',
        last: 'When a word is complete, word takes the complete word, and valid_out is 1 for one clock cycle.',
      },
    ],
    [
      'another bit than the last',
      {
        last: 'With the rising edge of clk that receives the seventh bit, word takes the complete word, and valid_out is 1 for one clock cycle.',
      },
    ],
    [
      'a reset that leaves a word begun',
      { reset: 'rst is an active-high synchronous reset that clears word and valid_out.' },
    ],
    [
      'a new word under a condition',
      {
        reset: 'rst is an active-high synchronous reset that clears word and valid_out.',
        more: 'When valid_in is 0, valid_out is 0, and the next bit is the first of a word.',
      },
    ],
    [
      'two cycles',
      {
        last: 'When the eighth bit is received, word takes the complete word, and valid_out is 1 for two clock cycles.',
      },
    ],
    ['a bit that is received although it is said not to be', { more: 'While bit_in is 1, nothing is received.' }],
    [
      'an output that something else changes',
      { more: 'word holds its value until the next word is complete. When valid_in is 0, word is 0.' },
    ],
    [
      'a flag of which nothing says for how long',
      { last: 'When a word is complete, word takes the complete word and valid_out is 1.' },
    ],
    [
      'an inverted word',
      {
        last: 'When the eighth bit is received, word takes the inverse of the complete word, and valid_out is 1 for one clock cycle.',
      },
    ],
    ['a parity bit', { more: 'The eighth bit is a parity bit.' }],
    [
      'bits of another edge',
      { receive: 'At each falling edge of clk with valid_in equal to 1, one bit is received from bit_in.' },
    ],
    [
      'two bits at once',
      { receive: 'At each rising edge of clk with valid_in equal to 1, two bits are received from bit_in.' },
    ],
    ['every second bit', { more: 'Every second bit is ignored.' }],
    ['bytes on a line of one bit', { size: 'Eight received bytes make a word.' }],
    [
      'nibbles on a line of one bit',
      { receive: 'At each rising edge of clk with valid_in equal to 1, one nibble is received from bit_in.' },
    ],
    ['a byte of another width', { size: 'Sixteen received bits make a byte.' }],
    ['a place that no bit has', { order: 'The first bit is its most significant byte.' }],
    ['another flag at all other times', { more: 'Otherwise, valid_out is 1.' }],
    ['a flag that is left out at all other times', { more: 'Otherwise, word holds its value.' }],
    [
      'bits that never come',
      {
        receive:
          'At each rising edge of clk with valid_in equal to 1 and valid_in equal to 0, one bit is received from bit_in.',
      },
    ],
    [
      'bits that come with the reset',
      {
        receive:
          'At each rising edge of clk with valid_in equal to 1 or rst equal to 1, one bit is received from bit_in.',
      },
    ],
  ])('abstains from %s', (_what, change) => {
    expect(planText(converter(change)).ok).toBe(false);
  });

  test.each([
    ['serial data, most significant bit first', 'bit_in carries a bit', true],
    ['serial data', 'valid', false],
    ['serial data, least significant bit first', 'valid', false],
    ['serial data, most significant bit first', 'word carries a bit', false],
  ])('the descriptions "%s" and "%s" count', (bit, valid, ok) => {
    const rows = PORTS.map((port) => {
      const [direction = '', name = ''] = port.replace('[7:0] ', '').split(' ');
      const text = name === 'bit_in' ? bit : name === 'valid_in' ? valid : name;
      return `| \`${name}\` | ${direction} | ${name === 'word' ? '8' : '1'} | ${text} |`;
    });
    const table = ['| Port | Direction | Width | Description |', '|---|---|---|---|', ...rows].join('\n');
    const texts = Object.values({ ...TEXT, order: bit.includes('least') ? TEXT.order : '' }).join(' ');
    expect(planText(`Module name: \`unit\`\n\n${table}\n\n${texts}\n`).ok).toBe(ok);
  });
});
