import { type NameScope, tokenize } from './token.ts';

/** A number as a sentence writes it. */
export interface WrittenNumber {
  /** What it may mean: digits of 0 and 1 alone may be decimal or bits. */
  readonly values: readonly bigint[];
  /** It counts the bits of something ("8-bit", "8 bits"). */
  readonly isWidth: boolean;
  /** A word stands behind it, so that it may count what that word names ("three inputs"). */
  readonly mayCount: boolean;
  /** It is called a modulus ("modulo 12", "mod-12"): the last value of such a count is one less. */
  readonly isModulus: boolean;
  /** As the text writes it. */
  readonly text: string;
}

/**
 * The numbers that a sentence writes in digits, in order. None are digits inside names, ordinals, the 2 of "2's
 * complement", the base of a power, and codes that stand among others of their length ("00, 01, 11 and 10").
 */
export function numbersIn(text: string, scope: NameScope): readonly WrittenNumber[] {
  const tokens = tokenize(text, scope);
  const codes = new Set(
    tokens.flatMap((token) => (/^0[01]+$/.test(token.number?.bits ?? '') ? [token.text.length] : [])),
  );
  return tokens.flatMap((token, at): readonly WrittenNumber[] => {
    const isCode = token.number?.bits != null && codes.has(token.text.length);
    const written = isCode || NOT_COUNTED.has(tokens[at + 1]?.text ?? '') ? null : writtenAt(tokens, at);
    return written === null ? [] : [written];
  });
}

/** What makes a number in front of it the name of something, or the base of a power. */
const NOT_COUNTED: ReadonlySet<string> = new Set(["'s", '**', '^']);

/** "binary 1010", "the binary value 1010". */
const isCalledBinary = (tokens: ReturnType<typeof tokenize>, at: number): boolean =>
  tokens.slice(Math.max(0, at - 2), at).some((token) => token.lower === 'binary');

function writtenAt(tokens: ReturnType<typeof tokenize>, at: number): WrittenNumber | null {
  const [token, next, after] = tokens.slice(at, at + 3);
  if (token?.kind !== 'number' || token.number === null || token.number.cube !== null) return null;
  const { value, bits } = token.number;
  const plain = BigInt(value);
  return {
    values: bits === null || (bits === value && !isCalledBinary(tokens, at)) ? [plain] : [plain, BigInt(`0b${bits}`)],
    isWidth: /^bits?$/.test(next?.lower ?? '') && !/^positions?$/.test(after?.lower ?? ''),
    mayCount: next?.kind === 'word' && next.name === null,
    isModulus: /^mod(?:ulo|ulus)?$/.test(tokens[at - 1]?.lower ?? ''),
    text: token.text,
  };
}
