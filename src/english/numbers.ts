import { type NameScope, tokenize } from './token.ts';

/** A number as a sentence writes it. */
export interface WrittenNumber {
  /** What it may mean: digits of 0 and 1 alone may be decimal or bits. */
  readonly values: readonly bigint[];
  /** It counts the bits of something ("8-bit", "8 bits"). */
  readonly isWidth: boolean;
  /** A word stands behind it, so that it may count what that word names ("three inputs"). */
  readonly mayCount: boolean;
  /** As the text writes it. */
  readonly text: string;
}

/** The numbers that a sentence writes in digits, in order; digits inside names, and ordinals, are none. */
export function numbersIn(text: string, scope: NameScope): readonly WrittenNumber[] {
  const tokens = tokenize(text, scope);
  return tokens.flatMap((token, at): readonly WrittenNumber[] => {
    if (token.kind !== 'number' || token.number === null || token.number.cube !== null) return [];
    const { value, bits } = token.number;
    const plain = BigInt(value);
    return [
      {
        values: bits === null || bits === value ? [plain] : [plain, BigInt(`0b${bits}`)],
        isWidth: /^bits?$/.test(tokens[at + 1]?.lower ?? '') && !/^positions?$/.test(tokens[at + 2]?.lower ?? ''),
        mayCount: tokens[at + 1]?.kind === 'word' && tokens[at + 1]?.name === null,
        text: token.text,
      },
    ];
  });
}
