import type { Token } from './token.ts';

/** Tokens in which the words of a name of several words are one token, which is that name ("the period counter"). */
export function joinCompounds(
  tokens: readonly Token[],
  compounds: ReadonlyMap<string, string> | undefined,
): readonly Token[] {
  if (compounds === undefined || compounds.size === 0) return tokens;
  const all = [...compounds].map(([words, name]) => ({ words: words.split(' '), name }));
  const joined: Token[] = [];
  for (let at = 0; at < tokens.length; ) {
    const hit = all.find(({ words }) => words.every((word, index) => isWordAt(tokens[at + index], word)));
    const [first, last] = [tokens[at], tokens[at + (hit?.words.length ?? 1) - 1]];
    if (first === undefined || last === undefined) break;
    joined.push(hit === undefined ? first : named(first, last, hit.name));
    at += hit?.words.length ?? 1;
  }
  return joined;
}

/** A signal in quotes is that signal; without them its name may be a word of the longer name. */
const isWordAt = (token: Token | undefined, word: string): boolean =>
  token?.kind === 'word' && token.lower === word && !(token.exact && token.quoted);

const named = (first: Token, last: Token, name: string): Token => ({
  ...first,
  text: name,
  lower: name,
  name,
  exact: true,
  number: null,
  ordinal: null,
  end: last.end,
});
