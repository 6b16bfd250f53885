/**
 * Every reference of the measured data against restyled twins of itself, which must never be rejected.
 * `npx tsx bench/equivalence-twins.ts [--sandbox auto|off] [--only NAME] [--style NAME] [--list]`
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { DesignText } from '../src/checks/check-environment.ts';
import { rewriteForReading } from '../src/checks/equivalence/rewrite.ts';
import type { EquivalenceResult } from '../src/checks/equivalence.ts';
import { withGolden } from '../src/checks/equivalence.ts';
import { yosysCommand } from '../src/tools/yosys/index.ts';
import { hasCorpus, rtllmProblems, selfProblems } from './equivalence/corpus.ts';
import { benchEnvironment } from './equivalence/environment.ts';
import { SOURCE_STYLES } from './equivalence/restyle.ts';

const { values } = parseArgs({
  options: {
    sandbox: { type: 'string', default: 'auto' },
    only: { type: 'string' },
    style: { type: 'string' },
    list: { type: 'boolean', default: false },
  },
});

/** Styles that Yosys writes: what it prints is another design text of the same function. */
const YOSYS_STYLES: Readonly<Record<string, readonly string[]>> = {
  'netlist of words': ['proc', 'opt_expr -keepdc', 'opt_clean'],
  'states one-hot': ['proc', 'opt -keepdc', 'fsm -encoding one-hot', 'opt -keepdc'],
  'states binary': ['proc', 'opt -keepdc', 'fsm -encoding binary', 'opt -keepdc'],
  'resets and enables as multiplexers': ['proc', 'opt -keepdc', 'dffunmap', 'opt_clean'],
  gates: ['synth -flatten', 'abc -g AND,XOR,MUX', 'opt_clean'],
};

type Environment = Awaited<ReturnType<typeof benchEnvironment>>;

interface Twin {
  readonly style: string;
  readonly design: DesignText;
}

async function byYosys(env: Environment, golden: DesignText, style: string): Promise<Twin | null> {
  return env.withWorkdir(async (folder) => {
    const source = rewriteForReading(golden.files).files[0]?.text ?? '';
    await writeFile(join(folder, 'in.sv'), source);
    const script = [
      'read_verilog -sv in.sv',
      `hierarchy -check -top ${golden.top}`,
      ...(YOSYS_STYLES[style] ?? []),
      'setattr -mod -unset src',
      `rename ${golden.top} restyled_twin`,
      'write_verilog -noattr out.v',
    ];
    const run = await env.runTool(yosysCommand({ cwd: folder, script, log: 'full' }));
    if (run.exitCode !== 0) return null;
    // A machine that Yosys did not find is not recoded: that text would be one more plain netlist.
    if (style.startsWith('states') && !/FSM state encoding|Recoding FSM|Mapping FSM/.test(run.stdout.text)) return null;
    return { style, design: asDesign('restyled_twin', await readFile(join(folder, 'out.v'), 'utf8')) };
  });
}

const asDesign = (top: string, text: string): DesignText => ({ top, files: [{ path: 'twin.sv', text }] });

function bySource(golden: DesignText, style: string): Twin | null {
  const text = SOURCE_STYLES[style]?.(golden.files[0]?.text ?? '') ?? null;
  if (text === null) return null;
  const renamed = text.replace(new RegExp(`\\b${golden.top}\\b`, 'g'), 'restyled_twin');
  return { style, design: asDesign('restyled_twin', renamed) };
}

async function twinsOf(env: Environment, golden: DesignText): Promise<Twin[]> {
  const wanted = (style: string): boolean => values.style === undefined || style.includes(values.style);
  const source = Object.keys(SOURCE_STYLES)
    .filter(wanted)
    .map((style) => bySource(golden, style));
  const netlists: (Twin | null)[] = [];
  for (const style of Object.keys(YOSYS_STYLES).filter(wanted)) netlists.push(await byYosys(env, golden, style));
  return [...source, ...netlists].filter((twin) => twin !== null);
}

/** The classes of the table, strongest first. */
function classOf({ strength }: EquivalenceResult): string {
  if (strength.startsWith('proved')) return 'proved';
  return strength;
}

async function main(): Promise<void> {
  const env = await benchEnvironment(values.sandbox === 'off' ? 'off' : 'auto');
  const counts = new Map<string, Map<string, number>>();
  const problems = [...selfProblems(), ...rtllmProblems()].filter(
    ({ name }) => values.only === undefined || name.includes(values.only),
  );
  for (const { name, golden } of problems) {
    const twins = await twinsOf(env, golden);
    await withGolden(env, { golden, seed: 1 }, async (ask) => {
      for (const { style, design } of twins) {
        const result = await ask({ candidate: design, budgetMs: 10_000 });
        const row = counts.get(style) ?? new Map<string, number>();
        row.set(classOf(result), (row.get(classOf(result)) ?? 0) + 1);
        counts.set(style, row);
        if (values.list || classOf(result) !== 'proved') {
          console.log(`${name} | ${style} | ${result.strength} | ${result.rung} | ${result.verdict.summary}`);
        }
      }
    });
  }
  const classes = [...new Set([...counts.values()].flatMap((row) => [...row.keys()]))].sort();
  console.log(`| style | ${classes.join(' | ')} | all |`);
  console.log(`|---|${classes.map(() => '---|').join('')}---|`);
  for (const [style, row] of counts) {
    const cells = classes.map((name) => row.get(name) ?? 0);
    console.log(`| ${style} | ${cells.join(' | ')} | ${cells.reduce((sum, cell) => sum + cell, 0)} |`);
  }
}

if (hasCorpus()) await main();
else console.log('The measured data is not there; nothing to do.');
