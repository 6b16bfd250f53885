import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Diagnostic } from '../../contracts/source.ts';
import type { ToolRun } from '../../contracts/tool.ts';
import { vvpCommand } from '../../tools/iverilog/index.ts';
import { type BenchOutput, parseBenchOutput } from '../../tools/testbench-output.ts';
import { plainRelativePath } from '../../util/relative-path.ts';
import type { CheckEnvironment, DesignFile, DesignText } from '../check-environment.ts';
import { compileWithIcarus } from '../icarus-compile.ts';

/** A testbench that somebody else wrote, with everything it needs but the design under test. */
export interface ForeignBench {
  /** The bench's root module. Always given to the compiler, so that no other module becomes a root. */
  readonly top: string;
  /** Bench files, and the reference where the bench instantiates it, in compile order. */
  readonly files: readonly DesignFile[];
  /** Data files the bench opens by name, placed in the folder it runs in. */
  readonly data: readonly { readonly path: string; readonly bytes: Uint8Array }[];
}

/** One compile and run of a bench with one design. */
export interface BenchRun {
  readonly compile: ToolRun;
  readonly diagnostics: readonly Diagnostic[];
  /** Null where it did not compile. */
  readonly simulation: ToolRun | null;
  readonly output: BenchOutput | null;
}

const IMAGE = 'bench.vvp';

/**
 * Compiles bench and design and runs them. The design's files come last, so that no directive of theirs
 * (`` `timescale ``, `` `default_nettype ``) reaches the bench or the reference.
 */
export const runBench = (
  environment: CheckEnvironment,
  { bench, design }: { readonly bench: ForeignBench; readonly design: DesignText },
): Promise<BenchRun> =>
  environment.withWorkdir(async (cwd) => {
    for (const { path, bytes } of bench.data) await writeFile(join(cwd, plainRelativePath(path)), bytes);
    const { run: compile, diagnostics } = await compileWithIcarus(environment, {
      cwd,
      parties: [
        { party: 'bench', files: bench.files },
        { party: 'guard', files: [GUARD] },
        { party: 'dut', files: design.files },
      ],
      top: bench.top,
      output: IMAGE,
      warnings: 'none',
    });
    if (compile.end !== 'exited' || compile.exitCode !== 0) {
      return { compile, diagnostics, simulation: null, output: null };
    }
    const run = vvpCommand({ cwd, image: IMAGE, waves: 'drop', limits: environment.limits ?? {} });
    const simulation = await environment.runTool(run, environment.signal);
    return { compile, diagnostics, simulation, output: parseBenchOutput(simulation.stdout.text) };
  });

/**
 * Stands between bench and design. The design was screened alone, so it is compiled as it was then: a bench that ends
 * under `` `default_nettype none `` must not change it. The time scale is left to the bench, as every public flow does:
 * a design with `#1` needs it. A file of its own, because Icarus 11 ignores what follows the directive on its line.
 */
const GUARD: DesignFile = { path: 'guard.v', text: '`default_nettype wire\n' };
