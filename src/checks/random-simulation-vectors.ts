import { fail, type Outcome, ok } from '../contracts/outcome.ts';
import { planStimulus } from '../stimulus/plan.ts';
import { type VectorTable, vectorTable } from '../stimulus/vectors.ts';
import type { CheckEnvironment, DesignText } from './check-environment.ts';
import { trouble } from './check-environment.ts';
import { readDesignFacts } from './random-simulation-facts.ts';
import { buildComparison, runComparison } from './random-simulation-run.ts';

export interface RecordingJob {
  readonly golden: DesignText;
  readonly seed: number;
  /** Clock cycles of random stimulus. */
  readonly cycles: number;
  /** Most points kept. */
  readonly maxPoints: number;
  readonly nonce: string;
}

/** Recording a long hold prints every point of it; this is ample for the points that can be kept. */
const RECORDING_BYTES = 256 << 20;
const RECORDING_MS = 60_000;

/** Simulates the golden in Icarus under a stimulus plan and records its answers. The error says what stood in the way. */
export async function recordVectors(
  environment: CheckEnvironment,
  { golden, seed, cycles, maxPoints, nonce }: RecordingJob,
): Promise<Outcome<VectorTable, string>> {
  const facts = await readDesignFacts(environment, golden);
  if (!facts.ok) return facts;
  const inout = facts.value.ports.find((port) => port.direction === 'inout');
  if (inout !== undefined) return fail(`port ${inout.name} is inout, which is not driven`);
  if (facts.value.ports.every((port) => port.direction !== 'output')) return fail('the design has no output');
  const plan = planStimulus({ facts: facts.value, seed, cycles });
  const limits = { ...environment.limits, outputBytes: RECORDING_BYTES };
  return await environment.withWorkdir(async (folder) => {
    const pair = { golden, candidate: golden, facts: facts.value, nonce };
    const options = { simulator: 'iverilog', plan, maxMismatches: 1, coverage: 'outputs' } as const;
    const build = await buildComparison(environment, { folder, pair, options });
    if (build.run.exitCode !== 0) return fail(trouble(build.run)?.summary ?? 'the design does not compile');
    const { run, result } = await runComparison(
      { ...environment, limits },
      { folder, build, nonce, steps: plan.steps, wallMs: RECORDING_MS, extras: ['trace'] },
    );
    if (!result.complete) return fail(trouble(run)?.summary ?? 'the design ended the simulation');
    return ok(vectorTable({ facts: facts.value, plan, points: result.points, maxPoints }));
  });
}
