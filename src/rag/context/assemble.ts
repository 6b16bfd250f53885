import type { Context, Passage } from '../../contracts/context.ts';
import type { Embedder } from '../embed/embedder.ts';
import type { RetrievalIndex } from '../index/load.ts';
import { type Filter, filterOf } from '../retrieve/filter.ts';
import type { Query } from '../retrieve/query.ts';
import { type SearchResult, search } from '../retrieve/search.ts';
import { resolverOf } from '../retrieve/votes.ts';
import { topRows } from '../store/exact.ts';
import { passageOf, passageTokens, type Stretch, stretchesOf } from './passages.ts';

export interface ContextOptions {
  /** Tokens all passages together may cost, by {@link passageTokens}. */
  readonly budget: number;
  readonly filter: Filter;
  /** Files suggested by the search that are considered. */
  readonly limit: number;
}

/** A context, and what had to be left out. */
export interface AssembledContext {
  readonly context: Context;
  /** Passages that did not fit into the budget. */
  readonly omitted: number;
}

/** Names in one text that are followed to their definitions. */
const mostNamed = 60;
/** Bodies that look like the text, shown when there is room left. */
const mostBodies = 6;
/** A body is shown when it is at least so similar; below, it only fills the prompt. */
const leastBodyCosine = 0.35;
/** Exact dependencies stand before all suggestions; a score above every sum of weights says so. */
const exactScore = 100;

const kindOrder: readonly string[] = ['package', 'macro', 'include', 'class', 'module'];

/** Definitions of what the text names: packages first, then macros and includes, then instantiated modules. */
const exactStretches = (index: RetrievalIndex, found: SearchResult, passes: (f: number) => boolean): Stretch[] => {
  const { graph } = index.corpus;
  const resolve = resolverOf(index.corpus, found.view);
  const symbols = [...found.view.named]
    .map((id) => ({ id, entry: graph.symbols[id] }))
    .flatMap(({ id, entry }) => (entry ? [{ id, entry }] : []))
    .sort((a, b) => kindOrder.indexOf(a.entry.kind) - kindOrder.indexOf(b.entry.kind) || a.id - b.id);
  return symbols.slice(0, mostNamed).flatMap(({ id, entry }) =>
    resolve(id)
      .filter((f) => f !== found.view.hidden && passes(f))
      .slice(0, 1)
      .flatMap((f) => stretchesOf(index, f, { name: entry.kind === 'include' ? null : entry.name, score: exactScore })),
  );
};

/** Bodies most like the text, in files that the search lets through. */
const bodyStretches = (index: RetrievalIndex, found: SearchResult, passes: (f: number) => boolean): Stretch[] => {
  const { chunks } = index.data;
  const scores = found.cosines.whole.map((cosine, c) => {
    const file = chunks.file[c] ?? 0;
    return chunks.kind[c] === 1 && file !== found.view.hidden && passes(file) ? cosine : 0;
  });
  return topRows(scores, mostBodies)
    .filter((c) => (scores[c] ?? 0) >= leastBodyCosine)
    .map((c) => ({
      kind: 'look-alike',
      file: chunks.file[c] ?? 0,
      firstLine: chunks.firstLine[c] ?? 1,
      lastLine: chunks.lastLine[c] ?? 1,
      score: scores[c] ?? 0,
    }));
};

const suggestedStretches = (index: RetrievalIndex, found: SearchResult): Stretch[] =>
  found.hits.flatMap((hit) => stretchesOf(index, hit.file, { name: hit.unit, score: hit.score }));

const overlaps = (a: Passage, b: Passage): boolean =>
  a.range.file === b.range.file && a.range.line <= b.lastLine && b.range.line <= a.lastLine;

/** Takes stretches in order as long as they fit; one that does not fit leaves room for smaller ones behind it. */
const fill = async (
  index: RetrievalIndex,
  stretches: readonly Stretch[],
  budget: number,
): Promise<{ readonly passages: Passage[]; readonly tokens: number; readonly omitted: number }> => {
  const passages: Passage[] = [];
  const texts = new Set<string>();
  let tokens = 0;
  let omitted = 0;
  for (const stretch of stretches) {
    const passage = await passageOf(index, stretch);
    if (texts.has(passage.text) || passages.some((p) => overlaps(p, passage))) continue;
    const cost = passageTokens(passage);
    if (tokens + cost > budget) {
      omitted += 1;
      continue;
    }
    texts.add(passage.text);
    passages.push(passage);
    tokens += cost;
  }
  return { passages, tokens, omitted };
};

/**
 * Assembles what a model should see beside a query: definitions of what its text names, then what it is likely to need
 * by the ranking (packages and headers), then bodies that look like it, as far as the budget reaches. The asking file
 * itself and everything the filter forbids is never in it.
 */
export const assembleContext = async (
  index: RetrievalIndex,
  embedder: Embedder,
  query: Query,
  options: ContextOptions,
): Promise<AssembledContext> => {
  const found = await search(index, embedder, query, { limit: options.limit, filter: options.filter });
  const passes = filterOf(index, options.filter);
  const stretches = [
    ...exactStretches(index, found, passes),
    ...suggestedStretches(index, found),
    ...bodyStretches(index, found, passes),
  ];
  const { passages, tokens, omitted } = await fill(index, stretches, options.budget);
  return { context: { query: query.text, indexDigest: index.digest, passages, tokens }, omitted };
};
