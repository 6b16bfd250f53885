import type { ToolCommand, ToolLimits } from '../../contracts/tool.ts';
import { plainIdentifier } from '../../util/identifier.ts';
import { plainRelativePath } from '../../util/relative-path.ts';
import { DEFAULT_LIMITS } from '../limits.ts';

/** A Yosys run of a script of ours. Each line is one Yosys command; names in it must be plain (see the builders). */
export interface YosysScript {
  readonly cwd: string;
  readonly script: readonly string[];
  /** `quiet` prints errors and warnings only. */
  readonly log: 'full' | 'quiet';
  readonly inputs?: readonly string[];
  readonly limits?: Partial<ToolLimits>;
}

/** Command that runs a Yosys script. */
export const yosysCommand = (job: YosysScript): ToolCommand => ({
  tool: 'yosys',
  argv: ['yosys', '-Q', '-T', ...(job.log === 'quiet' ? ['-q'] : []), '-p', job.script.join('\n')],
  cwd: job.cwd,
  stdin: null,
  inputs: job.inputs ?? [],
  limits: { ...DEFAULT_LIMITS, ...job.limits },
});

/** One design to be written as a word-level netlist. Paths are relative to the work folder. */
export interface NetlistJob {
  readonly sources: readonly string[];
  readonly top: string;
  readonly output: string;
}

/**
 * Script that writes flat word-level netlists as JSON, several designs in one process (a start costs 6 ms, a design
 * 6 ms). No `opt` without options and no technology mapping: both fold don't-cares of a reference or cost seconds.
 */
export const netlistScript = (jobs: readonly NetlistJob[]): readonly string[] =>
  jobs.flatMap((job, index) => [
    ...(index === 0 ? [] : ['design -reset']),
    `read_verilog -sv ${job.sources.map(plainRelativePath).join(' ')}`,
    `hierarchy -check -top ${plainIdentifier(job.top)}`,
    'proc -noopt',
    'opt_expr -keepdc',
    'flatten',
    'opt_clean',
    'memory_memx',
    'memory -nomap',
    'memory_map',
    'opt_clean',
    `write_json ${plainRelativePath(job.output)}`,
  ]);

/** Script that synthesizes a design to Yosys' generic cells and writes its statistics as JSON to `output`. */
export const statisticsScript = (job: NetlistJob): readonly string[] => [
  `read_verilog -sv ${job.sources.map(plainRelativePath).join(' ')}`,
  `synth -flatten -top ${plainIdentifier(job.top)}`,
  `tee -q -o ${plainRelativePath(job.output)} stat -json`,
];

/** A run of ABC on commands of ours. `-s` keeps it from reading an initialization file out of the work folder. */
export const abcCommand = (job: {
  readonly cwd: string;
  readonly script: readonly string[];
  readonly inputs?: readonly string[];
  readonly limits?: Partial<ToolLimits>;
}): ToolCommand => ({
  tool: 'yosys',
  argv: ['yosys-abc', '-s', '-c', job.script.join('; ')],
  cwd: job.cwd,
  stdin: null,
  inputs: job.inputs ?? [],
  limits: { ...DEFAULT_LIMITS, ...job.limits },
});
