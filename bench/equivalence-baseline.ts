/**
 * The engine beside the rule-based method of CodeV-R1 on a sample of the mutants, same machine, one after the other.
 * `npx tsx bench/equivalence-baseline.ts [--every 10] [--whole] [--sandbox auto|off]
 * --whole lets the baseline run all its sequences instead of stopping at the first difference.`
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
    sandbox: { type: 'string', default: 'auto' },
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
  let index = 0;
  for (const problem of mutantProblems()) {
    const chosen = problem.candidates.filter(() => index++ % Number(values.every) === 0);
    const golden = chosen.length === 0 ? null : await baselineGolden(env, problem);
    if (golden === null) continue;
    await withGolden(env, { golden: problem.golden, seed: 1 }, async (ask) => {
      for (const { id, design } of chosen) {
        const start = cpuMs();
        const result = await ask({ candidate: design, budgetMs: 10_000 });
        const middle = cpuMs();
        const baseline = await ruleBasedBaseline(env, golden, design);
        const end = cpuMs();
        rows.push({ engine: result.strength, baseline, engineCpuMs: middle - start, baselineCpuMs: end - middle });
        const sound =
          result.strength === 'different' ? 'different' : result.strength.startsWith('proved') ? 'same' : null;
        if (sound !== null && sound !== baseline)
          console.log(`${problem.name} ${id}: engine ${result.strength}, baseline ${baseline}`);
      }
    });
  }
  print();
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
