import { type Behaviour, likeness, unknownShare } from './behaviour.ts';

/** A candidate that was observed. */
export interface Voter {
  /** Position among the distinct candidates. */
  readonly index: number;
  /** Samples that share its text; 0 for a witness. */
  readonly weight: number;
  readonly behaviour: Behaviour;
}

/** Candidates that do the same at every point, up to bits that one of them leaves unknown. */
export interface Cluster {
  /** Its best-defined, then commonest member first. */
  readonly members: readonly Voter[];
  /** Samples in it. */
  readonly samples: number;
  /** What it counts for: the votes of its texts. */
  readonly votes: number;
}

/**
 * Power to which the samples of one text are taken: the second sample with the same text tells less than the first,
 * since a model repeats a favoured mistake word for word. On real samples any power from 0 to 0.5 beats plain counting.
 */
const REPETITION_POWER = 0.25;

/** Votes of a text that some samples share. */
const votesOf = (samples: number, power: number): number => (samples === 0 ? 0 : samples ** power);

/** A member may leave more points unknown than the first of its cluster by this share: more is another behaviour. */
const MAX_UNKNOWN_LEAD = 0.5;

/** Two candidates, by index, of which a proof shows that they behave differently. */
export type Apart = readonly [number, number];

/** How candidates are grouped and counted. */
export interface Grouping {
  /** Power to which the samples of one text count. */
  readonly repetitionPower?: number | undefined;
  /** Pairs that share no group, however alike they looked. */
  readonly apart?: readonly Apart[] | undefined;
}

/**
 * Groups candidates by what they do. Bits that one leaves unknown match anything, so that a start value that some
 * candidates set and others do not makes no difference; each is compared with the best-defined member alone, because
 * agreement up to unknown bits does not carry over from pair to pair.
 */
export function clusterBehaviours(
  voters: readonly Voter[],
  { repetitionPower = REPETITION_POWER, apart = [] }: Grouping = {},
): readonly Cluster[] {
  const clusters: { readonly members: Voter[]; readonly unknown: number }[] = [];
  const ordered = voters
    .map((voter) => ({ voter, unknown: unknownShare(voter.behaviour) }))
    .sort((a, b) => a.unknown - b.unknown || b.voter.weight - a.voter.weight || a.voter.index - b.voter.index);
  for (const { voter, unknown } of ordered) {
    const home = clusters.find(({ members, unknown: known }) => {
      const [first] = members;
      if (first === undefined || unknown - known > MAX_UNKNOWN_LEAD) return false;
      if (members.some((member) => areApart(member.index, voter.index, apart))) return false;
      const { alike, points } = likeness(first.behaviour, voter.behaviour);
      return alike === points;
    });
    if (home === undefined) clusters.push({ members: [voter], unknown });
    else home.members.push(voter);
  }
  return clusters
    .map(({ members }) => ({
      members,
      samples: members.reduce((sum, member) => sum + member.weight, 0),
      votes: members.reduce((sum, member) => sum + votesOf(member.weight, repetitionPower), 0),
    }))
    .sort((a, b) => b.votes - a.votes || firstIndex(a) - firstIndex(b));
}

const areApart = (a: number, b: number, apart: readonly Apart[]): boolean =>
  apart.some(([x, y]) => (x === a && y === b) || (x === b && y === a));

const firstIndex = (cluster: { readonly members: readonly Voter[] }): number =>
  Math.min(...cluster.members.map((member) => member.index));
