import { type TokenTable, tokenKind } from './lexer.ts';

/** Reading aids over a {@link TokenTable}. Every index out of range reads as an empty punctuation. */
export interface Cursor {
  readonly table: TokenTable;
  readonly word: (i: number) => string;
  readonly kind: (i: number) => number;
  readonly line: (i: number) => number;
  readonly guard: (i: number) => string;
  /** True where token i is this one character. */
  readonly is: (i: number, ch: string) => boolean;
  /** Index after the bracket that closes the one at i; i + 1 where it is never closed. */
  readonly after: (i: number) => number;
  /** Index of the next `;` outside brackets from i on, at most `reach` tokens away; -1 where there is none. */
  readonly semicolon: (i: number, reach?: number) => number;
  readonly textOf: (from: number, to: number) => string;
  readonly isIdentifier: (i: number) => boolean;
}

/** Tokens that one statement may have before the reader gives up: bounds the work on broken code. */
const longestStatement = 20_000;

export const cursorOf = (table: TokenTable): Cursor => {
  const { text, start, end, kind } = table;
  const word = (i: number): string => (i < 0 || i >= table.count ? '' : text.slice(start[i], end[i]));
  const is = (i: number, ch: string): boolean =>
    i >= 0 && i < table.count && kind[i] === tokenKind.punctuation && text.charAt(start[i] ?? 0) === ch;
  const after = (i: number): number => {
    const match = table.match[i] ?? -1;
    return match < 0 ? i + 1 : match + 1;
  };
  const semicolon = (from: number, reach = longestStatement): number => {
    const last = Math.min(table.count, from + reach);
    for (let i = from; i < last; ) {
      if (is(i, ';')) return i;
      i = is(i, '(') || is(i, '[') || is(i, '{') ? after(i) : i + 1;
    }
    return -1;
  };
  return {
    table,
    word,
    is,
    after,
    semicolon,
    kind: (i) => (i < 0 || i >= table.count ? 0 : (kind[i] ?? 0)),
    line: (i) => table.line[Math.max(0, Math.min(i, table.count - 1))] ?? 1,
    guard: (i) => table.preprocessor.guards[table.guard[i] ?? 0] ?? '',
    textOf: (from, to) => text.slice(start[from] ?? 0, end[to - 1] ?? 0).replace(/\s+/g, ' '),
    isIdentifier: (i) => i >= 0 && i < table.count && kind[i] === tokenKind.identifier,
  };
};

/** Splits the tokens of (from, to) at the commas outside brackets. */
export const splitAtCommas = (c: Cursor, from: number, to: number): (readonly [number, number])[] => {
  const parts: [number, number][] = [];
  let begin = from;
  let i = from;
  while (i < to) {
    if (c.is(i, ',')) {
      parts.push([begin, i]);
      begin = i + 1;
      i += 1;
    } else i = c.is(i, '(') || c.is(i, '[') || c.is(i, '{') ? Math.min(to, c.after(i)) : i + 1;
  }
  if (begin < to) parts.push([begin, to]);
  return parts;
};
