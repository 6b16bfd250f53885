import type { QueryForm } from './query.ts';
import type { Weights } from './ranking.ts';

// Fitted by bench/retrieval.ts (--fit) on the public repositories of its truth file; see there for the method.
const header: Weights = {
  signatureWords: 0.672,
  signatureTail: 0.672,
  ports: 0.561,
  signatureVector: 0.139,
  tailVector: 0.139,
  nameCover: 0.259,
  nameCoverTail: 0.259,
  stem: 0.799,
  extends: 1.687,
  shortens: 0.517,
  peer: -0.181,
  voteVector: 1.317,
  voteSharp: 0.825,
  voteIdentifiers: 0.87,
  voteStem: 0.448,
  voteFolder: 0.489,
  voteLocal: 0.73,
  voteAll: 0.618,
  user: -0.791,
  sibling: -0.866,
  degree: 0.726,
  near: 0.681,
  test: -0.743,
  named: -0.897,
};

const completion: Weights = {
  signatureWords: 0.777,
  signatureTail: 0.395,
  bodyTail: 0.255,
  offered: 0.303,
  signatureVector: 0.078,
  tailVector: 0.444,
  nameInText: 0.437,
  nameInTail: 0.404,
  nameCover: 0.465,
  nameCoverTail: 0.046,
  stem: 1.097,
  extends: 2.095,
  shortens: 0.114,
  peer: -0.275,
  voteBody: 0.905,
  voteIdentifiers: 0.879,
  voteStem: 0.682,
  voteFolder: 0.512,
  voteNamed: 0.411,
  voteLocal: 1.447,
  voteAll: 0.726,
  voteAllSharp: 0.181,
  voteMacro: 0.572,
  voteMacroLocal: 0.189,
  user: -0.715,
  sibling: -0.441,
  degree: 0.592,
  near: 0.392,
  test: -0.575,
  named: -0.833,
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
