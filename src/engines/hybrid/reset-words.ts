/** What single words of a text say of a reset, each only where its opposite does not occur; null where they say nothing. */
export interface ResetWords {
  readonly kind: 'sync' | 'async' | null;
  readonly active: 'high' | 'low' | null;
}

/** Reads the words. */
export function resetWords(text: string): ResetWords {
  const one = <T extends string>(first: readonly [T, RegExp], second: readonly [T, RegExp]): T | null => {
    const [isFirst, isSecond] = [first[1].test(text), second[1].test(text)];
    return isFirst === isSecond ? null : isFirst ? first[0] : second[0];
  };
  return {
    kind: one(['async', /\basynchronous(?:ly)?\b/i], ['sync', /\bsynchronous(?:ly)?\b/i]),
    active: one(['high', /\bactive[- ]high\b/i], ['low', /\bactive[- ]low\b/i]),
  };
}
