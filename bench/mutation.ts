/**
 * Kills of mutants by random simulation, beside the official testbenches.
 *
 *   npx tsx bench/mutation.ts [--data ../shared/data] [--cycles 1000] [--every N] [--baseline] [--no-official] [--json FILE]
 *
 * For every mutant: the verdict of random simulation against the reference, of the task's own bench, and with
 * `--baseline` of a published rule-based method, with the CPU time of each, programs included, which other
 * load of the machine disturbs less than wall time (Linux only; needs `--jobs 1`, the default).
 * The equivalence check says which mutants are there to be killed.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { CheckEnvironment, DesignText } from '../src/checks/check-environment.ts';
import { decideEquivalence } from '../src/checks/equivalence.ts';
import { checkRandomSimulation } from '../src/checks/random-simulation.ts';
import { readDesignFacts } from '../src/checks/random-simulation-facts.ts';
import { hostEnvironmentOf } from '../src/process/environment.ts';
import { createToolRunner } from '../src/process/run-tool.ts';
import { createWithWorkdir } from '../src/process/workdir.ts';
import { icarusCompileCommand, vvpCommand } from '../src/tools/iverilog/index.ts';
import { mapPool } from '../src/util/map-pool.ts';
import { runBaseline } from './mutation-baseline.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data' },
    cycles: { type: 'string', default: '1000' },
    every: { type: 'string', default: '1' },
    jobs: { type: 'string', default: '1' },
    baseline: { type: 'boolean', default: false },
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
  .filter((row) => row.task_id.includes(values.task));

const TICK_MS = 10;

/** CPU time of this process and of all programs it waited for, in milliseconds. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (user + system) / 1_000 + (Number(fields[13]) + Number(fields[14])) * TICK_MS;
}

/** Runs a job and tells what it cost. */
async function costed<T>(job: () => Promise<T>): Promise<{ readonly value: T; readonly ms: number }> {
  const before = cpuMs();
  const value = await job();
  return { value, ms: cpuMs() - before };
}

interface Outcome {
  readonly task: string;
  readonly mutant: number;
  readonly random: string;
  readonly summary: string;
  readonly randomMs: number;
  readonly official: string;
  readonly officialMs: number;
  readonly baseline: string;
  readonly baselineMs: number;
  /** What the equivalence check says. */
  readonly formal: string;
}

async function officialVerdict(bench: string, reference: string, mutant: string) {
  return await environment.withWorkdir(async (cwd) => {
    const candidate = mutant.replace(/\btop_module\b/g, 'TopModule');
    writeFileSync(join(cwd, 'test.sv'), bench);
    writeFileSync(join(cwd, 'ref.sv'), reference);
    writeFileSync(join(cwd, 'dut.sv'), candidate);
    const sources = ['test.sv', 'dut.sv', 'ref.sv'];
    const compile = await runner.runTool(
      icarusCompileCommand({ cwd, sources, tops: ['tb'], generation: '2012', warnings: 'none', output: 'sim' }),
    );
    if (compile.exitCode !== 0) return 'does not compile';
    const run = await runner.runTool(vvpCommand({ cwd, image: 'sim', waves: 'drop' }));
    if (/^TIMEOUT/m.test(run.stdout.text)) return 'timeout';
    const found = /^Mismatches: (\d+) in (\d+) samples/m.exec(run.stdout.text);
    return found === null ? 'no result' : found[1] === '0' ? 'pass' : 'fail';
  });
}

const outcomes: Outcome[] = [];
const selfFailures: string[] = [];
let counter = 0;
await mapPool(rows, Number(values.jobs), async ({ task_id, mutants }) => {
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
    counter += 1;
    if (counter % Number(values.every) !== 0) continue;
    const candidate: DesignText = { top: 'top_module', files: [{ path: 'mutant.sv', text }] };
    const random = await costed(() => compare(candidate));
    const { verdict } = random.value;
    const baseline = values.baseline
      ? await costed(() => runBaseline(environment, { golden, candidate, facts: facts.value }))
      : { value: 'not run', ms: 0 };
    const formal = (await decideEquivalence({ golden, candidate, budgetMs: 10_000, seed: 1, env: environment }))
      .strength;
    const official = values.official
      ? await costed(() => officialVerdict(read('test'), read('ref'), text))
      : { value: 'not run', ms: 0 };
    outcomes.push({
      task: task_id,
      mutant,
      random: verdict.status,
      summary: verdict.summary,
      randomMs: random.ms,
      official: official.value,
      officialMs: official.ms,
      baseline: baseline.value,
      baselineMs: baseline.ms,
      formal,
    });
  }
});

const quantile = (numbers: readonly number[], q: number) =>
  [...numbers].sort((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(q * numbers.length))] ?? Number.NaN;
const count = (by: (o: Outcome) => string) => {
  const counts: Record<string, number> = {};
  for (const o of outcomes) counts[by(o)] = (counts[by(o)] ?? 0) + 1;
  return counts;
};
console.log(`${outcomes.length} mutants of ${rows.length} tasks, ${values.cycles} cycles`);
const equivalent = (o: Outcome) => o.formal.startsWith('proved');
const rates = (name: string, verdict: (o: Outcome) => string, ms: (o: Outcome) => number) => {
  const run = outcomes.filter((o) => verdict(o) !== 'not run');
  if (run.length === 0) return [];
  const different = run.filter((o) => !equivalent(o));
  const killed = different.filter((o) => verdict(o) !== 'pass').length;
  return [
    {
      checker: name,
      killed,
      of: different.length,
      'kill rate %': Number(((100 * killed) / different.length).toFixed(2)),
      'false alarms': run.filter((o) => equivalent(o) && verdict(o) !== 'pass').length,
      'of equivalent': run.filter(equivalent).length,
      'median CPU ms': Math.round(quantile(run.map(ms), 0.5)),
      'p95 CPU ms': Math.round(quantile(run.map(ms), 0.95)),
      'mean CPU ms': Math.round(run.reduce((sum, o) => sum + ms(o), 0) / run.length),
    },
  ];
};
console.table([
  ...rates(
    'random simulation',
    (o) => o.random,
    (o) => o.randomMs,
  ),
  ...rates(
    'official bench',
    (o) => o.official,
    (o) => o.officialMs,
  ),
  ...rates(
    'published rule-based',
    (o) => o.baseline,
    (o) => o.baselineMs,
  ),
]);
console.table(count((o) => `random ${o.random} / official ${o.official}`));
console.table(count((o) => `random ${o.random} / equivalence ${o.formal}`));
console.log('references that do not pass against themselves:', selfFailures);
for (const o of outcomes) {
  const isOdd = (o.random === 'fail') !== (o.official !== 'pass') || (o.random === 'fail') === equivalent(o);
  if (isOdd)
    console.log(`${o.task} #${o.mutant}: random ${o.random} ${o.formal}, official ${o.official}; ${o.summary}`);
}
if (values.json !== undefined) writeFileSync(values.json, JSON.stringify(outcomes));
