import { type ForwardIndex, PostingsBuilder } from './postings-builder.ts';

export type { ForwardIndex };

/** The same entries by term. */
export interface InvertedIndex {
  readonly idOf: ReadonlyMap<string, number>;
  readonly offsets: Int32Array;
  readonly documents: Int32Array;
  readonly counts: Uint16Array;
  /** Sum of counts of each document. */
  readonly lengths: Int32Array;
  /** Sum of all lengths. */
  readonly totalLength: number;
}

/** An index of documents given as their terms with counts. */
export const forwardIndex = (documents: Iterable<ReadonlyMap<string, number>>): ForwardIndex => {
  const builder = new PostingsBuilder(null);
  for (const document of documents) builder.add(document);
  return builder.build();
};

const lengthsOf = (index: ForwardIndex): Int32Array => {
  const lengths = new Int32Array(index.offsets.length - 1);
  for (let d = 0; d < lengths.length; d += 1) {
    let sum = 0;
    for (let i = index.offsets[d] ?? 0; i < (index.offsets[d + 1] ?? 0); i += 1) sum += index.counts[i] ?? 0;
    lengths[d] = sum;
  }
  return lengths;
};

/** Turns documents → terms into terms → documents by counting sort. */
export const invert = (index: ForwardIndex): InvertedIndex => {
  const offsets = new Int32Array(index.terms.length + 1);
  for (const id of index.termIds) offsets[id + 1] = (offsets[id + 1] ?? 0) + 1;
  for (let t = 0; t < index.terms.length; t += 1) offsets[t + 1] = (offsets[t + 1] ?? 0) + (offsets[t] ?? 0);
  const next = offsets.slice();
  const documents = new Int32Array(index.termIds.length);
  const counts = new Uint16Array(index.termIds.length);
  for (let d = 0; d + 1 < index.offsets.length; d += 1) {
    for (let i = index.offsets[d] ?? 0; i < (index.offsets[d + 1] ?? 0); i += 1) {
      const id = index.termIds[i] ?? 0;
      const to = next[id] ?? 0;
      next[id] = to + 1;
      documents[to] = d;
      counts[to] = index.counts[i] ?? 0;
    }
  }
  const lengths = lengthsOf(index);
  let total = 0;
  for (const n of lengths) total += n;
  const idOf = new Map(index.terms.map((term, id) => [term, id]));
  return {
    idOf,
    offsets,
    documents,
    counts,
    lengths,
    totalLength: total,
  };
};

export interface Bm25Options {
  readonly k1: number;
  readonly b: number;
  /** Documents that are not there for this query: neither found nor counted. */
  readonly hidden: (document: number) => boolean;
  readonly hiddenCount: number;
  /** Sum of the lengths of the hidden documents. */
  readonly hiddenLength: number;
}

/** Inverse document frequency of Robertson and Spärck Jones in its never negative form. */
export const idf = (documents: number, containing: number): number =>
  Math.log(1 + (documents - containing + 0.5) / (containing + 0.5));

/** Documents that contain a term, without the hidden ones. */
const containing = (index: InvertedIndex, term: number, options: Bm25Options): number => {
  const from = index.offsets[term] ?? 0;
  const to = index.offsets[term + 1] ?? 0;
  let count = to - from;
  if (options.hiddenCount > 0)
    for (let i = from; i < to; i += 1) if (options.hidden(index.documents[i] ?? 0)) count -= 1;
  return count;
};

/** Okapi BM25 scores of all documents for weighted terms. Linear in the postings of the terms. */
export const bm25 = (index: InvertedIndex, query: ReadonlyMap<string, number>, options: Bm25Options): Float32Array => {
  const { k1, b } = options;
  const scores = new Float32Array(index.lengths.length);
  const total = index.lengths.length - options.hiddenCount;
  const average = (index.totalLength - options.hiddenLength) / Math.max(1, total) || 1;
  for (const [term, weight] of query) {
    const id = index.idOf.get(term) ?? -1;
    const count = id < 0 ? 0 : containing(index, id, options);
    if (count <= 0) continue;
    const value = weight * idf(total, count) * (k1 + 1);
    const to = index.offsets[id + 1] ?? 0;
    for (let i = index.offsets[id] ?? 0; i < to; i += 1) {
      const d = index.documents[i] ?? 0;
      const tf = index.counts[i] ?? 0;
      const norm = k1 * (1 - b + (b * (index.lengths[d] ?? 0)) / average);
      scores[d] = (scores[d] ?? 0) + (value * tf) / (tf + norm);
    }
  }
  return scores;
};
