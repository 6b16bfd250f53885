import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Outcome } from '../../contracts/outcome.ts';
import { ok } from '../../contracts/outcome.ts';
import type { Clocking, Netlist, Row } from '../../formal/index.ts';
import type { CheckEnvironment, DesignText } from '../check-environment.ts';
import type { RowsJob, SimulatedDesign, SimulationJob, SimulationTrouble } from './simulated.ts';
import { compileAndSimulate, compileDesign, simulateRows } from './simulated.ts';

/** Wall time of one simulation of a thousand cycles or fewer. */
export const SIMULATE_WALL_MS = 5_000;

/** A golden that is compiled once for each time model and run on any rows. */
export interface GoldenSimulation {
  readonly simulate: (
    clocking: Clocking,
    rows: readonly Row[],
  ) => Promise<Outcome<readonly string[], SimulationTrouble>>;
  readonly compiled: (clocking: Clocking) => Promise<Outcome<SimulatedDesign, SimulationTrouble>>;
}

/** Simulates a golden in sub-folders of `folder`; the first run under a time model compiles in the same start. */
export function goldenSimulation(
  env: CheckEnvironment,
  folder: string,
  given: { readonly golden: DesignText; readonly netlist: Netlist },
): GoldenSimulation {
  const designs = new Map<string, Outcome<SimulatedDesign, SimulationTrouble>>();
  const turn = serialized();
  const ownFolder = async (): Promise<string> => {
    const own = join(folder, `sim${designs.size}`);
    await mkdir(own, { recursive: true });
    return own;
  };
  const jobFor = (clocking: Clocking): SimulationJob => ({
    design: given.golden,
    golden: given.netlist,
    clocking,
    nameOf: (port) => port,
  });
  const compileAndRun = async (clocking: Clocking, run: RowsJob): ReturnType<typeof simulateRows> => {
    const first = await compileAndSimulate(env, await ownFolder(), { ...jobFor(clocking), ...run });
    const design = first.ok ? ok(first.value.design) : first;
    // A run that failed says nothing of the next one.
    if (design.ok || design.error.status === 'does-not-compile') designs.set(JSON.stringify(clocking), design);
    return first.ok ? ok(first.value.rows) : first;
  };
  return {
    simulate: (clocking, rows) =>
      turn(() => {
        const run = { rows, expected: null, wallMs: SIMULATE_WALL_MS };
        const known = designs.get(JSON.stringify(clocking));
        if (known === undefined) return compileAndRun(clocking, run);
        return known.ok ? simulateRows(env, known.value, run) : Promise.resolve(known);
      }),
    compiled: (clocking) =>
      turn(
        async () => designs.get(JSON.stringify(clocking)) ?? compileDesign(env, await ownFolder(), jobFor(clocking)),
      ),
  };
}

/** Runs tasks one after the other: the golden's runs share one rows file. */
function serialized(): <T>(task: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const next = last.then(task);
    last = next.then(
      () => undefined,
      () => undefined,
    );
    return next;
  };
}
