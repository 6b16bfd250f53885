import { describe, expect, it } from 'vitest';
import { answerOf, recordsOf } from './wording.ts';

const FILE = new URL('../fixtures/wording/combinational-words.jsonl', import.meta.url).pathname;
const records = recordsOf(FILE);

describe('combinational logic and vectors in words', () => {
  const told = records.filter((record) => record.kind === 'paraphrase');
  it.each(told.map((record) => [record.id, record] as const))('%s is read', async (_id, record) => {
    const { verilog, why, quotes } = await answerOf(record);
    expect({ why, quotes }).toEqual({ why: '', quotes: [] });
    expect(verilog).toContain('assign');
  });

  const meaningless = records.filter((record) => record.golden === null);
  it.each(meaningless.map((record) => [`${record.id}: ${record.change}`, record] as const))(
    '%s is refused',
    async (_id, record) => {
      expect((await answerOf(record)).verilog).toBeNull();
    },
  );
});
