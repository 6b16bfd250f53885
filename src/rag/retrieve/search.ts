import type { Embedder } from '../embed/embedder.ts';
import type { RetrievalIndex } from '../index/load.ts';
import { type ChunkCosines, type FeatureName, type Features, featuresOf } from './features.ts';
import { type Filter, filterOf } from './filter.ts';
import { type Query, type QueryView, viewOf } from './query.ts';
import { reasonsOf, scoresOf, type Weights } from './ranking.ts';
import { shippedWeights } from './weights.ts';

export interface SearchOptions {
  readonly limit: number;
  readonly filter: Filter;
  /** Weights other than the shipped ones, for measuring. */
  readonly weights?: Weights;
}

export interface Hit {
  readonly path: string;
  readonly score: number;
  /** Number of the file in the index. */
  readonly file: number;
  /** The stretch of the file that answers best. */
  readonly chunk: number;
  readonly unit: string | null;
  readonly firstLine: number;
  readonly lastLine: number;
  readonly licence: string | null;
  readonly reasons: readonly { readonly evidence: FeatureName; readonly share: number }[];
  /** Other files with the same content, left out of the list. */
  readonly alsoAt: readonly string[];
}

/** All that one query found: the evidence, kept for measuring, and the ranked hits. */
export interface SearchResult {
  readonly view: QueryView;
  readonly cosines: ChunkCosines;
  readonly features: Features;
  readonly hits: readonly Hit[];
}

/** Evidence of one query on one index. */
export const evidenceOf = async (
  index: RetrievalIndex,
  embedder: Embedder,
  query: Query,
): Promise<Omit<SearchResult, 'hits'>> => {
  const view = viewOf(index.corpus, query);
  const zero = new Float32Array(embedder.dimension);
  const sameTail = view.tailText === view.query.text;
  const [whole, tail] = await embedder.embed(sameTail ? [view.query.text] : [view.query.text, view.tailText]);
  const both = sameTail ? null : index.vectors.cosinesOfTwo(whole ?? zero, tail ?? zero);
  const one = both?.[0] ?? index.vectors.cosines(whole ?? zero);
  const cosines = { whole: one, tail: both?.[1] ?? one };
  return { view, cosines, features: featuresOf(index.corpus, view, cosines) };
};

/** Files by score, best first; equal scores by path. The asking file and filtered files are left out. */
const rankFiles = (index: RetrievalIndex, scores: Float32Array, left: (file: number) => boolean): number[] => {
  const files = index.data.files.map((_, f) => f).filter((f) => left(f));
  return files.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
};

/** The chunk of a file that is nearest to the query; signatures win unless a body is clearly nearer. */
const bestChunk = (index: RetrievalIndex, cosines: ChunkCosines, file: number): number => {
  const { corpus, data } = index;
  let best = corpus.firstChunk[file] ?? 0;
  let most = Number.NEGATIVE_INFINITY;
  for (let c = best; c < (corpus.firstChunk[file + 1] ?? 0); c += 1) {
    const body = data.chunks.kind[c] === 1 ? 0.7 : 1;
    const score = (cosines.whole[c] ?? 0) * body;
    if (score > most) {
      most = score;
      best = c;
    }
  }
  return best;
};

const hitOf = (
  index: RetrievalIndex,
  found: Omit<SearchResult, 'hits'>,
  at: { place: Place; weights: Weights },
): Hit => {
  const { data } = index;
  const { place, weights } = at;
  const file = data.files[place.file];
  const chunk = bestChunk(index, found.cosines, place.file);
  return {
    path: file?.path ?? '',
    score: place.score,
    file: place.file,
    chunk,
    unit: file?.facts.units[data.chunks.unit[chunk] ?? -1]?.name ?? null,
    firstLine: data.chunks.firstLine[chunk] ?? 1,
    lastLine: data.chunks.lastLine[chunk] ?? 1,
    licence: file?.licence ?? null,
    reasons: reasonsOf(found.features, weights, place.file),
    alsoAt: place.copies,
  };
};

/** A place in the ranking: a file, and the files with the same content that stand behind it. */
export interface Place {
  readonly file: number;
  readonly score: number;
  readonly copies: readonly string[];
}

/** Ranks the files for evidence already gathered: weighs, filters, and takes copies of files already listed out. */
export const rankPlaces = (
  index: RetrievalIndex,
  found: Omit<SearchResult, 'hits'>,
  options: { readonly weights: Weights; readonly filter: Filter; readonly limit: number },
): Place[] => {
  const scores = scoresOf(found.features, options.weights);
  const passes = filterOf(index, options.filter);
  const ranked = rankFiles(index, scores, (f) => f !== found.view.hidden && passes(f));
  const places = new Map<string, { readonly file: number; readonly score: number; readonly copies: string[] }>();
  for (const file of ranked) {
    const entry = index.data.files[file];
    if (!entry) continue;
    const known = places.get(entry.sha256);
    if (known) known.copies.push(entry.path);
    else if (places.size < options.limit) places.set(entry.sha256, { file, score: scores[file] ?? 0, copies: [] });
  }
  return [...places.values()];
};

/**
 * Finds the files a query needs or resembles: evidence from words, vectors, names and the dependency graph, summed with
 * weights that were fitted on other repositories.
 */
export const search = async (
  index: RetrievalIndex,
  embedder: Embedder,
  query: Query,
  options: SearchOptions,
): Promise<SearchResult> => {
  const found = await evidenceOf(index, embedder, query);
  const weights = options.weights ?? shippedWeights[query.form];
  const places = rankPlaces(index, found, { ...options, weights });
  return { ...found, hits: places.map((place) => hitOf(index, found, { place, weights })) };
};
