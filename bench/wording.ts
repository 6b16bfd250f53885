/**
 * Scores the rule engine on designs in other words and on near-misses of them:
 * `npx tsx bench/wording.ts [--file FILE.jsonl] [--kind KIND] [--only TEXT] [--abstained]`. `wrong` is what the engine
 * emitted for a text that means something else, or nothing; `--abstained` lists what was refused, `--only` keeps ids
 * that contain TEXT, `--kind` keeps paraphrases or near-misses, `--file` reads other records than those of the tests.
 */
import { judgeAll, recordsOf, wordingRecords } from '../test/engines/wording.ts';

const flags = process.argv.slice(2);
const flag = (name: string): string | null => (flags.includes(name) ? (flags[flags.indexOf(name) + 1] ?? '') : null);
const file = flag('--file');
const kind = flag('--kind');
const records = file === null ? wordingRecords() : recordsOf(file);
const judged = await judgeAll(
  records.filter((record) => record.id.includes(flag('--only') ?? '') && (kind === null || record.kind === kind)),
);

for (const { record, result, why, verilog } of judged.filter(
  (one) => one.result === 'wrong' || one.result === 'undecided',
))
  console.log(`${result} ${record.id} [${record.change}] ${why}\n${record.spec}\n--- engine\n${verilog ?? ''}\n`);
if (flags.includes('--abstained')) {
  for (const { record, why, quotes } of judged.filter((one) => one.result === 'abstained'))
    console.log(`abstained ${record.id} ${why}${quotes.map((quote) => `\n    ${quote.slice(0, 160)}`).join('')}`);
}
console.log('kind            right      wrong  undecided  abstained  accepted');
for (const kindOfRow of new Set(judged.map((one) => one.record.kind))) {
  const ofKind = judged.filter((one) => one.record.kind === kindOfRow);
  const count = (result: string): number => ofKind.filter((one) => one.result === result).length;
  const share = (100 * (ofKind.length - count('abstained'))) / Math.max(ofKind.length, 1);
  const figures = [count('right'), count('wrong'), count('undecided'), count('abstained')]
    .map((n) => String(n).padStart(5))
    .join('     ');
  console.log(`${kindOfRow.padEnd(11)}  ${figures}      ${share.toFixed(1)}%`);
}
