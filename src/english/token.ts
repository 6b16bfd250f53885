import { type Lexer, push, type Token, take } from './lexer.ts';
import { NUMBER_WORDS, ORDINAL_WORDS } from './lexicon.ts';
import { number } from './token-numbers.ts';
import { CONTRACTIONS, DROPPED, OPERATORS } from './token-words.ts';

export type { Token } from './lexer.ts';

/** The names a sentence may mention: ports, parameters and internal signals of the design. */
export interface NameScope {
  readonly names: readonly string[];
  /** Other words that are names here (states of a machine), so that `A` is not taken for the article. */
  readonly states?: readonly string[];
}

const WORD = /[A-Za-z_][A-Za-z0-9_$]*(?:'t\b)?/y;
const QUOTES = `'"\``;

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
  const done = number(lexer) || abbreviation(lexer) || times(lexer) || word(lexer);
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
