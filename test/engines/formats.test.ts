import { expect, test } from 'vitest';
import { describeWith } from '../tools/real-tools.ts';
import { judgeAll, recordsOf } from './wording.ts';

const FILE = new URL('../fixtures/formats/specs.jsonl', import.meta.url).pathname;

describeWith(
  ['iverilog', 'yosys'],
  'formal content in prose: traces, examples, maps, covers, assertions, submodules',
  () => {
    const records = recordsOf(FILE);

    test('every specification is built as its golden says', { timeout: 180_000 }, async () => {
      const judged = await judgeAll(records.filter(({ kind }) => kind === 'paraphrase'));
      expect(judged.map(({ record, result, why }) => [record.id, result, result === 'right' ? '' : why])).toEqual(
        judged.map(({ record }) => [record.id, 'right', '']),
      );
    });

    test('no near-miss is built as something that it does not say', { timeout: 180_000 }, async () => {
      const judged = await judgeAll(records.filter(({ kind }) => kind === 'near-miss'));
      const built = judged.filter(({ result }) => result !== 'abstained' && result !== 'right');
      expect(built.map(({ record, why }) => [record.id, record.change, why])).toEqual([]);
      // Without a golden the text has no meaning, so that only an abstention is right.
      expect(judged.filter(({ record }) => record.golden === null).every(({ result }) => result === 'abstained')).toBe(
        true,
      );
    });
  },
);
