import { expect, it } from 'vitest';
import { describeWith } from '../tools/real-tools.ts';
import { judgeAll, recordsOf } from './wording.ts';

const records = recordsOf(new URL('../fixtures/wording/clocked-words.jsonl', import.meta.url).pathname);

/**
 * Counters with their turns, picked bits, bits by letter, shifters by table, chosen signs, decimal digits, square waves:
 * each phrase on several circuits, and what changes its meaning.
 */
describeWith(['iverilog', 'yosys'], 'small blocks told in general phrases', () => {
  it('are built as they are told, or refused where a number, a level or an end is another', async () => {
    const judged = await judgeAll(records);
    const count = (kind: string, result: string): number =>
      judged.filter((one) => one.record.kind === kind && one.result === result).length;
    expect(judged.filter(({ result }) => result === 'wrong').map(({ record }) => record.id)).toEqual([]);
    expect(count('paraphrase', 'right')).toBeGreaterThanOrEqual(38);
    expect(count('near-miss', 'right')).toBeGreaterThanOrEqual(5);
  }, 180_000);
});
