import { describe, expect, test } from 'vitest';
import { planText, specOf } from './circuit.ts';

const BAUD = ['input clk', 'input rst', 'input run', 'output strobe'];
const COUNTS =
  'A 4-bit baud counter counts up by one on every rising edge of clk while run is 1, and wraps from 15 to 0.';
const KEEPS = 'When run is 0 the baud counter keeps its value.';
const RESETS = 'rst is an active-high synchronous reset that sets the baud counter to 0.';
const STROBE = 'strobe is combinational: it is 1 when the baud counter is 3 and run is 1, otherwise it is 0.';

const planned = (ports: readonly string[], ...sentences: readonly string[]) =>
  planText(specOf(ports, sentences.join(' ')));

describe('names of several words', () => {
  test('a counter is called by a compound noun', () => {
    const found = planned(BAUD, COUNTS, KEEPS, RESETS, STROBE);
    if (!found.ok) throw new Error(JSON.stringify(found.refusal));
    const circuit = found.circuit();
    circuit.set('rst', 1);
    circuit.tick();
    circuit.set('rst', 0);
    circuit.set('run', 1);
    const seen = Array.from({ length: 20 }, () => {
      circuit.tick();
      return circuit.get('strobe');
    });
    expect(seen.join('')).toBe('00100000000000000010');
  });

  test('a register may have the name of an input in its own', () => {
    const ports = ['input clk', 'input rst', 'input load', 'input [7:0] hold', 'input [7:0] x', 'output [7:0] y'];
    const found = planned(
      ports,
      'The circuit has an 8-bit hold register.',
      'On the rising edge of clk, the hold register takes `hold` if load is 1; otherwise it keeps its value.',
      'A synchronous active-high reset rst clears the hold register.',
      'y is combinational: it is the bitwise XOR of x and the hold register.',
    );
    if (!found.ok) throw new Error(JSON.stringify(found.refusal));
    const circuit = found.circuit();
    for (const [name, value] of [
      ['rst', 0],
      ['load', 1],
      ['hold', 0x5a],
      ['x', 0xff],
    ] as const)
      circuit.set(name, value);
    circuit.tick();
    circuit.set('load', 0);
    circuit.set('hold', 0);
    circuit.tick();
    expect(circuit.get('y')).toBe(0xa5);
  });

  test.each<[string, readonly string[]]>([
    ['another width', [COUNTS, KEEPS, RESETS.replace('the baud', 'the 5-bit baud'), STROBE]],
    ['another counter', [COUNTS, KEEPS, RESETS.replace('baud', 'bit'), STROBE]],
    ['a value too large', [COUNTS, KEEPS, RESETS, STROBE.replace('is 3', 'is 16')]],
    ['a counter that is never told', [KEEPS, RESETS, STROBE]],
  ])('%s is refused', (_what, sentences) => {
    expect(planned(BAUD, ...sentences).ok).toBe(false);
  });
});

const PORTS = ['input clk', 'input load', 'input en', 'input [3:0] d', 'output reg [3:0] q'];
const LIST = '\n\n1. If load is 1, q takes d.\n2. If en is 1, q increments by 1.\n3. Otherwise q holds its value.\n';

describe('lists of which the first entry that applies counts', () => {
  test.each([
    'At each rising edge of clk, the first of these that applies decides:',
    'On every rising edge of clk, the first rule that matches is carried out:',
    'On every rising edge of clk, the first of the following conditions that is met wins:',
    'At each rising edge of clk, only the first case that holds takes effect:',
  ])('%s', (lead) => {
    const found = planned(PORTS, `${lead}${LIST}`);
    if (!found.ok) throw new Error(JSON.stringify(found.refusal));
    const circuit = found.circuit();
    for (const [name, value] of [
      ['load', 1],
      ['en', 1],
      ['d', 9],
    ] as const)
      circuit.set(name, value);
    circuit.tick();
    expect(circuit.get('q')).toBe(9);
    circuit.set('load', 0);
    circuit.tick();
    expect(circuit.get('q')).toBe(10);
  });

  test.each([
    'At each rising edge of clk, the last of these that applies decides:',
    'At each rising edge of clk, all of these that apply are carried out:',
    'At each rising edge of clk, the first of these that does not apply decides:',
    'At each rising edge of clk, the first of these that applies is skipped:',
  ])('%s is refused', (lead) => {
    expect(planned(PORTS, `${lead}${LIST}`).ok).toBe(false);
  });
});

describe('the highest of what a vector is named after', () => {
  const ENCODER = ['input [7:0] request', 'output [2:0] index'];
  const golden = (request: number): number => (request === 0 ? 0 : 31 - Math.clz32(request));

  test.each([
    'index is the number of the highest request. If request is 0, index is 0.',
    'If there is a request, index is the number of the highest request; if there is no request, index is 0.',
    'index is the position of the most significant active request line. If no bit of request is 1, index is 0.',
  ])('%s', (text) => {
    const found = planned(ENCODER, text);
    if (!found.ok) throw new Error(JSON.stringify(found.refusal));
    const circuit = found.circuit();
    for (const request of [0, 1, 2, 3, 9, 64, 129, 255]) {
      circuit.set('request', request);
      expect(circuit.get('index')).toBe(golden(request));
    }
  });
});
