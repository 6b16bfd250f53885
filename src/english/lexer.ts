/** A number as written: decimal value as text (it may exceed 2^53), stated width, and the digits where they may be bits. */
interface NumberToken {
  readonly value: string;
  readonly width: number | null;
  /** The digits as written where all are 0 or 1 and no base was stated; else null. */
  readonly bits: string | null;
  /** Binary text when a binary literal holds x, z or ?; else null. */
  readonly cube: string | null;
}

/** One token of a sentence. A token can be a word and a name at once (`a`, `in`, `load`). */
export interface Token {
  readonly text: string;
  readonly lower: string;
  readonly kind: 'word' | 'number' | 'op';
  readonly name: string | null;
  /** The name is spelt exactly as declared. */
  readonly exact: boolean;
  readonly number: NumberToken | null;
  readonly ordinal: number | null;
  readonly quoted: boolean;
  /** Offset into the sentence's text. */
  readonly start: number;
  readonly end: number;
}

/** A sentence on its way to tokens. */
export interface Lexer {
  readonly text: string;
  readonly exact: ReadonlySet<string>;
  readonly states: ReadonlySet<string>;
  readonly folded: ReadonlyMap<string, string | null>;
  at: number;
  quoted: boolean;
  /** The quotation mark that is open, if any. */
  open: string | null;
  readonly out: Token[];
}

/** The pattern (sticky) at the place reached; null where it does not match there. */
export function take(lexer: Lexer, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = lexer.at;
  return pattern.exec(lexer.text);
}

/** Adds a token that takes so many characters, and goes on behind it. */
export function push(lexer: Lexer, text: string, length: number, extra: Partial<Token> & Pick<Token, 'kind'>): void {
  lexer.out.push({
    text,
    lower: text.toLowerCase(),
    name: null,
    exact: false,
    number: null,
    ordinal: null,
    quoted: lexer.quoted,
    start: lexer.at,
    end: lexer.at + length,
    ...extra,
  });
  lexer.at += length;
  lexer.quoted = false;
}
