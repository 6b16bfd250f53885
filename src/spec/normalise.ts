import type { Outcome } from '../contracts/outcome.ts';
import { fail, ok } from '../contracts/outcome.ts';
import type { Diagnostic } from '../contracts/source.ts';
import { complaint } from './text.ts';

/** Largest specification that is read, in bytes. */
export const MAX_SPEC_BYTES = 4 * 1024 * 1024;
/** Largest specification that is read, in lines. */
export const MAX_SPEC_LINES = 50_000;
/** Longest line that is read, in characters; no one wrote a longer one by hand. */
const MAX_LINE_LENGTH = 20_000;

const TAB_STOP = 8;
const MAX_BLANKS = 100;
const LONG_BLANKS = / {101,}/g;

/** Typographic characters and what an engineer types for them. Pairs of one character for one or more. */
const FOLDS: readonly (readonly [RegExp, string])[] = [
  [/[\u2018\u2019\u201A\u201B\u2032\u00B4]/g, "'"],
  [/[\u201C\u201D\u201E\u201F\u2033\u00AB\u00BB]/g, '"'],
  [/[\u2010-\u2015\u2212\uFE58\uFF0D\u2500\u2501\u2014]/g, '-'],
  [/[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/g, ' '],
  [/[\u200B-\u200D\u2060\uFEFF\u00AD]/g, ''],
  [/[\u2502\u2503\u2551\uFF5C\u00A6]/g, '|'],
  [/\u2026/g, '...'],
  [/[\u2192\u27F6\u21D2\u2794]/g, '->'],
  [/[\u2022\u25E6\u2023\u25AA\u25CF]/g, '-'],
  [/\u2264/g, '<='],
  [/\u2265/g, '>='],
  [/\u2260/g, '!='],
  [/\u00D7/g, '*'],
  // Full-width forms of the printable ASCII characters.
  [/[\uFF01-\uFF5E]/g, ''],
];

/**
 * Decodes and normalises a specification: LF line ends, no BOM, leading tabs expanded to stops of eight, typographic
 * punctuation in ASCII. Refuses (codes `SPEC-EMPTY`, `SPEC-BINARY`, `SPEC-TOO-LARGE`, `SPEC-TOO-MANY-LINES`,
 * `SPEC-LINE-TOO-LONG`) what nobody wrote as a specification. Linear in the input.
 */
export function normalise(path: string, input: string | Uint8Array): Outcome<string, readonly Diagnostic[]> {
  const refuse = (code: string, message: string, line: number | null = null) =>
    fail([complaint('error', { path, line, code, message })]);
  if (input.length > MAX_SPEC_BYTES)
    return refuse('SPEC-TOO-LARGE', `the file has ${input.length} bytes; at most ${MAX_SPEC_BYTES} are read`);
  const decoded = typeof input === 'string' ? input : decode(input);
  if (decoded === null || isBinary(decoded)) return refuse('SPEC-BINARY', 'the file is binary, not text');
  if (decoded.trim() === '') return refuse('SPEC-EMPTY', 'the file is empty');
  const lines = decoded.split(/\r\n|\r|\n|\u2028|\u2029|\f|\v/);
  if (lines.length > MAX_SPEC_LINES)
    return refuse('SPEC-TOO-MANY-LINES', `the file has ${lines.length} lines; at most ${MAX_SPEC_LINES} are read`);
  const long = lines.findIndex((line) => line.length > MAX_LINE_LENGTH);
  if (long >= 0) return refuse('SPEC-LINE-TOO-LONG', `the line has more than ${MAX_LINE_LENGTH} characters`, long + 1);
  return ok(foldTypography(lines.map((line) => foldBlanks(expandTabs(line))).join('\n')));
}

function decode(bytes: Uint8Array): string | null {
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (utf16) return new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Not UTF-8. A NUL byte means binary; anything else was written by an editor of the Latin-1 age.
    return bytes.includes(0) ? null : new TextDecoder('windows-1252').decode(bytes);
  }
}

/** A text holds no NUL and next to no other control characters. */
function isBinary(text: string): boolean {
  if (text.includes('\u0000')) return true;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  const controls = text.match(/[\u0001-\u0008\u000E-\u001A\u001C-\u001F\u007F\uFFFD]/g)?.length ?? 0;
  return controls > 8 && controls * 50 > text.length;
}

function foldTypography(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: pure ASCII text has nothing to fold
  if (!/[^\u0000-\u007F]/.test(text)) return text;
  return FOLDS.reduce(
    (folded, [pattern, ascii]) =>
      ascii === '' && pattern.source.includes('FF01')
        ? folded.replace(pattern, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
        : folded.replace(pattern, ascii),
    text,
  );
}

/** Longer runs of blanks than any layout needs are cut, so that no reader can be slowed down by them. */
const foldBlanks = (line: string): string =>
  line.length <= MAX_BLANKS ? line : line.replace(LONG_BLANKS, ' '.repeat(MAX_BLANKS));

/** Leading tabs become blanks; a tab after the first visible character stays, for it may part the cells of a table. */
function expandTabs(line: string): string {
  const lead = /^[ \t]*/.exec(line)?.[0] ?? '';
  if (!lead.includes('\t')) return line;
  let columns = 0;
  for (const char of lead) columns += char === '\t' ? TAB_STOP - (columns % TAB_STOP) : 1;
  return ' '.repeat(columns) + line.slice(lead.length);
}
