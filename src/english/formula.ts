import type { Reading } from './grammar.ts';
import type { Token } from './token.ts';
import { num, op, ref, type Value } from './value.ts';

interface Cursor {
  readonly tokens: readonly Token[];
  at: number;
  cost: number;
}

const BINARY: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['|'],
  ['^', '~^', '^~'],
  ['&'],
  ['==', '!='],
  ['<', '>', '<=', '>='],
  ['<<', '>>', '>>>', '<<<'],
  ['+', '-'],
  ['*'],
];

/** Operators spelt as upper-case words between operands (`A AND B`). */
const SPELT: Readonly<Record<string, string>> = { AND: '&', OR: '|', XOR: '^', XNOR: '~^' };

/** Reads a symbolic formula at a token: the longest one. Operators and precedence are Verilog's. */
export function readFormula(tokens: readonly Token[], at: number): readonly Reading[] {
  const cursor: Cursor = { tokens, at, cost: 0 };
  const value = binary(cursor, 0);
  return value === null ? [] : [{ value, end: cursor.at, cost: cursor.cost, rules: [] }];
}

/** Reads a name with its index or slice, or a literal: no operators. */
export function readOperand(tokens: readonly Token[], at: number): readonly Reading[] {
  const cursor: Cursor = { tokens, at, cost: 0 };
  const value = named(cursor);
  return value === null ? [] : [{ value, end: cursor.at, cost: cursor.cost, rules: [] }];
}

function binary(cursor: Cursor, level: number): Value | null {
  const ops = BINARY[level];
  if (ops === undefined) return unary(cursor);
  let left = binary(cursor, level + 1);
  while (left !== null) {
    const operator = operatorAt(cursor);
    if (operator === null || !ops.includes(operator)) return left;
    const start = cursor.at;
    cursor.at += 1;
    const right = binary(cursor, level + 1);
    if (right === null) {
      cursor.at = start;
      return left;
    }
    left = op(operator === '^~' ? '~^' : operator, left, right);
  }
  return null;
}

function operatorAt(cursor: Cursor): string | null {
  const token = cursor.tokens[cursor.at];
  if (token === undefined) return null;
  if (token.kind === 'op') return token.text;
  return SPELT[token.text] ?? null;
}

function unary(cursor: Cursor): Value | null {
  const token = cursor.tokens[cursor.at];
  if (token === undefined) return null;
  const spelt = token.text === 'NOT' ? '~' : token.text;
  if (['~', '!', '-', '&', '|', '^'].includes(spelt)) {
    const start = cursor.at;
    cursor.at += 1;
    const arg = unary(cursor);
    if (arg === null) cursor.at = start;
    return arg === null ? null : op(`u${spelt}`, arg);
  }
  return primary(cursor);
}

function primary(cursor: Cursor): Value | null {
  const token = cursor.tokens[cursor.at];
  let value =
    token?.text === '(' ? bracketed(cursor, ')') : token?.text === '{' ? concatenation(cursor) : named(cursor);
  while (value !== null && cursor.tokens[cursor.at]?.text === "'") {
    cursor.at += 1;
    value = op("'", value);
  }
  return value;
}

function bracketed(cursor: Cursor, closer: string): Value | null {
  const start = cursor.at;
  cursor.at += 1;
  const value = binary(cursor, 0);
  if (value !== null && cursor.tokens[cursor.at]?.text === closer) {
    cursor.at += 1;
    return value;
  }
  cursor.at = start;
  return null;
}

function concatenation(cursor: Cursor): Value | null {
  const start = cursor.at;
  cursor.at += 1;
  const items: Value[] = [];
  for (;;) {
    const item = replication(cursor) ?? binary(cursor, 0);
    if (item === null) break;
    items.push(item);
    const text = cursor.tokens[cursor.at]?.text;
    cursor.at += 1;
    if (text === '}') return op('cat', ...items);
    if (text !== ',') break;
  }
  cursor.at = start;
  return null;
}

function replication(cursor: Cursor): Value | null {
  const count = cursor.tokens[cursor.at];
  if (count?.number == null || cursor.tokens[cursor.at + 1]?.text !== '{') return null;
  const start = cursor.at;
  cursor.at += 1;
  const body = concatenation(cursor);
  if (body === null) cursor.at = start;
  return body === null ? null : op('rep', num(count.number.value), body);
}

/** Nouns that `a` in front of is the article of, even where a port is called `a` ("q is a register"). */
const ARTICLE_BEFORE: ReadonlySet<string> = new Set(
  'register counter signal port bit wire flag vector bus clock flip latch copy function constant value number pulse'.split(
    ' ',
  ),
);
const ARTICLE_COST = 0.5;

function named(cursor: Cursor): Value | null {
  const token = cursor.tokens[cursor.at];
  if (token === undefined) return null;
  if (token.kind === 'number' && token.number !== null) {
    cursor.at += 1;
    const { value, width, cube, bits } = token.number;
    if (cube !== null) return { k: 'num', value, width, cube };
    // Digits in quotes ('1', "101") are bits as written.
    const quotedBits = token.quoted && bits !== null ? bits : null;
    return quotedBits === null ? num(value, width) : num(BigInt(`0b${quotedBits}`).toString(), quotedBits.length);
  }
  if (token.name === null) return null;
  cursor.at += 1;
  cursor.cost += token.exact ? 0 : 1;
  if (token.text === 'a' && ARTICLE_BEFORE.has(cursor.tokens[cursor.at]?.lower ?? '')) cursor.cost += ARTICLE_COST;
  return selected(cursor, ref(token.name));
}

function selected(cursor: Cursor, base: Value): Value {
  const start = cursor.at;
  if (cursor.tokens[start]?.text !== '[') return base;
  cursor.at += 1;
  const high = binary(cursor, 0);
  const text = cursor.tokens[cursor.at]?.text;
  if (high !== null && text === ']') {
    cursor.at += 1;
    return selected(cursor, { k: 'index', of: base, at: high });
  }
  if (high !== null && text === ':') {
    cursor.at += 1;
    const low = binary(cursor, 0);
    if (low !== null && cursor.tokens[cursor.at]?.text === ']') {
      cursor.at += 1;
      return { k: 'slice', of: base, high, low };
    }
  }
  cursor.at = start;
  return base;
}
