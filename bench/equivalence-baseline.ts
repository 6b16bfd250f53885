/**
 * The engine beside the rule-based method of CodeV-R1 on all mutants of every n-th problem, same machine, one after the
 * other. The engine's share of reading and simulating the golden is in its figures.
 * `npx tsx bench/equivalence-baseline.ts [--every 10] [--whole] [--sandbox auto|off]`
 * `--whole` lets the baseline run all its sequences instead of stopping at the first difference. Without a sandbox
 * unless asked for: bubblewrap ends before its child is waited for, so the child's time reaches no counter of ours.
 */
import { parseArgs } from 'node:util';
import type { CheckEnvironment } from '../src/checks/check-environment.ts';
import { readDesign } from '../src/checks/equivalence/read-designs.ts';
import { withGolden } from '../src/checks/equivalence.ts';
import { analyseClocking, findResets, prepareDesign } from '../src/formal/index.ts';
import type { Problem } from './equivalence/corpus.ts';
import { hasCorpus, mutantProblems } from './equivalence/corpus.ts';
import { benchEnvironment, cpuMs } from './equivalence/environment.ts';
import type { BaselineAnswer, BaselineGolden } from './equivalence/rule-based-baseline.ts';
import { ruleBasedBaseline } from './equivalence/rule-based-baseline.ts';

const { values } = parseArgs({
  options: {
    every: { type: 'string', default: '10' },
    sandbox: { type: 'string', default: 'off' },
    whole: { type: 'boolean', default: false },
  },
});

async function baselineGolden(env: CheckEnvironment, problem: Problem): Promise<BaselineGolden | null> {
  return env.withWorkdir(async (folder) => {
    const read = await readDesign(env, folder, problem.golden);
    if (!read.ok) return null;
    const { netlist } = read.value;
    const clocking = analyseClocking([netlist]);
    const key =
      clocking.mode === 'sync' ? clocking.clock : clocking.mode === 'event' ? (clocking.clocks[0] ?? null) : null;
    const prepared = prepareDesign(netlist, clocking);
    const resets = prepared.ok ? findResets(prepared.value, clocking) : [];
    return {
      design: problem.golden,
      netlist,
      stopAt: values.whole ? 'none' : 'first',
      clock: key === null ? null : key.slice(0, key.indexOf('[')),
      resets,
    };
  });
}

interface Row {
  readonly engine: string;
  readonly baseline: BaselineAnswer;
  readonly engineCpuMs: number;
  readonly baselineCpuMs: number;
}

const rows: Row[] = [];
if (!hasCorpus()) console.log('The measured data is not there; nothing to do.');
else {
  const env = await benchEnvironment(values.sandbox === 'off' ? 'off' : 'auto');
  const problems = mutantProblems().filter((_, index) => index % Number(values.every) === 0);
  for (const problem of problems) await compareOn(env, problem);
  print();
}

async function compareOn(env: CheckEnvironment, problem: Problem): Promise<void> {
  const golden = await baselineGolden(env, problem);
  if (golden === null) return;
  const answers: { readonly strength: string; readonly cpu: number }[] = [];
  const opened = cpuMs();
  let shared = 0;
  await withGolden(env, { golden: problem.golden, seed: 1 }, async (ask) => {
    // The golden's own simulation belongs to all its candidates: it is made by a first question that is asked twice.
    const first = problem.candidates[0];
    if (first === undefined) return;
    await ask({ candidate: first.design, budgetMs: 10_000 });
    shared = cpuMs() - opened;
    for (const { design } of problem.candidates) {
      const start = cpuMs();
      const { strength } = await ask({ candidate: design, budgetMs: 10_000 });
      answers.push({ strength, cpu: cpuMs() - start });
    }
  });
  // The first question was asked twice: only the golden's part of it is shared.
  const share = Math.max(0, shared - (answers[0]?.cpu ?? 0)) / Math.max(1, answers.length);
  for (const [index, { id, design }] of problem.candidates.entries()) {
    const { strength, cpu } = answers[index] ?? { strength: 'error', cpu: 0 };
    const start = cpuMs();
    const baseline = await ruleBasedBaseline(env, golden, design);
    rows.push({ engine: strength, baseline, engineCpuMs: cpu + share, baselineCpuMs: cpuMs() - start });
    const sound = strength === 'different' ? 'different' : strength.startsWith('proved') ? 'same' : null;
    if (sound !== null && sound !== baseline)
      console.log(`${problem.name} ${id}: engine ${strength}, baseline ${baseline}`);
  }
}

function print(): void {
  const mean = (list: readonly number[]): string =>
    (list.reduce((sum, x) => sum + x, 0) / Math.max(1, list.length)).toFixed(0);
  const median = (list: readonly number[]): number => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;
  const different = rows.filter((row) => row.engine === 'different');
  const proved = rows.filter((row) => row.engine.startsWith('proved'));
  console.log(
    `${rows.length} candidates: ${different.length} different, ${proved.length} proved equivalent, ${rows.length - different.length - proved.length} other (engine)`,
  );
  console.log(
    `baseline kills ${different.filter((row) => row.baseline === 'different').length} of ${different.length} different ones`,
  );
  console.log(
    `baseline false alarms: ${proved.filter((row) => row.baseline === 'different').length} of ${proved.length} proved ones`,
  );
  for (const [name, list] of [
    ['all', rows],
    ['different', different],
    ['proved', proved],
  ] as const) {
    const engine = list.map((row) => row.engineCpuMs);
    const baseline = list.map((row) => row.baselineCpuMs);
    console.log(
      `CPU ms ${name}: engine mean ${mean(engine)} median ${median(engine)}; baseline mean ${mean(baseline)} median ${median(baseline)}`,
    );
  }
}
