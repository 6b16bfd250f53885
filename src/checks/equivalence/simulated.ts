import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Outcome } from '../../contracts/outcome.ts';
import { fail, ok } from '../../contracts/outcome.ts';
import type { Clocking, Netlist, Row } from '../../formal/index.ts';
import { vvpCommand } from '../../tools/iverilog/index.ts';
import type { CheckEnvironment, DesignText } from '../check-environment.ts';
import { trouble } from '../check-environment.ts';
import { compileWithIcarus } from '../icarus-compile.ts';
import { benchName, driverBench, ROWS_FILE, readRows, rowsFile } from './testbench.ts';

/** A design compiled with its driver bench, ready to be run on any rows. */
export interface SimulatedDesign {
  readonly nonce: string;
  readonly folder: string;
  readonly image: string;
  readonly golden: Netlist;
}

/** Why the simulator gave no rows. */
export interface SimulationTrouble {
  readonly status: 'does-not-compile' | 'timeout' | 'error';
  readonly detail: string;
}

const COMPILE_WALL_MS = 8_000;

/** Compiles a design with a driver bench whose names nobody can guess; elaboration of the pair is also the gate. */
export async function compileDesign(
  env: CheckEnvironment,
  folder: string,
  job: {
    readonly design: DesignText;
    readonly golden: Netlist;
    readonly clocking: Clocking;
    readonly nameOf: (port: string) => string;
  },
): Promise<Outcome<SimulatedDesign, SimulationTrouble>> {
  const nonce = randomBytes(12).toString('hex');
  const image = 'design.vvp';
  const bench = driverBench({
    golden: job.golden,
    clocking: job.clocking,
    top: job.design.top,
    nameOf: job.nameOf,
    nonce,
  });
  const limits = { wallMs: COMPILE_WALL_MS, ...env.limits };
  const { run, diagnostics } = await compileWithIcarus(
    { ...env, limits },
    {
      cwd: folder,
      parties: [
        { party: 'bench', files: [{ path: 'bench.v', text: bench }] },
        { party: 'dut', files: job.design.files },
      ],
      top: benchName(nonce),
      output: image,
      warnings: 'none',
    },
  );
  const broken = trouble(run);
  if (broken !== null) return fail({ status: broken.status, detail: broken.summary });
  if (run.exitCode === 0) return ok({ nonce, folder, image, golden: job.golden });
  const first = diagnostics.find((item) => item.severity === 'error');
  return fail({ status: 'does-not-compile', detail: first?.message ?? 'Icarus rejects the design' });
}

/** Runs a compiled design on rows and returns the output bits after each. */
export async function simulateRows(
  env: CheckEnvironment,
  design: SimulatedDesign,
  job: { readonly rows: readonly Row[]; readonly wallMs: number },
): Promise<Outcome<readonly string[], SimulationTrouble>> {
  await writeFile(join(design.folder, ROWS_FILE), rowsFile(design.golden, job.rows));
  const command = vvpCommand({
    cwd: design.folder,
    image: design.image,
    waves: 'drop',
    limits: { wallMs: job.wallMs, ...env.limits },
  });
  const run = await env.runTool(command, env.signal);
  const broken = trouble(run);
  if (broken !== null) return fail({ status: broken.status, detail: broken.summary });
  const rows = readRows(run.stdout.text, { nonce: design.nonce, rows: job.rows.length });
  return rows === null ? fail({ status: 'error', detail: 'The simulation ended before the last row.' }) : ok(rows);
}
