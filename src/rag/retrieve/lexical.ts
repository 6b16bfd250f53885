import type { Corpus } from '../index/corpus.ts';
import { type Bm25Options, bm25, type InvertedIndex } from '../store/postings.ts';
import type { QueryView } from './query.ts';
import { bestOfFile, scaled } from './scores.ts';

type Shape = Pick<Bm25Options, 'k1' | 'b'>;

/** Documents differ in length by what they are, not by how wordy they are, so length counts for less than usual. */
const signatureShape: Shape = { k1: 1.2, b: 0.6 };
const identifierShape: Shape = { k1: 1.2, b: 0.5 };
/** Sets of names: a name is there or it is not. */
const setShape: Shape = { k1: 0.5, b: 0.5 };
const offeredShape: Shape = { k1: 0.5, b: 0.1 };

/** BM25 of files for weighted terms, the asking file left out of scores and frequencies. */
export const fileBm25 = (
  index: InvertedIndex,
  view: QueryView,
  query: { readonly terms: ReadonlyMap<string, number>; readonly shape: Shape },
): Float32Array =>
  bm25(index, query.terms, {
    ...query.shape,
    hidden: (f) => f === view.hidden,
    hiddenCount: view.hidden < 0 ? 0 : 1,
    hiddenLength: index.lengths[view.hidden] ?? 0,
  });

const chunkBm25 = (
  corpus: Corpus,
  view: QueryView,
  query: { readonly terms: ReadonlyMap<string, number>; readonly kind: 0 | 1 },
): Float32Array => {
  const { chunks } = corpus.data;
  const index = query.kind === 0 ? corpus.signatures : corpus.bodies;
  let hiddenCount = 0;
  let hiddenLength = 0;
  for (let c = 0; c < chunks.kind.length; c += 1) {
    // Chunks of the other kind are empty documents of this index.
    if (chunks.kind[c] !== query.kind || chunks.file[c] === view.hidden) {
      hiddenCount += 1;
      hiddenLength += index.lengths[c] ?? 0;
    }
  }
  const hidden = (c: number): boolean => chunks.file[c] === view.hidden;
  const scores = bm25(index, query.terms, { ...signatureShape, hidden, hiddenCount, hiddenLength });
  return bestOfFile(corpus, scores, query.kind);
};

/** Evidence from words and whole identifiers. */
export const lexicalFeatures = (corpus: Corpus, view: QueryView) => {
  const scale = (s: Float32Array) => scaled(s, view.hidden);
  const terms = new Map([...view.identifiers].map(([name, count]) => [name, 1 + Math.log(count)]));
  return {
    signatureWords: scale(chunkBm25(corpus, view, { terms: view.words, kind: 0 })),
    signatureTail: scale(chunkBm25(corpus, view, { terms: view.tailWords, kind: 0 })),
    bodyTail: scale(chunkBm25(corpus, view, { terms: view.tailWords, kind: 1 })),
    identifiers: scale(fileBm25(corpus.identifiers, view, { terms, shape: identifierShape })),
    ports: scale(fileBm25(corpus.ports, view, { terms, shape: setShape })),
    offered: scale(fileBm25(corpus.offered, view, { terms, shape: offeredShape })),
  };
};
