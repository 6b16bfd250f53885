import { isCommonWord, lexiconStems } from './lexicon.ts';
import type { Token } from './token.ts';

/** Shortest word that is mended; shorter ones have too many neighbours. */
const SHORTEST = 4;

/**
 * Mends words that are one letter off exactly one word of the lexicon (`impement`). Names (also `own`, the module's,
 * and those of `states`) and known words are left alone.
 */
export function respelt(
  tokens: readonly Token[],
  vocabulary: ReadonlySet<string>,
  own: string | null = null,
  states: readonly string[] = [],
): readonly Token[] {
  const kept = new Set(states.map((state) => state.toLowerCase()));
  return tokens.map((token) => {
    if (
      token.kind !== 'word' ||
      kept.has(token.lower) ||
      token.name !== null ||
      token.quoted ||
      token.text === own ||
      token.lower.length < SHORTEST ||
      !/^[a-z]+$/.test(token.lower) ||
      isCommonWord(token.lower) ||
      vocabulary.has(token.lower)
    )
      return token;
    const mended = nearest(token.lower);
    return mended === null ? token : { ...token, lower: mended };
  });
}

const remembered = new Map<string, string | null>();

function nearest(word: string): string | null {
  const known = remembered.get(word);
  if (known !== undefined) return known;
  const close = [...lexiconStems()].filter(
    (stem) => Math.abs(stem.length - word.length) <= 1 && stem.length >= SHORTEST && isOneEdit(word, stem),
  );
  const [only] = close;
  const mended = close.length === 1 && only !== undefined ? only : null;
  if (remembered.size < 4096) remembered.set(word, mended);
  return mended;
}

/** True where one insertion, deletion or replacement turns one word into the other. */
function isOneEdit(left: string, right: string): boolean {
  const [short, long] = left.length <= right.length ? [left, right] : [right, left];
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  const isLonger = long.length > short.length;
  return short.slice(isLonger ? at : at + 1) === long.slice(at + 1);
}
