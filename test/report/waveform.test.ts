import { describe, expect, it } from 'vitest';
import type { TraceStep } from '../../src/contracts/verdict.ts';
import { waveformOf, wordText } from '../../src/report/waveform.ts';
import { svgOf } from '../../src/report/waveform-svg.ts';

const row = (step: number, clk: string, q: string, got: string): TraceStep => ({
  step,
  inputs: { clk, d: '1010' },
  expected: { q, ok: '1' },
  got: { q: got, ok: '1' },
});
const trace = [
  row(0, '0', 'xxxx', 'xxxx'),
  row(1, '1', '1010', '1010'),
  row(2, '0', '1010', '1010'),
  row(3, '1', '1010', '1011'),
];
const wave = waveformOf({
  title: 'flip-flop',
  trace,
  signals: ['q'],
  internals: [{ name: 'next', values: ['0', '1', '1', 'x'] }],
});

describe('a counterexample as a waveform', () => {
  it('shows inputs, what differs, what agrees and what is inside, in this order', () => {
    expect(wave.signal.flatMap((group) => (Array.isArray(group) ? [group] : []))).toEqual([
      ['inputs', { name: 'clk', wave: '0101' }, { name: 'd', wave: '=...', data: ['a'] }],
      ['differ', { name: 'q expected', wave: 'x=..', data: ['a'] }, { name: 'q got', wave: 'x=.=', data: ['a', 'b'] }],
      ['agree', { name: 'ok', wave: '1...' }],
      ['inside', { name: 'next', wave: '01.x' }],
    ]);
  });

  it('shows the end of a long trace, and says where it begins', () => {
    const long = Array.from({ length: 100 }, (_, step) => row(step, step % 2 === 0 ? '0' : '1', '0001', '0001'));
    const cut = waveformOf({ title: 't', trace: long, signals: [], internals: [] });
    expect(cut.head.tick).toBe('52');
    expect(cut.foot.text).toContain('point 99');
  });

  it.each([1, 2, 3, 4])('is drawn as SVG with %i points', (points) => {
    const svg = svgOf(waveformOf({ title: 'a < b & c', trace: trace.slice(0, points), signals: ['q'], internals: [] }));
    expect(svg).toMatch(/^<svg /);
    expect(svg).toContain('q expected');
    expect(svg).not.toContain('a < b');
  });

  it.each([
    ['1010', 'a'],
    ['1', '1'],
    ['1x10', '1x10'],
  ])('writes %s as %s', (bits, text) => {
    expect(wordText(bits)).toBe(text);
  });
});
