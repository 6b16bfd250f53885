import type { RunTool, ToolLimits } from '../../contracts/tool.ts';
import type { SimulationShells } from './simulation-shell.ts';

/** Where Icarus keeps its compiler proper, and which version it is. */
export interface IcarusInstall {
  readonly version: string;
  /** Folder of `ivl` and the VPI modules; null where the driver has to be used for every compile. */
  readonly base: string | null;
}

/** The one version whose internal configuration file is known to be as {@link compilerConfig} writes it. */
const KNOWN_VERSION = /^11\.0\b/;

/**
 * Finds the compiler proper from a first compile by the driver: the image names the folder of its VPI modules.
 * The driver starts a shell, the preprocessor and the compiler; without it a compile costs a third.
 */
export function installOf(image: string): IcarusInstall {
  const version = /^:ivl_version "([^"]+)"/m.exec(image)?.[1] ?? 'unknown';
  const base = /^:vpi_module "(\/[^"]+)\/system\.vpi";/m.exec(image)?.[1] ?? null;
  return { version, base: KNOWN_VERSION.test(version) ? base : null };
}

/** What the driver of Icarus 11 would tell the compiler for `-g2012 -Wall -Winfloop -Wno-timescale -s …`. */
export function compilerConfig({
  base,
  roots,
  image,
}: {
  readonly base: string;
  readonly roots: readonly string[];
  readonly image: string;
}): string {
  return [
    ...roots.map((root) => `root:${root}`),
    `basedir:${base}`,
    // The driver also loads modules for VHDL; loading them costs a fifth of an empty simulation.
    ...['system', 'v2005_math', 'va_math', 'v2009'].map((module) => `module:${base}/${module}.vpi`),
    ...GENERATION.map((flag) => `generation:${flag}`),
    'warnings:nidRpsal',
    'ignore_missing_modules:false',
    `out:${image}`,
    'iwidth:32',
    'widthcap:65536',
    '',
  ].join('\n');
}

const GENERATION = [
  '2012',
  'no-specify',
  'assertions',
  'xtypes',
  'io-range-error',
  'no-strict-ca-eval',
  'no-strict-expr-width',
  'shared-loop-index',
  'no-verilog-ams',
  'icarus-misc',
] as const;

/** A program run of the flow: everything but the limits is fixed by the step. */
export interface FlowTools {
  readonly runTool: RunTool;
  readonly limits: ToolLimits;
  readonly signal: AbortSignal;
  /** Compiler and simulator behind an open shell; absent where every program is started anew. */
  readonly shells?: SimulationShells;
}
