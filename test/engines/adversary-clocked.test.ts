import { expect, it } from 'vitest';
import { describeWith } from '../tools/real-tools.ts';
import { judgeAll, recordsOf } from './wording.ts';

const records = recordsOf(new URL('../fixtures/wording/adversary-clocked.jsonl', import.meta.url).pathname);

describeWith(['iverilog', 'yosys'], 'texts that contradict themselves about clocked designs', () => {
  it('are refused, and the same texts without the contradiction are built', async () => {
    const judged = await judgeAll(records);
    const wrong = judged.filter(({ result }) => result === 'wrong' || result === 'undecided');
    expect(wrong.map(({ record }) => record.id)).toEqual([]);
    const right = judged.filter(({ result }) => result === 'right').map(({ record }) => record.id);
    expect(right.toSorted()).toEqual(['clocked-priority/0', 'clocked-tail/0']);
  }, 60_000);
});
