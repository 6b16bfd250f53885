import { describe, expect, it } from 'vitest';
import { answerOf, judgeAll, recordsOf } from './wording.ts';

const FILE = new URL('../fixtures/wording/short-specs.jsonl', import.meta.url).pathname;
const records = recordsOf(FILE);

describe('short specifications of registers and counters as noun phrases', () => {
  it('are built as told', async () => {
    const told = records.filter((record) => record.kind === 'paraphrase');
    const judged = await judgeAll(told);
    expect(judged.flatMap(({ record, result, why }) => (result === 'right' ? [] : [[record.id, result, why]]))).toEqual(
      [],
    );
  }, 120_000);

  const open = records.filter((record) => record.golden === null);
  it.each(open.map((record) => [record.id, record] as const))('%s is refused', async (_id, record) => {
    expect((await answerOf(record)).verilog).toBeNull();
  });
});
