import type { ToolLimits } from '../contracts/tool.ts';

/** Caps of one program run unless a caller gives others: ample for hardware of benchmark size, deadly for a bomb. */
export const DEFAULT_LIMITS: ToolLimits = {
  wallMs: 10_000,
  outputBytes: 8_388_608,
  memoryMiB: 2_048,
  fileMiB: 64,
};
