import type { Outcome } from '../../contracts/outcome.ts';
import { fail, ok } from '../../contracts/outcome.ts';
import type { VerilogToken } from '../tokens.ts';
import { tokenizeVerilog } from '../tokens.ts';
import type { BinaryOperator, Expr, UnaryOperator } from './ast.ts';
import { BINARY_PRECEDENCE } from './ast.ts';
import { readLiteral } from './literal.ts';

/** Why a text is no expression. `at` is the UTF-16 offset into the text. */
export interface ExprError {
  readonly message: string;
  readonly at: number;
}

/** Longest expression text read, in characters, and deepest nesting; more is refused so that hostile text cannot hurt. */
export const MAX_EXPR_CHARS = 100_000;
const MAX_DEPTH = 400;
const MAX_CHAIN = 2_000;

const UNARY: ReadonlySet<string> = new Set(['+', '-', '!', '~', '&', '|', '^', '~&', '~|', '~^', '^~']);

/**
 * Reads a Verilog expression, and nothing after it. Precedence as IEEE 1364-2005 table 5-4, the infix operators
 * left-associative, `?:` right-associative.
 */
export const parseExpr = (text: string): Outcome<Expr, ExprError> => {
  if (text.length > MAX_EXPR_CHARS) return fail({ message: `longer than ${MAX_EXPR_CHARS} characters`, at: 0 });
  const reader = new TokenReader(tokenizeVerilog(text), text.length);
  return guard(() => {
    const expr = conditional(reader, 0);
    if (reader.peek() !== null) throw new Unreadable(`"${reader.text().slice(0, 40)}" after the end`, reader.offset());
    return expr;
  });
};

class Unreadable extends Error {
  readonly at: number;
  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

const guard = (read: () => Expr): Outcome<Expr, ExprError> => {
  try {
    return ok(read());
  } catch (cause) {
    if (cause instanceof Unreadable) return fail({ message: cause.message, at: cause.at });
    throw cause;
  }
};

class TokenReader {
  readonly #tokens: readonly VerilogToken[];
  readonly #end: number;
  #at = 0;

  constructor(tokens: readonly VerilogToken[], end: number) {
    this.#tokens = tokens;
    this.#end = end;
  }

  peek(): VerilogToken | null {
    return this.#tokens[this.#at] ?? null;
  }

  text(): string {
    return this.#tokens[this.#at]?.text ?? '';
  }

  offset(): number {
    return this.#tokens[this.#at]?.start ?? this.#end;
  }

  next(): VerilogToken {
    const token = this.#tokens[this.#at];
    if (token === undefined) throw new Unreadable('the expression ends too early', this.#end);
    this.#at += 1;
    return token;
  }

  take(text: string): boolean {
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'operator' || token.text !== text) return false;
    this.#at += 1;
    return true;
  }

  expect(text: string): void {
    if (!this.take(text)) {
      const found = this.peek() === null ? 'the end' : `"${this.text().slice(0, 40)}"`;
      throw new Unreadable(`"${text}" expected, ${found} found`, this.offset());
    }
  }
}

const conditional = (reader: TokenReader, depth: number): Expr => {
  if (depth > MAX_DEPTH) throw new Unreadable(`nested deeper than ${MAX_DEPTH}`, reader.offset());
  const cond = binary(reader, 2, depth);
  if (!reader.take('?')) return cond;
  const yes = conditional(reader, depth + 1);
  reader.expect(':');
  return { kind: 'conditional', cond, yes, no: conditional(reader, depth + 1) };
};

const infixOf = (reader: TokenReader): BinaryOperator | null => {
  const token = reader.peek();
  if (token?.kind !== 'operator') return null;
  const op = token.text === '^~' ? '~^' : token.text;
  return Object.hasOwn(BINARY_PRECEDENCE, op) ? (op as BinaryOperator) : null;
};

const binary = (reader: TokenReader, minimum: number, depth: number): Expr => {
  let left = unary(reader, depth);
  for (let chain = 0; ; chain += 1) {
    const op = infixOf(reader);
    if (op === null || BINARY_PRECEDENCE[op] < minimum) return left;
    if (chain > MAX_CHAIN) throw new Unreadable(`more than ${MAX_CHAIN} operators in a row`, reader.offset());
    reader.next();
    left = { kind: 'binary', op, left, right: binary(reader, BINARY_PRECEDENCE[op] + 1, depth + 1) };
  }
};

const unary = (reader: TokenReader, depth: number): Expr => {
  if (depth > MAX_DEPTH) throw new Unreadable(`nested deeper than ${MAX_DEPTH}`, reader.offset());
  const token = reader.peek();
  if (token?.kind === 'operator' && UNARY.has(token.text)) {
    reader.next();
    const op = (token.text === '^~' ? '~^' : token.text) as UnaryOperator;
    return { kind: 'unary', op, arg: unary(reader, depth + 1) };
  }
  return selected(reader, depth);
};

const selected = (reader: TokenReader, depth: number): Expr => {
  let expr = primary(reader, depth);
  for (let chain = 0; reader.take('['); chain += 1) {
    if (chain > 8) throw new Unreadable('more than 8 selections in a row', reader.offset());
    expr = selection(reader, expr, depth + 1);
  }
  return expr;
};

const selection = (reader: TokenReader, base: Expr, depth: number): Expr => {
  const first = conditional(reader, depth);
  if (reader.take(':')) {
    const lsb = conditional(reader, depth);
    reader.expect(']');
    return { kind: 'slice', base, msb: first, lsb };
  }
  for (const direction of ['+:', '-:'] as const) {
    if (!reader.take(direction)) continue;
    const width = conditional(reader, depth);
    reader.expect(']');
    return { kind: 'part', base, start: first, width, direction };
  }
  reader.expect(']');
  return { kind: 'index', base, index: first };
};

const primary = (reader: TokenReader, depth: number): Expr => {
  const token = reader.next();
  if (token.kind === 'number') return number(token);
  if (token.kind === 'identifier' || token.kind === 'system') {
    if (reader.take('(')) return { kind: 'call', name: token.text, args: list(reader, ')', depth + 1) };
    if (token.kind === 'identifier') return { kind: 'ref', name: token.text };
  }
  if (token.text === '(') {
    const inner = conditional(reader, depth + 1);
    reader.expect(')');
    return inner;
  }
  if (token.text === '{') return braces(reader, depth + 1);
  throw new Unreadable(`"${token.text.slice(0, 40)}" cannot start an operand`, token.start);
};

const number = (token: VerilogToken): Expr => {
  const literal = readLiteral(token.text);
  if (!literal.ok) throw new Unreadable(literal.error, token.start);
  return literal.value;
};

const list = (reader: TokenReader, close: string, depth: number): readonly Expr[] => {
  const items: Expr[] = [];
  if (reader.take(close)) return items;
  do items.push(conditional(reader, depth));
  while (reader.take(','));
  reader.expect(close);
  return items;
};

const braces = (reader: TokenReader, depth: number): Expr => {
  const first = conditional(reader, depth);
  if (reader.take('{')) {
    const parts = list(reader, '}', depth + 1);
    reader.expect('}');
    const [only] = parts;
    return {
      kind: 'repeat',
      count: first,
      value: parts.length === 1 && only !== undefined ? only : { kind: 'concat', parts },
    };
  }
  const parts = [first];
  while (reader.take(',')) parts.push(conditional(reader, depth));
  reader.expect('}');
  return { kind: 'concat', parts };
};
