import type { Line } from '../text.ts';
import { indentOf, isBlank } from '../text.ts';

/** The marker that begins a list entry, and the offset of the words behind it. */
export interface ListMark {
  readonly marker: string;
  readonly bodyAt: number;
  readonly indent: number;
}

const MARK =
  /^\s*(?:([-*+])\s+|([-*])(?=[A-Z][A-Za-z]+[ :])|(\(\s*(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})\s*\))\s*|((?:\d{1,3}|[a-zA-Z])[.)])\s+)(?=\S)/;

/** `010: shift left`, `3'b010 : …`, `2: …`: the code that the entry is for stays in its words. */
const CODE = /^\s*(?:\d*'[bdh][\da-f_]+|[01]{2,8}|\d{1,3})\s*:\s+(?=[A-Za-z`])/i;

/** The list marker of a line: `-`, `*`, `(1)`, `1.`, `a)`, `(iv)`, or a code and a colon; null where there is none. */
export function listMark(line: Line): ListMark | null {
  if (CODE.test(line.text)) return { marker: ':', bodyAt: indentOf(line), indent: indentOf(line) };
  const match = MARK.exec(line.text);
  const marker = match?.[1] ?? match?.[2] ?? match?.[3] ?? match?.[4];
  if (match === null || marker === undefined) return null;
  // A capital and a period is an initial or the end of a sentence ("... state A. Then"), not a marker.
  if (/^[A-Z]\.$/.test(marker)) return null;
  return { marker: marker.replace(/\s+/g, ''), bodyAt: match[0].length, indent: indentOf(line) };
}

/**
 * True where a marked line begins a new entry although a paragraph is open: the text before it ended a sentence or
 * announced a list, or is itself an entry. In a wrapped sentence (`... for keys 0 through` / `9. It ...`) it goes on.
 */
export function beginsEntry(before: Line, openMarker: string | null, mark: ListMark): boolean {
  if (openMarker !== null && styleOf(openMarker) === styleOf(mark.marker)) return true;
  return /[.:;!?,)"']\s*$/.test(before.text);
}

const styleOf = (marker: string): string =>
  marker
    .replace(/\d+/, '1')
    .replace(/[a-z]+/, 'a')
    .replace(/[A-Z]+/, 'A');

const SMALL_WORDS = /^(?:and|or|of|the|for|to|in|on|a|an|with|&|\/)$/;

/** The words of a heading: `## Reset`, `Reset` over a rule of `===`, or a label such as `Implementation:` on its own line. */
export function headingText(
  lines: readonly Line[],
  at: number,
): { readonly text: string; readonly lines: number } | null {
  const text = lines[at]?.text ?? '';
  if (text.length > 300) return null;
  const hashed = /^\s{0,3}#{1,6}\s+(.*?)\s*#*\s*$/.exec(text)?.[1];
  if (hashed !== undefined && hashed !== '') return { text: hashed, lines: 1 };
  const bold = /^\s{0,3}(?:\*\*([^*]{1,60}?)\*\*|__([^_]{1,60}?)__)\s*:?\s*$/.exec(text);
  const bolded = (bold?.[1] ?? bold?.[2] ?? '').replace(/\s*:\s*$/, '').trim();
  if (bolded !== '' && !/[.;,=]/.test(bolded)) return { text: bolded, lines: 1 };
  const under = lines[at + 1]?.text ?? '';
  if (
    /^\s{0,3}(?:={3,}|-{3,})\s*$/.test(under) &&
    isBlank(lines[at - 1]) &&
    /^\s{0,3}\S.{0,80}$/.test(text) &&
    !text.includes('|')
  )
    return { text: text.trim(), lines: 2 };
  const label = /^\s*\**([A-Z][\w /&'()-]{0,60}?)\s*:\**\s*$/.exec(text)?.[1];
  if (label === undefined) return null;
  const words = label.split(/\s+/);
  const titled =
    words.length <= 6 && words.every((word, index) => index === 0 || /^[A-Z(]/.test(word) || SMALL_WORDS.test(word));
  const known = /^(?:internal|state|reset|clock|output|input|design|module|functional|timing)\s+\w+$/i.test(label);
  return titled || known ? { text: label, lines: 1 } : null;
}
