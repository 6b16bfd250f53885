import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Outcome } from '../../contracts/outcome.ts';
import { fail, ok } from '../../contracts/outcome.ts';
import { stimulusText } from '../../stimulus/compare-bench.ts';
import type { DesignFacts } from '../../stimulus/facts.ts';
import type { InputLayout } from '../../stimulus/layout.ts';
import type { StimulusStep } from '../../stimulus/step.ts';
import { vvpCommand } from '../../tools/iverilog/index.ts';
import type { CheckEnvironment, DesignText } from '../check-environment.ts';
import { trouble } from '../check-environment.ts';
import { compileWithIcarus } from '../icarus-compile.ts';
import { OBSERVE_STIMULUS, type OutputChange, observeBench, readObservation } from './observe-bench.ts';

/** The same for all candidates: how inputs are packed, where they start, and the stimuli, each from power-up. */
export interface SharedStimulus {
  readonly facts: DesignFacts;
  readonly layout: InputLayout;
  readonly initial: bigint;
  readonly runs: readonly (readonly StimulusStep[])[];
}

/** What a design showed under one stimulus. */
export interface Observation {
  readonly changes: readonly OutputChange[];
  readonly points: number;
}

/** Why there is no observation. `timeout` is the design's doing (an endless loop), `error` is ours. */
export interface ObservationTrouble {
  readonly status: 'timeout' | 'error' | 'fail';
  readonly detail: string;
}

export interface ObserveJob {
  readonly design: DesignText;
  readonly stimulus: SharedStimulus;
  /** Fresh and unguessable. */
  readonly nonce: string;
  /** Wall time of each run. */
  readonly wallMs: number;
}

const IMAGE = 'observe.vvp';

/** Simulates one screened design alone in Icarus (four-state) under every stimulus, each run from power-up. */
export const observeDesign = (
  environment: CheckEnvironment,
  { design, stimulus, nonce, wallMs }: ObserveJob,
): Promise<Outcome<readonly Observation[], ObservationTrouble>> =>
  environment.withWorkdir(async (cwd) => {
    const bench = observeBench({ ...stimulus, nonce, top: design.top });
    const { run, diagnostics } = await compileWithIcarus(environment, {
      cwd,
      parties: [
        { party: 'bench', files: [{ path: 'bench.v', text: bench }] },
        // Directives of a design reach the files behind it; this one stands last.
        { party: 'dut', files: design.files },
      ],
      top: `${nonce}_bench`,
      output: IMAGE,
      warnings: 'none',
    });
    const broken = trouble(run);
    if (broken !== null) return fail({ status: broken.status, detail: broken.summary });
    if (run.exitCode !== 0) {
      const first = diagnostics.find((item) => item.severity === 'error');
      return fail({ status: 'fail', detail: first?.message ?? 'Icarus rejects the design beside its bench.' });
    }
    const observations: Observation[] = [];
    for (const steps of stimulus.runs) {
      await writeFile(join(cwd, OBSERVE_STIMULUS), stimulusText(steps));
      const limits = { outputBytes: OUTPUT_BYTES, wallMs, ...environment.limits };
      const simulated = await environment.runTool(
        vvpCommand({ cwd, image: IMAGE, waves: 'drop', limits }),
        environment.signal,
      );
      const why = trouble(simulated);
      if (why !== null) return fail({ status: why.status, detail: why.summary });
      const observation = readObservation(simulated.stdout.text, nonce);
      if (observation === null) return fail({ status: 'error', detail: 'The simulation ended before its last step.' });
      observations.push(observation);
    }
    return ok(observations);
  });

/** Ample for a hundred thousand changes of a wide output. */
const OUTPUT_BYTES = 64 << 20;
