import { foldersOf, looksLikeTest, pathDistance } from '../graph/places.ts';
import type { Corpus } from '../index/corpus.ts';
import { lexicalFeatures } from './lexical.ts';
import { lineage } from './lineage.ts';
import { nameFeatures } from './names.ts';
import type { QueryView } from './query.ts';
import { bestOfFile, cleared, flags, scaled, weightedSum } from './scores.ts';
import { localVoters, namedWeights, type Resolver, resolverOf, strongest, votes } from './votes.ts';

/** Cosines of every chunk with the query's whole text and with its last lines. */
export interface ChunkCosines {
  readonly whole: Float32Array;
  readonly tail: Float32Array;
}

/** Kinds of evidence, in the order of every table of weights, by the part of the search they come from. */
export const featureGroups = {
  words: ['signatureWords', 'signatureTail', 'bodyTail', 'identifiers', 'ports', 'offered'],
  vectors: ['signatureVector', 'tailVector'],
  names: ['nameInText', 'nameInTail', 'nameCover', 'nameCoverTail', 'stem', 'extends', 'shortens', 'peer'],
  graph: [
    'voteVector',
    'voteSharp',
    'voteBody',
    'voteIdentifiers',
    'voteStem',
    'voteFolder',
    'voteNamed',
    'voteLocal',
    'voteAll',
    'voteAllSharp',
    'voteMacro',
    'voteMacroLocal',
  ],
  lineage: ['user', 'sibling', 'degree'],
  place: ['near', 'test', 'named'],
} as const;

export type FeatureGroup = keyof typeof featureGroups;
export type FeatureName = (typeof featureGroups)[FeatureGroup][number];
export type Features = Readonly<Record<FeatureName, Float32Array>>;

export const featureNames: readonly FeatureName[] = Object.values(featureGroups).flat();

const placeFeatures = (corpus: Corpus, view: QueryView, resolve: Resolver) => {
  const { path } = view.query;
  const from = path === null ? null : foldersOf(path);
  const fromTest = path !== null && looksLikeTest(path);
  const near = flags(corpus, (f) => (from === null ? 0 : 1 / (1 + pathDistance(from, corpus.folders[f] ?? []))));
  const test = flags(corpus, (f) => (!fromTest && corpus.tests[f] === 1 ? 1 : 0));
  const named = new Float32Array(corpus.data.files.length);
  for (const symbol of view.named) for (const f of resolve(symbol)) named[f] = 1;
  return { near, test, named };
};

/**
 * Evidence for each file, within 0…1. Votes are shares of all weight cast, the rest is scaled to the query's best.
 * The asking file's text and mentions are left out of all of it: of scores, document frequencies, votes and degrees.
 */
export const featuresOf = (corpus: Corpus, view: QueryView, cosines: ChunkCosines): Features => {
  const { hidden } = view;
  const scale = (s: Float32Array) => scaled(s, hidden);
  const words = lexicalFeatures(corpus, view);
  const names = nameFeatures(corpus, view);
  const resolve = resolverOf(corpus, view);
  const place = placeFeatures(corpus, view, resolve);
  const signatureVector = scale(bestOfFile(corpus, cosines.whole, 0));
  const bodyVector = scale(bestOfFile(corpus, cosines.whole, 1));
  const namedBy = namedWeights(corpus, view);
  const all = weightedSum([
    [1, signatureVector],
    [1, words.identifiers],
    [1, names.stem],
    [0.5, place.near],
    [0.5, bodyVector],
    [0.5, scale(namedBy.slice())],
  ]);
  const vote = (weights: Float32Array, power: number, count = 30): Float32Array =>
    cleared(votes(corpus, strongest(weights, { count, power, hidden }), { resolve, ballot: 'structure' }), hidden);
  const local = localVoters(corpus, view, cosines.tail);
  return {
    ...words,
    signatureVector,
    tailVector: scale(bestOfFile(corpus, cosines.tail, 0)),
    ...names,
    voteVector: vote(signatureVector, 8),
    voteSharp: vote(signatureVector, 24, 10),
    voteBody: vote(bodyVector, 8),
    voteIdentifiers: vote(words.identifiers, 3),
    voteStem: vote(names.stem, 3),
    voteFolder: vote(
      place.near.map((n) => (n === 1 ? 1 : 0)),
      1,
      200,
    ),
    voteNamed: vote(namedBy, 2),
    voteLocal: cleared(votes(corpus, local, { resolve, ballot: 'structure' }), hidden),
    voteAll: vote(all, 4),
    voteAllSharp: vote(all, 16),
    voteMacro: cleared(
      votes(corpus, strongest(all, { count: 30, power: 4, hidden }), { resolve, ballot: 'macro' }),
      hidden,
    ),
    voteMacroLocal: cleared(votes(corpus, local, { resolve, ballot: 'macro' }), hidden),
    ...lineage(corpus, view),
    near: scale(place.near.slice()),
    test: place.test,
    named: place.named,
  };
};
