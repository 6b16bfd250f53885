import { NUMBER_WORDS, ORDINAL_WORDS } from './lexicon.ts';
import { CONTRACTIONS, DROPPED, OPERATORS } from './token-words.ts';

/** The names a sentence may mention: ports, parameters and internal signals of the design. */
export interface NameScope {
  readonly names: readonly string[];
  /** Other words that are names here (states of a machine), so that `A` is not taken for the article. */
  readonly states?: readonly string[];
}

/** A number as written: decimal value as text (it may exceed 2^53), stated width, and the digits where they may be bits. */
export interface NumberToken {
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

const SIZED = /(\d*)\s?'\s?[sS]?([bBoOdDhH])\s?([0-9a-fA-FxXzZ_?]+)/y;
const HEX = /0x([0-9a-fA-F]+)/y;
const DIGITS = /\d[\d_]*/y;
const WORD = /[A-Za-z_][A-Za-z0-9_$]*(?:'t\b)?/y;
const QUOTES = `'"\``;

interface Lexer {
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

/** Splits one sentence into tokens; hyphens inside words split them, articles stay. Linear in the text. */
export function tokenize(text: string, scope: NameScope): readonly Token[] {
  const lexer: Lexer = {
    text,
    exact: new Set(scope.names),
    states: new Set(scope.states ?? []),
    folded: foldNames(scope.names),
    at: 0,
    quoted: false,
    open: null,
    out: [],
  };
  while (lexer.at < text.length) step(lexer);
  return lexer.out;
}

function foldNames(names: readonly string[]): ReadonlyMap<string, string | null> {
  const folded = new Map<string, string | null>();
  for (const name of names) {
    const key = name.toLowerCase();
    folded.set(key, folded.has(key) && folded.get(key) !== name ? null : name);
  }
  return folded;
}

function step(lexer: Lexer): void {
  const char = lexer.text.charAt(lexer.at);
  if (/\s/.test(char)) {
    lexer.at += 1;
    lexer.quoted = false;
    return;
  }
  const done = sized(lexer) || hex(lexer) || digits(lexer) || abbreviation(lexer) || times(lexer) || word(lexer);
  if (done) return;
  if (QUOTES.includes(char)) {
    quote(lexer, char);
    return;
  }
  if (char === '-' && isJoint(lexer)) {
    lexer.at += 1;
    return;
  }
  operator(lexer);
}

function quote(lexer: Lexer, char: string): void {
  const tail = lexer.text.slice(lexer.at, lexer.at + 3).toLowerCase();
  if (char === "'" && lexer.out.length > 0 && /^'s\b/.test(tail)) {
    push(lexer, "'s", 2, { kind: 'word' });
    return;
  }
  // `a'` with no quotation open is the textbook complement.
  const previous = lexer.out.at(-1);
  const touches = previous !== undefined && previous.end === lexer.at;
  if (char === "'" && touches && lexer.open !== char && (previous.name !== null || previous.text === ')')) {
    push(lexer, "'", 1, { kind: 'op' });
    return;
  }
  lexer.open = lexer.open === char ? null : char;
  lexer.at += 1;
  lexer.quoted = true;
}

function take(lexer: Lexer, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = lexer.at;
  return pattern.exec(lexer.text);
}

function push(lexer: Lexer, text: string, length: number, extra: Partial<Token> & Pick<Token, 'kind'>): void {
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

const BASES: Readonly<Record<string, number>> = { b: 2, o: 8, d: 10, h: 16 };

function sized(lexer: Lexer): boolean {
  const hit = take(lexer, SIZED);
  if (hit === null) return false;
  const base = BASES[(hit[2] ?? '').toLowerCase()] ?? 10;
  const digitsText = (hit[3] ?? '').replaceAll('_', '');
  const width = hit[1] === '' || hit[1] === undefined ? null : Number(hit[1]);
  const cube = base === 2 && /[xz?]/i.test(digitsText) ? digitsText.toLowerCase() : null;
  const value = cube === null ? parseBase(digitsText, base) : '0';
  if (value === null) return false;
  push(lexer, hit[0], hit[0].length, { kind: 'number', number: { value, width, bits: null, cube } });
  return true;
}

function parseBase(digitsText: string, base: number): string | null {
  const prefix = { 2: '0b', 8: '0o', 10: '', 16: '0x' }[base];
  try {
    return BigInt(`${prefix ?? ''}${digitsText}`).toString();
  } catch {
    // A digit that the base does not have: then it is not a literal.
    return null;
  }
}

function hex(lexer: Lexer): boolean {
  const hit = take(lexer, HEX);
  if (hit === null) return false;
  const value = BigInt(hit[0]).toString();
  push(lexer, hit[0], hit[0].length, { kind: 'number', number: { value, width: null, bits: null, cube: null } });
  return true;
}

function digits(lexer: Lexer): boolean {
  const hit = take(lexer, DIGITS);
  if (hit === null) return false;
  const plain = hit[0].replaceAll('_', '');
  const ordinal = /^(?:st|nd|rd|th)\b/.exec(lexer.text.slice(lexer.at + hit[0].length, lexer.at + hit[0].length + 3));
  if (ordinal !== null) {
    push(lexer, hit[0] + ordinal[0], hit[0].length + 2, { kind: 'word', ordinal: Number(plain) });
    return true;
  }
  const bits = /^[01]+$/.test(plain) ? plain : null;
  push(lexer, hit[0], hit[0].length, {
    kind: 'number',
    number: { value: BigInt(plain).toString(), width: null, bits, cube: null },
  });
  return true;
}

/** `i.e.` and `e.g.`, with or without their points and blanks, as one word each. */
const ABBREVIATION = /(i\.\s?e\.|e\.\s?g\.|ie\.|eg\.),?/iy;

function abbreviation(lexer: Lexer): boolean {
  const hit = take(lexer, ABBREVIATION);
  if (hit === null) return false;
  push(lexer, hit[0].replaceAll(/[^a-z]/gi, '').toLowerCase(), hit[0].length, { kind: 'word' });
  return true;
}

/** The cross of a size, glued between two numbers (`16x8`). */
function times(lexer: Lexer): boolean {
  const before = lexer.out.at(-1);
  const hit = /x(?=\d)/iy;
  hit.lastIndex = lexer.at;
  if (before?.kind !== 'number' || before.end !== lexer.at || !hit.test(lexer.text)) return false;
  push(lexer, 'x', 1, { kind: 'word' });
  return true;
}

function word(lexer: Lexer): boolean {
  const hit = take(lexer, WORD);
  if (hit === null) return false;
  const text = hit[0];
  const parts = CONTRACTIONS[text.toLowerCase()] ?? contraction(lexer, text);
  if (parts !== null) {
    expand(lexer, parts, text.length);
    return true;
  }
  const named = lookUp(lexer, text);
  const lower = text.toLowerCase();
  if (named === null && DROPPED.has(lower) && !(lexer.states.has(text) && lexer.out.length > 0)) {
    lexer.at += text.length;
    return true;
  }
  const counted = NUMBER_WORDS[lower];
  if (named === null && joinsTens(lexer, counted)) return true;
  push(lexer, text, text.length, {
    kind: 'word',
    name: named?.name ?? null,
    exact: named?.exact ?? false,
    number: counted === undefined ? null : { value: String(counted), width: null, bits: null, cube: null },
    ordinal: ORDINAL_WORDS[lower] ?? null,
  });
  return true;
}

/** `twenty-three`: a unit behind its tens becomes part of the number. */
function joinsTens(lexer: Lexer, counted: number | undefined): boolean {
  const before = lexer.out.at(-1);
  const tens = NUMBER_WORDS[before?.lower ?? ''] ?? 0;
  const touches = before !== undefined && /^[-\s]$/.test(lexer.text.slice(before.end, lexer.at));
  if (before === undefined || !touches || tens < 20 || tens > 90 || counted === undefined || counted < 1 || counted > 9)
    return false;
  lexer.out.pop();
  const end = lexer.at + wordAt(lexer).length;
  const text = lexer.text.slice(before.start, end);
  const value = String(tens + counted);
  lexer.out.push({
    ...before,
    text,
    lower: text.toLowerCase(),
    end,
    number: { value, width: null, bits: null, cube: null },
  });
  lexer.at = end;
  return true;
}

const wordAt = (lexer: Lexer): string => take(lexer, WORD)?.[0] ?? '';

/** `it's`, `we'll`: the apostrophe is not part of WORD, so look ahead. */
function contraction(lexer: Lexer, text: string): readonly string[] | null {
  const tail = /^'(?:s|ll|re)\b/.exec(lexer.text.slice(lexer.at + text.length, lexer.at + text.length + 4));
  if (tail === null) return null;
  const whole = CONTRACTIONS[(text + tail[0]).toLowerCase()];
  if (whole === undefined) return null;
  lexer.at += tail[0].length;
  return whole;
}

function expand(lexer: Lexer, parts: readonly string[], length: number): void {
  const [head, ...rest] = parts;
  push(lexer, head ?? '', length, { kind: 'word' });
  for (const part of rest) push(lexer, part, 0, { kind: 'word' });
}

function lookUp(lexer: Lexer, text: string): { readonly name: string; readonly exact: boolean } | null {
  if (lexer.exact.has(text)) return { name: text, exact: true };
  const plain = text.replace(/^_+|_+$/g, '');
  if (plain !== text && lexer.exact.has(plain)) return { name: plain, exact: true };
  const name = lexer.folded.get(text.toLowerCase());
  return name === undefined || name === null ? null : { name, exact: false };
}

/** A hyphen that only joins words (`active-high`, `4-bit`), as opposed to a minus between names or numbers. */
function isJoint(lexer: Lexer): boolean {
  const before = lexer.text.charAt(lexer.at - 1);
  const after = lexer.text.charAt(lexer.at + 1);
  if (!/[A-Za-z0-9_]/.test(before) || !/[A-Za-z0-9_]/.test(after)) return false;
  const left = lexer.out.at(-1);
  if (left === undefined) return false;
  const next = /[A-Za-z0-9_$]+/y;
  next.lastIndex = lexer.at + 1;
  const right = next.exec(lexer.text)?.[0] ?? '';
  const rightIsOperand = /^\d/.test(right) || lexer.exact.has(right);
  const leftIsOperand = left.kind === 'number' ? /^\d/.test(left.text) : left.exact;
  return !(leftIsOperand && rightIsOperand);
}

function operator(lexer: Lexer): void {
  const text = OPERATORS.find((op) => lexer.text.startsWith(op, lexer.at)) ?? lexer.text.charAt(lexer.at);
  push(lexer, text, text.length, { kind: 'op' });
}
