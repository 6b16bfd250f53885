import { expect, it } from 'vitest';
import type { TraceStep } from '../../src/contracts/verdict.ts';
import { traceTable } from '../../src/report/trace-table.ts';

const row = (step: number, clk: string, q: string, got: string): TraceStep => ({
  step,
  inputs: { clk, d: '00101010' },
  expected: { q },
  got: { q: got },
});

it('a table shows each value where it changes, in hexadecimal, unknown bits in binary', () => {
  const trace = [row(0, '0', 'xx01', 'xx01'), row(1, '1', '1010', '1010'), row(2, '0', '1010', '1011')];
  const table = traceTable({ trace, signals: ['q'], internals: [{ name: 'n', values: ['0', '0', '1'] }] });
  expect(table).toBe(
    [
      'point  clk   d  q:expected  q:got  (n)',
      '    0    0  2a        xx01   xx01    0',
      '    1    1   .           a      a    .',
      '    2    0   .           .      b    1',
    ].join('\n'),
  );
});

it('a long trace keeps its first row and its end, and says how much is left out', () => {
  const trace = Array.from({ length: 100 }, (_, step) => row(step, String(step % 2), '0', '0'));
  const lines = traceTable({ trace, signals: ['q'], internals: [] }).split('\n');
  expect(lines).toHaveLength(26);
  expect(lines[2]).toBe('  (76 points left out)');
  expect(lines.at(-1)).toMatch(/^ {3}99 /);
});
