import { keywords } from './keywords.ts';
import { Preprocessor, type PreprocessorFacts } from './preprocessor.ts';

/** Kinds of {@link TokenTable} entries. */
export const tokenKind = {
  identifier: 1,
  keyword: 2,
  number: 3,
  string: 4,
  punctuation: 5,
  macro: 6,
  system: 7,
} as const;

export interface CommentSpan {
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly lastLine: number;
  /** Index of the first token after the comment. */
  readonly token: number;
}

/**
 * Tokens as columns of numbers: a file of some megabytes has a million tokens, and one object each costs ten times
 * the time and memory of the scan itself.
 */
export interface TokenTable {
  readonly text: string;
  readonly count: number;
  readonly kind: Uint8Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly line: Int32Array;
  /** For `(`, `[`, `{`: index of the closing token, -1 where there is none. Branches of `ifdef close each for itself. */
  readonly match: Int32Array;
  /** Index into `preprocessor.guards` of the condition each token stands under. */
  readonly guard: Int32Array;
  readonly comments: readonly CommentSpan[];
  readonly preprocessor: PreprocessorFacts;
  readonly lines: number;
}

const newline = 10;
const isWordStart = new Uint8Array(128);
const isWordPart = new Uint8Array(128);
for (let c = 0; c < 128; c += 1) {
  const ch = String.fromCharCode(c);
  if (/[A-Za-z_]/.test(ch)) isWordStart[c] = 1;
  if (/[A-Za-z0-9_$]/.test(ch)) isWordPart[c] = 1;
}
const wordStart = (c: number): boolean => c < 128 && isWordStart[c] === 1;
const wordPart = (c: number): boolean => c < 128 && isWordPart[c] === 1;
const digit = (c: number): boolean => c >= 48 && c <= 57;

/** Deepest nesting of brackets that is matched; deeper ones stay unmatched, so that hostile input costs linear time. */
const deepestBracket = 512;

const grown = <T extends Uint8Array | Int32Array>(old: T, make: (n: number) => T): T => {
  const bigger = make(old.length * 2);
  bigger.set(old);
  return bigger;
};

class Lexer {
  readonly text: string;
  at = 0;
  line = 1;
  count = 0;
  kind: Uint8Array;
  start: Int32Array;
  end: Int32Array;
  lineOf: Int32Array;
  match: Int32Array;
  guard: Int32Array;
  readonly comments: CommentSpan[] = [];
  open: number[] = [];
  readonly preprocessor: Preprocessor;

  constructor(text: string) {
    this.text = text;
    const room = (text.length >> 2) + 16;
    this.kind = new Uint8Array(room);
    this.start = new Int32Array(room);
    this.end = new Int32Array(room);
    this.lineOf = new Int32Array(room);
    this.match = new Int32Array(room);
    this.guard = new Int32Array(room);
    this.preprocessor = new Preprocessor(text);
  }

  grow(): void {
    const ints = (n: number) => new Int32Array(n);
    this.kind = grown(this.kind, (n) => new Uint8Array(n));
    this.start = grown(this.start, ints);
    this.end = grown(this.end, ints);
    this.lineOf = grown(this.lineOf, ints);
    this.match = grown(this.match, ints);
    this.guard = grown(this.guard, ints);
  }

  push(kind: number, end: number): void {
    if (this.count === this.kind.length) this.grow();
    const i = this.count;
    this.kind[i] = kind;
    this.start[i] = this.at;
    this.end[i] = end;
    this.lineOf[i] = this.line;
    this.match[i] = -1;
    this.guard[i] = this.preprocessor.guard;
    this.count = i + 1;
    this.at = end;
  }

  run(): void {
    const { text } = this;
    const length = text.length;
    while (this.at < length) {
      const c = text.charCodeAt(this.at);
      if (c === newline) {
        this.line += 1;
        this.at += 1;
      } else if (c <= 32) this.at += 1;
      else if (wordStart(c)) this.word();
      else this.other(c);
    }
  }

  word(): void {
    let end = this.at + 1;
    while (wordPart(this.text.charCodeAt(end))) end += 1;
    const isKeyword = keywords.has(this.text.slice(this.at, end));
    if (isKeyword) this.resynchronise(end);
    this.push(isKeyword ? tokenKind.keyword : tokenKind.identifier, end);
  }

  /** `module` and `endmodule` never stand inside brackets: whatever is still open there was broken. */
  resynchronise(end: number): void {
    if (this.open.length === 0) return;
    const word = this.text.slice(this.at, end);
    if (word === 'module' || word === 'endmodule' || word === 'endpackage' || word === 'endclass') this.open = [];
  }

  other(c: number): void {
    if (c === 47) this.slash();
    else if (c === 34) this.quoted();
    else if (c === 96) this.backtick();
    else if (digit(c) || c === 39) this.number();
    else if (c === 92) this.escaped();
    else if (c === 36) this.system();
    else this.punctuation(c);
  }

  slash(): void {
    const next = this.text.charCodeAt(this.at + 1);
    if (next !== 47 && next !== 42) {
      this.push(tokenKind.punctuation, this.at + 1);
      return;
    }
    const line = this.line;
    const start = this.at;
    const found = next === 47 ? this.text.indexOf('\n', this.at) : this.text.indexOf('*/', this.at + 2);
    const end = found < 0 ? this.text.length : next === 47 ? found : found + 2;
    if (next === 42) this.countLines(end);
    this.at = end;
    this.comments.push({ start, end, line, lastLine: this.line, token: this.count });
  }

  countLines(end: number): void {
    for (let p = this.text.indexOf('\n', this.at); p >= 0 && p < end; p = this.text.indexOf('\n', p + 1))
      this.line += 1;
  }

  /** A string ends at its quote or, where the quote is missing, at the end of the line. */
  quoted(): void {
    const { text } = this;
    let p = this.at + 1;
    for (; p < text.length; p += 1) {
      const c = text.charCodeAt(p);
      if (c === 92 && text.charCodeAt(p + 1) !== newline) p += 1;
      else if (c === 34 || c === newline) break;
    }
    this.push(tokenKind.string, Math.min(text.length, text.charCodeAt(p) === 34 ? p + 1 : p));
  }

  number(): void {
    const { text } = this;
    let end = this.at + 1;
    if (text.charCodeAt(this.at) === 39 && !wordPart(text.charCodeAt(end))) {
      this.push(tokenKind.punctuation, end);
      return;
    }
    while (wordPart(text.charCodeAt(end)) || (text.charCodeAt(end) === 46 && digit(text.charCodeAt(end + 1)))) end += 1;
    this.push(tokenKind.number, end);
  }

  /** An escaped identifier runs from the backslash to white space (IEEE 1800-2017, 5.6.1). */
  escaped(): void {
    let end = this.at + 1;
    while (end < this.text.length && this.text.charCodeAt(end) > 32) end += 1;
    this.push(tokenKind.identifier, end);
  }

  system(): void {
    let end = this.at + 1;
    while (wordPart(this.text.charCodeAt(end))) end += 1;
    this.push(tokenKind.system, end);
  }

  backtick(): void {
    let end = this.at + 1;
    while (wordPart(this.text.charCodeAt(end))) end += 1;
    const name = this.text.slice(this.at + 1, end);
    const directive = this.preprocessor.directive({ name, at: this.at, end, line: this.line, open: this.open });
    if (directive === null) {
      if (end > this.at + 1) this.push(tokenKind.macro, end);
      else this.at = end;
      return;
    }
    this.open = directive.open;
    this.at = end;
    this.countLines(directive.end);
    this.at = directive.end;
  }

  punctuation(c: number): void {
    const opens = c === 40 || c === 91 || c === 123;
    const closes = c === 41 || c === 93 || c === 125;
    if (opens && this.open.length < deepestBracket) this.open.push(this.count);
    if (closes) this.close(c);
    this.push(tokenKind.punctuation, this.at + 1);
  }

  close(c: number): void {
    const opener = this.open.at(-1);
    if (opener === undefined) return;
    const wants = c === 41 ? 40 : c === 93 ? 91 : 123;
    if (this.text.charCodeAt(this.start[opener] ?? 0) !== wants) return;
    this.open.pop();
    if ((this.match[opener] ?? 0) < 0) this.match[opener] = this.count;
  }
}

/**
 * Cuts a text into tokens. Never fails: unknown characters become punctuation, unclosed strings end with their line,
 * an unclosed comment ends with the file. Linear in the length of the text.
 */
export const tokenize = (text: string): TokenTable => {
  const lexer = new Lexer(text);
  lexer.run();
  return {
    text,
    count: lexer.count,
    kind: lexer.kind,
    start: lexer.start,
    end: lexer.end,
    line: lexer.lineOf,
    match: lexer.match,
    guard: lexer.guard,
    comments: lexer.comments,
    preprocessor: lexer.preprocessor.facts(),
    lines: lexer.line,
  };
};
