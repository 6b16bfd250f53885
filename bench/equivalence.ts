/**
 * Equivalence of references and candidates in one long-lived process: what each answer rests on and costs.
 * `npx tsx bench/equivalence.ts [mutants|self|rtllm|samples] [--sandbox auto|off] [--only NAME] [--list] [--verify] [--order prove-first] [--out FILE]`
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { DesignText } from '../src/checks/check-environment.ts';
import type { AskEquivalence, EquivalenceResult, RungOrder } from '../src/checks/equivalence.ts';
import { withGolden } from '../src/checks/equivalence.ts';
import type { Problem } from './equivalence/corpus.ts';
import { hasCorpus, mutantProblems, rtllmProblems, sampleProblems, selfProblems } from './equivalence/corpus.ts';
import { benchEnvironment, cpuMs } from './equivalence/environment.ts';
import { secondOpinion } from './equivalence/second-opinion.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sandbox: { type: 'string', default: 'auto' },
    only: { type: 'string' },
    list: { type: 'boolean', default: false },
    out: { type: 'string' },
    order: { type: 'string', default: 'simulate-first' },
    verify: { type: 'boolean', default: false },
  },
});

interface Measured {
  readonly name: string;
  readonly id: string;
  readonly result: EquivalenceResult;
  readonly wallMs: number;
  readonly cpuMs: number;
}

const opinions = new Map<string, number>();

const quantile = (sorted: readonly number[], q: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0;

const order: RungOrder = values.order === 'prove-first' ? 'prove-first' : 'simulate-first';

type Environment = Awaited<ReturnType<typeof benchEnvironment>>;

async function measure(problems: readonly Problem[]): Promise<Measured[]> {
  const env = await benchEnvironment(values.sandbox === 'off' ? 'off' : 'auto');
  console.log(`sandbox: ${env.sandbox}`);
  const measured: Measured[] = [];
  for (const problem of problems) {
    await withGolden(env, { golden: problem.golden, seed: 1 }, async (ask) => {
      for (const { id, design } of problem.candidates)
        measured.push(await measureOne(env, ask, { problem, id, design }));
    });
  }
  return measured;
}

async function measureOne(
  env: Environment,
  ask: AskEquivalence,
  { problem, id, design }: { readonly problem: Problem; readonly id: string; readonly design: DesignText },
): Promise<Measured> {
  const cpu = cpuMs();
  const started = performance.now();
  const result = await ask({ candidate: design, budgetMs: 10_000, order });
  const wallMs = performance.now() - started;
  const spent = cpuMs() - cpu;
  if (values.verify && result.strength.startsWith('proved') && result.clocking !== null) {
    const pair = { golden: problem.golden, candidate: design, clocking: result.clocking, seed: 77 };
    const opinion = await secondOpinion(env, pair);
    opinions.set(opinion, (opinions.get(opinion) ?? 0) + 1);
    if (opinion !== 'agrees') console.log(`second opinion on ${problem.name} ${id} (${result.rung}): ${opinion}`);
  }
  if (values.list) console.log(problem.name, id, result.strength, result.rung, result.verdict.summary);
  return { name: problem.name, id, result, wallMs, cpuMs: spent };
}

/** Bubblewrap ends before its child is waited for, so what runs inside it reaches no counter of ours. */
const cpuTitle = values.sandbox === 'off' ? 'CPU mean ms' : 'CPU mean ms (own only, where sandboxed)';

function print(measured: readonly Measured[]): void {
  const groups = new Map<string, Measured[]>();
  for (const one of measured) {
    for (const key of ['all', one.result.strength, `${one.result.strength} / ${one.result.rung}`]) {
      groups.set(key, [...(groups.get(key) ?? []), one]);
    }
  }
  console.log(`| answer / rung | n | wall median ms | p95 | max | ${cpuTitle} |`);
  console.log('|---|---|---|---|---|---|');
  for (const [key, list] of [...groups].sort(([a], [b]) => a.localeCompare(b))) {
    const wall = list.map((one) => one.wallMs).sort((a, b) => a - b);
    const cpu = list.reduce((sum, one) => sum + one.cpuMs, 0) / list.length;
    const cells = [
      key,
      list.length,
      quantile(wall, 0.5).toFixed(1),
      quantile(wall, 0.95).toFixed(1),
      quantile(wall, 1).toFixed(0),
      cpu.toFixed(1),
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
}

if (!hasCorpus()) {
  console.log('The measured data is not there; nothing to do.');
} else {
  const sets = { self: selfProblems, rtllm: rtllmProblems, mutants: mutantProblems, samples: sampleProblems };
  const all = (sets[positionals[0] as keyof typeof sets] ?? mutantProblems)();
  const started = performance.now();
  const measured = await measure(
    all.filter((problem) => values.only === undefined || problem.name.includes(values.only)),
  );
  print(measured);
  if (values.verify) console.log('proofs against 2,000 cycles in Icarus:', Object.fromEntries(opinions));
  console.log(`total ${((performance.now() - started) / 1000).toFixed(1)} s wall, goldens included`);
  if (values.out !== undefined)
    writeFileSync(
      values.out,
      JSON.stringify(
        measured.map(({ result, ...rest }) => ({
          ...rest,
          strength: result.strength,
          rung: result.rung,
          method: result.method,
          summary: result.verdict.summary,
        })),
        null,
        1,
      ),
    );
}
