import type { Verdict } from '../../contracts/verdict.ts';
import type { Clocking, PortMap } from '../../formal/index.ts';
import type { CheckEnvironment, DesignText } from '../check-environment.ts';

/**
 * How strong the answer is, strongest first among the good ones.
 * - `proved`: the golden's known outputs and the candidate's are equal for ever, from any power-up state.
 * - `proved-after-reset`: the same, once the named resets were held.
 * - `bounded`: equal in every run of `depth` steps.
 * - `no-difference`: simulation only, because the time model is approximate or no solver ended.
 * - `different`: a counterexample that the simulator has shown.
 * - `different-formal-only`: the model has a counterexample that the simulator does not show.
 * - `combinational-loop`, `unreadable`: not modelled; simulation found no difference.
 * - `undecided`: the budget ended first.
 * - `vacuous`: the golden is unknown throughout, so agreement says nothing.
 * - `disagreement`: a proof and a simulation contradict each other.
 */
export type EquivalenceStrength =
  | 'proved'
  | 'proved-after-reset'
  | 'bounded'
  | 'no-difference'
  | 'different'
  | 'different-formal-only'
  | 'combinational-loop'
  | 'unreadable'
  | 'undecided'
  | 'vacuous'
  | 'disagreement'
  | 'interface-mismatch'
  | 'does-not-compile'
  | 'timeout'
  | 'error';

/** Which argument settled an answer. */
export type ProofMethod = 'merge' | 'by-name' | 'after-reset' | 'full' | 'bounded' | 'exhaustive';

/** Something noticed on the way that is no verdict. */
export interface EquivalenceFinding {
  readonly kind:
    | 'x-pessimism' //       the candidate shows x in simulation where the model has a value
    | 'before-reset' //      the candidate is unknown before its first reset where the reference has settled
    | 'model-mismatch' //    simulator and model differ on a known value: a race, stale sensitivity, or a bug
    | 'stale-sensitivity' // a level-sensitive list leaves out what the block reads
    | 'rewritten' //         the text was changed for reading; simulation used the original
    | 'unsupported' //       a construct that is not modelled
    | 'approximate-time' //  domains with derived clocks exchange data
    | 'latches' //           registers without a clock
    | 'address-range'; //    a memory is read or written: proved for addresses in range
  readonly detail: string;
}

/** The answer of the engine, richer than a verdict. */
export interface EquivalenceResult {
  readonly strength: EquivalenceStrength;
  readonly verdict: Verdict;
  readonly method: ProofMethod | null;
  /** Steps that a bounded proof covers. */
  readonly depth: number | null;
  /** Rows compared in the simulator. */
  readonly comparedRows: number;
  /** Of these, rows in which the golden had a known output bit. */
  readonly knownRows: number;
  readonly clocking: Clocking | null;
  readonly findings: readonly EquivalenceFinding[];
  /** The rung that ended it, for cost tables: `merge`, `search`, `replay`, … */
  readonly rung: string;
}

/** What a check of one candidate needs. Both designs must have passed the static gate. */
export interface EquivalenceRequest {
  readonly candidate: DesignText;
  readonly golden: DesignText;
  /** Wall time for the whole check, in milliseconds. */
  readonly budgetMs: number;
  readonly seed: number;
  /** Candidate port name → golden port name. */
  readonly portMap?: PortMap;
  readonly env: CheckEnvironment;
  readonly order?: RungOrder;
}

/**
 * `simulate-first` (the default) rejects by random simulation before anything is modelled, which is cheapest.
 * `prove-first` asks the model first, so that a proof and a simulation that disagree are seen: for audits.
 */
export type RungOrder = 'simulate-first' | 'prove-first';
