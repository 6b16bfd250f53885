import { stemOf } from '../chunk/words.ts';
import type { Corpus } from '../index/corpus.ts';
import type { QueryView } from './query.ts';
import { flags, scaled } from './scores.ts';

const declared = /\b(?:module|interface|package|program|class)\s+(?:automatic\s+|static\s+)?([A-Za-z_][\w$]*)/g;

/** Steps up the hierarchy that are followed. */
const mostSteps = 4;

/** Symbols the asking file defines, as far as its name and the query text tell: its own content is not looked at. */
const ownSymbols = (corpus: Corpus, view: QueryView): Set<number> => {
  const names = [...view.query.text.matchAll(declared)].slice(0, 50).map((m) => m[1] ?? '');
  if (view.query.path !== null) names.push(stemOf(view.query.path));
  const ids = names.flatMap((n) => ['module', 'package'].map((kind) => corpus.graph.idOf.get(`${kind} ${n}`)));
  return new Set(ids.filter((id) => id !== undefined));
};

/** Files, not yet among the users, that mention one of the symbols. */
const usersOf = (
  corpus: Corpus,
  view: QueryView,
  wanted: { readonly symbols: ReadonlySet<number>; readonly known: Float32Array },
): number[] => {
  const found: number[] = [];
  for (let f = 0; f < wanted.known.length; f += 1) {
    if (f === view.hidden || wanted.known[f] === 1) continue;
    if ((corpus.graph.mentions[f] ?? []).some((m) => wanted.symbols.has(m.symbol))) found.push(f);
  }
  return found;
};

/** Files that need the asking file, by any number of steps, and files that those of the first step need directly. */
const ancestry = (corpus: Corpus, view: QueryView) => {
  const { graph, data } = corpus;
  const user = new Float32Array(data.files.length);
  const sibling = new Float32Array(data.files.length);
  let symbols = ownSymbols(corpus, view);
  for (let step = 0; step < mostSteps && symbols.size > 0; step += 1) {
    const found = usersOf(corpus, view, { symbols, known: user });
    for (const f of found) user[f] = 1;
    const needed = step > 0 ? [] : found.flatMap((f) => (graph.mentions[f] ?? []).map((m) => m.symbol));
    for (const f of new Set(needed.flatMap((symbol) => graph.symbols[symbol]?.files ?? []))) sibling[f] = 1;
    symbols = new Set(found.flatMap((f) => graph.defines[f] ?? []).filter((s) => graph.symbols[s]?.kind === 'module'));
  }
  return { user, sibling };
};

/** How many other files mention what a file defines, without the asking file's own mentions. */
const degrees = (corpus: Corpus, view: QueryView): Float32Array => {
  const { graph } = corpus;
  const own = new Set((graph.mentions[view.hidden] ?? []).map((m) => m.symbol));
  return flags(corpus, (f) => {
    let most = 0;
    for (const s of graph.defines[f] ?? []) most = Math.max(most, (graph.degree[s] ?? 0) - (own.has(s) ? 1 : 0));
    return Math.log1p(most);
  });
};

/** Evidence from who needs whom around the asking file: what needs it is not what it needs. */
export const lineage = (corpus: Corpus, view: QueryView) => ({
  ...ancestry(corpus, view),
  degree: scaled(degrees(corpus, view), view.hidden),
});
