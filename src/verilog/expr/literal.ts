import type { Outcome } from '../../contracts/outcome.ts';
import { fail, ok } from '../../contracts/outcome.ts';
import type { Expr, LiteralBase, LiteralExpr } from './ast.ts';

/** Widest literal accepted, in bits; wider ones are refused rather than allocated. */
export const MAX_LITERAL_BITS = 65_536;

const BITS_PER_DIGIT: Readonly<Record<'b' | 'o' | 'h', number>> = { b: 1, o: 3, h: 4 };

/** Reads the text of one number token (`8'hff`, `'b1x`, `12`, `4'sb1010`, `'0`); the error is a sentence. */
export const readLiteral = (text: string): Outcome<Expr, string> => {
  const clean = text.replace(/[\s_]/g, '');
  const fill = /^'([01xXzZ])$/.exec(clean);
  if (fill?.[1] !== undefined) return ok({ kind: 'fill', bit: fill[1].toLowerCase() as '0' | '1' | 'x' | 'z' });
  if (/^[0-9]+$/.test(clean)) return unsizedDecimal(clean);
  const based = /^([0-9]*)'([sS]?)([bBoOdDhH])([0-9a-fA-FxXzZ?]+)$/.exec(clean);
  if (based === null) return fail(`"${text.slice(0, 40)}" is not a number that a circuit can hold`);
  const [, size = '', sign = '', baseText = '', digits = ''] = based;
  const base = baseText.toLowerCase() as LiteralBase;
  const value = base === 'd' ? decimalBits(digits) : radixBits(digits.toLowerCase(), base);
  if (value === null) return fail(`"${text.slice(0, 40)}" has a digit that its base does not know`);
  return sizedLiteral({ size, value, signed: sign !== '', base });
};

const unsizedDecimal = (digits: string): Outcome<Expr, string> => {
  if (digits.length > 1000) return fail('a decimal number of more than 1000 digits is not accepted');
  const bits = BigInt(digits).toString(2);
  const width = Math.max(32, bits.length + 1);
  return ok({ kind: 'literal', bits: bits.padStart(width, '0'), width, sized: false, signed: true, base: 'd' });
};

const decimalBits = (digits: string): string | null => {
  if (/^[xX]$/.test(digits)) return 'x';
  if (/^[zZ?]$/.test(digits)) return 'z';
  return /^[0-9]{1,1000}$/.test(digits) ? BigInt(digits).toString(2) : null;
};

const radixBits = (digits: string, base: 'b' | 'o' | 'h'): string | null => {
  const perDigit = BITS_PER_DIGIT[base];
  const parts: string[] = [];
  for (const digit of digits) {
    if (digit === 'x') parts.push('x'.repeat(perDigit));
    else if (digit === 'z' || digit === '?') parts.push('z'.repeat(perDigit));
    else {
      const value = Number.parseInt(digit, 16);
      if (value >= 2 ** perDigit) return null;
      parts.push(value.toString(2).padStart(perDigit, '0'));
    }
  }
  return parts.join('');
};

const sizedLiteral = (read: {
  readonly size: string;
  readonly value: string;
  readonly signed: boolean;
  readonly base: LiteralBase;
}): Outcome<LiteralExpr, string> => {
  const { value, signed, base } = read;
  const sized = read.size !== '';
  const minimal = value.replace(/^0+(?=.)/, '');
  const width = sized ? Number(read.size) : Math.max(32, minimal.length);
  if (width === 0) return fail('a literal of width 0 has no value');
  if (width > MAX_LITERAL_BITS) return fail(`a literal of ${read.size} bits is wider than ${MAX_LITERAL_BITS}`);
  // §3.5.1: a leading x or z fills to the left, anything else fills with 0; surplus digits are cut on the left.
  const filler = value[0] === 'x' || value[0] === 'z' ? value[0] : '0';
  const bits = value.padStart(width, filler).slice(-width);
  return ok({ kind: 'literal', bits, width, sized, signed, base });
};
