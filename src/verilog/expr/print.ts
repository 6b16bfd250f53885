import type { Expr, LiteralExpr } from './ast.ts';
import { BINARY_PRECEDENCE } from './ast.ts';

/** Verilog text of an expression, with no more parentheses than its shape needs; parses back to the same tree. */
export const printExpr = (expr: Expr): string => print(expr, 0);

const CONDITIONAL = 1;
const UNARY = 13;

const print = (expr: Expr, outer: number): string => {
  switch (expr.kind) {
    case 'literal':
      return printLiteral(expr);
    case 'fill':
      return `'${expr.bit}`;
    case 'ref':
      return expr.name;
    case 'index':
      return `${print(expr.base, UNARY + 1)}[${print(expr.index, 0)}]`;
    case 'slice':
      return `${print(expr.base, UNARY + 1)}[${print(expr.msb, 0)}:${print(expr.lsb, 0)}]`;
    case 'part':
      return `${print(expr.base, UNARY + 1)}[${print(expr.start, 0)}${expr.direction}${print(expr.width, 0)}]`;
    case 'concat':
      return `{${expr.parts.map((part) => print(part, 0)).join(', ')}}`;
    case 'repeat':
      return `{${print(expr.count, CONDITIONAL + 1)}${repeated(expr.value)}}`;
    case 'call':
      return `${expr.name}(${expr.args.map((arg) => print(arg, 0)).join(', ')})`;
    default:
      return printOperator(expr, outer);
  }
};

const repeated = (value: Expr): string => (value.kind === 'concat' ? print(value, 0) : `{${print(value, 0)}}`);

const printOperator = (expr: Extract<Expr, { kind: 'unary' | 'binary' | 'conditional' }>, outer: number): string => {
  if (expr.kind === 'unary') return paren(`${expr.op}${print(expr.arg, UNARY + 1)}`, outer > UNARY);
  if (expr.kind === 'conditional') {
    const text = `${print(expr.cond, CONDITIONAL + 1)} ? ${print(expr.yes, 0)} : ${print(expr.no, 0)}`;
    return paren(text, outer > CONDITIONAL - 1);
  }
  const level = BINARY_PRECEDENCE[expr.op];
  return paren(`${print(expr.left, level)} ${expr.op} ${print(expr.right, level + 1)}`, outer > level);
};

const paren = (text: string, wanted: boolean): string => (wanted ? `(${text})` : text);

const DIGIT_BITS = { b: 1, o: 3, h: 4 } as const;

const printLiteral = (literal: LiteralExpr): string => {
  const sign = literal.signed ? 's' : '';
  const known = /^[01]+$/.test(literal.bits);
  if (literal.base === 'd' && known) {
    const value = BigInt(`0b${literal.bits}`).toString();
    if (!literal.sized && literal.signed) return value;
    return `${literal.sized ? literal.width : ''}'${sign}d${value}`;
  }
  const base = literal.base === 'd' || !known ? 'b' : literal.base;
  const digits = base === 'b' ? literal.bits : radixDigits(literal.bits, DIGIT_BITS[base]);
  return `${literal.sized ? literal.width : ''}'${sign}${base}${digits}`;
};

const radixDigits = (bits: string, perDigit: number): string => {
  const padded = bits.padStart(Math.ceil(bits.length / perDigit) * perDigit, '0');
  const digits: string[] = [];
  for (let i = 0; i < padded.length; i += perDigit)
    digits.push(Number.parseInt(padded.slice(i, i + perDigit), 2).toString(16));
  return digits.join('');
};
