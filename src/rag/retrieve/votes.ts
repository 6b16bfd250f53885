import { foldersOf } from '../graph/places.ts';
import { nearestFiles } from '../graph/symbols.ts';
import type { Corpus } from '../index/corpus.ts';
import { topRows } from '../store/exact.ts';
import { idf } from '../store/postings.ts';
import type { QueryView } from './query.ts';

/** For each symbol, the files meant by it when the asking file mentions it; worked out when first needed. */
export type Resolver = (symbol: number) => readonly number[];

export const resolverOf = (corpus: Corpus, view: QueryView): Resolver => {
  const known = new Map<number, readonly number[]>();
  const { path } = view.query;
  const from = path === null ? null : foldersOf(path);
  const ask = { from, folders: corpus.folders, hidden: view.hidden };
  return (symbol) => {
    let files = known.get(symbol);
    if (files === undefined) {
      files = nearestFiles(corpus.graph, symbol, ask);
      known.set(symbol, files);
    }
    return files;
  };
};

export interface Voter {
  readonly file: number;
  readonly weight: number;
  /** Only mentions in these lines count; absent for the whole file. */
  readonly lines?: readonly [number, number];
}

/** The strongest voters among weights by file, with weights raised to a power that favours the most similar. */
export const strongest = (
  weights: Float32Array,
  options: { readonly count: number; readonly power: number; readonly hidden: number },
): Voter[] => {
  const voters: Voter[] = [];
  for (let file = 0; file < weights.length; file += 1) {
    const weight = weights[file] ?? 0;
    if (weight > 0 && file !== options.hidden) voters.push({ file, weight });
  }
  voters.sort((a, b) => b.weight - a.weight || a.file - b.file);
  const most = voters[0]?.weight ?? 1;
  return voters.slice(0, options.count).map(({ file, weight }) => ({ file, weight: (weight / most) ** options.power }));
};

/** What votes are about: names of code and files, or macros, which hang on includes and follow other rules. */
export type Ballot = 'structure' | 'macro';

/** Every voter gives its weight once to each file it depends on. Scores are shares of all weight cast. */
export const votes = (
  corpus: Corpus,
  voters: readonly Voter[],
  options: { readonly resolve: Resolver; readonly ballot: Ballot },
): Float32Array => {
  const scores = new Float32Array(corpus.data.files.length);
  let cast = 0;
  for (const voter of voters) {
    cast += voter.weight;
    for (const file of chosenBy(corpus, voter, options)) scores[file] = (scores[file] ?? 0) + voter.weight;
  }
  return cast > 0 ? scores.map((s) => s / cast) : scores;
};

/** Files one voter depends on, each once. */
const chosenBy = (
  corpus: Corpus,
  voter: Voter,
  options: { readonly resolve: Resolver; readonly ballot: Ballot },
): Set<number> => {
  const chosen = new Set<number>();
  const [first, last] = voter.lines ?? [0, Number.POSITIVE_INFINITY];
  for (const mention of corpus.graph.mentions[voter.file] ?? []) {
    if (mention.line < first || mention.line > last) continue;
    if ((corpus.graph.symbols[mention.symbol]?.kind === 'macro') !== (options.ballot === 'macro')) continue;
    for (const file of options.resolve(mention.symbol)) chosen.add(file);
  }
  return chosen;
};

/** Chunks asked, and lines after a chunk in which a mention still belongs to it. */
const localChunks = 20;
const localReach = 30;

/** Chunks that look like the text before the line: what their files mention there or soon after is wanted next. */
export const localVoters = (corpus: Corpus, view: QueryView, cosines: Float32Array): Voter[] => {
  const { chunks } = corpus.data;
  const scores = cosines.slice();
  for (let c = 0; c < scores.length; c += 1) if (chunks.file[c] === view.hidden || chunks.kind[c] !== 1) scores[c] = 0;
  const rows = topRows(scores, localChunks).filter((c) => (scores[c] ?? 0) > 0);
  const most = scores[rows[0] ?? 0] || 1;
  return rows.map((c) => ({
    file: chunks.file[c] ?? 0,
    weight: ((scores[c] ?? 0) / most) ** 4,
    lines: [chunks.firstLine[c] ?? 1, (chunks.lastLine[c] ?? 1) + localReach] as const,
  }));
};

/** Files that mention what the text names, rare names counting more. */
export const namedWeights = (corpus: Corpus, view: QueryView): Float32Array => {
  const { mentions, degree } = corpus.graph;
  const own = new Set((mentions[view.hidden] ?? []).map((m) => m.symbol));
  const total = corpus.data.files.length - (view.hidden < 0 ? 0 : 1);
  return Float32Array.from(mentions, (list) => {
    let weight = 0;
    for (const m of list) {
      if (view.named.has(m.symbol)) weight += idf(total, (degree[m.symbol] ?? 0) - (own.has(m.symbol) ? 1 : 0));
    }
    return weight / Math.sqrt(list.length + 4);
  });
};
