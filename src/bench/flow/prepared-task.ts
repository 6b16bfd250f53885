import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { tokenizeVerilog } from '../../verilog/tokens.ts';
import { sha256 } from '../datasets/digest.ts';
import type { BenchTask } from '../task.ts';
import { driverCommand, NAMES, preprocessCommand } from './commands.ts';
import { compilerConfig, type FlowTools, type IcarusInstall, installOf } from './icarus-direct.ts';

/** The files of one task in a folder of its own, ready for many candidates. */
export interface PreparedTask {
  readonly task: BenchTask;
  readonly dir: string;
  /** Bench and reference files, in the order in which the dataset's script compiles them. */
  readonly benchFiles: readonly string[];
  readonly tops: readonly string[];
  /** Text of bench and reference after preprocessing, for compiles without the driver; null where that is not possible. */
  readonly direct: DirectText | null;
}

/** What the compiler proper needs beside a candidate. */
export interface DirectText {
  readonly base: string;
  readonly text: string;
  /** Texts of its configuration file; `early` has a root module more, which stops at the first mismatch. */
  readonly configs: { readonly whole: string; readonly early: string | null };
}

/** How the candidate and the files of the task become the command line of the dataset's script. */
export const sourceOrder = (prepared: PreparedTask, candidate: string): readonly string[] =>
  prepared.task.official === 'verilog-eval-v1'
    ? [...prepared.benchFiles, candidate]
    : [candidate, ...prepared.benchFiles];

/** Finds the compiler proper by compiling an empty module with the driver. Null where Icarus is not installed. */
export async function findIcarus(tools: FlowTools, scratch: string): Promise<IcarusInstall | null> {
  const cwd = join(scratch, 'probe');
  await mkdir(cwd, { recursive: true });
  await writeFile(join(cwd, NAMES.candidate), 'module probe; endmodule\n');
  const place = { cwd, inputs: [], limits: tools.limits };
  const run = await tools.runTool(
    driverCommand('verilog-eval-v2', { sources: [NAMES.candidate], tops: ['probe'], place }),
    tools.signal,
  );
  if (run.end === 'not-found') return null;
  return installOf(await readFile(join(cwd, NAMES.image), 'utf8').catch(() => ''));
}

/** Writes a task's files below `scratch`, and preprocesses them once where candidates can skip the driver. */
export async function prepareTask(
  task: BenchTask,
  { tools, scratch, install }: { readonly tools: FlowTools; readonly scratch: string; readonly install: IcarusInstall },
): Promise<PreparedTask> {
  const dir = join(scratch, `task-${sha256(task.public.id).slice(0, 16)}`);
  const bench = task.oracle.testbench;
  // RTLLM compiles the candidate against the bench alone; v1's test file holds its own reference.
  const reference = task.official === 'verilog-eval-v2' ? (task.oracle.reference?.files ?? []) : [];
  const files = [...(bench?.files ?? []), ...reference];
  for (const { path, text } of files) await writeInto(dir, path, text);
  for (const { path, bytes } of bench?.data ?? []) await writeInto(dir, path, bytes);
  const benchFiles = files.map(({ path }) => join(dir, path));
  const tops = bench === null ? [] : [bench.top];
  const base = { task, dir, benchFiles, tops };
  if (install.base === null || task.official !== 'verilog-eval-v2') return { ...base, direct: null };
  return { ...base, direct: await preprocess(base, { tools, base: install.base }) };
}

async function writeInto(dir: string, path: string, content: string | Uint8Array): Promise<void> {
  const target = join(dir, path);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, content);
}

async function preprocess(
  prepared: Omit<PreparedTask, 'direct'>,
  { tools, base }: { readonly tools: FlowTools; readonly base: string },
): Promise<PreparedTask['direct']> {
  const place = { cwd: prepared.dir, inputs: [], limits: tools.limits };
  const sources = prepared.benchFiles.map((file) => file.slice(prepared.dir.length + 1));
  const run = await tools.runTool(preprocessCommand(sources, { output: 'bench.i', place }), tools.signal);
  const text = await readFile(join(prepared.dir, 'bench.i'), 'utf8').catch(() => null);
  if (run.exitCode !== 0 || text === null) return null;
  const monitor = monitorOf(prepared.task);
  const config = (roots: readonly string[]): string => compilerConfig({ base, roots, image: NAMES.image });
  const whole = config(prepared.tops);
  if (monitor === null) return { base, text, configs: { whole, early: null } };
  const early = config([...prepared.tops, monitor.name]);
  return { base, text: `${text}\n${monitor.text}`, configs: { whole, early } };
}

/**
 * A second root module that ends the simulation at the first counted mismatch of a bench in VerilogEval's format.
 * The bench itself is not touched. Its name is drawn from the bench's digest, so a candidate cannot be written for it.
 */
function monitorOf(task: BenchTask): { readonly name: string; readonly text: string } | null {
  const bench = task.oracle.testbench;
  const source = bench?.files[0]?.text ?? '';
  const words = new Set(tokenizeVerilog(source).map((token) => token.text));
  if (bench === null || !words.has('stats1') || !words.has('errors')) return null;
  const name = `stop_${sha256(source).slice(0, 24)}`;
  const counter = `${bench.top}.stats1.errors`;
  return { name, text: `module ${name};\n  always @(${counter}) if (${counter} != 0) $finish;\nendmodule\n` };
}
