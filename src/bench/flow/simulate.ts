import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { copyFile, mkdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ToolRun } from '../../contracts/tool.ts';
import { asDiskError } from '../../disk/atomic-write.ts';
import { directCommand, driverCommand, NAMES, simulateCommand } from './commands.ts';
import type { FlowTools } from './icarus-direct.ts';
import { type DirectText, type PreparedTask, sourceOrder } from './prepared-task.ts';
import type { StepText, Transcript } from './transcript.ts';

/** One simulation of a candidate in a bench. */
export interface SimulationJob {
  readonly prepared: PreparedTask;
  readonly source: string;
  /** The source can do no harm and holds no directive (`isPlainlyHarmless`): the driver may be skipped. */
  readonly plain: boolean;
  /** `first-mismatch` stops where the bench allows it; `end` lets the bench run to its end. */
  readonly until: 'first-mismatch' | 'end';
  readonly waves: 'vcd' | 'none';
  readonly wallMs: number;
}

/** A work folder used by one simulation after another. */
export interface Slot {
  readonly dir: string;
}

/** Compiles and simulates one candidate in a slot's folder, which is emptied first. */
export async function simulate(
  job: SimulationJob,
  { tools, slot }: { readonly tools: FlowTools; readonly slot: Slot },
): Promise<Transcript> {
  const stoppable = job.until === 'first-mismatch' && job.prepared.direct?.configs.early != null && job.plain;
  await fillSlot(job, { dir: slot.dir, stoppable });
  const direct = job.plain && job.waves === 'none' ? job.prepared.direct : null;
  if (direct !== null && tools.shells !== undefined) {
    const answer = await tools.shells.compileAndRun(direct.base, { cwd: slot.dir, wallMs: job.wallMs });
    if (answer !== null) return { ...answer, stoppedEarly: stoppable && answer.run !== null };
    await fillSlot(job, { dir: slot.dir, stoppable });
  }
  const compile = await compileStep(job, { tools, slot });
  const compiled = stepText(compile);
  const produced = compile.end === 'exited' && (await exists(join(slot.dir, NAMES.image)));
  if (!produced) return { compile: { ...compiled, produced }, run: null, stoppedEarly: false };
  const limits = { ...tools.limits, wallMs: job.wallMs };
  const run = await tools.runTool(simulateCommand(job.waves, { cwd: slot.dir, inputs: [], limits }), tools.signal);
  return { compile: { ...compiled, produced }, run: stepText(run), stoppedEarly: stoppable };
}

const configOf = ({ configs }: DirectText, stoppable: boolean): string =>
  stoppable ? (configs.early ?? configs.whole) : configs.whole;

// Every run starts in a folder that holds only what we wrote: a candidate may leave files behind. A few small files:
// asynchronous calls would cost several times as much as the work itself.
async function fillSlot(
  job: SimulationJob,
  { dir, stoppable }: { readonly dir: string; readonly stoppable: boolean },
): Promise<void> {
  try {
    mkdirSync(dir, { recursive: true });
    for (const name of readdirSync(dir)) rmSync(join(dir, name), { recursive: true, force: true });
    const direct = job.plain ? job.prepared.direct : null;
    writeFileSync(join(dir, NAMES.candidate), direct === null ? job.source : `${job.source}\n${direct.text}`);
    if (direct !== null) writeFileSync(join(dir, NAMES.config), configOf(direct, stoppable));
    for (const { path } of job.prepared.task.oracle.testbench?.data ?? []) {
      await mkdir(dirname(join(dir, path)), { recursive: true });
      await copyFile(join(job.prepared.dir, path), join(dir, path));
    }
  } catch (error) {
    throw asDiskError(error, dir);
  }
}

async function compileStep(
  job: SimulationJob,
  { tools, slot }: { readonly tools: FlowTools; readonly slot: Slot },
): Promise<ToolRun> {
  const place = { cwd: slot.dir, inputs: [job.prepared.dir], limits: { ...tools.limits, wallMs: COMPILE_WALL_MS } };
  const { direct, task, tops } = job.prepared;
  if (direct !== null && job.plain) {
    return tools.runTool(directCommand(direct.base, place), tools.signal);
  }
  const sources = sourceOrder(job.prepared, NAMES.candidate);
  return tools.runTool(driverCommand(task.official, { sources, tops, place }), tools.signal);
}

/** A constant function without end hangs the compiler. */
const COMPILE_WALL_MS = 30_000;

const stepText = (run: ToolRun): StepText => ({
  end: run.end,
  exitCode: run.exitCode,
  stdout: run.stdout.text,
  stderr: run.stderr.text,
});

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
