// Parity of the official column: a random 500 of the recorded samples through the plain flow by hand, letter by letter,
// and the table of pass@k for the three models. Usage: npx tsx bench/harness-parity.ts [count] [seed]
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scoreVerilogEvalV2 } from '../src/bench/official/verilog-eval-v2.ts';
import { runBenchRun } from '../src/commands/bench-run.ts';
import type { BenchRunDocument } from '../src/contracts/bench.ts';
import { withInterval } from '../src/report/bench-text.ts';
import { plainFlow } from './harness-flow.ts';
import { CODE_COMPLETE, drawSamples, MODELS, measureIo, samplesOf } from './harness-setup.ts';

const count = Number(process.argv[2] ?? 500);
const seed = Number(process.argv[3] ?? 20);
const cwd = mkdtempSync(join(tmpdir(), 'harness-parity-'));
const io = await measureIo(cwd, 'off');
const runs = new Map<string, BenchRunDocument>();
for (const mode of ['exact', 'early'] as const) {
  for (const model of MODELS) {
    const options = {
      ...CODE_COMPLETE,
      samples: samplesOf(model),
      exact: mode === 'exact',
      formal: mode === 'early',
      traces: false,
      store: mode,
    };
    runs.set(`${mode} ${model}`, (await runBenchRun('verilog-eval', options, io)).document as BenchRunDocument);
  }
}
const drawn = await drawSamples(count, seed);
const { results } = await plainFlow(drawn, 2);
for (const mode of ['exact', 'early'] as const) {
  const differing = drawn.flatMap(({ model, task, sample, source }, i) => {
    const { log = '', compiled = false } = results[i] ?? {};
    const plain = scoreVerilogEvalV2({ log, source, compiled });
    const ours = runs
      .get(`${mode} ${model}`)
      ?.samples.find((row) => row.task === task.public.id && row.sample === sample)?.official;
    return plain.letter === ours?.letter
      ? []
      : [
          {
            what: `${model} ${task.public.id} ${sample}: plain ${plain.letter}, ours ${ours?.letter}`,
            verdict: plain.pass !== ours?.pass,
          },
        ];
  });
  console.log(
    `${mode}: ${count - differing.length} of ${count} letters equal, ${count - differing.filter(({ verdict }) => verdict).length} of ${count} verdicts equal`,
  );
  for (const { what } of differing) console.log(`  ${what}`);
}
for (const model of MODELS) {
  const run = runs.get(`early ${model}`);
  if (run === undefined) continue;
  for (const column of ['own', 'official', 'syntax'] as const) {
    const rows = run.passAtK.filter((row) => row.column === column && row.tasks === 'all');
    console.log(
      `${model.padEnd(9)} ${column.padEnd(9)} ${rows.map((row) => `@${row.k} ${withInterval(row)}`).join('  ')}`,
    );
  }
  console.log(
    `${model.padEnd(9)} disagreements ${JSON.stringify(run.totals.disagreements)} reasons ${JSON.stringify(run.totals.reasons)}`,
  );
}
