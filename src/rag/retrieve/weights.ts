import type { QueryForm } from './query.ts';
import type { Weights } from './ranking.ts';

// Fitted by bench/retrieval.ts (--fit) on the public repositories of its truth file; see there for the method.
const header: Weights = {
  signatureWords: 0.673,
  signatureTail: 0.673,
  ports: 0.56,
  signatureVector: 0.139,
  tailVector: 0.139,
  nameCover: 0.253,
  nameCoverTail: 0.253,
  stem: 0.806,
  extends: 1.691,
  shortens: 0.521,
  peer: -0.181,
  voteVector: 1.317,
  voteSharp: 0.824,
  voteIdentifiers: 0.871,
  voteStem: 0.448,
  voteFolder: 0.49,
  voteLocal: 0.729,
  voteAll: 0.619,
  user: -0.791,
  sibling: -0.867,
  degree: 0.726,
  near: 0.681,
  test: -0.742,
  named: -0.896,
};

const completion: Weights = {
  signatureWords: 0.778,
  signatureTail: 0.394,
  bodyTail: 0.251,
  offered: 0.304,
  signatureVector: 0.079,
  tailVector: 0.445,
  nameInText: 0.439,
  nameInTail: 0.403,
  nameCover: 0.46,
  nameCoverTail: 0.049,
  stem: 1.098,
  extends: 2.095,
  shortens: 0.114,
  peer: -0.275,
  voteBody: 0.905,
  voteIdentifiers: 0.879,
  voteStem: 0.683,
  voteFolder: 0.512,
  voteNamed: 0.411,
  voteLocal: 1.447,
  voteAll: 0.726,
  voteAllSharp: 0.18,
  voteMacro: 0.571,
  voteMacroLocal: 0.189,
  user: -0.715,
  sibling: -0.441,
  degree: 0.592,
  near: 0.391,
  test: -0.575,
  named: -0.832,
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
