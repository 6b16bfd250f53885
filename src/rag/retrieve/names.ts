import type { Corpus } from '../index/corpus.ts';
import { idf } from '../store/postings.ts';
import { fileBm25 } from './lexical.ts';
import type { QueryView } from './query.ts';
import { flags, scaled } from './scores.ts';

const shape = { k1: 0.5, b: 0.5 };
const digits = /^\d+$/;

/** How much of a file's own name, weighed by rarity, stands in the words. */
const nameCover = (corpus: Corpus, view: QueryView, words: ReadonlyMap<string, number>): Float32Array => {
  const { names } = corpus;
  const have = new Float32Array(names.lengths.length);
  const all = new Float32Array(names.lengths.length);
  for (const [word, id] of names.idOf) {
    const holders = names.documents.subarray(names.offsets[id] ?? 0, names.offsets[id + 1] ?? 0);
    const hidden = view.hidden >= 0 && holders.includes(view.hidden) ? 1 : 0;
    const value = idf(names.lengths.length - (view.hidden < 0 ? 0 : 1), holders.length - hidden);
    const there = words.has(word) ? value : 0;
    for (const f of holders) {
      all[f] = (all[f] ?? 0) + value;
      have[f] = (have[f] ?? 0) + there;
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
    nameCover: scale(nameCover(corpus, view, view.words)),
    nameCoverTail: scale(nameCover(corpus, view, view.tailWords)),
    stem: scale(fileBm25(corpus.names, view, { terms: stemTerms, shape })),
    ...relations(corpus, view),
  };
};
