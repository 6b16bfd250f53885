/**
 * From how many compared points on Verilator pays beside Icarus, and what the model does in process in the same time.
 * Golden against itself, so that every run goes to its end. `npx tsx bench/simulation-crossover.ts [design …]`
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CheckEnvironment, DesignText } from '../src/checks/check-environment.ts';
import { readDesignFacts, readDesignNetlist } from '../src/checks/random-simulation-facts.ts';
import { buildComparison, runComparison, type SimulatorId } from '../src/checks/random-simulation-run.ts';
import {
  analyseClocking,
  fullProduct,
  literalsOf,
  powerUp,
  prepareDesign,
  searchDifference,
} from '../src/formal/index.ts';
import type { DesignFacts } from '../src/stimulus/facts.ts';
import { planStimulus } from '../src/stimulus/plan.ts';
import { benchEnvironment } from './equivalence/environment.ts';

const LIBRARY = join(import.meta.dirname, '../designs');
const SHORT_CYCLES = 1_000;
const LONG_CYCLES = 20_000;
const BUDGET_MS = 10_000;
const NONCE = 'n00112233445566';

const ofLibrary = (name: string): DesignText => {
  const text = readFileSync(join(LIBRARY, name, 'golden.v'), 'utf8');
  return { top: /^module (\w+)/m.exec(text)?.[1] ?? '', files: [{ path: 'golden.v', text }] };
};

/** Multiplies, adds and mixes on wide words: much work a cycle. */
const WIDE: DesignText = {
  top: 'wide',
  files: [
    {
      path: 'wide.v',
      text: `module wide(input clk, input rst, input [255:0] a, b, output reg [255:0] y);
  integer i;
  always @(posedge clk) if (rst) y <= 0;
    else for (i = 0; i < 16; i = i + 1) y[16*i +: 16] <= y[16*i +: 16] + a[16*i +: 16] * b[16*i +: 16];
endmodule`,
    },
  ],
};

interface Speed {
  readonly fixedMs: number;
  readonly msPerPoint: number;
}

async function simulatorSpeed(
  env: CheckEnvironment,
  job: { readonly design: DesignText; readonly facts: DesignFacts; readonly simulator: SimulatorId },
): Promise<Speed> {
  const { design, facts, simulator } = job;
  return env.withWorkdir(async (folder) => {
    const planOf = (cycles: number) => planStimulus({ facts, seed: 1, cycles, holds: 'none' });
    const pair = { golden: design, candidate: design, facts, nonce: NONCE };
    const options = { simulator, plan: planOf(SHORT_CYCLES), maxMismatches: 1, coverage: 'outputs' } as const;
    const started = performance.now();
    const build = await buildComparison(env, { folder, pair, options });
    const buildMs = performance.now() - started;
    if (build.run.exitCode !== 0) throw new Error(build.run.stderr.text.slice(0, 400));
    const timed = async (cycles: number) => {
      const begun = performance.now();
      const { steps } = planOf(cycles);
      const { result } = await runComparison(env, { folder, build, nonce: NONCE, steps, wallMs: 60_000, extras: [] });
      return { ms: performance.now() - begun, points: result.compared };
    };
    const short = await timed(SHORT_CYCLES);
    const long = await timed(LONG_CYCLES);
    const msPerPoint = (long.ms - short.ms) / Math.max(1, long.points - short.points);
    return { fixedMs: buildMs + short.ms - short.points * msPerPoint, msPerPoint };
  });
}

/** Steps of the model in process; one step compares in 32 lanes. */
async function modelSpeed(env: CheckEnvironment, design: DesignText): Promise<Speed | null> {
  const started = performance.now();
  const netlist = await readDesignNetlist(env, design);
  if (!netlist.ok) return null;
  const clocking = analyseClocking([netlist.value]);
  const one = prepareDesign(netlist.value, clocking);
  if (!one.ok) return null;
  const pair = { golden: one.value, candidate: one.value, clocking };
  const product = fullProduct(pair, powerUp(pair));
  if (product === null) return null;
  const fixedMs = performance.now() - started;
  const hints = { resets: [], literals: literalsOf(netlist.value) };
  const begun = performance.now();
  const { steps } = searchDifference(product, {
    hints,
    seed: 1,
    steps: 1_000_000,
    expired: () => performance.now() - begun > 2_000,
  });
  return { fixedMs, msPerPoint: (performance.now() - begun) / (steps * 32) };
}

const env = await benchEnvironment('auto');
const names = process.argv.slice(2);
const library = names.length > 0 ? names : ['sync-fifo', 'uart-transmitter', 'stopwatch'];
const inBudget = ({ fixedMs, msPerPoint }: Speed): number => Math.max(0, (BUDGET_MS - fixedMs) / msPerPoint);
const thousands = (points: number): string => (points / 1000).toFixed(0);
console.log(
  '| design | Icarus fixed ms, µs a point | Verilator fixed ms, µs a point | crossover, points | model µs a point | thousands of points in 10 s: Icarus, Verilator, model |',
);
console.log('|---|---|---|---|---|---|');
for (const design of [...library.map(ofLibrary), WIDE]) {
  const facts = await readDesignFacts(env, design);
  if (!facts.ok) throw new Error(facts.error);
  const icarus = await simulatorSpeed(env, { design, facts: facts.value, simulator: 'iverilog' });
  const verilator = await simulatorSpeed(env, { design, facts: facts.value, simulator: 'verilator' });
  const model = await modelSpeed(env, design);
  const crossover = (verilator.fixedMs - icarus.fixedMs) / (icarus.msPerPoint - verilator.msPerPoint);
  const cells = [
    design.top,
    `${icarus.fixedMs.toFixed(0)}, ${(icarus.msPerPoint * 1000).toFixed(1)}`,
    `${verilator.fixedMs.toFixed(0)}, ${(verilator.msPerPoint * 1000).toFixed(2)}`,
    crossover > 0 ? Math.round(crossover).toLocaleString('en') : 'never',
    model === null ? 'not modelled' : (model.msPerPoint * 1000).toFixed(3),
    [icarus, verilator, ...(model === null ? [] : [model])].map((speed) => thousands(inBudget(speed))).join(', '),
  ];
  console.log(`| ${cells.join(' | ')} |`);
}
