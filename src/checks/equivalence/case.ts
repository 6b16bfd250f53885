import type { Clocking, DesignPair, PortMap, Row } from '../../formal/index.ts';
import type { DesignText } from '../check-environment.ts';
import type { Comparison } from './compare.ts';
import { compareRows } from './compare.ts';
import { SIMULATE_WALL_MS } from './golden-simulation.ts';
import type { EquivalenceFinding, EquivalenceStrength, ProofMethod, RungOrder } from './result.ts';
import type { GoldenRun, GoldenSession } from './session.ts';
import type { SimulatedDesign } from './simulated.ts';
import { compileAndSimulate, simulateRows } from './simulated.ts';

/** One candidate on its way through the rungs. */
export interface EquivalenceCase {
  readonly session: GoldenSession;
  readonly candidate: DesignText;
  readonly portMap: PortMap;
  /** Candidate's name of a golden port. */
  readonly nameOf: (port: string) => string;
  readonly folder: string;
  /** Clock reading at which the budget ends. */
  readonly deadlineMs: number;
  readonly order: RungOrder;
  /** Collected on the way. */
  readonly findings: EquivalenceFinding[];
}

/** A case whose candidate is compiled for simulation under a time model. */
export interface SimulatedCase extends EquivalenceCase {
  readonly clocking: Clocking;
  readonly simulated: SimulatedDesign;
  /** The run on the golden's random plan from power-up, where it was made under this time model. */
  readonly planned: ShownRun | null;
}

/** A case that the model can express. */
export interface ModelledCase extends SimulatedCase {
  readonly pair: DesignPair;
}

/** An answer before it is put into words. */
export interface Answer {
  readonly strength: EquivalenceStrength;
  readonly detail: string;
  readonly rung: string;
  readonly method: ProofMethod | null;
  readonly depth: number | null;
  readonly clocking: Clocking | null;
  readonly shown: ShownRun | null;
}

/** Both designs on the same rows. */
export interface ShownRun {
  readonly rows: readonly Row[];
  readonly golden: readonly string[];
  readonly candidate: readonly string[];
  readonly from: number;
  readonly comparison: Comparison;
}

/** Builds an answer; what is not said is null. */
export const answer = (
  strength: EquivalenceStrength,
  rung: string,
  rest: Partial<Pick<Answer, 'detail' | 'method' | 'depth' | 'clocking' | 'shown'>> = {},
): Answer => ({ strength, rung, detail: '', method: null, depth: null, clocking: null, shown: null, ...rest });

/** Budget left, in milliseconds; never negative. */
export const leftMs = (given: EquivalenceCase): number => Math.max(0, given.deadlineMs - given.session.env.now());

/** Runs both designs on rows and compares; an answer instead where a simulation fails. */
export async function showRows(
  given: SimulatedCase,
  rows: readonly Row[],
): Promise<{ readonly shown: ShownRun } | { readonly trouble: Answer }> {
  const [golden, candidate] = await Promise.all([
    given.session.simulate(given.clocking, rows),
    simulateRows(given.session.env, given.simulated, { rows, expected: null, wallMs: SIMULATE_WALL_MS }),
  ]);
  if (!golden.ok) return { trouble: simulationAnswer(golden.error, 'golden') };
  if (!candidate.ok) return { trouble: simulationAnswer(candidate.error, 'candidate') };
  const comparison = compareRows(golden.value, candidate.value);
  return { shown: { rows, golden: golden.value, candidate: candidate.value, from: 0, comparison } };
}

/** Runs the candidate on the golden's planned rows, at most to the first definite difference, and compares. */
export async function showPlanned(
  given: SimulatedCase,
  start: 'power-up' | 'after-reset',
): Promise<{ readonly shown: ShownRun } | { readonly trouble: Answer }> {
  if (start === 'power-up' && given.planned !== null) return { shown: given.planned };
  const planned = await given.session.planned(given.clocking, start);
  if (!planned.ok) return { trouble: simulationAnswer(planned.error, 'golden') };
  const job = { ...planned.value, wallMs: SIMULATE_WALL_MS };
  const candidate = await simulateRows(given.session.env, given.simulated, job);
  if (!candidate.ok) return { trouble: simulationAnswer(candidate.error, 'candidate') };
  return { shown: shownRun(planned.value, candidate.value) };
}

/** Compiles the candidate and runs it on the golden's planned rows from power-up, in one go. */
export async function compilePlanned(
  given: EquivalenceCase,
  clocking: Clocking,
): Promise<{ readonly simulated: SimulatedDesign; readonly shown: ShownRun } | { readonly trouble: Answer }> {
  const { session, candidate, nameOf } = given;
  const planned = await session.planned(clocking, 'power-up');
  if (!planned.ok) return { trouble: simulationAnswer(planned.error, 'golden') };
  const job = { design: candidate, golden: session.netlist, clocking, nameOf, wallMs: SIMULATE_WALL_MS };
  const ran = await compileAndSimulate(session.env, given.folder, { ...planned.value, ...job });
  if (ran.ok) return { simulated: ran.value.design, shown: shownRun(planned.value, ran.value.rows) };
  if (ran.error.status !== 'does-not-compile') return { trouble: simulationAnswer(ran.error, 'candidate') };
  return { trouble: answer('does-not-compile', 'compile', { detail: ran.error.detail }) };
}

/** The candidate may have stopped early: the golden's rows are cut to its. */
const shownRun = (run: GoldenRun, candidate: readonly string[]): ShownRun => {
  const golden = run.outputs.slice(0, candidate.length);
  const comparison = compareRows(golden, candidate, run.from);
  return { rows: run.rows.slice(0, candidate.length), golden, candidate, from: run.from, comparison };
};

const simulationAnswer = (
  trouble: { readonly status: 'does-not-compile' | 'timeout' | 'error'; readonly detail: string },
  side: 'golden' | 'candidate',
): Answer => {
  const detail = `${side === 'golden' ? 'The reference' : 'The candidate'}: ${trouble.detail}`;
  // A reference that fails says nothing of the candidate.
  if (side === 'golden') return answer('error', 'simulate', { detail });
  return answer(trouble.status, 'simulate', { detail });
};
