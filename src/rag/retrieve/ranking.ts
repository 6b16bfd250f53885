import type { FeatureName, Features } from './features.ts';
import { featureNames } from './features.ts';

/** A weight for each kind of evidence; what is absent weighs nothing. */
export type Weights = Readonly<Partial<Record<FeatureName, number>>>;

/** Evidence that speaks against a file: its weight is zero or below, all others' zero or above. */
export const against: ReadonlySet<FeatureName> = new Set<FeatureName>(['test', 'named', 'peer', 'user', 'sibling']);

/** Weighted sum of the evidence for each file. */
export const scoresOf = (features: Features, weights: Weights): Float32Array => {
  const scores = new Float32Array(features.near.length);
  for (const name of featureNames) {
    const weight = weights[name] ?? 0;
    if (weight === 0) continue;
    const column = features[name];
    for (let f = 0; f < scores.length; f += 1) scores[f] = (scores[f] ?? 0) + weight * (column[f] ?? 0);
  }
  return scores;
};

/** The pieces of evidence that weigh most for one file, strongest first. */
export const reasonsOf = (
  features: Features,
  weights: Weights,
  file: number,
): { readonly evidence: FeatureName; readonly share: number }[] =>
  featureNames
    .map((evidence) => ({ evidence, share: (weights[evidence] ?? 0) * (features[evidence][file] ?? 0) }))
    .filter((reason) => reason.share !== 0)
    .sort((a, b) => Math.abs(b.share) - Math.abs(a.share))
    .slice(0, 4);
