import type { ReplayResult } from '../../checks/agreement.ts';
import { type Behaviour, behaviourOf, likeness, unknownShare } from './behaviour.ts';
import { type BuiltClocking, clockingContradictions, type StatedClocking } from './clocking-evidence.ts';
import { type Apart, type Cluster, clusterBehaviours, type Voter } from './cluster.ts';
import { SCORINGS, type ScoringId } from './scoring.ts';

/** The parts of an observed candidate that selection looks at. */
export interface SelectableCandidate {
  /** Samples that share the text, by index; empty for a witness. */
  readonly samples: readonly number[];
  readonly observation: Parameters<typeof behaviourOf>[0] | null;
  readonly replays: readonly Pick<ReplayResult, 'compared' | 'mismatched'>[];
  readonly clocking: (BuiltClocking & { readonly hasLatch: boolean }) | null;
}

export interface SelectionInput {
  readonly candidates: readonly SelectableCandidate[];
  /** What the readable part of the specification does, under the same stimulus; null where there is none. */
  readonly witness: SelectableCandidate['observation'];
  readonly stated: StatedClocking;
  readonly firstPoint: number;
  readonly stretches: readonly number[];
  /** Pairs of candidates that a proof keeps apart. */
  readonly apart?: readonly Apart[];
}

export interface SelectionOptions {
  readonly scoring: ScoringId;
  /** `agreement` leaves the specification's own evidence out; for comparison. */
  readonly use: 'agreement' | 'agreement-and-spec';
  /** Power to which the samples of one text count, 0 to 1; absent: that of the default. For measuring. */
  readonly repetitionPower?: number;
}

/** Scoring that was best on real samples, see `bench/selection.ts`. */
export const DEFAULT_SELECTION: SelectionOptions = { scoring: 'dual-agreement', use: 'agreement-and-spec' };

/** A group of candidates that behave alike. */
export interface RankedCluster {
  /** Positions of its candidates, the one to take first. */
  readonly candidates: readonly number[];
  readonly samples: number;
  /** Share of the total score, 0 to 1. */
  readonly score: number;
  /** What the specification says for and against it, as clauses. */
  readonly support: readonly string[];
  readonly against: readonly string[];
}

/** Clusters, the best first; empty where no candidate was observed. */
export interface Selection {
  readonly ranked: readonly RankedCluster[];
  /** Lead of the first cluster over the second in score, 0 to 1; 1 where there is only one. */
  readonly margin: number;
  /** Points that were compared. */
  readonly points: number;
}

/** Ranks observed candidates by agreement among them and by what the specification itself shows. Pure. */
export function rankCandidates(input: SelectionInput, options: SelectionOptions): Selection {
  const voters = input.candidates.flatMap((candidate, index): readonly Voter[] =>
    candidate.observation === null
      ? []
      : [{ index, weight: candidate.samples.length, behaviour: behaviourOf(candidate.observation, input.firstPoint) }],
  );
  const clusters = clusterBehaviours(voters, { repetitionPower: options.repetitionPower, apart: input.apart });
  const starts = input.stretches.filter((start) => start >= input.firstPoint);
  const scores = SCORINGS[options.scoring](clusters, starts);
  const judged = clusters.map((cluster, at) => {
    const evidence = options.use === 'agreement' ? NO_EVIDENCE : evidenceOf(cluster, input);
    return { cluster, evidence, score: (scores[at] ?? 0) * evidence.factor };
  });
  const total = judged.reduce((sum, one) => sum + one.score, 0);
  const ranked = judged
    .map(({ cluster, evidence, score }) => ({
      candidates: memberOrder(cluster, input),
      samples: cluster.samples,
      score: total === 0 ? 0 : score / total,
      support: evidence.support,
      against: evidence.against,
    }))
    .sort((a, b) => b.score - a.score);
  const [first, second] = ranked;
  return {
    ranked,
    margin: first === undefined ? 0 : first.score - (second?.score ?? 0),
    points: Math.max(0, (voters[0]?.behaviour.end ?? 0) - input.firstPoint),
  };
}

interface ClusterEvidence {
  readonly factor: number;
  readonly support: readonly string[];
  readonly against: readonly string[];
}

const NO_EVIDENCE: ClusterEvidence = { factor: 1, support: [], against: [] };

/** How much a piece of evidence multiplies a cluster's score: odds, as an independent observation would change them. */
const ODDS = {
  /** Rules that read a part of the text came to the same design by themselves. */
  witness: 20,
  /** A trace of the specification is reproduced at every known digit. */
  replayed: 20,
  /** The text says another clock edge, reset kind or polarity. */
  contradicted: 1 / 8,
  /** Outputs stay unknown after reset, or something is stored behind a level where the text has no clock for it. */
  suspicious: 1 / 3,
} as const;

/** Share of points with unknown outputs after reset that makes a candidate suspicious. */
const SUSPICIOUS_UNKNOWN = 0.2;

/** A witness agrees where at least this share of points is alike. */
const WITNESS_LIKENESS = 1;

function evidenceOf(cluster: Cluster, input: SelectionInput): ClusterEvidence {
  const [first] = cluster.members;
  const candidate = first === undefined ? undefined : input.candidates[first.index];
  if (first === undefined || candidate === undefined) return NO_EVIDENCE;
  const support: string[] = [];
  const against: string[] = [];
  let factor = 1;
  if (input.witness !== null && isAlike(first.behaviour, behaviourOf(input.witness, input.firstPoint))) {
    factor *= ODDS.witness;
    support.push('the readable part of the spec gives the same behaviour');
  }
  const replay = replayOdds(candidate.replays);
  factor *= replay.factor;
  support.push(...replay.support);
  against.push(...replay.against);
  const contradictions = candidate.clocking === null ? [] : clockingContradictions(input.stated, candidate.clocking);
  factor *= ODDS.contradicted ** contradictions.length;
  against.push(...contradictions);
  if (unknownShare(first.behaviour) > SUSPICIOUS_UNKNOWN) {
    factor *= ODDS.suspicious;
    against.push('outputs stay unknown after reset');
  }
  if (candidate.clocking?.hasLatch === true) {
    factor *= ODDS.suspicious;
    against.push('a latch is inferred');
  }
  return { factor, support, against };
}

function isAlike(a: Behaviour, b: Behaviour): boolean {
  const { alike, points } = likeness(a, b);
  return points > 0 && alike >= points * WITNESS_LIKENESS;
}

/** Traces shown by the text: all digits right multiplies; wrong digits divide, the more of them the more. */
function replayOdds(replays: SelectableCandidate['replays']): ClusterEvidence {
  const compared = replays.reduce((sum, one) => sum + one.compared, 0);
  const mismatched = replays.reduce((sum, one) => sum + one.mismatched, 0);
  if (compared === 0) return NO_EVIDENCE;
  if (mismatched === 0) return { factor: ODDS.replayed, support: ['the trace in the spec is reproduced'], against: [] };
  return {
    factor: (1 - mismatched / compared) ** 4,
    support: [],
    against: [`${mismatched} of ${compared} digits of the trace in the spec differ`],
  };
}

/** The member to take first: best defined, then commonest, then first given. */
const memberOrder = (cluster: Cluster, input: SelectionInput): readonly number[] =>
  cluster.members
    .map(({ index, weight, behaviour }) => ({
      index,
      weight,
      unknown: unknownShare(behaviour),
      latch: input.candidates[index]?.clocking?.hasLatch === true ? 1 : 0,
    }))
    .sort((a, b) => a.unknown - b.unknown || a.latch - b.latch || b.weight - a.weight || a.index - b.index)
    .map(({ index }) => index);
