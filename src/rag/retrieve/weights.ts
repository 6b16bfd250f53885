import type { QueryForm } from './query.ts';
import type { Weights } from './ranking.ts';

// Fitted by bench/retrieval.ts (--fit) on the public repositories of its truth file; see there for the method.
const header: Weights = {
  signatureWords: 0.727,
  signatureTail: 0.727,
  ports: 0.574,
  signatureVector: 0.05,
  tailVector: 0.05,
  nameCover: 0.257,
  nameCoverTail: 0.257,
  stem: 0.8,
  extends: 1.688,
  shortens: 0.514,
  peer: -0.176,
  voteVector: 1.285,
  voteSharp: 0.93,
  voteIdentifiers: 0.83,
  voteStem: 0.448,
  voteFolder: 0.466,
  voteLocal: 0.837,
  voteAll: 0.589,
  user: -0.795,
  sibling: -0.865,
  degree: 0.673,
  near: 0.699,
  test: -0.743,
  named: -0.891,
};

const completion: Weights = {
  signatureWords: 0.737,
  signatureTail: 0.357,
  bodyTail: 0.237,
  offered: 0.307,
  signatureVector: 0.074,
  tailVector: 0.593,
  nameInText: 0.422,
  nameInTail: 0.411,
  nameCover: 0.47,
  nameCoverTail: 0.037,
  stem: 1.103,
  extends: 2.085,
  shortens: 0.116,
  peer: -0.268,
  voteVector: 0.087,
  voteSharp: 0.025,
  voteBody: 1.002,
  voteIdentifiers: 0.81,
  voteStem: 0.669,
  voteFolder: 0.502,
  voteNamed: 0.398,
  voteLocal: 1.463,
  voteAll: 0.742,
  voteAllSharp: 0.173,
  voteMacro: 0.597,
  voteMacroLocal: 0.185,
  user: -0.706,
  sibling: -0.451,
  degree: 0.533,
  near: 0.395,
  test: -0.568,
  named: -0.841,
};

/**
 * A person's words name what is wanted, so a file whose name stands in them comes first; there is no asking file, so
 * evidence from its place and name is absent.
 */
const text: Weights = {
  signatureWords: 1.5,
  signatureVector: 1,
  nameInText: 0.7,
  nameCover: 1,
  named: 1.5,
  offered: 0.3,
  identifiers: 0.3,
  degree: 0.2,
  test: -0.6,
};

export const shippedWeights: Readonly<Record<QueryForm, Weights>> = { header, completion, text };
