import type { RunTool } from '../contracts/tool.ts';
import { type ToolPlugin, type ToolProgram, versionCommand } from './plugin.ts';
import { TOOLS } from './registry.ts';

/** What was found of one program. */
export interface ProgramFinding {
  readonly name: string;
  readonly status: 'found' | 'missing' | 'broken';
  readonly version: string | null;
  /** Why a program that is there does not work; null otherwise. */
  readonly detail: string | null;
}

/** What `doctor` reports of one tool family. */
export interface ToolFinding {
  readonly id: string;
  readonly title: string;
  readonly status: 'found' | 'missing' | 'broken';
  readonly programs: readonly ProgramFinding[];
  /** What works only with this tool. */
  readonly capabilities: readonly string[];
  /** What to do, as an imperative; null where nothing is to be done. */
  readonly hint: string | null;
}

/** Asks every registered tool for its version. `cwd` is an existing folder the tools may write to. */
export const examineTools = (runTool: RunTool, cwd: string): Promise<readonly ToolFinding[]> =>
  Promise.all(Object.values(TOOLS).map((plugin) => examineTool(plugin, { runTool, cwd })));

interface Examination {
  readonly runTool: RunTool;
  readonly cwd: string;
}

const examineTool = async (plugin: ToolPlugin, examination: Examination): Promise<ToolFinding> => {
  const programs = await Promise.all(plugin.programs.map((program) => examineProgram(plugin, program, examination)));
  const statuses = programs.map((program) => program.status);
  const status = statuses.includes('missing') ? 'missing' : statuses.includes('broken') ? 'broken' : 'found';
  const { id, title, capabilities } = plugin;
  return { id, title, status, programs, capabilities, hint: status === 'found' ? null : installHint(plugin) };
};

const examineProgram = async (
  plugin: ToolPlugin,
  program: ToolProgram,
  { runTool, cwd }: Examination,
): Promise<ProgramFinding> => {
  const run = await runTool(versionCommand(plugin, program, cwd));
  if (run.end === 'not-found') return { name: program.name, status: 'missing', version: null, detail: null };
  const output = `${run.stdout.text}\n${run.stderr.text}`;
  const version = program.readVersion(output);
  if (version !== null) return { name: program.name, status: 'found', version, detail: null };
  const detail = `ended as ${run.end} (${run.signal ?? run.exitCode ?? 'no code'}): ${output.trim().slice(0, 200)}`;
  return { name: program.name, status: 'broken', version: null, detail };
};

const installHint = (plugin: ToolPlugin): string =>
  `Install ${plugin.title}: apt-get install ${plugin.packages.apt} (Debian, Ubuntu) or brew install ${plugin.packages.brew} (macOS).`;
