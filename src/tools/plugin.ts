import type { ToolCommand, ToolId } from '../contracts/tool.ts';

/** One program of a tool family, and how to ask it for its version. */
export interface ToolProgram {
  readonly name: string;
  readonly versionArguments: readonly string[];
  /** Version in the program's answer, e.g. `11.0`; null where the answer is not of this program. */
  readonly readVersion: (output: string) => string | null;
}

/** What a tool family can do for us, in words that `doctor` prints. */
export interface ToolPlugin {
  readonly id: ToolId;
  readonly title: string;
  readonly programs: readonly [ToolProgram, ...ToolProgram[]];
  /** What works only with this tool. */
  readonly capabilities: readonly string[];
  /** Package names by package manager. */
  readonly packages: { readonly apt: string; readonly brew: string };
}

/** The command that asks a program for its version. */
export const versionCommand = (plugin: ToolPlugin, program: ToolProgram, cwd: string): ToolCommand => ({
  tool: plugin.id,
  argv: [program.name, ...program.versionArguments],
  cwd,
  stdin: null,
  inputs: [],
  limits: { wallMs: 5_000, outputBytes: 65_536, memoryMiB: 2_048, fileMiB: 1 },
});
