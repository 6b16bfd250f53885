import { beforeAll, expect, it } from 'vitest';
import { describeWith } from '../tools/real-tools.ts';
import { type Judged, judgeAll, recordsOf } from './wording.ts';

const records = recordsOf(new URL('../fixtures/wording/machine-specs.jsonl', import.meta.url).pathname);

/** Machines in prose that the engine reads whole; the other specifications of the file are refused, not guessed. */
const READ = [
  'last110',
  'same4',
  'run3',
  'twopat',
  'lock',
  'onehot_sub',
  'mower',
  'lampbtn',
  'comp_mealy',
  'div3',
  'mealy0110',
  'codebit',
  'par_odd',
  'table',
];

/** Changes that must be read as what they say, not refused. */
const TURNED = ['newest bit first', 'five edges', 'another priority', 'reset elsewhere', 'by five', 'either button'];

describeWith(['iverilog', 'yosys'], 'state machines in prose', () => {
  let judged: readonly Judged[] = [];
  beforeAll(async () => {
    judged = await judgeAll(records);
  }, 120_000);

  it.each(READ)('%s is read and is the machine that the text tells', (name) => {
    const [one] = judged.filter(({ record }) => record.id === `d_fsm_${name}/1`);
    expect(`${one?.result ?? ''} ${one?.why ?? ''}`).toMatch(/^right/);
  });

  it.each(TURNED)('a text with the change "%s" is another machine', (change) => {
    const [one] = judged.filter(({ record }) => record.change === change);
    expect(`${one?.result ?? ''} ${one?.why ?? ''}`).toMatch(/^right/);
  });

  it('no specification and no change of one is answered with another machine', () => {
    const wrong = judged.filter(({ result }) => result === 'wrong' || result === 'undecided');
    expect(wrong.map(({ record, why }) => `${record.id} [${record.change}] ${why}`)).toEqual([]);
  });
});
