import type { Outcome } from '../../contracts/outcome.ts';
import { fail, ok } from '../../contracts/outcome.ts';
import type { BinaryOperator, Expr } from './ast.ts';
import type { ExprError } from './parse.ts';

/** Choices of {@link parseBoolean}. */
export interface BooleanOptions {
  /** Names that variables have; letters that stand together (`ab'c`) are split into these. */
  readonly names: ReadonlySet<string>;
}

const MAX_CHARS = 10_000;
const MAX_DEPTH = 200;

type Lexeme =
  | { readonly kind: 'name'; readonly text: string; readonly at: number }
  | { readonly kind: 'bit'; readonly text: '0' | '1'; readonly at: number }
  | { readonly kind: 'symbol'; readonly text: Symbol; readonly at: number };

type Symbol = '(' | ')' | '~' | "'" | '&' | '|' | '^' | '~^' | '~&' | '~|';

/** Written forms of each operator, longest first. Words are matched whole and in any case. */
const SYMBOLS: readonly (readonly [string, Symbol])[] = [
  ['~^', '~^'],
  ['^~', '~^'],
  ['&&', '&'],
  ['||', '|'],
  ['==', '~^'],
  ['(', '('],
  ['[', '('],
  [']', ')'],
  ['{', '('],
  ['}', ')'],
  [')', ')'],
  ['~', '~'],
  ['!', '~'],
  ['¬', '~'],
  ["'", "'"],
  ['’', "'"],
  ['′', "'"],
  ['&', '&'],
  ['*', '&'],
  ['·', '&'],
  ['∙', '&'],
  ['⋅', '&'],
  ['.', '&'],
  ['∧', '&'],
  ['|', '|'],
  ['+', '|'],
  ['∨', '|'],
  ['^', '^'],
  ['⊕', '^'],
  ['⊙', '~^'],
];
const WORDS: Readonly<Record<string, Symbol>> = {
  not: '~',
  and: '&',
  or: '|',
  xor: '^',
  nand: '~&',
  nor: '~|',
  xnor: '~^',
};

/**
 * Reads the notation of Boolean algebra (`a'b + c`, `x ⊕ y`, `NOT a AND b`, `ab + cd`) as one-bit logic. NOT binds
 * tightest, then AND and what stands side by side, then XOR, then OR. Juxtaposed letters are split by the names given;
 * a word that splits in no way, or in two, is refused. Selections such as `x[1]` are names.
 */
export const parseBoolean = (text: string, { names }: BooleanOptions): Outcome<Expr, ExprError> => {
  if (text.length > MAX_CHARS) return fail({ message: `longer than ${MAX_CHARS} characters`, at: 0 });
  const lexemes = scan(text, names);
  if (!lexemes.ok) return lexemes;
  const reader = { lexemes: lexemes.value, at: 0 };
  const expr = level(reader, 0, 0);
  if (!expr.ok) return expr;
  const rest = reader.lexemes[reader.at];
  return rest === undefined ? expr : fail({ message: `"${rest.text}" after the end`, at: rest.at });
};

const NAME = /[A-Za-z_][A-Za-z0-9_]*(?:\s*\[\s*\d{1,5}\s*\])?/y;

const scan = (text: string, names: ReadonlySet<string>): Outcome<readonly Lexeme[], ExprError> => {
  const lexemes: Lexeme[] = [];
  for (let at = 0; at < text.length; ) {
    if (/\s/.test(text[at] ?? '')) {
      at += 1;
      continue;
    }
    const found = scanOne(text, at, names);
    if (!found.ok) return found;
    lexemes.push(...found.value.lexemes);
    at = found.value.end;
  }
  return ok(lexemes);
};

interface Scanned {
  readonly lexemes: readonly Lexeme[];
  readonly end: number;
}

const scanOne = (text: string, at: number, names: ReadonlySet<string>): Outcome<Scanned, ExprError> => {
  NAME.lastIndex = at;
  const name = NAME.exec(text)?.[0];
  if (name !== undefined) return scanName(name, at, names);
  const bit = /^(?:1'b)?([01])(?!\d)/.exec(text.slice(at, at + 5));
  if (bit?.[1] === '0' || bit?.[1] === '1')
    return ok({ lexemes: [{ kind: 'bit', text: bit[1], at }], end: at + bit[0].length });
  for (const [written, symbol] of SYMBOLS) {
    if (text.startsWith(written, at))
      return ok({ lexemes: [{ kind: 'symbol', text: symbol, at }], end: at + written.length });
  }
  return fail({ message: `"${text[at]}" is no sign of Boolean algebra`, at });
};

const scanName = (found: string, at: number, names: ReadonlySet<string>): Outcome<Scanned, ExprError> => {
  const [word = '', index] = found.split(/\s*\[\s*/);
  if (names.has(word)) {
    const text = index === undefined ? word : `${word}[${index.replace(/\D/g, '')}]`;
    return ok({ lexemes: [{ kind: 'name', text, at }], end: at + found.length });
  }
  const operator = WORDS[word.toLowerCase()];
  if (operator !== undefined) return ok({ lexemes: [{ kind: 'symbol', text: operator, at }], end: at + word.length });
  const parts = splitName(word, names);
  if (parts === null)
    return fail({ message: `"${word}" is no name here and does not split into names in one way`, at });
  return ok({ lexemes: parts.map((text) => ({ kind: 'name', text, at })), end: at + word.length });
};

/** The one way to write the word as names side by side; null where there is none or more than one. */
const splitName = (word: string, names: ReadonlySet<string>): readonly string[] | null => {
  const ways: { count: number; last: string }[] = [{ count: 1, last: '' }];
  for (let end = 1; end <= word.length; end += 1) {
    let count = 0;
    let last = '';
    for (let start = 0; start < end; start += 1) {
      const piece = word.slice(start, end);
      const before = ways[start]?.count ?? 0;
      if (before === 0 || !names.has(piece)) continue;
      count = Math.min(2, count + before);
      last = piece;
    }
    ways.push({ count, last });
  }
  if (ways.at(-1)?.count !== 1) return null;
  const parts: string[] = [];
  for (let end = word.length; end > 0; end -= parts[0]?.length ?? end) parts.unshift(ways[end]?.last ?? '');
  return parts;
};

interface Reader {
  readonly lexemes: readonly Lexeme[];
  at: number;
}

/** Operators from the loosest; each level is left-associative. */
const LEVELS: readonly Readonly<Partial<Record<Symbol, readonly [BinaryOperator, 'plain' | 'inverted']>>>[] = [
  { '|': ['|', 'plain'], '~|': ['|', 'inverted'] },
  { '^': ['^', 'plain'], '~^': ['~^', 'plain'] },
  { '&': ['&', 'plain'], '~&': ['&', 'inverted'] },
];

const not = (arg: Expr): Expr => ({ kind: 'unary', op: '~', arg });

const level = (reader: Reader, depth: number, index: number): Outcome<Expr, ExprError> => {
  if (index === LEVELS.length) return complemented(reader, depth);
  let left = level(reader, depth, index + 1);
  for (let join = takeJoin(reader, index); left.ok && join !== null; join = takeJoin(reader, index)) {
    const right = level(reader, depth, index + 1);
    if (!right.ok) return right;
    const joined: Expr = { kind: 'binary', op: join.op, left: left.value, right: right.value };
    left = ok(join.inverted ? not(joined) : joined);
  }
  return left;
};

/** The operator of a level at the reader, taken; standing side by side is an AND. Null where the level ends. */
const takeJoin = (
  reader: Reader,
  index: number,
): { readonly op: BinaryOperator; readonly inverted: boolean } | null => {
  const next = reader.lexemes[reader.at];
  if (next === undefined) return null;
  const operator = next.kind === 'symbol' ? LEVELS[index]?.[next.text] : undefined;
  if (operator === undefined) return index === 2 && startsOperand(next) ? { op: '&', inverted: false } : null;
  reader.at += 1;
  return { op: operator[0], inverted: operator[1] === 'inverted' };
};

const startsOperand = (next: Lexeme): boolean => next.kind !== 'symbol' || next.text === '(' || next.text === '~';

const complemented = (reader: Reader, depth: number): Outcome<Expr, ExprError> => {
  const next = reader.lexemes[reader.at];
  if (depth > MAX_DEPTH) return fail({ message: `nested deeper than ${MAX_DEPTH}`, at: next?.at ?? 0 });
  if (next?.kind === 'symbol' && next.text === '~') {
    reader.at += 1;
    const arg = complemented(reader, depth + 1);
    return arg.ok ? ok(not(arg.value)) : arg;
  }
  const operand = primary(reader, depth);
  if (!operand.ok) return operand;
  let expr = operand.value;
  for (
    let tick = reader.lexemes[reader.at];
    tick?.kind === 'symbol' && tick.text === "'";
    tick = reader.lexemes[reader.at]
  ) {
    reader.at += 1;
    expr = not(expr);
  }
  return ok(expr);
};

const primary = (reader: Reader, depth: number): Outcome<Expr, ExprError> => {
  const next = reader.lexemes[reader.at];
  if (next === undefined) return fail({ message: 'the expression ends too early', at: reader.lexemes.at(-1)?.at ?? 0 });
  reader.at += 1;
  if (next.kind === 'bit')
    return ok({ kind: 'literal', bits: next.text, width: 1, sized: true, signed: false, base: 'b' });
  if (next.kind === 'name') return ok(nameExpr(next.text));
  if (next.text !== '(') return fail({ message: `"${next.text}" cannot start an operand`, at: next.at });
  const inner = level(reader, depth + 1, 0);
  if (!inner.ok) return inner;
  const close = reader.lexemes[reader.at];
  if (close?.kind !== 'symbol' || close.text !== ')')
    return fail({ message: '")" expected', at: close?.at ?? next.at });
  reader.at += 1;
  return inner;
};

const nameExpr = (text: string): Expr => {
  const [name = '', index] = text.split('[');
  const ref: Expr = { kind: 'ref', name };
  if (index === undefined) return ref;
  const bits = Number.parseInt(index, 10).toString(2).padStart(32, '0');
  return {
    kind: 'index',
    base: ref,
    index: { kind: 'literal', bits, width: 32, sized: false, signed: true, base: 'd' },
  };
};
