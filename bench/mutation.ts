/**
 * Kills of mutants by random simulation, beside the official testbenches.
 *
 *   npx tsx bench/mutation.ts [--data ../shared/data] [--cycles 1000] [--limit N] [--json FILE]
 *
 * For every mutant: the verdict of random simulation against the reference and of the task's own bench, with times.
 * Undecided mutants are those that neither kills; how many of them are equivalent is for a proof to say.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { CheckEnvironment, DesignText } from '../src/checks/check-environment.ts';
import { checkRandomSimulation } from '../src/checks/random-simulation.ts';
import { readDesignFacts } from '../src/checks/random-simulation-facts.ts';
import { hostEnvironmentOf } from '../src/process/environment.ts';
import { createToolRunner } from '../src/process/run-tool.ts';
import { createWithWorkdir } from '../src/process/workdir.ts';
import { icarusCompileCommand, vvpCommand } from '../src/tools/iverilog/index.ts';
import { mapPool } from '../src/util/map-pool.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data' },
    cycles: { type: 'string', default: '1000' },
    limit: { type: 'string', default: '100000' },
    budget: { type: 'string', default: '10000' },
    json: { type: 'string' },
    task: { type: 'string', default: '' },
    official: { type: 'boolean', default: true },
  },
  allowNegative: true,
});

const runner = await createToolRunner({ sandbox: 'off', host: hostEnvironmentOf(process.env), tmp: tmpdir() });
const environment: CheckEnvironment = {
  runTool: runner.runTool,
  withWorkdir: createWithWorkdir(tmpdir()),
  now: () => performance.now(),
};

const folder = join(values.data, 'verilog-eval-v2-half', 'dataset_code-complete-iccad2023');
const rows = readFileSync(join(values.data, 'mutants', 'correctbench-mutants.jsonl'), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line): { task_id: string; mutants: string[] } => JSON.parse(line))
  .filter((row) => row.task_id.includes(values.task))
  .slice(0, Number(values.limit));

interface Outcome {
  readonly task: string;
  readonly mutant: number;
  readonly random: string;
  readonly summary: string;
  readonly randomMs: number;
  readonly official: string;
  readonly officialMs: number;
}

async function officialVerdict(bench: string, reference: string, mutant: string) {
  return await environment.withWorkdir(async (cwd) => {
    const candidate = mutant.replace(/\btop_module\b/g, 'TopModule');
    writeFileSync(join(cwd, 'test.sv'), bench);
    writeFileSync(join(cwd, 'ref.sv'), reference);
    writeFileSync(join(cwd, 'dut.sv'), candidate);
    const sources = ['test.sv', 'dut.sv', 'ref.sv'];
    const begun = performance.now();
    const compile = await runner.runTool(
      icarusCompileCommand({ cwd, sources, tops: ['tb'], generation: '2012', warnings: 'none', output: 'sim' }),
    );
    if (compile.exitCode !== 0) return { verdict: 'does not compile', ms: performance.now() - begun };
    const run = await runner.runTool(vvpCommand({ cwd, image: 'sim', waves: 'drop' }));
    const ms = performance.now() - begun;
    if (/^TIMEOUT/m.test(run.stdout.text)) return { verdict: 'timeout', ms };
    const found = /^Mismatches: (\d+) in (\d+) samples/m.exec(run.stdout.text);
    return { verdict: found === null ? 'no result' : found[1] === '0' ? 'pass' : 'fail', ms };
  });
}

const outcomes: Outcome[] = [];
const selfFailures: string[] = [];
await mapPool(rows, 2, async ({ task_id, mutants }) => {
  const read = (suffix: string) => readFileSync(join(folder, `${task_id}_${suffix}.sv`), 'utf8');
  const golden: DesignText = { top: 'RefModule', files: [{ path: 'ref.sv', text: read('ref') }] };
  const facts = await readDesignFacts(environment, golden);
  if (!facts.ok) {
    selfFailures.push(`${task_id}: no facts: ${facts.error}`);
    return;
  }
  const compare = (candidate: DesignText) =>
    checkRandomSimulation(environment, {
      golden,
      candidate,
      facts: facts.value,
      nonce: `n${randomBytes(8).toString('hex')}`,
      seed: 1,
      cycles: Number(values.cycles),
      budgetMs: Number(values.budget),
      simulator: 'iverilog',
    });
  const self = await compare(golden);
  if (self.verdict.status !== 'pass') selfFailures.push(`${task_id}: ${self.verdict.status} ${self.verdict.summary}`);
  for (const [mutant, text] of mutants.entries()) {
    const { verdict } = await compare({ top: 'top_module', files: [{ path: 'mutant.sv', text }] });
    const official = values.official
      ? await officialVerdict(read('test'), read('ref'), text)
      : { verdict: 'not run', ms: 0 };
    outcomes.push({
      task: task_id,
      mutant,
      random: verdict.status,
      summary: verdict.summary,
      randomMs: verdict.wallMs,
      official: official.verdict,
      officialMs: official.ms,
    });
  }
});

const quantile = (numbers: readonly number[], q: number) =>
  [...numbers].sort((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(q * numbers.length))] ?? Number.NaN;
const times = (numbers: readonly number[]) =>
  `${quantile(numbers, 0.5).toFixed(0)} ms median, ${quantile(numbers, 0.95).toFixed(0)} p95`;
const count = (by: (o: Outcome) => string) => {
  const counts: Record<string, number> = {};
  for (const o of outcomes) counts[by(o)] = (counts[by(o)] ?? 0) + 1;
  return counts;
};
console.log(`${outcomes.length} mutants of ${rows.length} tasks, ${values.cycles} cycles`);
console.table(count((o) => `random ${o.random} / official ${o.official}`));
console.log(`random simulation: ${times(outcomes.map((o) => o.randomMs))}`);
console.log(`official bench:    ${times(outcomes.map((o) => o.officialMs))}`);
console.log('references that do not pass against themselves:', selfFailures);
for (const o of outcomes) {
  const killed = o.random === 'fail';
  if (killed !== (o.official !== 'pass') || o.random === 'error') {
    console.log(`${o.task} #${o.mutant}: random ${o.random}, official ${o.official}; ${o.summary}`);
  }
}
if (values.json !== undefined) writeFileSync(values.json, JSON.stringify(outcomes));
