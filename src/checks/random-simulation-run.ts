import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Diagnostic } from '../contracts/source.ts';
import type { ToolRun } from '../contracts/tool.ts';
import { compareBench, STIMULUS_FILE, stimulusText } from '../stimulus/compare-bench.ts';
import type { DesignFacts } from '../stimulus/facts.ts';
import type { StimulusPlan } from '../stimulus/plan.ts';
import { prefixModules } from '../stimulus/rename.ts';
import type { ComparisonResult, Nonce } from '../stimulus/result-channel.ts';
import { readComparison } from '../stimulus/result-channel.ts';
import type { StimulusStep } from '../stimulus/step.ts';
import { icarusCompileCommand, parseIcarusDiagnostics, vvpCommand } from '../tools/iverilog/index.ts';
import { verilatedRunCommand, verilatorBuildCommand } from '../tools/verilator/index.ts';
import type { CheckEnvironment, DesignText } from './check-environment.ts';
import { writeFiles } from './work-files.ts';

export type SimulatorId = 'iverilog' | 'verilator';

/** Two designs, side by side. Both are screened; the golden is trusted to be what it should be. */
export interface ComparisonPair {
  readonly golden: DesignText;
  readonly candidate: DesignText;
  readonly facts: DesignFacts;
  /** Fresh and unguessable in each run; see {@link Nonce}. */
  readonly nonce: Nonce;
}

export interface BuildOptions {
  readonly simulator: SimulatorId;
  readonly plan: StimulusPlan;
  readonly maxMismatches: number;
  /** Whether the nets inside the golden are recorded for coverage, beside its outputs. */
  readonly coverage: 'nets' | 'outputs';
}

/** A compiled comparison, which can be run on any steps. */
export interface ComparisonBuild {
  readonly run: ToolRun;
  readonly diagnostics: readonly Diagnostic[];
  readonly program: string;
  readonly simulator: SimulatorId;
}

const BUILD_FOLDER = 'build';
const IMAGE = 'compare.vvp';

/** Writes and compiles the comparison of two designs in `folder`. */
export async function buildComparison(
  environment: CheckEnvironment,
  { folder, pair, options }: { readonly folder: string; readonly pair: ComparisonPair; readonly options: BuildOptions },
): Promise<ComparisonBuild> {
  const { nonce, golden, candidate, facts } = pair;
  const bench = compareBench({
    facts,
    plan: options.plan,
    nonce,
    golden: `${nonce}_g_${golden.top}`,
    candidate: `${nonce}_c_${candidate.top}`,
    maxMismatches: options.maxMismatches,
    situations: options.coverage === 'nets' ? 'counted' : 'not-counted',
    covered: options.coverage === 'nets' ? facts.nets.map((net) => net.name) : [],
  });
  // Directives reach the files behind them: each side starts from a clean slate, and the candidate stands last. The
  // time scale is the bench's, because `resetall` would make a delay of one unit a second.
  const clean = {
    path: 'clean.v',
    text: '`default_nettype wire\n`nounconnected_drive\n`endcelldefine\n`timescale 1ns / 1ps\n',
  };
  const parts = [
    await writeFiles(folder, { party: 'bench', files: [{ path: 'bench.v', text: bench }, clean] }),
    await writeFiles(folder, { party: 'golden', files: prefixModules(golden.files, `${nonce}_g_`) }),
    await writeFiles(folder, { party: 'clean', files: [clean] }),
    await writeFiles(folder, { party: 'candidate', files: prefixModules(candidate.files, `${nonce}_c_`) }),
  ];
  const sources = parts.flatMap((part) => part.sources);
  const { command, program } = buildCommand({ folder, sources, nonce, simulator: options.simulator });
  const run = await environment.runTool(command, environment.signal);
  return { run, diagnostics: parseIcarusDiagnostics(run.stderr.text), program, simulator: options.simulator };
}

interface BuildJob {
  readonly folder: string;
  readonly sources: readonly string[];
  readonly nonce: Nonce;
  readonly simulator: SimulatorId;
}

function buildCommand({ folder, sources, nonce, simulator }: BuildJob) {
  const top = `${nonce}_bench`;
  if (simulator === 'iverilog') {
    const job = { cwd: folder, sources, tops: [top], generation: '2012', warnings: 'none', output: IMAGE } as const;
    return { command: icarusCompileCommand(job), program: IMAGE };
  }
  const job = {
    cwd: folder,
    sources,
    cppSources: [],
    top,
    buildFolder: BUILD_FOLDER,
    jobs: 2,
    waivers: ['lint', 'style'],
  };
  return { command: verilatorBuildCommand(job), program: `${BUILD_FOLDER}/V${top}` };
}

export interface StepsRun {
  readonly folder: string;
  readonly build: ComparisonBuild;
  readonly nonce: Nonce;
  readonly steps: readonly StimulusStep[];
  readonly wallMs: number;
  /** `trace` prints every point, `waves` writes `trace.vcd` in the folder. */
  readonly extras: readonly ('trace' | 'waves')[];
}

/** Runs a compiled comparison on some steps. */
export async function runComparison(
  environment: CheckEnvironment,
  { folder, build, nonce, steps, wallMs, extras }: StepsRun,
): Promise<{ readonly run: ToolRun; readonly result: ComparisonResult }> {
  await writeFile(join(folder, STIMULUS_FILE), stimulusText(steps));
  const plusArguments = [...extras, `mark=${Math.floor((steps.length * 3) / 4)}`];
  const limits = { ...environment.limits, wallMs: Math.max(1, Math.round(wallMs)) };
  const command =
    build.simulator === 'iverilog'
      ? vvpCommand({ cwd: folder, image: build.program, waves: 'keep', plusArguments, limits })
      : verilatedRunCommand({ cwd: folder, program: build.program, plusArguments, limits });
  const run = await environment.runTool(command, environment.signal);
  return { run, result: readComparison(run.stdout.text, nonce) };
}
