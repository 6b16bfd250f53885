import type { Corpus } from '../index/corpus.ts';
import { idf } from '../store/postings.ts';
import { fileBm25 } from './lexical.ts';
import type { QueryView } from './query.ts';
import { flags, scaled } from './scores.ts';

const shape = { k1: 0.5, b: 0.5 };
const digits = /^\d+$/;

/** How much of a file's own name, weighed by rarity, stands in the words. */
const nameCover = (corpus: Corpus, words: ReadonlyMap<string, number>): Float32Array => {
  const { names } = corpus;
  const total = names.lengths.length;
  const have = new Float32Array(total);
  const all = new Float32Array(total);
  for (const [word, id] of names.idOf) {
    const from = names.offsets[id] ?? 0;
    const to = names.offsets[id + 1] ?? 0;
    const value = idf(total, to - from);
    const there = words.has(word);
    for (let i = from; i < to; i += 1) {
      const f = names.documents[i] ?? 0;
      all[f] = (all[f] ?? 0) + value;
      if (there) have[f] = (have[f] ?? 0) + value;
    }
  }
  return have.map((h, f) => ((all[f] ?? 0) > 0 ? h / (all[f] ?? 1) : 0));
};

/** How a file's name stands to the asking file's: differs in digits only, goes on after it, or is a beginning of it. */
const relations = (corpus: Corpus, view: QueryView) => {
  const own = view.stemWords.join('_');
  const lettersOf = (words: readonly string[]): string => words.filter((w) => !digits.test(w)).join('_');
  const ownLetters = lettersOf(view.stemWords);
  const test = (is: (words: readonly string[]) => boolean): Float32Array =>
    flags(corpus, (f) => (own !== '' && f !== view.hidden && is(corpus.stems[f] ?? []) ? 1 : 0));
  return {
    peer: test((words) => lettersOf(words) === ownLetters),
    extends: test((words) => words.join('_').startsWith(`${own}_`)),
    shortens: test((words) => words.length > 0 && own.startsWith(`${words.join('_')}_`)),
  };
};

/** Evidence from names of files and units. */
export const nameFeatures = (corpus: Corpus, view: QueryView) => {
  const scale = (s: Float32Array) => scaled(s, view.hidden);
  const stemTerms = new Map(view.stemWords.map((w) => [w, 1]));
  return {
    nameInText: scale(fileBm25(corpus.names, view, { terms: view.words, shape })),
    nameInTail: scale(fileBm25(corpus.names, view, { terms: view.tailWords, shape })),
    nameCover: scale(nameCover(corpus, view.words)),
    nameCoverTail: scale(nameCover(corpus, view.tailWords)),
    stem: scale(fileBm25(corpus.names, view, { terms: stemTerms, shape })),
    ...relations(corpus, view),
  };
};
