import { describe, expect, test } from 'vitest';
import { planText } from './circuit.ts';

const table = (rows: readonly string[], ports = '') => `# unit_x

| Port | Direction | Width |
|------|-----------|-------|
| sel | input | 2 |
| a | input | 8 |
| b | input | 8 |
${ports}| y | output | 8 |

| sel | y |
|-----|---|
${rows.map((row) => `| ${row} |`).join('\n')}
`;

describe('a table of what an output is for each key', () => {
  test('holds formulas, words and numbers', () => {
    const planned = planText(table(['00 | a plus b', '01 | a - b', '10 | bitwise AND of a and b', "11 | 8'h5a"]));
    if (!planned.ok) throw new Error(planned.refusal.detail);
    const circuit = planned.circuit();
    circuit.set('a', 200);
    circuit.set('b', 99);
    const values = [0, 1, 2, 3].map((sel) => {
      circuit.set('sel', sel);
      return circuit.get('y');
    });
    expect(values).toEqual([(200 + 99) % 256, 101, 200 & 99, 0x5a]);
  });

  test('has a row for all other keys, wherever it stands last', () => {
    const planned = planText(table(['2 | a', 'others | b']));
    if (!planned.ok) throw new Error(planned.refusal.detail);
    const circuit = planned.circuit();
    circuit.set('a', 7);
    circuit.set('b', 9);
    circuit.set('sel', 2);
    expect(circuit.get('y')).toBe(7);
    circuit.set('sel', 1);
    expect(circuit.get('y')).toBe(9);
  });

  test.each([
    ['leaves a key out', ['0 | a', '1 | b', '2 | a + b']],
    ['gives a key twice', ['0 | a', '1 | b', '2 | a', '3 | b', '3 | b']],
    ['has a key that does not fit', ['0 | a', '1 | b', '2 | a', '4 | b']],
    ['names what is no signal', ['0 | a', '1 | b', '2 | a plus c', '3 | b']],
    ['holds a sentence', ['0 | a', '1 | b', '2 | a unless b is 0', '3 | b']],
    ['has a cell of another width', ['0 | a', '1 | b', '2 | {a, b}', '3 | b']],
  ])('that %s is refused', (_name, rows) => {
    let isPlanned = false;
    try {
      isPlanned = planText(table(rows)).ok;
    } catch {
      // The reader of the spec may refuse the table itself.
    }
    expect(isPlanned).toBe(false);
  });
});
