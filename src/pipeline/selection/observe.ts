import { type AgreementCandidate, observeCandidates, type SharedObservation } from '../../checks/agreement.ts';
import type { CheckEnvironment } from '../../checks/check-environment.ts';
import { expectedOfSpec } from '../../checks/interface.ts';
import type { Spec } from '../../contracts/spec.ts';
import { type DistinctCandidate, distinctCandidates } from './distinct.ts';
import type { SpecEvidence } from './spec-evidence.ts';

/** What is asked of the samples of one specification. */
export interface ObserveRequest {
  readonly spec: Spec;
  /** Texts as a model gave them, or plain Verilog. */
  readonly samples: readonly string[];
  readonly evidence: SpecEvidence;
  readonly seed: number;
  /** Clock cycles of each stimulus; {@link DEFAULT_CYCLES} where nothing else is known. */
  readonly cycles: number;
  /** Simulations under way at once. */
  readonly atOnce: number;
  readonly nonce: () => string;
}

/** Enough for deep states of small machines: more cycles split hardly any group of real samples further. */
export const DEFAULT_CYCLES = 600;

/** The distinct candidates of some samples, and what was seen of each under one stimulus. */
export interface ObservedSamples {
  readonly distinct: readonly DistinctCandidate[];
  /** One a distinct candidate, in order; the witness of the specification, where there is one, comes last. */
  readonly shared: SharedObservation;
  readonly hasWitness: boolean;
  /** How many samples were given. */
  readonly samples: number;
  readonly seed: number;
}

/** Decodes, joins equal texts, gates and simulates. Says nothing yet of which sample is best. */
export async function observeSamples(environment: CheckEnvironment, request: ObserveRequest): Promise<ObservedSamples> {
  const { spec, evidence } = request;
  const distinct = distinctCandidates(request.samples, { module: spec.top, header: null });
  const candidates = distinct.map(
    ({ source, samples }): AgreementCandidate => ({ design: designOf(source, spec.top), weight: samples.length }),
  );
  const witness = evidence.witness === null ? [] : [{ design: designOf(evidence.witness, spec.top), weight: 0 }];
  const shared = await observeCandidates(environment, {
    candidates: [...candidates, ...witness],
    expected: expectedOfSpec(spec.ports),
    traces: evidence.traces,
    seed: request.seed,
    cycles: request.cycles,
    atOnce: request.atOnce,
    nonce: request.nonce,
  });
  return {
    distinct,
    shared,
    hasWitness: evidence.witness !== null,
    samples: request.samples.length,
    seed: request.seed,
  };
}

const designOf = (text: string, top: string): AgreementCandidate['design'] => ({
  top,
  files: [{ path: 'candidate.sv', text }],
});
