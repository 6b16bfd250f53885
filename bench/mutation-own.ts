/**
 * Kills of our own mutants by random simulation, beside the equivalence check.
 *
 *   npx tsx bench/mutation-own.ts [--data ../shared/data] [--mutants 20] [--netlist 10]
 *
 * Designs: the library of `designs/`, and the references of RTLLM where they are at hand. Each gets source and netlist
 * mutants. Neither stimulus nor proofs were tuned on these.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { CheckEnvironment, DesignText } from '../src/checks/check-environment.ts';
import { checkCompile } from '../src/checks/compile.ts';
import { withGolden } from '../src/checks/equivalence.ts';
import { checkRandomSimulation } from '../src/checks/random-simulation.ts';
import { readDesignFacts } from '../src/checks/random-simulation-facts.ts';
import { makeMutants } from '../src/checks/testbench-audit-mutants.ts';
import { hostEnvironmentOf } from '../src/process/environment.ts';
import { createToolRunner } from '../src/process/run-tool.ts';
import { createWithWorkdir } from '../src/process/workdir.ts';
import { rootModules } from '../src/verilog/roots.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data' },
    mutants: { type: 'string', default: '20' },
    netlist: { type: 'string', default: '10' },
    match: { type: 'string', default: '' },
  },
});

const runner = await createToolRunner({ sandbox: 'off', host: hostEnvironmentOf(process.env), tmp: tmpdir() });
const environment: CheckEnvironment = {
  runTool: runner.runTool,
  withWorkdir: createWithWorkdir(tmpdir()),
  now: () => performance.now(),
};

const files = [
  ...readdirSync('designs').map((name) => join('designs', name, 'golden.v')),
  ...walk(join(values.data, 'rtllm-v2-half')).filter((path) => basename(path).startsWith('verified_')),
].filter((path) => path.includes(values.match));

function walk(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? walk(join(folder, entry.name)) : [join(folder, entry.name)],
  );
}

interface Row {
  readonly operator: string;
  readonly random: string;
  readonly formal: string;
  readonly where: string;
}

const rows: Row[] = [];
const skipped: string[] = [];
let invalid = 0;
for (const path of files) {
  const text = readFileSync(path, 'utf8');
  const golden: DesignText = { top: rootModules([text])[0] ?? '', files: [{ path: 'golden.v', text }] };
  const facts = await readDesignFacts(environment, golden);
  if (!facts.ok) {
    skipped.push(`${path}: ${facts.error}`);
    continue;
  }
  const request = { design: golden, source: Number(values.mutants), netlist: Number(values.netlist), seed: 5 };
  const { mutants } = await makeMutants(environment, request);
  await withGolden(environment, { golden, seed: 1 }, async (ask) => {
    for (const mutant of [{ id: 'itself', operator: 'itself', files: golden.files }, ...mutants]) {
      const candidate: DesignText = { top: golden.top, files: mutant.files };
      const compiled = await checkCompile(environment, { design: candidate, compilers: ['iverilog'] });
      if (compiled.status !== 'pass') {
        invalid += 1;
        continue;
      }
      const nonce = `n${randomBytes(8).toString('hex')}`;
      const job = { golden, candidate, facts: facts.value, nonce, seed: 1, cycles: 1_000, budgetMs: 10_000 };
      const random = await checkRandomSimulation(environment, { ...job, simulator: 'iverilog' });
      const formal = await ask({ candidate, budgetMs: 10_000 });
      const where = `${basename(path)} ${path.split('/').at(-2)} ${mutant.id}`;
      rows.push({ operator: mutant.operator, random: random.verdict.status, formal: formal.strength, where });
    }
  });
}

const table: Record<string, Record<string, number>> = {};
for (const { operator, random, formal } of rows) {
  const line = table[operator] ?? {};
  table[operator] = line;
  const isEquivalent = formal.startsWith('proved');
  const key = isEquivalent
    ? random === 'fail'
      ? 'false alarm?'
      : 'equivalent'
    : random === 'fail'
      ? 'killed'
      : `${random}, ${formal}`;
  line[key] = (line[key] ?? 0) + 1;
}
console.log(`${files.length} designs, ${rows.length} mutants, ${invalid} did not compile`);
console.table(table);
console.log('designs without facts:', skipped);
for (const { random, formal, where } of rows) {
  const isProved = formal.startsWith('proved');
  if ((random === 'fail') === isProved || (random !== 'fail' && !isProved))
    console.log(`${where}: random ${random}, equivalence ${formal}`);
}
