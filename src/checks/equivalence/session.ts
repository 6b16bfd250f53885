import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Outcome } from '../../contracts/outcome.ts';
import { fail, ok } from '../../contracts/outcome.ts';
import type { Clocking, Netlist, Row, StimulusHints } from '../../formal/index.ts';
import { analyseClocking, findResets, literalsOf, prepareDesign, randomRows, resetRows } from '../../formal/index.ts';
import type { CheckEnvironment, DesignText } from '../check-environment.ts';
import { severalDrivers } from './drivers.ts';
import { goldenSimulation } from './golden-simulation.ts';
import type { ReadTrouble } from './read-designs.ts';
import { readDesign } from './read-designs.ts';
import type { SimulationTrouble } from './simulated.ts';
import { rowsFile } from './testbench.ts';

/** Cycles of random simulation that every acceptance needs beside its proof. */
export const ACCEPT_CYCLES = 1_000;

/** Rows of a planned simulation and what the golden showed on them. */
export interface GoldenRun {
  readonly rows: readonly Row[];
  readonly outputs: readonly string[];
  /** The outputs with x throughout in rows that are not compared. */
  readonly expected: readonly string[];
  /** Rows and expected outputs as a bench reads them. */
  readonly file: string;
  /** First row that counts: rows before it hold the resets. */
  readonly from: number;
}

/** A golden read once and used for many candidates. Its runs are kept. */
export interface GoldenSession {
  readonly env: CheckEnvironment;
  readonly folder: string;
  readonly design: DesignText;
  readonly netlist: Netlist;
  readonly rewritten: readonly string[];
  readonly seed: number;
  readonly hints: (clocking: Clocking) => StimulusHints;
  /** The golden on rows of the caller's. */
  readonly simulate: (
    clocking: Clocking,
    rows: readonly Row[],
  ) => Promise<Outcome<readonly string[], SimulationTrouble>>;
  /** The golden on the random plan; kept for the next candidate. */
  readonly planned: (
    clocking: Clocking,
    start: 'power-up' | 'after-reset',
  ) => Promise<Outcome<GoldenRun, SimulationTrouble>>;
  /** What the golden's netlist has lost of its drivers; null where nothing. */
  readonly clash: (clocking: Clocking) => Promise<string | null>;
  /** A fresh folder for a candidate. */
  readonly nextFolder: () => Promise<string>;
}

/** Reads the golden in a folder that lives as long as the session. */
export async function openSession(
  env: CheckEnvironment,
  folder: string,
  given: { readonly golden: DesignText; readonly seed: number },
): Promise<Outcome<GoldenSession, ReadTrouble>> {
  const goldenFolder = join(folder, 'golden');
  await mkdir(goldenFolder);
  const read = await readDesign(env, goldenFolder, given.golden);
  if (!read.ok) return read;
  const { netlist, rewritten } = read.value;
  const hints = cached((clocking: Clocking) => hintsOf(netlist, clocking));
  const { simulate, compiled } = goldenSimulation(env, goldenFolder, { golden: given.golden, netlist });
  let folders = 0;
  const powerUp = cached((clocking: Clocking) =>
    plannedRun(clocking, { start: 'power-up', netlist, hints, simulate, seed: given.seed }),
  );
  const reset = cached((clocking: Clocking) =>
    plannedRun(clocking, { start: 'after-reset', netlist, hints, simulate, seed: given.seed }),
  );
  return ok({
    env,
    folder,
    design: given.golden,
    netlist,
    rewritten,
    seed: given.seed,
    hints,
    simulate,
    planned: (clocking, start) => (start === 'power-up' ? powerUp : reset)(clocking),
    clash: cached(async (clocking: Clocking) => {
      const design = await compiled(clocking);
      return design.ok ? severalDrivers(design.value, { files: given.golden.files, netlist }) : null;
    }),
    nextFolder: async () => {
      const next = join(folder, `candidate${folders++}`);
      await mkdir(next);
      return next;
    },
  });
}

/** Steps for which the resets are held before a comparison that starts after them. */
const HELD_CYCLES = 6;

interface PlanJob {
  readonly start: 'power-up' | 'after-reset';
  readonly netlist: Netlist;
  readonly hints: (clocking: Clocking) => StimulusHints;
  readonly simulate: GoldenSession['simulate'];
  readonly seed: number;
}

async function plannedRun(clocking: Clocking, job: PlanJob): Promise<Outcome<GoldenRun, SimulationTrouble>> {
  const hints = job.hints(clocking);
  const head = job.start === 'after-reset' ? resetRows(job.netlist, clocking, { hints, cycles: HELD_CYCLES }) : [];
  const rows = [...head, ...randomRows(job.netlist, clocking, { hints, seed: job.seed, cycles: ACCEPT_CYCLES })];
  const outputs = await job.simulate(clocking, rows);
  if (!outputs.ok) return fail(outputs.error);
  // Rows that hold the resets are not compared: nothing is expected of them.
  const expected = outputs.value.map((bits, index) => (index < head.length ? 'x'.repeat(bits.length) : bits));
  const file = rowsFile(job.netlist, rows, expected);
  return ok({ rows, outputs: outputs.value, expected, file, from: head.length });
}

function hintsOf(netlist: Netlist, clocking: Clocking): StimulusHints {
  const own = analyseClocking([netlist]);
  const prepared = prepareDesign(netlist, own);
  const moving = new Set(clocking.mode === 'event' ? clocking.clocks : []);
  const resets = prepared.ok ? findResets(prepared.value, own) : [];
  return {
    resets: resets.filter((reset) => !moving.has(`${reset.port}[${reset.bit}]`)),
    literals: literalsOf(netlist),
  };
}

/** Remembers one answer a time model. */
function cached<T>(compute: (clocking: Clocking) => T): (clocking: Clocking) => T {
  const answers = new Map<string, T>();
  return (clocking) => {
    const key = JSON.stringify(clocking);
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = compute(clocking);
    answers.set(key, answer);
    return answer;
  };
}
