import { expect, test } from 'vitest';
import type { SpecPort } from '../../src/contracts/spec.ts';
import { readPortEntry } from '../../src/spec/interface/port-entry.ts';
import { readRange } from '../../src/spec/interface/width.ts';

const span = { start: 0, end: 0, line: 1, lastLine: 1 };

function entry(text: string, direction: SpecPort['direction'] | null = null): readonly string[] | null {
  const read = readPortEntry(text, { direction, span });
  if (read === null) return null;
  const ports = read.ports.map((port) => {
    const range = port.range === null ? '' : ` [${port.range.join(':')}]`;
    return `${port.direction} ${port.name} ${port.width}${range}${port.signed ? ' signed' : ''}${port.description === '' ? '' : ` "${port.description}"`}`;
  });
  return read.badWidth === null ? ports : [...ports, `bad ${read.badWidth}`];
}

const OWN: readonly (readonly [string, readonly string[] | null])[] = [
  ['input  data (10 bits)', ['input data 10']],
  ['input  sel (   8 bits),', ['input sel 8']],
  ['output tc;', ['output tc 1']],
  ['input [7:0] d', ['input d 8 [7:0]']],
  ['input signed [W-1:0] d', ['input d W [W-1:0] signed']],
  ['output reg q [4:1]', ['output q 4 [4:1]']],
  ['input a, b, c', ['input a 1', 'input b 1', 'input c 1']],
  ['`count` (output, 4 bits): the value', ['output count 4 "the value"']],
  ['count: output, 4 bits', ['output count 4 "output, 4 bits"']],
  ['**en** - input - enables', ['input en 1 "input - enables"']],
  ['q (output reg [31:0]): text', ['output q 32 [31:0] "text"']],
  ['input data 8 bits wide', ['input data 8 "wide"']],
  ['input bus (7 downto 0)', ['input bus 8 [7:0]']],
  ['input data (WIDTH bits)', ['input data WIDTH']],
  ['input a (one bit, active low)', ['input a 1 "(active low)"']],
  ['input a (  bits)', ['input a 1', 'bad (bits)']],
  ['input a [7:]', ['input a 1', 'bad [7:]']],
  ['nothing of the kind', null],
  ['input', null],
];

test.each(OWN)('%j names its own direction', (text, ports) => {
  expect(entry(text)).toEqual(ports);
});

const LISTED: readonly (readonly [string, readonly string[] | null])[] = [
  ['A[32:1]: operand', ['input A 32 [32:1] "operand"']],
  ['[7:0]freq: control', ['input freq 8 [7:0] "control"']],
  ['d: 4-bit parallel data', ['input d 4 "4-bit parallel data"']],
  ['d: An 8-bit value', ['input d 8 "An 8-bit value"']],
  ['d: Serial bit stream', ['input d 1 "Serial bit stream"']],
  ['d: The bit on sin is the first bit of a word', ['input d 1 "The bit on sin is the first bit of a word"']],
  ['d: four-bit value', ['input d 4 "four-bit value"']],
  ['d: WIDTH bits of data', ['input d WIDTH "WIDTH bits of data"']],
  ['d: n-bit operand', ['input d n "n-bit operand"']],
  ['d: data of 1024 entries', ['input d 1 "data of 1024 entries"']],
  ['v: first operand (4-bit, from 0 to 9)', ['input v 4 "first operand (4-bit, from 0 to 9)"']],
  ['v: width of 6 bits', ['input v 6 "width of 6 bits"']],
  ['red, green: lamps', ['input red 1 "lamps"', 'input green 1 "lamps"']],
  ['x: 2-bit mode; 8-bit in older parts', ['input x 2 "2-bit mode; 8-bit in older parts"']],
];

test.each(LISTED)('%j stands in a list of inputs', (text, ports) => {
  expect(entry(text, 'input')).toEqual(ports);
});

test('a range spans its width whichever end is the greater, also over parameters', () => {
  const width = (text: string) => readRange(text)?.width ?? null;
  expect([width('7:0'), width('0:7'), width('4:1'), width('0:0')]).toEqual([8, 8, 4, 1]);
  expect([width('N-1:0'), width('2*N-1:0'), width('N:0'), width('N:1'), width('0:N-1')]).toEqual([
    'N',
    '2*N',
    'N+1',
    'N',
    'N',
  ]);
  expect([width('$clog2(D)-1:0'), width('MSB:LSB')]).toEqual(['$clog2(D)', '(MSB)-(LSB)+1']);
  expect([width('7'), width('a;b:0'), width('$system:0'), width('(:0'), width('')]).toEqual([
    null,
    null,
    null,
    null,
    null,
  ]);
});
