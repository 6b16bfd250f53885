/**
 * Selection among recorded samples without a golden: pass@1, pass@N, and selected@1 by strategy and N.
 * `npx tsx bench/selection.ts [--dataset DIR] [--samples FILE …] [--cache DIR] [--subsets 5] [--sandbox auto|off] [--only WORD]`
 * Selection sees the spec and the samples. The dataset's testbench only measures what was selected. Subsets of fewer
 * than all samples are re-ranked on the observations of all; their stimulus knows the constants of all samples.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readVerilogEvalFolder } from '../src/bench/datasets/verilog-eval.ts';
import { readSamples } from '../src/bench/samples/read-samples.ts';
import { bootstrapMean } from '../src/bench/statistics/bootstrap.ts';
import { uniform } from '../src/bench/statistics/random.ts';
import type { BenchTask } from '../src/bench/task.ts';
import type { SelectionOptions } from '../src/pipeline/selection/index.ts';
import { benchEnvironment } from './equivalence/environment.ts';
import { openLabels } from './selection/labels.ts';
import { observeTask, type TaskObservation } from './selection/observations.ts';

const DATA = join(import.meta.dirname, '../../shared/data');
const { values } = parseArgs({
  options: {
    dataset: { type: 'string', default: join(DATA, 'verilog-eval-v2-half/dataset_code-complete-iccad2023') },
    samples: { type: 'string', multiple: true },
    cache: { type: 'string' },
    subsets: { type: 'string', default: '5' },
    sandbox: { type: 'string', default: 'auto' },
    only: { type: 'string' },
  },
});

const STRATEGIES: readonly { readonly name: string; readonly options: SelectionOptions }[] = [
  { name: 'samples alike (VRank)', options: { scoring: 'sample-count', use: 'agreement' } },
  { name: 'texts alike', options: { scoring: 'cluster-size', use: 'agreement' } },
  { name: 'dual agreement (CodeT)', options: { scoring: 'dual-agreement', use: 'agreement' } },
  { name: 'posterior (B4)', options: { scoring: 'posterior', use: 'agreement' } },
  { name: 'likeness (MBR)', options: { scoring: 'likeness', use: 'agreement' } },
  { name: 'texts alike + spec', options: { scoring: 'cluster-size', use: 'agreement-and-spec' } },
  { name: 'dual agreement + spec', options: { scoring: 'dual-agreement', use: 'agreement-and-spec' } },
  { name: 'posterior + spec', options: { scoring: 'posterior', use: 'agreement-and-spec' } },
];
/** Settings among which each fold chooses on the other folds. */
const GRID: readonly SelectionOptions[] = (
  ['cluster-size', 'dual-agreement', 'posterior', 'likeness'] as const
).flatMap((scoring) =>
  [0, 0.25, 0.5, 1].flatMap((repetitionPower) =>
    (['agreement', 'agreement-and-spec'] as const).map((use): SelectionOptions => ({ scoring, use, repetitionPower })),
  ),
);
const FOLDS = 5;
const CHOSEN = 'dual agreement + spec';
const CHOSEN_OPTIONS: SelectionOptions = { scoring: 'dual-agreement', use: 'agreement-and-spec' };
const MARGINS = [0.9, 0.5, 0.1, 0];
const SIZES = [1, 3, 5, 10, 20];

interface TaskScore {
  readonly task: string;
  readonly pass: readonly boolean[];
  /** Null where the rule engine abstains. */
  readonly ruled: boolean | null;
  /** Share of subsets of each size in which the strategy selected a right sample. */
  readonly selected: ReadonlyMap<string, number>;
  /** Whether each setting of the grid selected a right one among all samples. */
  readonly grid: readonly boolean[];
  /** Lead of the chosen strategy among all samples. */
  readonly margin: number;
}

const key = (strategy: string, size: number): string => `${strategy} ${size}`;

function subsetsOf(count: number, { size, seed }: { readonly size: number; readonly seed: number }): number[][] {
  if (size >= count) return [Array.from({ length: count }, (_, index) => index)];
  const random = uniform(seed);
  return Array.from({ length: Number(values.subsets) }, () =>
    Array.from({ length: count }, (_, index) => ({ index, order: random() }))
      .sort((a, b) => a.order - b.order)
      .slice(0, size)
      .map(({ index }) => index)
      .sort((a, b) => a - b),
  );
}

function selectedShares(observed: TaskObservation, pass: readonly boolean[], seed: number): Map<string, number> {
  const shares = new Map<string, number>();
  for (const size of SIZES) {
    const subsets = subsetsOf(pass.length, { size, seed: seed * 100 + size });
    for (const { name, options } of STRATEGIES) {
      const right = subsets.filter((subset) => pass[observed.select(subset, options)?.sample ?? -1] === true).length;
      shares.set(key(name, size), right / subsets.length);
    }
  }
  return shares;
}

const percent = (scores: readonly number[]): string => {
  const { mean, low, high } = bootstrapMean(scores, 1);
  return `${mean.toFixed(3)} [${low.toFixed(2)}, ${high.toFixed(2)}]`;
};

const ceiling = (score: TaskScore): number => (score.pass.includes(true) ? 1 : 0);
const passAt1 = (score: TaskScore): number => score.pass.filter(Boolean).length / Math.max(1, score.pass.length);
const share = (score: TaskScore, name: string, size: number): number => score.selected.get(key(name, size)) ?? 0;
const hybrid = (score: TaskScore, otherwise: number): number =>
  score.ruled === null ? otherwise : score.ruled ? 1 : 0;

/** Tasks on which the settings of selection were chosen; the others are the check of that choice. */
function tuningHalf(tasks: readonly string[]): ReadonlySet<string> {
  const random = uniform(7);
  const shuffled = [...tasks].sort().map((task) => ({ task, order: random() }));
  shuffled.sort((a, b) => a.order - b.order);
  return new Set(shuffled.slice(0, Math.ceil(tasks.length / 2)).map(({ task }) => task));
}

function print(model: string, scores: readonly TaskScore[]): void {
  const right = scores.filter((score) => score.ruled === true).length;
  const wrong = scores.filter((score) => score.ruled === false).map((score) => score.task);
  console.log(`\n## ${model}: ${scores.length} tasks`);
  console.log(`rule engine alone: right ${right}, wrong ${wrong.length} ${wrong.join(' ')}`);
  console.log(`pass@1 ${percent(scores.map(passAt1))}, with any right sample ${percent(scores.map(ceiling))}`);
  console.log(`the same with rules in front: ${percent(scores.map((s) => hybrid(s, passAt1(s))))}, at most`);
  console.log(`${percent(scores.map((s) => hybrid(s, ceiling(s))))}`);
  console.log(`\n| selected@1 | ${SIZES.map((size) => `N=${size}`).join(' | ')} |`);
  console.log(`|---|${SIZES.map(() => '---|').join('')}`);
  for (const { name } of STRATEGIES) {
    console.log(`| ${name} | ${SIZES.map((size) => percent(scores.map((s) => share(s, name, size)))).join(' | ')} |`);
  }
  const front = SIZES.map((size) => percent(scores.map((s) => hybrid(s, share(s, CHOSEN, size)))));
  console.log(`| hybrid: rules, then ${CHOSEN} | ${front.join(' | ')} |`);
  const tuned = tuningHalf(scores.map((score) => score.task));
  for (const [half, isIn] of [
    ['tuning half', true],
    ['other half', false],
  ] as const) {
    const own = scores.filter((score) => tuned.has(score.task) === isIn);
    const most = own.reduce((sum, s) => sum + ceiling(s), 0);
    const got = own.reduce((sum, s) => sum + share(s, CHOSEN, 20), 0);
    console.log(`${half}: pass@1 ${percent(own.map(passAt1))}, ${CHOSEN} ${got} of ${most} that can be selected`);
  }
  printFolds(scores);
  printMargins(scores);
}

/**
 * Selected@1 where the settings are chosen by folds: each fifth of the tasks is selected from with the setting that did
 * best on the other four. What the default gains beyond this was fitted to the tasks it is measured on.
 */
function printFolds(scores: readonly TaskScore[]): void {
  const random = uniform(11);
  const order = [...scores]
    .sort((a, b) => (a.task < b.task ? -1 : 1))
    .map((score) => ({ score, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ score }) => score);
  const right = order.map((score, index) => {
    const rest = order.filter((_, other) => other % FOLDS !== index % FOLDS);
    const sums = GRID.map((_, at) => rest.filter((one) => one.grid[at] === true).length);
    return score.grid[sums.indexOf(Math.max(...sums))] === true ? 1 : 0;
  });
  const settings = GRID.map((_, at) => order.filter((score) => score.grid[at] === true).length);
  const chosen = order.map((score) => share(score, CHOSEN, 20));
  console.log(`\nsettings chosen in ${FOLDS} folds, N=20: ${percent(right)}; the default: ${percent(chosen)}`);
  const [least, most] = [Math.min(...settings), Math.max(...settings)];
  console.log(
    `of ${GRID.length} settings the worst selects ${least} right, the best ${most}, of ${order.length} tasks`,
  );
}

/** How often a choice with such a lead is right. */
function printMargins(scores: readonly TaskScore[]): void {
  MARGINS.forEach((from, index) => {
    const below = MARGINS[index - 1] ?? Number.POSITIVE_INFINITY;
    const own = scores.filter((score) => score.margin >= from && score.margin < below);
    const right = own.reduce((sum, score) => sum + share(score, CHOSEN, 20), 0);
    console.log(`margin of ${from} or more: ${own.length} tasks, ${right} right`);
  });
}

async function main(): Promise<void> {
  const folder = join(DATA, 'llm-samples');
  const files =
    values.samples ??
    (existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.jsonl')) : []).map((name) =>
      join(folder, name),
    );
  if (files.length === 0 || !existsSync(values.dataset)) {
    console.log('The measured data is not there; nothing to do.');
    return;
  }
  if (values.cache !== undefined) mkdirSync(values.cache, { recursive: true });
  const environment = await benchEnvironment(values.sandbox === 'off' ? 'off' : 'auto');
  const dataset = await readVerilogEvalFolder(values.dataset, 'verilog-eval');
  const labels = openLabels(environment, values.cache ?? null);
  for (const file of files) {
    const { byTask } = await readSamples(file);
    const scores: TaskScore[] = [];
    for (const task of dataset.tasks.filter((one) => one.public.id.includes(values.only ?? ''))) {
      const replies = byTask.get(task.public.id);
      if (replies !== undefined) scores.push(await scoreTask(task, { file, replies, environment, labels }));
      process.stderr.write(`\r${file.split('/').at(-1) ?? ''} ${scores.length} tasks `);
    }
    print(file.split('/').at(-1) ?? file, scores);
  }
}

interface Scoring {
  readonly file: string;
  readonly replies: readonly string[];
  readonly environment: Awaited<ReturnType<typeof benchEnvironment>>;
  readonly labels: ReturnType<typeof openLabels>;
}

async function scoreTask(task: BenchTask, { file, replies, environment, labels }: Scoring): Promise<TaskScore> {
  const path = join(values.dataset, `${task.public.id}_prompt.txt`);
  const observed = await observeTask(environment, {
    id: `${file.split('/').at(-1) ?? ''}-${task.public.id}`,
    spec: { path, bytes: readFileSync(path) },
    replies,
    cache: values.cache ?? null,
  });
  const pass = await labels.ofReplies(task, replies);
  return {
    task: task.public.id,
    pass,
    ruled: observed.ruled === null ? null : await labels.ofSource(task, observed.ruled),
    selected: selectedShares(observed, pass, 1),
    grid: GRID.map((options) => pass[observed.select([...pass.keys()], options)?.sample ?? -1] === true),
    margin: observed.select([...pass.keys()], CHOSEN_OPTIONS)?.margin ?? 0,
  };
}

await main();
