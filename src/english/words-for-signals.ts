import type { Reading } from './grammar.ts';
import type { Token } from './token.ts';
import { ref, type Value } from './value.ts';

/** A word that the text ties to a level of an input, at a token. */
export function aliasAt(
  tokens: readonly Token[],
  at: number,
  scope: { readonly aliases?: ReadonlyMap<string, Value> },
): readonly Reading[] {
  const value = scope.aliases?.get(tokens[at]?.lower ?? '');
  return value === undefined ? [] : [{ value, end: at + 1, cost: 0, rules: [] }];
}

/** Fewest letters of a word that a name may keep. */
const KEPT_LETTERS = 3;

/** Two words of which a signal's name is made: the first whole, of the second the beginning (`air conditioner`: `aircon`). */
export function abbreviatedAt(
  tokens: readonly Token[],
  at: number,
  scope: { readonly names: readonly string[] },
): readonly Reading[] {
  const [one, two] = [tokens[at], tokens[at + 1]];
  if (one?.kind !== 'word' || two?.kind !== 'word') return [];
  const found = scope.names.filter((name) => {
    const plain = name.toLowerCase().replaceAll('_', '');
    const rest = plain.startsWith(one.lower) ? plain.slice(one.lower.length) : '';
    return rest.length >= KEPT_LETTERS && two.lower.startsWith(rest);
  });
  const [only, more] = found;
  return only === undefined || more !== undefined ? [] : [{ value: ref(only), end: at + 2, cost: 0.1, rules: [] }];
}

/** A declared internal signal at a token: its name, and how wide the text says it is. */
export function internalAt(
  tokens: readonly Token[],
  at: number,
  scope: { readonly internals?: ReadonlyMap<string, number | null> },
): readonly Reading[] {
  const name = tokens[at]?.name ?? null;
  const width = name === null ? undefined : scope.internals?.get(name);
  return width === undefined ? [] : [{ value: { name, width }, end: at + 1, cost: 0, rules: [] }];
}
