import { beforeAll, expect, it } from 'vitest';
import { describeWith } from '../tools/real-tools.ts';
import { type Judged, judgeAll, recordsOf, wordingRecords } from './wording.ts';

const records = wordingRecords();
const tell = ({ record, why }: Judged): string => `${record.id} [${record.change}] ${why}\n${record.spec}`;

describeWith(['iverilog', 'yosys'], 'the rule engine on fresh wordings', () => {
  let judged: readonly Judged[] = [];
  beforeAll(async () => {
    judged = await judgeAll(records);
  }, 300_000);

  it('no wording of a design is answered with another design', () => {
    const wrong = judged.filter((one) => one.record.kind === 'paraphrase' && one.result === 'wrong');
    expect(wrong.map(tell)).toEqual([]);
  });

  it('no change of meaning goes unnoticed', () => {
    const wrong = judged.filter((one) => one.record.kind === 'near-miss' && one.result === 'wrong');
    expect(wrong.map(tell)).toEqual([]);
  });

  it('the check decides every accepted record', () => {
    expect(judged.filter((one) => one.result === 'undecided').map(tell)).toEqual([]);
  });

  it('enough near-misses are accepted for their meaning to be tested', () => {
    const right = judged.filter((one) => one.record.kind === 'near-miss' && one.result === 'right');
    expect(right.length).toBeGreaterThan(150);
  });

  it('an engine that ignores the change is found out', async () => {
    const changed = judged.find((one) => one.record.id === 'cnt_narr/04');
    const plain = records.find((record) => record.id === 'cnt_narr/00');
    const spec = plain?.spec ?? '';
    expect(changed?.result).not.toBe('wrong');
    const [fooled] = await judgeAll([{ ...(changed as Judged).record, spec }]);
    expect(fooled?.result).toBe('wrong');
  }, 60_000);
});

it('every design has three wordings, every near-miss says what was changed, and no text stands twice', () => {
  const rewordings = recordsOf(new URL('../fixtures/wording/paraphrases.jsonl', import.meta.url).pathname);
  const designs = new Map<string, number>();
  for (const { id } of rewordings) {
    const design = id.replace(/\/.*/, '');
    designs.set(design, (designs.get(design) ?? 0) + 1);
  }
  expect(designs.size).toBeGreaterThanOrEqual(40);
  expect([...designs].filter(([, wordings]) => wordings !== 3)).toEqual([]);
  const misses = records.filter((record) => record.kind === 'near-miss');
  expect(misses.length).toBeGreaterThanOrEqual(300);
  expect(misses.filter((record) => record.change === '')).toEqual([]);
  expect(new Set(records.map((record) => record.id)).size).toBe(records.length);
  expect(new Set(records.map((record) => record.spec)).size).toBe(records.length);
});
