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
  /** Index of the next `;` outside brackets from i on; -1 where the unit ends before it, or it is very far. */
  readonly semicolon: (i: number) => number;
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
  const endsUnit = (i: number): boolean =>
    kind[i] === tokenKind.keyword && /^(?:end(?:module|package|class|interface)|module)$/.test(word(i));
  const after = (i: number): number => {
    const match = table.match[i] ?? -1;
    return match < 0 ? i + 1 : match + 1;
  };
  // Searches that failed: from any token in between they would fail again, which keeps broken code linear.
  let failedFrom = -1;
  let failedTo = -1;
  const semicolon = (from: number): number => {
    if (from >= failedFrom && from < failedTo) return -1;
    const last = Math.min(table.count, from + longestStatement);
    let i = from;
    while (i < last && !endsUnit(i)) {
      if (is(i, ';')) return i;
      i = is(i, '(') || is(i, '[') || is(i, '{') ? after(i) : i + 1;
    }
    failedFrom = from;
    failedTo = i;
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

/** Splits the tokens of (from, to) at the commas outside brackets, and where a branch of an `ifdef begins or ends. */
export const splitAtCommas = (c: Cursor, from: number, to: number): (readonly [number, number])[] => {
  const { guard } = c.table;
  const parts: [number, number][] = [];
  let begin = from;
  for (let i = from; i < to; ) {
    if (i > begin && guard[i] !== guard[begin]) {
      parts.push([begin, i]);
      begin = i;
    }
    if (c.is(i, ',')) {
      if (i > begin) parts.push([begin, i]);
      begin = i + 1;
      i += 1;
    } else i = c.is(i, '(') || c.is(i, '[') || c.is(i, '{') ? Math.min(to, c.after(i)) : i + 1;
  }
  if (begin < to) parts.push([begin, to]);
  return parts;
};
