import type { ToolCommand, ToolLimits } from '../../contracts/tool.ts';
import { plainIdentifier } from '../../util/identifier.ts';
import { plainRelativePath } from '../../util/relative-path.ts';
import { DEFAULT_LIMITS } from '../limits.ts';

/**
 * The compiler inside Icarus, called without its driver. The driver starts a shell, a preprocessor and then this
 * program; on text without macros the first two do nothing and cost half of the time.
 */
export interface IcarusCore {
  /** Folder of the compiler, its code generators and its run-time modules. */
  readonly folder: string;
  /** Run-time modules (`system.vpi` and the like) in the driver's order. */
  readonly modules: readonly string[];
  /** Whether a shell can start compiler and simulator one after the other; a probe shows it. */
  readonly chained: boolean;
}

/** A compile job of already expanded text. */
export interface IcarusCoreCompile {
  readonly core: IcarusCore;
  readonly cwd: string;
  /** One file with all text: several would be several compilation units. */
  readonly source: string;
  readonly configuration: string;
  readonly top: string;
  readonly output: string;
  readonly warnings: 'all' | 'none';
  /** `basic` loads the module with display, file and random tasks only: for text that calls no other (`needsOnlyBasics`). */
  readonly modules?: 'all' | 'basic';
  readonly limits?: Partial<ToolLimits>;
}

/** What the driver of Icarus 11 says to the compiler for `-g2012`; a probe shows whether it holds here. */
const GENERATION = [
  ...['2012', 'no-specify', 'assertions', 'xtypes', 'io-range-error', 'no-strict-ca-eval', 'no-strict-expr-width'],
  ...['shared-loop-index', 'no-verilog-ams', 'icarus-misc'],
];

/** Text of the configuration file that the command reads. */
export const icarusCoreConfiguration = ({ core, top, output, warnings, modules = 'all' }: IcarusCoreCompile): string =>
  [
    `root:${plainIdentifier(top)}`,
    `basedir:${core.folder}`,
    ...core.modules
      .filter((module) => modules === 'all' || module === BASIC_MODULE)
      .map((module) => `module:${core.folder}/${module}`),
    ...GENERATION.map((flag) => `generation:${flag}`),
    ...(warnings === 'all' ? ['warnings:nidRpsal'] : []),
    'ignore_missing_modules:false',
    `out:${plainRelativePath(output)}`,
    'iwidth:32',
    'widthcap:65536',
    'functor:cprop',
    'functor:nodangle',
    'flag:DLL=vvp.tgt',
    'flag:VVP_EXECUTABLE=/usr/bin/vvp',
    '',
  ].join('\n');

const BASIC_MODULE = 'system.vpi';
const SYSTEM_NAME =
  /\$(?!(?:signed|unsigned|display|write|fopen|fscanf|finish|stop|time|random|urandom|dumpfile|dumpvars)\b)[A-Za-z_]/;

/** Whether a text calls nothing outside the basic module. Each module that is not loaded saves both programs a start. */
export const needsOnlyBasics = (text: string): boolean => !SYSTEM_NAME.test(text);

/** Command that compiles expanded text. */
export const icarusCoreCommand = (job: IcarusCoreCompile): ToolCommand => ({
  tool: 'iverilog',
  argv: [`${job.core.folder}/ivl`, `-C${plainRelativePath(job.configuration)}`, '--', plainRelativePath(job.source)],
  cwd: job.cwd,
  stdin: null,
  inputs: [],
  limits: { ...DEFAULT_LIMITS, ...job.limits },
});

/**
 * Constant text; what varies comes as arguments. Compiles, prints the mark, and becomes the simulator under a soft cap of
 * its own on processor time. A compiler killed by a signal kills the shell the same way, so that a crash is told from an
 * error.
 */
const CHAIN = `"$1" "-C$2" -- "$3" || { s=$?; [ $s -gt 128 ] && kill -$((s - 128)) $$; exit $s; }
echo "$5"
ulimit -S -t "$6"
exec vvp -n "$4" -none`;

/**
 * Command that compiles expanded text and runs it at once, dumps dropped: one sandbox and one start from here instead
 * of two. `mark` is printed between the two; it must be a name that the design cannot know. The simulator ends by SIGXCPU
 * after `simulateCpuMs` (whole seconds), as a hanging design does long before the wall time of a slow compilation.
 */
export const icarusCoreRunCommand = (
  job: IcarusCoreCompile & { readonly mark: string; readonly simulateCpuMs: number },
): ToolCommand => ({
  tool: 'iverilog',
  argv: [
    ...(['sh', '-c', CHAIN, 'sh', `${job.core.folder}/ivl`] as const),
    plainRelativePath(job.configuration),
    plainRelativePath(job.source),
    plainRelativePath(job.output),
    plainIdentifier(job.mark),
    String(Math.max(1, Math.ceil(job.simulateCpuMs / 1000))),
  ],
  cwd: job.cwd,
  stdin: null,
  inputs: [],
  limits: { ...DEFAULT_LIMITS, ...job.limits },
});

const MODULE_LINE = /^:vpi_module "(.*)\/([^/"]+)";$/gm;

/** Finds the compiler by an image that the driver made, not yet probed for chaining; null where the image names no modules. */
export const icarusCoreOfImage = (image: string): IcarusCore | null => {
  const found = [...image.matchAll(MODULE_LINE)];
  const folder = found[0]?.[1];
  if (folder === undefined) return null;
  return { folder, modules: found.map((match) => match[2] ?? ''), chained: false };
};

const HARMLESS =
  /`(?!(?:timescale|default_nettype|resetall|celldefine|endcelldefine|unconnected_drive|nounconnected_drive)\b)/;

/** Whether the preprocessor would leave this text as it is. */
export const isExpanded = (text: string): boolean => !HARMLESS.test(text);
