import type { TextSpan } from '../../contracts/source.ts';
import type { SpecPort, WidthSpec } from '../../contracts/spec.ts';
import type { FoundPort } from './model.ts';
import { readBits, readRange } from './width.ts';

type Direction = SpecPort['direction'];

/** What the words of one entry say, before names, widths and description are put together. */
interface Entry {
  direction: Direction | null;
  signed: boolean;
  range: readonly [WidthSpec, WidthSpec] | null;
  width: WidthSpec | null;
  names: { name: string; range: readonly [WidthSpec, WidthSpec] | null; width: WidthSpec | null }[];
  badWidth: string | null;
  notes: string[];
}

/** One entry of a port list read: its ports, or why it is none (`badWidth`: a width is begun but says nothing). */
export interface PortEntry {
  readonly ports: readonly FoundPort[];
  readonly badWidth: string | null;
}

const TOKEN = /\[[^[\]]*\]|\([^()]*(?:\([^()]*\)[^()]*)*\)|[A-Za-z_][\w$]*|\d+|\S/g;
/** Nobody writes a longer declaration; what is behind it describes. */
const MAX_HEAD_LENGTH = 600;
const DIRECTIONS: Readonly<Record<string, Direction>> = {
  input: 'input',
  inputs: 'input',
  output: 'output',
  outputs: 'output',
  inout: 'inout',
  inouts: 'inout',
  bidirectional: 'inout',
};
const TYPE_WORDS = new Set(['wire', 'reg', 'logic', 'bit', 'tri', 'var', 'unsigned', 'port', 'ports']);

/**
 * Reads one entry of a port list in any of its spellings: `input data (10 bits)`, `data [7:0]: text`, `[7:0]data: text`,
 * `q (output reg [31:0]): text`, `data: input, 8 bits`, `a, b, c: text`, `result: 65-bit output ...`.
 * `direction` is that of the list the entry stands in; null where each entry must say its own. Null: not a port entry.
 */
export function readPortEntry(
  text: string,
  place: { readonly direction: Direction | null; readonly span: TextSpan },
): PortEntry | null {
  const { head, tail } = splitHead(text.replace(/[`*]+(?=[\w[])|(?<=[\w\])])[`*]+/g, '').trim());
  const needsDirection = place.direction === null && !/^(?:an?\s+|the\s+)?(?:input|output|inout)\b/i.test(tail);
  const entry = readHead(head, needsDirection);
  if (entry === null || entry.names.length === 0) return null;
  const description = [...entry.notes, tail].filter((part) => part !== '').join(' ');
  readTail(entry, tail);
  const direction = entry.direction ?? place.direction;
  if (direction === null) return null;
  const ports = entry.names.map((named) => portOf(entry, { named, direction, description, span: place.span }));
  return { ports, badWidth: entry.badWidth };
}

function portOf(
  entry: Entry,
  about: { named: Entry['names'][number]; direction: Direction; description: string; span: TextSpan },
): FoundPort {
  const { named, direction, description, span } = about;
  const width = named.width ?? entry.width;
  return {
    name: named.name,
    direction,
    width: width ?? 1,
    signed: entry.signed,
    range: named.range ?? entry.range,
    description,
    span,
    widthStated: width !== null,
  };
}

/** The head ends at the first colon outside brackets, or at a dash between blanks. */
function splitHead(text: string): { head: string; tail: string } {
  let depth = 0;
  for (let at = 0; at < text.length && at < 400; at += 1) {
    const char = text[at] ?? '';
    if ('[('.includes(char)) depth += 1;
    if ('])'.includes(char)) depth -= 1;
    if (depth > 0) continue;
    if (char === ':') return { head: text.slice(0, at), tail: text.slice(at + 1).trim() };
    const dash = /^\s+(?:-{1,3}|=)\s+/.exec(text.slice(at, at + 8))?.[0];
    if (dash !== undefined) return { head: text.slice(0, at), tail: text.slice(at + dash.length).trim() };
  }
  return { head: text, tail: '' };
}

function readHead(head: string, needsDirection: boolean): Entry | null {
  const entry: Entry = {
    direction: null,
    signed: false,
    range: null,
    width: null,
    names: [],
    badWidth: null,
    notes: [],
  };
  const tokens = head.slice(0, MAX_HEAD_LENGTH).match(TOKEN) ?? [];
  if (needsDirection && !tokens.some((token) => DIRECTIONS[token.toLowerCase()] !== undefined || token.startsWith('(')))
    return null;
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] ?? '';
    if (readToken(entry, token, { previous: tokens[at - 1], next: tokens[at + 1] })) continue;
    if (entry.names.length === 0) return null;
    entry.notes.push(tokens.slice(at).join(' '));
    break;
  }
  return entry;
}

/** Takes one token of the head; false where the head ends (the rest describes the port). */
function readToken(
  entry: Entry,
  token: string,
  near: { previous: string | undefined; next: string | undefined },
): boolean {
  if (token.startsWith('[')) return takeRange(entry, token);
  if (token.startsWith('(')) return takeParens(entry, token);
  const word = token.toLowerCase();
  const direction = DIRECTIONS[word];
  if (direction !== undefined && entry.direction === null) {
    entry.direction = direction;
    return true;
  }
  if (token === ',' || token === ';' || token === '.') return true;
  if (TYPE_WORDS.has(word) && entry.names.length === 0) return true;
  if (word === 'signed') {
    entry.signed = true;
    return true;
  }
  return takeWord(entry, token, near);
}

function takeWord(
  entry: Entry,
  token: string,
  near: { previous: string | undefined; next: string | undefined },
): boolean {
  if (/^\d/.test(token)) return takeBits(entry, token, near.next);
  if (/^bits?$/i.test(token) && /^\d/.test(near.previous ?? '')) return true;
  const listed = entry.names.length === 0 || near.previous === ',';
  if (!/^[A-Za-z_]/.test(token) || !listed) return false;
  entry.names.push({ name: token, range: null, width: null });
  return true;
}

function takeBits(entry: Entry, token: string, next: string | undefined): boolean {
  if (next === undefined || !/^(?:bits?|-)$/i.test(next)) return false;
  entry.width = Number(token);
  return true;
}

function takeRange(entry: Entry, token: string): boolean {
  const ranged = readRange(token.slice(1, -1));
  if (ranged === null) {
    entry.badWidth = token;
    return true;
  }
  const last = entry.names.at(-1);
  if (last === undefined) {
    entry.range = ranged.range;
    entry.width = ranged.width;
  } else if (last.range === null) {
    last.range = ranged.range;
    last.width = ranged.width;
  } else {
    entry.badWidth = token;
  }
  return true;
}

/** `(8 bits)`, `(input [31:0])`, `(output reg)`, `(4-bit, active low)`: width and direction, the rest is a note. */
function takeParens(entry: Entry, token: string): boolean {
  const inside = token.slice(1, -1).trim();
  for (const piece of inside.split(/[,;]/)) takePiece(entry, piece.trim());
  return true;
}

function takePiece(entry: Entry, piece: string): void {
  const bits = readBits(piece);
  if (bits !== null) {
    if (entry.width !== null && entry.width !== bits) entry.badWidth = `(${piece})`;
    entry.width = bits;
    return;
  }
  if (piece === '' || /^\W*bits?$/i.test(piece) || piece === '?') {
    entry.badWidth = `(${piece})`;
    return;
  }
  const range = /^(.*?)\[?([^[\]]*:[^[\]]*|[^[\]]*\bdownto\b[^[\]]*)\]?$/.exec(piece);
  const ranged = range === null ? null : readRange(range[2] ?? '');
  if (ranged !== null) {
    entry.range = ranged.range;
    entry.width = ranged.width;
  }
  const words = (ranged === null ? piece : (range?.[1] ?? '')).split(/\s+/).filter((word) => word !== '');
  const rest = words.filter((word) => !takeKnown(entry, word.toLowerCase()));
  if (rest.length > 0) entry.notes.push(`(${rest.join(' ')})`);
}

function takeKnown(entry: Entry, word: string): boolean {
  const direction = DIRECTIONS[word];
  if (direction !== undefined) entry.direction ??= direction;
  if (word === 'signed') entry.signed = true;
  return direction !== undefined || word === 'signed' || TYPE_WORDS.has(word);
}

/** What the description says of direction and width, where the head says nothing: `input, 8 bits`, `65-bit output ...`. */
function readTail(entry: Entry, tail: string): void {
  const lead =
    /^(?:an?\s+|the\s+)?((?:(?:input|output|inout|wire|reg|logic|signed|unsigned)\b[\s,;]*)*)/i.exec(tail)?.[1] ?? '';
  for (const word of lead.toLowerCase().split(/[\s,;]+/)) {
    const direction = DIRECTIONS[word];
    if (direction !== undefined) entry.direction ??= direction;
    if (word === 'signed') entry.signed = true;
  }
  if (entry.width !== null || entry.names.some((named) => named.width !== null)) return;
  entry.width = widthInWords(tail);
}

const BITS_AT_START =
  /^(?:an?\s+|the\s+)?(?:(?:input|output|inout|wire|reg|logic|signed|unsigned|data)\b[\s,;]*)*(\d+|[A-Z][A-Z0-9_]*|single|one)[-\s]?bits?\b/i;
const BITS_IN_PARENS = /\(\s*(\d+|[A-Z][A-Z0-9_]*)[-\s]?bits?\b[^()]*\)/;
const BITS_STATED = /\b(?:width|size)\s*(?:of|is|:|=)?\s*(\d+|[A-Z][A-Z0-9_]*)(?:[-\s]bits?)?\b/;
const RANGE_AT_START = /^(?:(?:input|output|inout|wire|reg|logic|signed|unsigned)\b[\s,;]*)*\[([^[\]]+)\]/i;

function widthInWords(tail: string): WidthSpec | null {
  const first = tail.slice(0, 400);
  const ranged = readRange(RANGE_AT_START.exec(first)?.[1] ?? '');
  if (ranged !== null) return ranged.width;
  const said = (sizeAtStart(first) ?? BITS_IN_PARENS.exec(first) ?? BITS_STATED.exec(first))?.[1];
  return said === undefined ? null : readBits(`${said} bits`);
}

/** `8-bit`, `four bits`, `N-bit`, `WIDTH bits`; the word before `bit` is no size in "serial bit stream" or "the bit on d". */
function sizeAtStart(text: string): RegExpExecArray | null {
  const hit = BITS_AT_START.exec(text);
  const [whole = '', word = ''] = hit ?? [];
  const isSize = /^(?:\d+|[A-Z][A-Z0-9_]*|single|one|an?)$/.test(word) || typeof readBits(`${word} bits`) === 'number';
  return isSize || new RegExp(`${word}-bits?$`, 'i').test(whole) ? hit : null;
}
