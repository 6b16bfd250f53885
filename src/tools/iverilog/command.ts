import type { ToolCommand, ToolLimits } from '../../contracts/tool.ts';
import { plainIdentifier } from '../../util/identifier.ts';
import { plainRelativePath } from '../../util/relative-path.ts';
import { DEFAULT_LIMITS } from '../limits.ts';

/** A compile job of Icarus Verilog. All paths are relative to `cwd`. */
export interface IcarusCompile {
  readonly cwd: string;
  /** Compiled in this order as one compilation unit: directives of a file reach the files after it. */
  readonly sources: readonly string[];
  /** Root modules; empty lets every uninstantiated module be one, which lets extra roots in. */
  readonly tops: readonly string[];
  readonly generation: '2005' | '2012';
  /** `all` is `-Wall` without its note on missing time scales. */
  readonly warnings: 'all' | 'none';
  /** File for the compiled image; null elaborates only. */
  readonly output: string | null;
  readonly includeFolders?: readonly string[];
  readonly inputs?: readonly string[];
  readonly limits?: Partial<ToolLimits>;
}

/** Command that compiles sources with Icarus Verilog. */
export const icarusCompileCommand = (job: IcarusCompile): ToolCommand => ({
  tool: 'iverilog',
  argv: [
    'iverilog',
    `-g${job.generation}`,
    ...(job.warnings === 'all' ? ['-Wall', '-Winfloop', '-Wno-timescale'] : []),
    ...job.tops.flatMap((top) => ['-s', plainIdentifier(top)]),
    ...(job.includeFolders ?? []).map((folder) => `-I${plainRelativePath(folder)}`),
    ...(job.output === null ? ['-tnull'] : ['-o', plainRelativePath(job.output)]),
    ...job.sources.map(plainRelativePath),
  ],
  cwd: job.cwd,
  stdin: null,
  inputs: job.inputs ?? [],
  limits: { ...DEFAULT_LIMITS, ...job.limits },
});

/** A preprocessor run. Macros defined by an earlier source reach the later ones. */
export type IcarusPreprocess = Pick<
  IcarusCompile,
  'cwd' | 'sources' | 'generation' | 'includeFolders' | 'inputs' | 'limits'
> & { readonly output: string };

/** Command that expands macros and resolves conditions into `output`, keeping the number of lines. */
export const icarusPreprocessCommand = (job: IcarusPreprocess): ToolCommand => ({
  tool: 'iverilog',
  argv: [
    'iverilog',
    `-g${job.generation}`,
    '-E',
    ...(job.includeFolders ?? []).map((folder) => `-I${plainRelativePath(folder)}`),
    ...['-o', plainRelativePath(job.output)],
    ...job.sources.map(plainRelativePath),
  ],
  cwd: job.cwd,
  stdin: null,
  inputs: job.inputs ?? [],
  limits: { ...DEFAULT_LIMITS, ...job.limits },
});

/** A run of a compiled image. */
export interface VvpRun {
  readonly cwd: string;
  readonly image: string;
  /** `drop` turns every `$dumpvars` into nothing, which saves the file and most of the time of a bench that dumps. */
  readonly waves: 'keep' | 'drop';
  readonly plusArguments?: readonly string[];
  readonly inputs?: readonly string[];
  readonly limits?: Partial<ToolLimits>;
}

/** Command that runs a compiled image. `-n` makes `$stop` end the run instead of waiting for a person. */
export const vvpCommand = (run: VvpRun): ToolCommand => ({
  tool: 'iverilog',
  argv: [
    'vvp',
    '-n',
    plainRelativePath(run.image),
    ...(run.waves === 'drop' ? ['-none'] : []),
    ...(run.plusArguments ?? []).map((argument) => `+${argument}`),
  ],
  cwd: run.cwd,
  stdin: null,
  inputs: run.inputs ?? [],
  limits: { ...DEFAULT_LIMITS, ...run.limits },
});
