import type { ToolCommand, ToolLimits } from '../../contracts/tool.ts';
import { plainIdentifier } from '../../util/identifier.ts';
import { plainRelativePath } from '../../util/relative-path.ts';
import { DEFAULT_LIMITS } from '../limits.ts';

/**
 * The program itself. `verilator` is a Perl script in front of it that costs 50 ms a start and adds nothing to the
 * jobs here.
 */
const PROGRAM = 'verilator_bin';

/** A lint job. All paths are relative to `cwd`. */
export interface VerilatorLint {
  readonly cwd: string;
  readonly sources: readonly string[];
  readonly top: string;
  readonly warnings: 'all' | 'none';
  /** Codes that are switched off, such as DECLFILENAME where the file names are ours. */
  readonly waivers?: readonly string[];
  readonly inputs?: readonly string[];
  readonly limits?: Partial<ToolLimits>;
}

/** Command that lints. `-Wno-fatal`: a warning alone must not look like a failed compilation. */
export const verilatorLintCommand = (job: VerilatorLint): ToolCommand => ({
  tool: 'verilator',
  argv: [
    PROGRAM,
    '--lint-only',
    '-Wno-fatal',
    ...(job.warnings === 'all' ? ['-Wall'] : ['-Wno-lint', '-Wno-style']),
    ...(job.waivers ?? []).map((code) => `-Wno-${plainIdentifier(code)}`),
    ...['--top-module', plainIdentifier(job.top)],
    ...job.sources.map(plainRelativePath),
  ],
  cwd: job.cwd,
  stdin: null,
  inputs: job.inputs ?? [],
  limits: { ...DEFAULT_LIMITS, ...job.limits },
});

/** Command that writes the elaborated design as XML to `output`. */
export const verilatorXmlCommand = (
  job: Pick<VerilatorLint, 'cwd' | 'sources' | 'top' | 'inputs' | 'limits'> & { readonly output: string },
): ToolCommand => ({
  tool: 'verilator',
  argv: [
    PROGRAM,
    '--xml-only',
    '-Wno-fatal',
    ...['--xml-output', plainRelativePath(job.output)],
    ...['--top-module', plainIdentifier(job.top)],
    ...job.sources.map(plainRelativePath),
  ],
  cwd: job.cwd,
  stdin: null,
  inputs: job.inputs ?? [],
  limits: { ...DEFAULT_LIMITS, ...job.limits },
});

/** A build of a native simulation. */
export interface VerilatorBuild {
  readonly cwd: string;
  readonly sources: readonly string[];
  /** C++ files with a `main`; empty builds one from the Verilog testbench (`--binary`). */
  readonly cppSources: readonly string[];
  readonly top: string;
  /** Folder for everything generated; the program is `<folder>/V<top>`. */
  readonly buildFolder: string;
  /** Parallel compiler processes. */
  readonly jobs: number;
  readonly waivers?: readonly string[];
  readonly inputs?: readonly string[];
  readonly limits?: Partial<ToolLimits>;
}

/** Compiling C++ takes seconds and gigabytes where simulation takes neither. */
const BUILD_LIMITS: ToolLimits = { ...DEFAULT_LIMITS, wallMs: 120_000, memoryMiB: 4_096, fileMiB: 256 };

/** Command that translates and compiles to a native program. */
export const verilatorBuildCommand = (job: VerilatorBuild): ToolCommand => ({
  tool: 'verilator',
  argv: [
    PROGRAM,
    ...(job.cppSources.length === 0 ? ['--binary'] : ['--cc', '--exe', '--build']),
    '-Wno-fatal',
    ...(job.waivers ?? []).map((code) => `-Wno-${plainIdentifier(code)}`),
    ...['--top-module', plainIdentifier(job.top)],
    ...['--Mdir', plainRelativePath(job.buildFolder), '-j', String(job.jobs)],
    ...job.sources.map(plainRelativePath),
    ...job.cppSources.map(plainRelativePath),
  ],
  cwd: job.cwd,
  stdin: null,
  inputs: job.inputs ?? [],
  limits: { ...BUILD_LIMITS, ...job.limits },
});

/** Command that runs a built simulation. */
export const verilatedRunCommand = (run: {
  readonly cwd: string;
  readonly program: string;
  readonly plusArguments?: readonly string[];
  readonly inputs?: readonly string[];
  readonly limits?: Partial<ToolLimits>;
}): ToolCommand => ({
  tool: 'verilator',
  argv: [
    `${run.cwd}/${plainRelativePath(run.program)}`,
    ...(run.plusArguments ?? []).map((argument) => `+${argument}`),
  ],
  cwd: run.cwd,
  stdin: null,
  inputs: run.inputs ?? [],
  limits: { ...DEFAULT_LIMITS, ...run.limits },
});
