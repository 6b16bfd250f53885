import { describe, expect, test } from 'vitest';
import { readSentence } from '../../src/english/index.ts';

const scope = { names: ['clk', 'rst_n', 'load', 'a', 'q', 'cnt'], states: ['IDLE', 'RUN'] };
const read = (text: string): readonly string[] =>
  readSentence(text, scope).flatMap((one) => one.statements.map((statement) => statement.s));

describe('sentences of the controlled language', () => {
  test.each([
    ['Implement the truth table below.', ['part']],
    ['All registers are updated on the falling edge of clk.', ['clock']],
    ['Reset is an active-low asynchronous reset to state IDLE.', ['reset']],
    ['If load is high, q is loaded with a; otherwise, q keeps its value.', ['do']],
    ['Build a 12-bit left shift register with synchronous active-high reset.', ['build']],
    ['A two-input XOR takes as input a along with the output of the flip-flop.', ['net']],
    ['Act as a professional Verilog designer.', ['context']],
  ])('"%s" states %j', (text, kinds) => {
    expect(read(text)).toEqual(kinds);
  });

  test('a word one letter off the lexicon is mended, a name is not', () => {
    expect(read('Implment the truth table below.')).toEqual(['part']);
    expect(readSentence('lod is high.', scope)).toEqual([]);
  });

  test.each([
    'q is set to a for as long as the moon is up.',
    'a and load or cnt are high.',
    'The counter should feel responsive.',
  ])('"%s" is not read', (text) => {
    expect(readSentence(text, scope)).toEqual([]);
  });

  test('a long hostile sentence costs milliseconds and stays unread', () => {
    const start = performance.now();
    expect(readSentence(`${'if a is high and '.repeat(4000)}q is 1.`, scope)).toEqual([]);
    expect(readSentence(`${'if a is high, '.repeat(30)}q is 1.`, scope).length).toBeLessThan(9);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
