import { agreementVerdict } from '../../checks/agreement.ts';
import type { CheckEnvironment } from '../../checks/check-environment.ts';
import type { Spec } from '../../contracts/spec.ts';
import type { Verdict } from '../../contracts/verdict.ts';
import { type StatedClocking, statedClocking } from './clocking-evidence.ts';
import type { Apart } from './cluster.ts';
import { DEFAULT_CYCLES, type ObservedSamples, observeSamples } from './observe.ts';
import { type Proofs, proveGroup } from './prove-group.ts';
import {
  DEFAULT_SELECTION,
  rankCandidates,
  type SelectableCandidate,
  type Selection,
  type SelectionOptions,
} from './select.ts';
import { specEvidence } from './spec-evidence.ts';

export type { Selection, SelectionOptions } from './select.ts';

/** N samples of one specification and nothing else: no reference, no testbench. */
export interface SelectRequest {
  readonly spec: Spec;
  /** Texts as a model gave them, or plain Verilog. */
  readonly samples: readonly string[];
  readonly seed: number;
  /** A new unguessable name of letters and digits on every call. */
  readonly nonce: () => string;
  /** Simulations under way at once; 2 where nothing is said. */
  readonly atOnce?: number;
  /** Clock cycles of each stimulus. */
  readonly cycles?: number;
  readonly options?: SelectionOptions;
  /** `samples` leaves the rule engine's own answer out even where it covers the whole text. */
  readonly answer?: 'rules-first' | 'samples';
  /** Time for one proof between two members of the chosen group, in milliseconds; 0 proves nothing. */
  readonly proofMs?: number;
}

/** Most proofs between two members take a tenth of it. */
const PROOF_MS = 1_000;
/** Times that the choice is made anew because a proof took its group apart. */
const MAX_ROUNDS = 4;

/** The choice. */
export interface SelectedCandidate {
  /** `rules`: the rule engine covers the whole text, and its Verilog is the answer. */
  readonly from: 'rules' | 'samples';
  /** The chosen design as plain Verilog; the top is the specification's. */
  readonly source: string;
  /** The first sample with this text; null for the rule engine's. */
  readonly sample: number | null;
}

export interface SelectOutcome {
  /** Null where no sample could be observed. */
  readonly selected: SelectedCandidate | null;
  readonly selection: Selection;
  /** Worded as agreement, not proof. */
  readonly verdict: Verdict;
  /** For each sample its rank among the clusters (0 is the chosen one), or why it was left out. */
  readonly samples: readonly { readonly cluster: number | null; readonly why: string | null }[];
}

/**
 * Picks the best of N samples by agreement and by the evidence of the specification itself: decode, gate, compile,
 * interface, one reset-aware stimulus for all, clusters of equal behaviour, scores. Sees no golden, by type.
 */
export async function selectCandidate(environment: CheckEnvironment, request: SelectRequest): Promise<SelectOutcome> {
  const startedAt = environment.now();
  const evidence = specEvidence(request.spec);
  const observed = await observeSamples(environment, {
    spec: request.spec,
    samples: request.samples,
    evidence,
    seed: request.seed,
    cycles: request.cycles ?? DEFAULT_CYCLES,
    atOnce: request.atOnce ?? 2,
    nonce: request.nonce,
  });
  const ruled = request.answer === 'samples' ? null : evidence.ruled;
  // Where rules answer, the samples only accompany the answer: which of them are one design decides nothing.
  const asked = ruled === null ? request : { ...request, proofMs: 0 };
  const { selection, proofs } = await provenSelection(environment, asked, observed);
  const best = selection.ranked[0];
  const chosen = best === undefined ? undefined : observed.distinct[best.candidates[0] ?? 0];
  const verdict = agreementVerdict({
    agreeing: best?.samples ?? 0,
    observed: selection.ranked.reduce((sum, cluster) => sum + cluster.samples, 0),
    margin: selection.margin,
    points: selection.points,
    seed: request.seed,
    support: best?.support ?? [],
    rules: ruled !== null,
    proofs,
    wallMs: environment.now() - startedAt,
  });
  const fromSamples: SelectedCandidate | null =
    chosen === undefined ? null : { from: 'samples', source: chosen.source, sample: chosen.samples[0] ?? 0 };
  return {
    selected: ruled === null ? fromSamples : { from: 'rules', source: ruled, sample: null },
    selection,
    verdict,
    samples: sampleNotes(observed, selection),
  };
}

/**
 * Ranks, then proves that the texts of the first group are one design. Two that are not are kept apart, and the ranking
 * is made again: simulation had not reached what tells them apart.
 */
async function provenSelection(
  environment: CheckEnvironment,
  { spec, seed, options = DEFAULT_SELECTION, proofMs = PROOF_MS }: SelectRequest,
  observed: ObservedSamples,
): Promise<{ readonly selection: Selection; readonly proofs: Proofs }> {
  const stated = statedClocking(spec);
  let apart: readonly Apart[] = [];
  for (let round = 1; ; round += 1) {
    const selection = selectionOf(observed, stated, options, apart);
    const group = selection.ranked[0]?.candidates ?? [];
    const asked = { top: spec.top, distinct: observed.distinct, group, seed, proofMs };
    const proofs = proofMs === 0 ? { equal: 0, open: 0, apart: [] } : await proveGroup(environment, asked);
    if (proofs.apart.length === 0 || round === MAX_ROUNDS) return { selection, proofs };
    apart = [...apart, ...proofs.apart];
  }
}

/** The pure half: ranks what was observed. */
export function selectionOf(
  observed: ObservedSamples,
  stated: StatedClocking,
  options: SelectionOptions,
  apart: readonly Apart[] = [],
): Selection {
  const { distinct, shared, hasWitness } = observed;
  const candidates = distinct.map(({ samples }, index): SelectableCandidate => {
    const seen = shared.candidates[index];
    const facts = seen?.facts ?? null;
    return {
      samples,
      observation: seen?.observation ?? null,
      replays: seen?.replays ?? [],
      clocking: facts === null ? null : { ...facts, hasLatch: facts.clocks.some((clock) => clock.role === 'gate') },
    };
  });
  const witness = hasWitness ? (shared.candidates.at(-1)?.observation ?? null) : null;
  const { firstPoint, stretches } = shared;
  return rankCandidates({ candidates, witness, stated, firstPoint, stretches, apart }, options);
}

function sampleNotes({ distinct, shared, samples }: ObservedSamples, { ranked }: Selection): SelectOutcome['samples'] {
  return Array.from({ length: samples }, (_, sample) => {
    const index = distinct.findIndex((one) => one.samples.includes(sample));
    if (index < 0) return { cluster: null, why: 'the sample holds no code' };
    const cluster = ranked.findIndex((one) => one.candidates.includes(index));
    return cluster >= 0 ? { cluster, why: null } : { cluster: null, why: whyNotObserved(shared.candidates[index]) };
  });
}

function whyNotObserved(seen: ObservedSamples['shared']['candidates'][number] | undefined): string {
  const refused = seen?.verdicts.find((verdict) => verdict.status !== 'pass' && verdict.status !== 'skipped');
  return seen?.trouble?.detail ?? refused?.summary ?? 'the interface is not the one that most samples have';
}
