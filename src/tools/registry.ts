import { iverilog } from './iverilog/index.ts';
import type { ToolPlugin } from './plugin.ts';
import { verilator } from './verilator/index.ts';
import { yosys } from './yosys/index.ts';

/** Every external tool family. The closed list of tool ids is its keys. */
export const TOOLS = { iverilog, verilator, yosys } as const satisfies Readonly<Record<string, ToolPlugin>>;
