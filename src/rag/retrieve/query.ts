import { identifierCounts, splitWords, stemOf } from '../chunk/words.ts';
import type { Corpus } from '../index/corpus.ts';

/**
 * `text`: words of a person; `header`: comments and header of a module that is to be written; `completion`: the code
 * before a line that is to be written.
 */
export type QueryForm = 'text' | 'header' | 'completion';

export interface Query {
  readonly form: QueryForm;
  readonly text: string;
  /** Path, relative to the indexed folder, of the file that asks; null where there is none. */
  readonly path: string | null;
}

/** A query taken apart once; every part of the search reads this. */
export interface QueryView {
  readonly query: Query;
  /** Index of the file that asks, whose text and mentions are as if they were not there; -1 where it is not indexed. */
  readonly hidden: number;
  readonly words: ReadonlyMap<string, number>;
  /** Words of the last lines, which say most about the next one. */
  readonly tailText: string;
  readonly tailWords: ReadonlyMap<string, number>;
  readonly identifiers: ReadonlyMap<string, number>;
  /** Words of the asking file's own name. */
  readonly stemWords: readonly string[];
  /** Symbols whose name stands in the text. */
  readonly named: ReadonlySet<number>;
}

const tailLines = 6;
/** Query words and identifiers that are used; more only cost time. */
const mostTerms = 600;

/** Counts become weights that grow slowly: a word that stands ten times is not ten times as telling. */
const damped = (words: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const word of words) {
    if (counts.size < mostTerms || counts.has(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  for (const [word, count] of counts) counts.set(word, 1 + Math.log(count));
  return counts;
};

const fileNames = /[A-Za-z_][\w$-]*\.(?:svh|vh|sv|v)\b/g;
const symbolKinds = ['module', 'package', 'macro', 'class'] as const;

const namedSymbols = (corpus: Corpus, text: string, identifiers: Iterable<string>): Set<number> => {
  const named = new Set<number>();
  const add = (key: string): void => {
    const id = corpus.graph.idOf.get(key);
    if (id !== undefined) named.add(id);
  };
  for (const name of identifiers) for (const kind of symbolKinds) add(`${kind} ${name}`);
  for (const name of text.match(fileNames) ?? []) add(`include ${name}`);
  return named;
};

/** Longest query text that is read, in characters: its last part counts for code, its first for prose. */
const longestQuery = 40_000;

export const viewOf = (corpus: Corpus, query: Query): QueryView => {
  const text = query.form === 'completion' ? query.text.slice(-longestQuery) : query.text.slice(0, longestQuery);
  const lines = text.split('\n');
  const tailText = query.form === 'completion' ? lines.slice(-tailLines).join('\n') : text;
  const identifiers = identifierCounts(text);
  return {
    query: { ...query, text },
    hidden: query.path === null ? -1 : (corpus.fileOf.get(query.path) ?? -1),
    words: damped(splitWords(text)),
    tailText,
    tailWords: damped(splitWords(tailText)),
    identifiers,
    stemWords: query.path === null ? [] : splitWords(stemOf(query.path)),
    named: namedSymbols(corpus, text, identifiers.keys()),
  };
};
