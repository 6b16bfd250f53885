/** What a token is. `directive` is a whole preprocessor word (`` `define ``), `unknown` one character no rule fits. */
export type VerilogTokenKind =
  | 'identifier'
  | 'escaped'
  | 'system'
  | 'number'
  | 'string'
  | 'operator'
  | 'directive'
  | 'comment'
  | 'unknown';

/** One lexical element (IEEE 1364-2005 §3). Offsets are UTF-16 and half-open; `line` is 1-based. */
export interface VerilogToken {
  readonly kind: VerilogTokenKind;
  /** Exactly the characters of the source; a based number may contain inner white space (`8 'h f0`). */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly line: number;
}

/** Choices of {@link tokenizeVerilog}. */
export interface TokenizeOptions {
  /** `keep` returns comments as tokens; `drop` (the default) leaves them out. */
  readonly comments?: 'keep' | 'drop';
}

const OPERATORS_BY_LENGTH: readonly ReadonlySet<string>[] = [
  new Set(['<<<=', '>>>=']),
  new Set(['<<<', '>>>', '===', '!==', '==?', '!=?', '<<=', '>>=', '&&&', '|->', '|=>', '<->']),
  new Set(
    '<< >> <= >= == != && || ** ~& ~| ~^ ^~ +: -: -> => *> :: ++ -- += -= *= /= %= &= |= ^= .* ## := :/'.split(' '),
  ),
];
const SINGLES = new Set("()[]{}<>+-*/%&|^~!?:;,.=@#$'".split(''));

const WHITE = /\s+/y;
const IDENTIFIER = /[A-Za-z_][A-Za-z0-9_$]*/y;
const SYSTEM = /\$[A-Za-z0-9_$]+/y;
const DIRECTIVE = /`[A-Za-z_][A-Za-z0-9_$]*|`/y;
const ESCAPED = /\\[^\s]+/y;
const LINE_COMMENT = /\/\/[^\n]*/y;
// Sized or unsized based number, then a real or decimal, then the fill literals of SystemVerilog ('0 '1 'x 'z).
const BASED = /(?:[0-9][0-9_]*[ \t]*)?'[sS]?[bBoOdDhH][ \t]*[0-9a-fA-FxXzZ?_]+/y;
const DECIMAL = /[0-9][0-9_]*(?:\.[0-9][0-9_]*)?(?:[eE][+-]?[0-9][0-9_]*)?/y;
const FILL = /'[01xXzZ](?![A-Za-z0-9_$'])/y;

/**
 * Splits Verilog or SystemVerilog text into tokens, in time linear in its length. Never fails: what no rule fits
 * becomes an `unknown` token, and an open comment or string runs to the end of the text (a string to the end of its line).
 */
export const tokenizeVerilog = (text: string, options: TokenizeOptions = {}): readonly VerilogToken[] => {
  const tokens: VerilogToken[] = [];
  const keepComments = options.comments === 'keep';
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const white = matchAt(WHITE, text, at);
    if (white > at) {
      line += countNewlines(text, at, white);
      at = white;
      continue;
    }
    const { kind, end } = scanToken(text, at);
    if (kind !== 'comment' || keepComments) tokens.push({ kind, text: text.slice(at, end), start: at, end, line });
    line += countNewlines(text, at, end);
    at = end;
  }
  return tokens;
};

/** The text with comments and string contents replaced by blanks of equal length, so that offsets and lines stay true. */
export const blankCommentsAndStrings = (text: string): string => {
  const parts: string[] = [];
  let at = 0;
  for (const token of tokenizeVerilog(text, { comments: 'keep' })) {
    if (token.kind !== 'comment' && token.kind !== 'string') continue;
    parts.push(text.slice(at, token.start), token.text.replace(/[^\n]/g, ' '));
    at = token.end;
  }
  parts.push(text.slice(at));
  return parts.join('');
};

interface Scanned {
  readonly kind: VerilogTokenKind;
  readonly end: number;
}

const matchAt = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
};

// Looks at the given stretch only: an indexOf would run to the end of a file without newlines, once a token.
const countNewlines = (text: string, from: number, to: number): number => {
  let count = 0;
  for (let i = from; i < to; i += 1) if (text.charCodeAt(i) === 10) count += 1;
  return count;
};

const scanToken = (text: string, at: number): Scanned => {
  const comment = scanComment(text, at);
  if (comment > at) return { kind: 'comment', end: comment };
  if (text[at] === '"') return { kind: 'string', end: scanString(text, at) };
  for (const [kind, pattern] of WORDS) {
    const end = matchAt(pattern, text, at);
    if (end > at) return { kind, end };
  }
  return scanOperator(text, at);
};

const WORDS: readonly (readonly [VerilogTokenKind, RegExp])[] = [
  ['identifier', IDENTIFIER],
  ['number', BASED],
  ['number', DECIMAL],
  ['number', FILL],
  ['system', SYSTEM],
  ['directive', DIRECTIVE],
  ['escaped', ESCAPED],
];

const scanComment = (text: string, at: number): number => {
  if (text.startsWith('/*', at)) {
    const close = text.indexOf('*/', at + 2);
    return close === -1 ? text.length : close + 2;
  }
  return matchAt(LINE_COMMENT, text, at);
};

const scanString = (text: string, at: number): number => {
  for (let i = at + 1; i < text.length; i += 1) {
    if (text[i] === '\\') i += 1;
    else if (text[i] === '"') return i + 1;
    else if (text[i] === '\n') return i;
  }
  return text.length;
};

// `(*` and `*)` are left apart on purpose: in `@(*)` they are no attribute.
const scanOperator = (text: string, at: number): Scanned => {
  for (const [index, operators] of OPERATORS_BY_LENGTH.entries()) {
    const length = 4 - index;
    if (operators.has(text.slice(at, at + length))) return { kind: 'operator', end: at + length };
  }
  return { kind: SINGLES.has(text[at] ?? '') ? 'operator' : 'unknown', end: at + 1 };
};
