import type { WidthSpec } from '../../contracts/spec.ts';

/** Widest vector that is accepted, in bits. Verilog guarantees 65536 (IEEE 1364-2005 4.3.1). */
export const MAX_WIDTH_BITS = 65_536;

/** A declared range and the width it spans. */
export interface RangeWidth {
  readonly width: WidthSpec;
  readonly range: readonly [WidthSpec, WidthSpec];
}

const EXPRESSION = /^(?:\$clog2|[A-Za-z_]\w*|\d+|<<|>>|\*\*|[-+*/%()]|\s)+$/;

/** A number, or a constant expression over names: operators `+ - * / % << >> **`, brackets and `$clog2`; null otherwise. */
export function readWidthSpec(text: string): WidthSpec | null {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed.length > 120) return null;
  if (/^\d+$/.test(trimmed)) return Number(trimmed);
  return EXPRESSION.test(trimmed) && balanced(trimmed) ? trimmed.replace(/\s+/g, '') : null;
}

function balanced(text: string): boolean {
  let depth = 0;
  for (const char of text) {
    if (char === '(') depth += 1;
    if (char === ')') depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

/** Reads the inside of `[msb:lsb]` (or `msb downto lsb`). A single number is an index, not a range: null. */
export function readRange(inside: string): RangeWidth | null {
  const halves = inside.split(/:|\bdownto\b|\bto\b/i);
  if (halves.length !== 2) return null;
  const msb = readWidthSpec(halves[0] ?? '');
  const lsb = readWidthSpec(halves[1] ?? '');
  if (msb === null || lsb === null) return null;
  return { width: spanned(msb, lsb), range: [msb, lsb] };
}

function spanned(msb: WidthSpec, lsb: WidthSpec): WidthSpec {
  if (typeof msb === 'number' && typeof lsb === 'number') return Math.abs(msb - lsb) + 1;
  if (lsb === 0 && typeof msb === 'string') {
    const whole = /^(.*[\w)])-1$/.exec(msb)?.[1];
    return whole !== undefined && balanced(whole) ? whole : `${msb}+1`;
  }
  if (lsb === 1 && typeof msb === 'string') return msb;
  if (typeof msb === 'number' && typeof lsb === 'string') return spanned(lsb, msb);
  return `(${msb})-(${lsb})+1`;
}

/** Names that a width expression uses; empty for a number. */
export const namesIn = (width: WidthSpec): readonly string[] =>
  typeof width === 'number' ? [] : (width.match(/(?<![\w$])[A-Za-z_]\w*/g) ?? []);

const NUMBER_WORDS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** `8 bits`, `8-bit`, `N bits`, `one bit`, `single bit`, `8`: the width said in words; null where the text says none. */
export function readBits(text: string): WidthSpec | null {
  const match = /^\s*(\d+|[A-Za-z_]\w*|\([^()]*\)|[\w]+\s*[-+*]\s*\w+)\s*(?:-\s*|\s+)?bits?(?:\s+wide)?\s*$/i.exec(
    text,
  );
  const word = (match?.[1] ?? /^\s*(\d+)\s*$/.exec(text)?.[1])?.toLowerCase();
  if (word === undefined) return null;
  if (word === 'single' || word === 'a') return 1;
  const spelled = NUMBER_WORDS.indexOf(word);
  if (spelled >= 0) return spelled;
  return readWidthSpec(match?.[1]?.replace(/^\((.*)\)$/, '$1') ?? word);
}
