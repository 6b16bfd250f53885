import { describe, expect, test } from 'vitest';
import { planText, specOf } from './circuit.ts';

const PORTS = ['input p', 'input q', 'output y'];
const MAP = '          q\n   p    0   1\n   0  | 1 | 0 |\n   1  | 1 | 1 |\n';
const plan = (sentence: string) =>
  planText(specOf(PORTS, `Implement the Karnaugh map below.\n\n${MAP}\n${sentence}\n`));

describe('beside a map that says everything', () => {
  test.each([
    'This is a warm-up.',
    'Lab sheet 7, exercise 12.',
    'Any circuit that realises the map exactly is acceptable.',
    'The map below shows a combinational circuit with inputs p and q and output y.',
    'A colleague drew it yesterday.',
  ])('"%s" is context', (sentence) => {
    expect(plan(sentence).ok).toBe(true);
  });

  test.each([
    'The result arrives a beat late.',
    'The map is upside down.',
    'Columns and rows are exchanged.',
    'A misprint: the corner belongs to the opposite.',
    'This was superseded.',
    'The map shows a sequential circuit.',
    'The map shows a circuit with inputs p and y and output q.',
    'It works with p alone.',
    'Exercise 3 has 2 maps.',
    'The lamp is dark when the map is bright.',
    'The circuit is never idle.',
    'Ignore the lower corner.',
    'The map describes the complement.',
  ])('"%s" stops the engine', (sentence) => {
    expect(plan(sentence).ok).toBe(false);
  });

  test('the same remark beside prose that tells a behaviour stops the engine', () => {
    const text = 'If p is 1, y is q. Otherwise, y is 0. A colleague drew it yesterday.';
    expect(planText(specOf(PORTS, text)).ok).toBe(false);
  });
});
