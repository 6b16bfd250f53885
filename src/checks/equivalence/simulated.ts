import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Outcome } from '../../contracts/outcome.ts';
import { fail, ok } from '../../contracts/outcome.ts';
import type { ToolRun } from '../../contracts/tool.ts';
import type { Clocking, Netlist, Row } from '../../formal/index.ts';
import { vvpCommand } from '../../tools/iverilog/index.ts';
import type { CheckEnvironment, DesignText } from '../check-environment.ts';
import { trouble } from '../check-environment.ts';
import type { CompileRequest, CompileResult } from '../icarus-compile.ts';
import { compileAndRunWithIcarus, compileWithIcarus } from '../icarus-compile.ts';
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
const IMAGE = 'design.vvp';

/** A design to be compiled for simulation. */
export interface SimulationJob {
  readonly design: DesignText;
  readonly golden: Netlist;
  readonly clocking: Clocking;
  readonly nameOf: (port: string) => string;
}

/** Rows to run on. With the golden's outputs on them, the run may end at the first definite difference. */
export interface RowsJob {
  readonly rows: readonly Row[];
  readonly expected: readonly string[] | null;
  /** `rowsFile` of the two, where it was made before. */
  readonly file?: string;
  readonly wallMs: number;
}

/** Compiles a design with a driver bench whose names nobody can guess; elaboration of the pair is also the gate. */
export async function compileDesign(
  env: CheckEnvironment,
  folder: string,
  job: SimulationJob,
): Promise<Outcome<SimulatedDesign, SimulationTrouble>> {
  const nonce = randomBytes(12).toString('hex');
  const limits = { wallMs: COMPILE_WALL_MS, ...env.limits };
  const result = await compileWithIcarus({ ...env, limits }, compileRequest(folder, nonce, job));
  const fault = faultOf(result);
  return fault === null ? ok({ nonce, folder, image: IMAGE, golden: job.golden }) : fail(fault);
}

/**
 * Compiles a design and runs it on rows: in one start of one sandbox where the environment can, else in two. In one
 * start the wall time of the rows caps the simulator's processor time.
 */
export async function compileAndSimulate(
  env: CheckEnvironment,
  folder: string,
  job: SimulationJob & RowsJob,
): Promise<Outcome<{ readonly design: SimulatedDesign; readonly rows: readonly string[] }, SimulationTrouble>> {
  const nonce = randomBytes(12).toString('hex');
  const design: SimulatedDesign = { nonce, folder, image: IMAGE, golden: job.golden };
  const limits = { wallMs: COMPILE_WALL_MS, ...env.limits };
  await writeRows(design, job);
  const request = { ...compileRequest(folder, nonce, job), mark: `between_${nonce}`, simulateCpuMs: job.wallMs };
  const result = await compileAndRunWithIcarus({ ...env, limits }, request);
  if (result === null) return compileThenSimulate(env, folder, job);
  const fault = result.printed === null ? faultOf(result) : brokenRun(result.run);
  if (fault !== null) return fail(fault);
  const rows = rowsOf(result.printed ?? '', design, job);
  return rows.ok ? ok({ design, rows: rows.value }) : rows;
}

const compileThenSimulate: typeof compileAndSimulate = async (env, folder, job) => {
  const design = await compileDesign(env, folder, job);
  if (!design.ok) return design;
  const rows = await simulateRows(env, design.value, job);
  return rows.ok ? ok({ design: design.value, rows: rows.value }) : rows;
};

const compileRequest = (cwd: string, nonce: string, job: SimulationJob): CompileRequest => ({
  cwd,
  parties: [
    { party: 'bench', files: [{ path: 'bench.v', text: driverBench({ ...job, top: job.design.top, nonce }) }] },
    { party: 'dut', files: job.design.files },
  ],
  top: benchName(nonce),
  output: IMAGE,
  warnings: 'none',
});

const faultOf = ({ run, diagnostics }: CompileResult): SimulationTrouble | null => {
  const broken = brokenRun(run);
  if (broken !== null || run.exitCode === 0) return broken;
  const first = diagnostics.find((item) => item.severity === 'error');
  return { status: 'does-not-compile', detail: first?.message ?? 'Icarus rejects the design' };
};

const brokenRun = (run: ToolRun): SimulationTrouble | null => {
  const broken = trouble(run);
  return broken === null ? null : { status: broken.status, detail: broken.summary };
};

const writeRows = (design: SimulatedDesign, job: RowsJob): Promise<void> =>
  writeFile(join(design.folder, ROWS_FILE), job.file ?? rowsFile(design.golden, job.rows, job.expected));

const rowsOf = (
  printed: string,
  design: SimulatedDesign,
  { rows, expected }: RowsJob,
): Outcome<readonly string[], SimulationTrouble> => {
  const read = readRows(printed, { nonce: design.nonce, rows: rows.length, expected });
  return read === null ? fail({ status: 'error', detail: 'The simulation ended before the last row.' }) : ok(read);
};

/** Runs a compiled design on rows and returns the output bits after each. */
export async function simulateRows(
  env: CheckEnvironment,
  design: SimulatedDesign,
  job: RowsJob,
): Promise<Outcome<readonly string[], SimulationTrouble>> {
  await writeRows(design, job);
  const command = vvpCommand({
    cwd: design.folder,
    image: design.image,
    waves: 'drop',
    limits: { wallMs: job.wallMs, ...env.limits },
  });
  const run = await env.runTool(command, env.signal);
  const broken = brokenRun(run);
  return broken === null ? rowsOf(run.stdout.text, design, job) : fail(broken);
}
