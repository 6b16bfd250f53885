import { fail, type Outcome } from '../contracts/outcome.ts';
import type { TraceStep } from '../contracts/verdict.ts';
import type { DesignFacts } from '../stimulus/facts.ts';
import { planStimulus, type StimulusPlan } from '../stimulus/plan.ts';
import { stepsOfTrace } from '../stimulus/trace-steps.ts';
import type { CheckEnvironment, DesignText } from './check-environment.ts';
import { type Diagnosis, diagnoseMismatch } from './diagnosis.ts';
import { checkRandomSimulation, type SimulationMismatch } from './random-simulation.ts';
import { readDesignFacts } from './random-simulation-facts.ts';

export interface DifferenceJob {
  /** Both as the static gate reads them. */
  readonly golden: DesignText;
  readonly candidate: DesignText;
  /** A counterexample found elsewhere, with one row an event; null to search for one. */
  readonly trace: readonly TraceStep[] | null;
  readonly seed: number;
  readonly budgetMs: number;
  /** Fresh and unguessable. */
  readonly nonce: string;
}

/** Cycles of the search where no counterexample is given, or the one given does not show in simulation from power-up. */
const SEARCH_CYCLES = 2_000;

/**
 * Explains why a candidate is not its golden design: takes a counterexample, or finds one by random simulation, and
 * makes it as short as it can. The error says why no difference could be shown.
 */
export async function explainDifference(
  environment: CheckEnvironment,
  job: DifferenceJob,
): Promise<Outcome<Diagnosis, string>> {
  const facts = await readDesignFacts(environment, job.golden);
  if (!facts.ok) return facts;
  const pair = { golden: job.golden, candidate: job.candidate, facts: facts.value, nonce: job.nonce };
  const budgetMs = job.budgetMs / 2;
  if (job.trace !== null && job.trace.length > 0) {
    const mismatch = mismatchOf(job.trace, { facts: facts.value, seed: job.seed });
    const diagnosis = await diagnoseMismatch(environment, { pair, mismatch, budgetMs });
    if (diagnosis.ok) return diagnosis;
  }
  const { verdict, mismatch } = await checkRandomSimulation(environment, {
    ...pair,
    seed: job.seed,
    cycles: SEARCH_CYCLES,
    budgetMs,
    simulator: 'iverilog',
  });
  return mismatch === null ? fail(verdict.summary) : await diagnoseMismatch(environment, { pair, mismatch, budgetMs });
}

function mismatchOf(
  trace: readonly TraceStep[],
  { facts, seed }: { readonly facts: DesignFacts; readonly seed: number },
): SimulationMismatch {
  const frame = planStimulus({ facts, seed, cycles: 1, holds: 'none' });
  const steps = stepsOfTrace(frame.layout, trace);
  const plan: StimulusPlan = { ...frame, steps, phases: [{ name: 'counterexample', firstStep: 0 }], exhaustive: false };
  const step = steps.length - 1;
  const sub = steps[step]?.toggle === null ? 0 : 1;
  return { plan, phase: 'counterexample', kind: 'value', point: { step, sub, inputs: '', golden: '', candidate: '' } };
}
