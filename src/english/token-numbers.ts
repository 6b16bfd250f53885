import { type Lexer, push, take } from './lexer.ts';

const SIZED = /(\d*)\s?'\s?[sS]?([bBoOdDhH])\s?([0-9a-fA-FxXzZ_?]+)/y;
const HEX = /0x([0-9a-fA-F]+)/y;
const DIGITS = /\d[\d_]*/y;

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

/** Reads a number: sized (`4'b1010`), hexadecimal (`0x1F`) or decimal; an ordinal (`3rd`) is a word with a rank. */
export const number = (lexer: Lexer): boolean => sized(lexer) || hex(lexer) || digits(lexer);
