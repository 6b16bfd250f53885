import type { ToolLimits } from '../contracts/tool.ts';

/** Processes and threads one run may hold at a time; a parallel C++ build stays far below. */
const MAX_PROCESSES = 256;
const BYTES_PER_MIB = 1_048_576;

/**
 * Arguments of util-linux `prlimit` that set every kernel cap before the program starts. It executes the program
 * in its own place, so it costs one exec and no process.
 *
 * The process cap is set only inside a user namespace: elsewhere the kernel counts all processes of the user, and
 * the user's desktop would be counted against the tool. The kernel never applies it to root.
 */
export const limitArguments = (
  limits: ToolLimits,
  { countProcesses }: { readonly countProcesses: boolean },
): readonly string[] => [
  `--as=${limits.memoryMiB * BYTES_PER_MIB}`,
  `--fsize=${limits.fileMiB * BYTES_PER_MIB}`,
  '--core=0',
  // A second line behind the wall clock: a process that escaped the kill cannot burn a core for ever.
  `--cpu=${Math.ceil(limits.wallMs / 1000) * 4 + 2}`,
  ...(countProcesses ? [`--nproc=${MAX_PROCESSES}`] : []),
  '--',
];
