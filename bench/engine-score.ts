/**
 * Scores the rule engine against a folder of tasks: `npx tsx bench/engine-score.ts DIR [--only FILE] [--verbose]`.
 * Layouts: NAME_prompt.txt + NAME_ref.sv + NAME_test.sv, or folders of design_description.txt + testbench.v.
 * `right` needs the task's own testbench to compare samples without a mismatch; anything else that was emitted is `wrong`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { ruleEngine } from '../src/engines/rule/index.ts';
import { emitVerilog, lowerPlan } from '../src/ir/index.ts';
import { readSpec } from '../src/spec/index.ts';

interface Task {
  readonly name: string;
  readonly spec: string;
  readonly files: readonly string[];
  readonly folder: string;
  readonly kind: 'samples' | 'marker';
}

interface Score {
  /** `unscored`: no mismatch, but the task's bench runs into its own time limit, so that no design can pass it. */
  readonly result: 'right' | 'wrong' | 'abstained' | 'unscored';
  readonly why: string;
  readonly ms: number;
}

function tasksOf(folder: string): readonly Task[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('_prompt.txt'));
  if (names.length > 0) {
    return names.sort().map((file) => {
      const name = file.slice(0, -'_prompt.txt'.length);
      return {
        name,
        spec: join(folder, file),
        files: [join(folder, `${name}_test.sv`), join(folder, `${name}_ref.sv`)],
        folder,
        kind: 'samples' as const,
      };
    });
  }
  const specs = readdirSync(folder, { recursive: true })
    .map(String)
    .filter((path) => basename(path) === 'design_description.txt');
  return specs.sort().map((path) => {
    const home = join(folder, dirname(path));
    return {
      name: basename(home),
      spec: join(folder, path),
      files: [join(home, 'testbench.v')],
      folder: home,
      kind: 'marker' as const,
    };
  });
}

/** Plans, lowers and emits; a string is why there is no Verilog. */
async function verilogOf(task: Task): Promise<{ readonly text: string } | { readonly why: string }> {
  // The benches of this layout instantiate one name, whether the text of the task says it or not.
  const name = task.kind === 'samples' ? { top: 'TopModule' } : {};
  const reading = readSpec({ path: task.spec, bytes: readFileSync(task.spec), ...name });
  if (!reading.ok) return { why: `spec: ${reading.error[0]?.message ?? ''}` };
  const plan = await ruleEngine.plan(
    { spec: reading.value.spec, context: null, feedback: [], seed: 1 },
    new AbortController().signal,
  );
  if (!plan.ok) {
    const quotes = plan.error.quotes.map(
      (quote) => `\n      line ${String(quote.span.line)}: ${quote.text.replaceAll(/\s+/g, ' ').slice(0, 150)}`,
    );
    return { why: `${plan.error.reason}: ${plan.error.detail}${quotes.join('')}` };
  }
  const lowered = lowerPlan(plan.value);
  if (!lowered.ok) return { why: `lowering: ${JSON.stringify(lowered.error[0])}` };
  return { text: emitVerilog(lowered.value.rtl) };
}

function simulate(task: Task, verilog: string): Pick<Score, 'result' | 'why'> {
  const home = mkdtempSync(join(tmpdir(), 'engine-score-'));
  try {
    const candidate = join(home, 'candidate.sv');
    writeFileSync(candidate, verilog);
    const built = spawnSync(
      'iverilog',
      ['-g2012', '-o', join(home, 'sim'), ...task.files.filter((file) => existsSync(file)), candidate],
      { encoding: 'utf8', timeout: 60_000 },
    );
    if (built.status !== 0 && !referenceCompiles(task, home))
      return { result: 'unscored', why: 'its own bench does not compile with its own reference' };
    if (built.status !== 0) return { result: 'wrong', why: `does not compile: ${built.stderr.slice(0, 300)}` };
    const run = spawnSync('vvp', ['-n', join(home, 'sim')], {
      cwd: task.kind === 'marker' ? task.folder : home,
      encoding: 'utf8',
      timeout: 60_000,
    });
    return verdict(task, run.stdout);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** Whether a bench of the section-style layout compiles with the design published beside it. */
function referenceCompiles(task: Task, home: string): boolean {
  const reference = readdirSync(task.folder).find((name) => /^verified_.*\.v$/.test(name));
  if (task.kind === 'samples' || reference === undefined) return true;
  return (
    spawnSync('iverilog', ['-g2012', '-o', join(home, 'reference'), ...task.files, join(task.folder, reference)], {
      timeout: 60_000,
    }).status === 0
  );
}

function verdict(task: Task, output: string): Pick<Score, 'result' | 'why'> {
  if (task.kind === 'marker') {
    const isPass = /Your Design Passed/i.test(output);
    return isPass
      ? { result: 'right', why: '' }
      : { result: 'wrong', why: output.split('\n').slice(-4).join(' | ').slice(0, 200) };
  }
  const samples = /Mismatches:\s*(\d+) in (\d+) samples/.exec(output);
  const agrees = samples !== null && samples[1] === '0' && Number(samples[2]) > 0;
  if (agrees && output.includes('TIMEOUT'))
    return { result: 'unscored', why: `its own bench prints TIMEOUT beside "${samples[0]}"` };
  return agrees ? { result: 'right', why: '' } : { result: 'wrong', why: samples?.[0] ?? output.slice(-200) };
}

async function score(task: Task): Promise<Score> {
  const start = performance.now();
  const made = await verilogOf(task);
  const ms = performance.now() - start;
  return 'why' in made ? { result: 'abstained', why: made.why, ms } : { ...simulate(task, made.text), ms };
}

const [folder = '', ...flags] = process.argv.slice(2);
const onlyAt = flags.indexOf('--only');
const chosen = onlyAt < 0 ? null : new Set(readFileSync(flags[onlyAt + 1] ?? '', 'utf8').split('\n'));
const counts = { right: 0, wrong: 0, unscored: 0, abstained: 0 };
for (const task of tasksOf(folder).filter((one) => chosen === null || chosen.has(one.name))) {
  const one = await score(task);
  counts[one.result] += 1;
  if (one.result !== 'right' || flags.includes('--verbose'))
    console.log(`${one.result.padEnd(9)} ${task.name} (${one.ms.toFixed(1)} ms) ${one.why}`);
}
console.log(
  `\nright ${String(counts.right)}  wrong ${String(counts.wrong)}  unscored ${String(counts.unscored)}  abstained ${String(counts.abstained)}`,
);
