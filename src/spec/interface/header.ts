import type { SpecParam, SpecPort, WidthSpec } from '../../contracts/spec.ts';
import type { Line, SourceText } from '../text.ts';
import { spanOf } from '../text.ts';
import type { PortFlaw } from './bullets.ts';
import type { FoundInterface, FoundPort } from './model.ts';
import type { HeaderToken } from './tokens.ts';
import { headerTokens } from './tokens.ts';
import { readRange, readWidthSpec } from './width.ts';

/** A module header found in a text, and whether a body and `endmodule` follow it. */
export interface FoundHeader extends FoundInterface {
  readonly top: string;
  readonly closed: boolean;
}

/** Headers tried in one text; each costs up to the cap below. */
const MAX_HEADERS = 100;
const MAX_HEADER_CHARS = 64 * 1024;

/** A cursor over tokens; `at` moves. */
interface Cursor {
  readonly tokens: readonly HeaderToken[];
  at: number;
}

const peek = (cursor: Cursor): string => cursor.tokens[cursor.at]?.text ?? '';
const take = (cursor: Cursor): HeaderToken | undefined => {
  const token = cursor.tokens[cursor.at];
  cursor.at += 1;
  return token;
};

/** All `module name #(...) (...);` headers of a text, in order. Linear: each header is read once, up to a cap. */
export function readHeaders(source: SourceText, flaws: PortFlaw[]): readonly FoundHeader[] {
  const headers: FoundHeader[] = [];
  const finder = /^[ \t]*(?:module|macromodule)\s+[A-Za-z_][\w$]*\s*(?=[#(;])/gm;
  let attempts = 0;
  for (let match = finder.exec(source.text); match !== null; match = finder.exec(source.text)) {
    attempts += 1;
    if (attempts > MAX_HEADERS) break;
    const header = readHeader(source, match.index, flaws);
    if (header === null) continue;
    headers.push(header);
    const last = header.lines.at(-1);
    if (last !== undefined) finder.lastIndex = Math.max(finder.lastIndex, last.end);
  }
  return headers;
}

function readHeader(source: SourceText, start: number, flaws: PortFlaw[]): FoundHeader | null {
  const cursor: Cursor = { tokens: headerTokens(source.text, start, MAX_HEADER_CHARS), at: 1 };
  const name = take(cursor)?.text ?? '';
  const reader: Reader = { source, cursor, flaws, found: [] };
  const params = peek(cursor) === '#' ? readParams(reader) : [];
  const ports = peek(cursor) === '(' ? readPorts(reader) : [];
  const semicolon = cursor.tokens.slice(cursor.at, cursor.at + 1).find((token) => token.text === ';');
  const endAt = (semicolon ?? cursor.tokens[cursor.at - 1])?.at;
  if (endAt === undefined || ports === null) return null;
  const closed = hasBody(source.text, endAt);
  if (!closed && hasWordsBehind(source, endAt))
    flawAt(reader, endAt, 'SPEC-HEADER-TAIL', 'text stands behind the module header on its last line');
  flaws.push(...reader.found);
  // A module with a body stays in the text as code: it may be the very thing to mend.
  return {
    source: 'header',
    top: name,
    params,
    ports,
    lines: closed
      ? []
      : wholeFence(
          source,
          linesBetween(source, start, endAt).filter((line) => !isTold(line)),
        ),
    closed,
  };
}

/** A fence around the header alone goes with it; where more code stands in the fence, all of it stays in the text. */
function wholeFence(source: SourceText, lines: readonly Line[]): readonly Line[] {
  const isFence = (line: Line | undefined): boolean => /^\s*(?:`{3,}|~{3,})/.test(line?.text ?? '');
  const [first, last] = [lines[0], lines.at(-1)];
  if (first === undefined || last === undefined) return lines;
  const [before, behind] = [source.lines[first.number - 2], source.lines[last.number]];
  if (before !== undefined && behind !== undefined && isFence(before) && isFence(behind))
    return [before, ...lines, behind];
  return isInFence(source, first.number - 1, isFence) ? [] : lines;
}

/** An odd number of fences above a line means that it stands inside one. */
const isInFence = (source: SourceText, at: number, isFence: (line: Line) => boolean): boolean =>
  source.lines.slice(0, at).filter(isFence).length % 2 === 1;

/** A sentence on the last line of a header would go unread with it; a comment may stand there. */
function hasWordsBehind(source: SourceText, endAt: number): boolean {
  const line = source.lines[lineAt(source, endAt) - 1];
  if (line === undefined) return false;
  const behind = line.text.slice(endAt - line.start + 1);
  return /[A-Za-z]/.test(behind.replace(/\/\/.*$|\/\*.*?\*\//, ''));
}

/** True where `endmodule` follows before another module begins. */
function hasBody(text: string, from: number): boolean {
  const after = text.slice(from, from + 4 * MAX_HEADER_CHARS);
  const end = after.indexOf('endmodule');
  return end >= 0 && !/^[ \t]*module\s/m.test(after.slice(0, end));
}

interface Reader {
  readonly source: SourceText;
  readonly cursor: Cursor;
  readonly flaws: PortFlaw[];
  readonly found: PortFlaw[];
}

function linesBetween(source: SourceText, start: number, end: number) {
  const first = lineAt(source, start) - 1;
  return source.lines.slice(first, lineAt(source, end));
}

/** 1-based number of the line that holds an offset; binary search. */
export function lineAt(source: SourceText, offset: number): number {
  let low = 0;
  let high = source.lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((source.lines[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}

const spanAt = (reader: Reader, offset: number) => {
  const line = reader.source.lines[lineAt(reader.source, offset) - 1];
  return line === undefined ? { start: offset, end: offset, line: 1, lastLine: 1 } : spanOf(line, line);
};

const flawAt = (reader: Reader, offset: number, code: string, message: string): void => {
  reader.found.push({ line: lineAt(reader.source, offset), code, message });
};

/** `#(parameter A = 1, parameter integer B = A + 2)`. */
function readParams(reader: Reader): readonly SpecParam[] {
  const { cursor } = reader;
  const params: SpecParam[] = [];
  cursor.at += 1;
  if (peek(cursor) !== '(') return params;
  cursor.at += 1;
  for (const item of commaItems(reader)) {
    const equals = item.findIndex((token) => token.text === '=');
    const name = item[equals < 0 ? item.length - 1 : equals - 1];
    if (name === undefined) continue;
    const text =
      equals < 0
        ? ''
        : item
            .slice(equals + 1)
            .map((token) => token.text)
            .join('');
    const value = readWidthSpec(text) ?? text;
    if (text === '') flawAt(reader, name.at, 'SPEC-PARAM-VALUE', `parameter ${name.text} has no default value`);
    params.push({ name: name.text, value, description: '', span: spanAt(reader, name.at) });
  }
  return params;
}

/** The items of a bracketed list, split at its own commas; leaves the cursor behind the closing bracket. */
function commaItems(reader: Reader): readonly (readonly HeaderToken[])[] {
  const { cursor } = reader;
  const items: HeaderToken[][] = [[]];
  let depth = 0;
  while (cursor.at < cursor.tokens.length) {
    const token = take(cursor);
    if (token === undefined) break;
    if (token.text === ')' && depth === 0) break;
    if ('([{'.includes(token.text)) depth += 1;
    if (')]}'.includes(token.text)) depth -= 1;
    if (token.text === ',' && depth === 0) items.push([]);
    else items.at(-1)?.push(token);
  }
  return items.filter((item) => item.length > 0);
}

interface PortType {
  readonly direction: SpecPort['direction'];
  readonly signed: boolean;
  readonly width: WidthSpec | null;
  readonly range: readonly [WidthSpec, WidthSpec] | null;
}

/** The ANSI port list; null for a list without directions (ports declared in the body). */
function readPorts(reader: Reader): readonly FoundPort[] | null {
  reader.cursor.at += 1;
  const ports: FoundPort[] = [];
  let type: PortType | null = null;
  for (const item of commaItems(reader)) {
    type = readPortType(reader, item, type);
    const name = nameOf(item);
    if (type === null || name === undefined) return null;
    if (item.some((token) => token.text.startsWith('`') || /^\$(?!clog2$)/.test(token.text)))
      flawAt(
        reader,
        name.at,
        'SPEC-ILLEGAL-EXPRESSION',
        `a compiler directive or system task stands in the declaration of ${name.text}`,
      );
    const odd = oddWord(item, name);
    if (odd !== null)
      flawAt(reader, odd.at, 'SPEC-HEADER-WORD', `"${odd.text}" in the declaration of ${name.text} is not understood`);
    ports.push({
      name: name.text,
      direction: type.direction,
      width: type.width ?? 1,
      signed: type.signed,
      range: type.range,
      description: commentBehind(reader.source, name.at),
      span: spanAt(reader, name.at),
      widthStated: true,
    });
  }
  return ports;
}

/** The comment on the line of a port: it describes what is declared there. */
function commentBehind(source: SourceText, at: number): string {
  const line = source.lines[lineAt(source, at) - 1];
  const behind = line === undefined ? '' : line.text.slice(at - line.start);
  return (/\/\/\s*(.*?)\s*$/.exec(behind)?.[1] ?? /\/\*\s*(.*?)\s*\*\//.exec(behind)?.[1] ?? '').trim();
}

/** Words over a group of ports, which say nothing of any of them. */
const GROUP =
  /^(?:the|and|of|inputs?|outputs?|ports?|signals?|clocks?|resets?|data|control|interface|parameters?|global|status|module|side|system|[-=*_~#/ ])*$/i;

/** A comment on a line of its own that says more than what group of ports follows: it stays in the text as a sentence. */
function isTold(line: Line): boolean {
  const words = /^\s*(?:\/\/+|\/\*+)\s*(.*?)\s*(?:\*\/)?\s*$/.exec(line.text)?.[1];
  return words !== undefined && !GROUP.test(words.replace(/[:.]/g, ''));
}

/** Words of a port declaration that are not its name (IEEE 1800-2017 annex A.2.1.2 and A.2.2.1). */
const DECLARING =
  /^(?:input|output|inout|wire|reg|logic|var|bit|byte|shortint|int|integer|longint|signed|unsigned|tri|tri0|tri1|triand|trior|uwire|wand|wor)$/;

/** The first word outside brackets that is neither the name nor a word of a declaration; null where there is none. */
function oddWord(item: readonly HeaderToken[], name: HeaderToken): HeaderToken | null {
  let depth = 0;
  for (const token of item) {
    if (token === name) return null;
    if ('([{'.includes(token.text)) depth += 1;
    else if (')]}'.includes(token.text)) depth -= 1;
    else if (depth === 0 && /^[A-Za-z_]/.test(token.text) && !DECLARING.test(token.text)) return token;
  }
  return null;
}

/** The last identifier outside brackets and before any default value. */
function nameOf(item: readonly HeaderToken[]): HeaderToken | undefined {
  const equals = item.findIndex((token) => token.text === '=');
  return (equals < 0 ? item : item.slice(0, equals)).findLast((token) => /^[A-Za-z_]/.test(token.text));
}

function readPortType(reader: Reader, item: readonly HeaderToken[], inherited: PortType | null): PortType | null {
  const direction = item[0]?.text;
  const own = direction === 'input' || direction === 'output' || direction === 'inout';
  if (!own && (inherited === null || item.length === 1)) return inherited;
  const open = item.findIndex((token) => token.text === '[');
  const close = item.findIndex((token) => token.text === ']');
  const inside = item.slice(open + 1, close);
  const ranged = open < 0 ? null : readRange(inside.map((token) => token.text).join(''));
  if (open >= 0 && ranged === null)
    flawAt(
      reader,
      item[0]?.at ?? 0,
      'SPEC-PORT-WIDTH',
      `the range [${inside.map((token) => token.text).join('')}] cannot be read`,
    );
  const isDirection = own ? direction : (inherited?.direction ?? 'input');
  const signed = item.some((token) => token.text === 'signed');
  const atom = { byte: 8, shortint: 16, int: 32, integer: 32, longint: 64 }[item[1]?.text ?? ''];
  return {
    direction: isDirection,
    signed: signed || atom !== undefined,
    width: ranged?.width ?? atom ?? null,
    range: ranged?.range ?? null,
  };
}
