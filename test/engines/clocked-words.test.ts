import { expect, it } from 'vitest';
import { describeWith } from '../tools/real-tools.ts';
import { judgeAll, recordsOf } from './wording.ts';

const records = recordsOf(new URL('../fixtures/wording/clocked-words.jsonl', import.meta.url).pathname);

/** Modes that an input selects, inputs seen at the edge, turns told with `instead`, spans in titles; and what changes their meaning. */
describeWith(['iverilog', 'yosys'], 'registers told at clock edges in prose', () => {
  it('are built as they are told, or refused where a number, a level or an end is another', async () => {
    const judged = await judgeAll(records);
    const count = (kind: string, result: string): number =>
      judged.filter((one) => one.record.kind === kind && one.result === result).length;
    expect(judged.filter(({ result }) => result === 'wrong').map(({ record }) => record.id)).toEqual([]);
    expect(count('paraphrase', 'right')).toBeGreaterThanOrEqual(4);
    expect(count('near-miss', 'right')).toBeGreaterThanOrEqual(3);
  }, 180_000);
});
