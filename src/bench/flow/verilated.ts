import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ToolCommand, ToolRun } from '../../contracts/tool.ts';
import { asDiskError } from '../../disk/atomic-write.ts';
import { NAMES } from './commands.ts';
import type { FlowTools } from './icarus-direct.ts';
import type { PreparedTask } from './prepared-task.ts';
import type { Slot } from './simulate.ts';
import type { StepText, Transcript } from './transcript.ts';

const BUILD = 'verilated';

/**
 * Builds and runs a bench with Verilator, for tasks whose reference or bench Icarus cannot compile. Verilator is
 * two-state, so it judges only where the four-state simulator cannot. A build takes seconds.
 */
export async function simulateVerilated(
  { prepared, source, wallMs }: { readonly prepared: PreparedTask; readonly source: string; readonly wallMs: number },
  { tools, slot }: { readonly tools: FlowTools; readonly slot: Slot },
): Promise<Transcript> {
  const program = `V${prepared.tops[0] ?? 'tb'}`;
  try {
    // The folder itself stays: a shell may be working in it.
    await mkdir(slot.dir, { recursive: true });
    for (const name of await readdir(slot.dir)) await rm(join(slot.dir, name), { recursive: true, force: true });
    await writeFile(join(slot.dir, NAMES.candidate), source);
    for (const { path, bytes } of prepared.task.oracle.testbench?.data ?? [])
      await writeFile(join(slot.dir, path), bytes);
  } catch (error) {
    throw asDiskError(error, slot.dir);
  }
  const compile = await tools.runTool(buildCommand(prepared, { tools, slot }), tools.signal);
  const produced = await stat(join(slot.dir, BUILD, program)).then(
    () => true,
    () => false,
  );
  const compiled = { ...stepText(compile), produced };
  if (!produced) return { compile: compiled, run: null, stoppedEarly: false };
  const run = await tools.runTool(
    {
      tool: 'verilator',
      argv: [join(slot.dir, BUILD, program)],
      cwd: slot.dir,
      stdin: null,
      inputs: [],
      limits: { ...tools.limits, wallMs },
    },
    tools.signal,
  );
  return { compile: compiled, run: stepText(run), stoppedEarly: false };
}

/** Compiling C++ takes gigabytes and a minute on a loaded machine. */
const buildCommand = (
  prepared: PreparedTask,
  { tools, slot }: { readonly tools: FlowTools; readonly slot: Slot },
): ToolCommand => ({
  tool: 'verilator',
  argv: [
    'verilator_bin',
    '--binary',
    '-Wno-fatal',
    '-Wno-lint',
    '-Wno-style',
    '-CFLAGS',
    '-O0',
    '--top-module',
    prepared.tops[0] ?? 'tb',
    '--Mdir',
    BUILD,
    NAMES.candidate,
    ...prepared.benchFiles,
  ],
  cwd: slot.dir,
  stdin: null,
  inputs: [prepared.dir],
  limits: { ...tools.limits, wallMs: 120_000, memoryMiB: 4_096, fileMiB: 256 },
});

const stepText = (run: ToolRun): StepText => ({
  end: run.end,
  exitCode: run.exitCode,
  stdout: run.stdout.text,
  stderr: run.stderr.text,
});
