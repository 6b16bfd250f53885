import { agreeingStretches, likeness } from './behaviour.ts';
import type { Cluster } from './cluster.ts';

/** How clusters are scored; see each function. */
export type ScoringId = 'sample-count' | 'cluster-size' | 'dual-agreement' | 'posterior' | 'likeness';

/** A score of each cluster, larger is better; only the order and the relative lead matter. */
export type Scoring = (clusters: readonly Cluster[], stretches: readonly number[]) => readonly number[];

/** VRank (Zhao et al., 2025): the samples that behave alike, repetitions and all. */
const sampleCount: Scoring = (clusters) => clusters.map((cluster) => cluster.samples);

/** The same with repeated texts damped. */
const clusterSize: Scoring = (clusters) => clusters.map((cluster) => cluster.votes);

/**
 * For every cluster and every test the clusters that pass it. A test is what one cluster does in one stretch of the
 * stimulus; equal tests are one, with the votes of all that propose it.
 */
function passMatrix(clusters: readonly Cluster[], stretches: readonly number[]) {
  const first = clusters.map(({ members }) => members[0]?.behaviour);
  return first.map((a) =>
    first.map((b) => (a === undefined || b === undefined ? [] : agreeingStretches(a, b, stretches))),
  );
}

/**
 * CodeT's dual agreement (Chen et al., "CodeT: Code Generation with Generated Tests", 2022): the root of the number of
 * solutions that pass the same tests, times the votes of these tests.
 */
const dualAgreement: Scoring = (clusters, stretches) => {
  const matrix = passMatrix(clusters, stretches);
  return clusters.map((cluster, at) => {
    const tests = clusters.reduce((sum, other, by) => {
      const agreed = (matrix[at]?.[by] ?? []).filter(Boolean).length;
      return sum + (other.votes * agreed) / Math.max(1, stretches.length);
    }, 0);
    return Math.sqrt(cluster.votes) * tests;
  });
};

/** Priors of the posterior below, as pseudo-counts: wrong code seldom passes, correct solutions are common. */
const PRIOR = { passWrong: [1, 10], passByChance: [1, 1], right: [3, 1], test: [3, 1] } as const;

/**
 * B4's posterior (Chen et al., "B4: Towards Optimal Assessment of Plausible Code Solutions with Plausible Tests",
 * 2024): for each consistent set of solutions and tests the evidence of the whole pass matrix, each unknown rate
 * integrated out under a Beta prior.
 */
const posterior: Scoring = (clusters, stretches) => {
  const matrix = passMatrix(clusters, stretches);
  const total = clusters.reduce((sum, cluster) => sum + cluster.votes, 0);
  const logs = clusters.map((cluster, right) => {
    let [wrongPass, wrongFail, chanceFail, rightTests] = [0, 0, 0, 0];
    clusters.forEach((test, by) => {
      stretches.forEach((_, stretch) => {
        const isRight = matrix[right]?.[by]?.[stretch] === true;
        if (isRight) rightTests += test.votes / stretches.length;
        else chanceFail += (test.votes * cluster.votes) / stretches.length;
        clusters.forEach((code, other) => {
          if (other === right) return;
          const votes = (code.votes * test.votes) / stretches.length;
          if (matrix[other]?.[by]?.[stretch] === true) wrongPass += votes;
          else wrongFail += votes;
        });
      });
    });
    return (
      logBeta(wrongPass + PRIOR.passWrong[0], wrongFail + PRIOR.passWrong[1]) +
      // A test here is a behaviour: one that the right design does not show fails it, and none passes by chance.
      logBeta(PRIOR.passByChance[0], chanceFail + PRIOR.passByChance[1]) +
      logBeta(cluster.votes + PRIOR.right[0], total - cluster.votes + PRIOR.right[1]) +
      logBeta(rightTests + PRIOR.test[0], total - rightTests + PRIOR.test[1])
    );
  });
  const most = Math.max(...logs);
  return logs.map((log) => Math.exp(log - most));
};

const logBeta = (a: number, b: number): number => logGamma(a) + logGamma(b) - logGamma(a + b);

/** Stirling's series after shifting the argument above 8; relative error below 1e-9. */
function logGamma(x: number): number {
  let shift = 0;
  let at = x;
  while (at < 8) {
    shift += Math.log(at);
    at += 1;
  }
  const inverse = 1 / (at * at);
  const series = (1 / 12 - inverse * (1 / 360 - inverse / 1260)) / at;
  return (at - 0.5) * Math.log(at) - at + 0.5 * Math.log(2 * Math.PI) + series - shift;
}

/** Steepness with which unlike behaviours stop counting as support. */
const LIKENESS_POWER = 4;

/**
 * Minimum Bayes risk over behaviours (Shi et al., "Natural Language to Code Translation with Execution", 2022): a
 * cluster's own samples and those of the others, each by the share of points at which they agree. Right designs that
 * differ only where the specification leaves freedom support one another.
 */
const byLikeness: Scoring = (clusters) =>
  clusters.map((cluster) =>
    clusters.reduce((sum, other) => {
      const [a, b] = [cluster.members[0]?.behaviour, other.members[0]?.behaviour];
      if (a === undefined || b === undefined) return sum;
      const { alike, points } = likeness(a, b);
      return sum + other.votes * (alike / Math.max(1, points)) ** LIKENESS_POWER;
    }, 0),
  );

/** Every scoring by name. */
export const SCORINGS = {
  'sample-count': sampleCount,
  'cluster-size': clusterSize,
  'dual-agreement': dualAgreement,
  posterior,
  likeness: byLikeness,
} as const satisfies Readonly<Record<ScoringId, Scoring>>;
