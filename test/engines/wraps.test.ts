import { describe, expect, test } from 'vitest';
import { planText, specOf } from './circuit.ts';

const PORTS = ['input tick', 'input hush', 'input clr_n', 'output lamp'];
const COUNTS = 'A 3-bit counter counts 0, 1, 2, 3, 4 and wraps to 0 on the rising edge of tick.';
const EVENT = 'Each time the counter wraps from 4 to 0, lamp is toggled at that same edge.';
const RESET = 'clr_n is an asynchronous active-low reset.';
const CLEARED = 'While clr_n is low, the counter and lamp are both 0.';
const USED = 'hush is not used.';

const planned = (...sentences: readonly string[]) => planText(specOf(PORTS, sentences.join(' ')));

describe('what happens when a counter wraps', () => {
  test('an output toggles once a round of the counter', () => {
    const found = planned(COUNTS, EVENT, RESET, CLEARED, USED);
    if (!found.ok) throw new Error(JSON.stringify(found.refusal));
    const circuit = found.circuit();
    circuit.set('clr_n', 0);
    circuit.tick();
    expect(circuit.get('lamp')).toBe(0);
    circuit.set('clr_n', 1);
    const seen = Array.from({ length: 20 }, () => {
      circuit.tick();
      return circuit.get('lamp');
    });
    expect(seen.join('')).toBe('00001111100000111110');
  });

  test.each<[string, readonly string[], readonly number[]]>([
    ['a counter that is held', [COUNTS, EVENT, RESET, CLEARED, 'When hush is 1, the counter holds its value.'], [0, 1]],
    ['a counter with an enable', [COUNTS, EVENT, RESET, CLEARED, 'The counter counts only when hush is 1.'], [1, 0]],
    ['a synchronous reset', [COUNTS, EVENT, RESET.replace('an async', 'a sync'), CLEARED, USED], [0, 0]],
  ])('%s wraps only where it steps', (_what, sentences, [go = 0, stop = 0]) => {
    const found = planned(...sentences);
    if (!found.ok) throw new Error(JSON.stringify(found.refusal));
    const circuit = found.circuit();
    circuit.set('clr_n', 0);
    circuit.set('hush', go);
    circuit.tick();
    circuit.set('clr_n', 1);
    const run = (count: number): string =>
      Array.from({ length: count }, () => {
        circuit.tick();
        return circuit.get('lamp');
      }).join('');
    expect(run(4)).toBe('0000');
    circuit.set('hush', stop);
    expect(run(3)).toBe(go === stop ? '111' : '000');
    circuit.set('hush', go);
    expect(run(2)).toBe('11');
  });

  test.each<[string, readonly string[]]>([
    ['a value left out of the list', [COUNTS.replace('2, 3', '3'), EVENT, RESET, CLEARED, USED]],
    ['a list that wraps elsewhere', [COUNTS.replace('to 0', 'to 1'), EVENT, RESET, CLEARED, USED]],
    ['a wrap from another value', [COUNTS, EVENT.replace('4 to 0', '3 to 0'), RESET, CLEARED, USED]],
    ['a wrap to another value', [COUNTS, EVENT.replace('4 to 0', '4 to 1'), RESET, CLEARED, USED]],
    ['a negation', [COUNTS, EVENT.replace('is toggled', 'is not toggled'), RESET, CLEARED, USED]],
    ['an exception', [COUNTS, `${EVENT.slice(0, -1)}, except when hush is 1.`, RESET, CLEARED]],
    ['a counter too small for its list', [COUNTS.replace('3-bit', '2-bit'), EVENT, RESET, CLEARED, USED]],
    ['a load of the counter', [COUNTS, EVENT, RESET, CLEARED, 'When hush is 1, the counter is set to 2.']],
    ['no counter that is told', [EVENT, RESET, 'While clr_n is low, lamp is 0.', USED]],
    ['another edge', [COUNTS, EVENT.replace('same edge', 'next edge'), RESET, CLEARED, USED]],
  ])('%s is refused', (_what, sentences) => {
    expect(planned(...sentences).ok).toBe(false);
  });
});
