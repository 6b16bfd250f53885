/**
 * Scores the rule engine on designs in other words and on near-misses of them:
 * `npx tsx bench/wording.ts [--only TEXT] [--abstained]`. `wrong` is what the engine emitted for a text that means
 * something else, or nothing; `--abstained` lists what was refused, `--only` keeps ids that contain TEXT.
 */
import { judgeAll, wordingRecords } from '../test/engines/wording.ts';

const flags = process.argv.slice(2);
const only = flags.includes('--only') ? (flags[flags.indexOf('--only') + 1] ?? '') : '';
const judged = await judgeAll(wordingRecords().filter((record) => record.id.includes(only)));

for (const { record, result, why, verilog } of judged.filter(
  (one) => one.result === 'wrong' || one.result === 'undecided',
))
  console.log(`${result} ${record.id} [${record.change}] ${why}\n${record.spec}\n--- engine\n${verilog ?? ''}\n`);
if (flags.includes('--abstained')) {
  for (const { record, why, quotes } of judged.filter((one) => one.result === 'abstained'))
    console.log(`abstained ${record.id} ${why}${quotes.map((quote) => `\n    ${quote.slice(0, 160)}`).join('')}`);
}
console.log('kind            right      wrong  undecided  abstained  accepted');
for (const kind of ['paraphrase', 'near-miss'] as const) {
  const ofKind = judged.filter((one) => one.record.kind === kind);
  const count = (result: string): number => ofKind.filter((one) => one.result === result).length;
  const share = (100 * (ofKind.length - count('abstained'))) / Math.max(ofKind.length, 1);
  const figures = [count('right'), count('wrong'), count('undecided'), count('abstained')]
    .map((n) => String(n).padStart(5))
    .join('     ');
  console.log(`${kind.padEnd(11)}  ${figures}      ${share.toFixed(1)}%`);
}
