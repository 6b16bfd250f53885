import type { SpecPort } from '../../contracts/spec.ts';
import { cutSentences } from '../prose/sentences.ts';
import type { SourceText } from '../text.ts';
import type { FoundInterface, FoundPort } from './model.ts';
import { readBits, readRange } from './width.ts';

/** Only the beginning of a text says what the ports are. */
const BEGINNING = 6000;

const DIRECTIONS: Readonly<Record<string, SpecPort['direction']>> = {
  input: 'input',
  inputs: 'input',
  output: 'output',
  outputs: 'output',
};
const ADJECTIVES = new Set('data control clock select single-bit scalar vector signed unsigned following'.split(' '));
const NOUNS = new Set(
  'port ports signal signals pin pins line lines bus buses vector vectors number numbers operand operands value values clock reset bit bits word'.split(
    ' ',
  ),
);
const LINKS = new Set([':', 'is', 'are', 'named', 'called', 'namely', '-', 'being']);
const JOINTS = new Set(
  ', ; . and as well plus also has have with takes take accepts produces gives drives provides uses it the a an its there is are where'.split(
    ' ',
  ),
);
const COUNTS = new Set('one two three four five six seven eight nine ten single 1 2 3 4 5 6 7 8 9 10'.split(' '));
/** Words that never name a port in a sentence. */
const NEVER = new Set(
  [
    ...JOINTS,
    ...LINKS,
    ...Object.keys(DIRECTIONS),
    'that',
    'which',
    'of',
    'to',
    'for',
    'on',
    'in',
    'at',
    'from',
    'or',
    'if',
    'when',
    'high',
    'low',
    'not',
    'must',
    'should',
    'will',
    'be',
    'by',
    'this',
    'each',
    'all',
    'both',
  ].filter((word) => word !== 'a'),
);
const WORD = /\[[^[\]]*\]|\(\s*[^()]*\)|\d+|[A-Za-z_]\w*(?:-bit)?|[,;:.]|-bit|-|\S/g;

interface Cursor {
  readonly words: readonly string[];
  at: number;
}

/** Ports that sentences list: "It has inputs clk, d (8 bits) and an 8-bit output q.", "Inputs: a, b. Output: y." */
export function readProsePorts(source: SourceText): FoundInterface | null {
  const ports: FoundPort[] = [];
  const text = source.text.slice(0, BEGINNING);
  for (const cut of cutSentences(text)) {
    const line = source.lines.findIndex((one) => one.end >= cut.start);
    const found = portsOf(text.slice(cut.start, cut.end).replaceAll('`', '').replaceAll('*', ''));
    const span = { start: cut.start, end: cut.end, line: line + 1, lastLine: line + 1 };
    const fresh = found.filter((port) => !ports.some((one) => one.name === port.name));
    if (fresh.length === found.length) ports.push(...fresh.map((port) => ({ ...port, span })));
  }
  const has = (direction: SpecPort['direction']): boolean => ports.some((port) => port.direction === direction);
  return has('input') && has('output') ? { source: 'prose', top: null, params: [], ports, lines: [] } : null;
}

/** The ports of one sentence that ends in lists of ports; none where anything else stands between or behind them. */
function portsOf(sentence: string): readonly Omit<FoundPort, 'span'>[] {
  const words = sentence.match(WORD) ?? [];
  if (words.length > 200) return [];
  for (const [at, word] of words.entries()) {
    if (DIRECTIONS[word.toLowerCase()] === undefined) continue;
    const cursor: Cursor = { words, at: groupStart(words, at) };
    const ports = groupsOf(cursor);
    if (ports !== null) return ports;
  }
  return [];
}

/** Where the group that a direction stands in begins: at its width, its count. */
function groupStart(words: readonly string[], at: number): number {
  let start = at;
  while (start > 0 && isBefore(words[start - 1] ?? '')) start -= 1;
  return start;
}

const isBefore = (word: string): boolean =>
  COUNTS.has(word.toLowerCase()) || ADJECTIVES.has(word.toLowerCase()) || /^(?:\d+|-bit|bits?|\w+-bit)$/i.test(word);

/** Groups up to the end of the sentence; null where something else stands there. */
function groupsOf(cursor: Cursor): readonly Omit<FoundPort, 'span'>[] | null {
  const ports: Omit<FoundPort, 'span'>[] = [];
  while (cursor.at < cursor.words.length) {
    skip(cursor, JOINTS);
    if (cursor.at >= cursor.words.length) break;
    const group = groupOf(cursor);
    if (group === null) return null;
    ports.push(...group);
  }
  return ports.length === 0 ? null : ports;
}

const lower = (cursor: Cursor): string => (cursor.words[cursor.at] ?? '').toLowerCase();

function skip(cursor: Cursor, words: ReadonlySet<string>): void {
  while (words.has(lower(cursor))) cursor.at += 1;
}

interface Shape {
  width: SpecPort['width'] | null;
  signed: boolean;
}

/** Width and kind in front of a direction or a name: `two 8-bit`, `a signed 4-bit`. */
function shapeOf(cursor: Cursor): Shape {
  const shape: Shape = { width: null, signed: false };
  for (;;) {
    const word = lower(cursor);
    const width = widthAt(cursor);
    const isKind = ADJECTIVES.has(word) || (COUNTS.has(word) && !isItem(cursor));
    if (width === null && !isKind) return shape;
    if (width === null) shape.signed ||= word === 'signed';
    else shape.width = width;
    cursor.at += width === null || word.endsWith('-bit') ? 1 : 2;
  }
}

/** The width that `8-bit` or `8 bit` at the cursor states. */
function widthAt(cursor: Cursor): SpecPort['width'] | null {
  const word = lower(cursor);
  const next = (cursor.words[cursor.at + 1] ?? '').toLowerCase();
  const bits = /^(\w+)-bit$/.exec(word)?.[1] ?? (/^(?:-bit|bits?)$/.test(next) ? word : undefined);
  return bits === undefined ? null : readBits(`${bits} bits`);
}

/** A count that is itself listed is none ("inputs one, two"). */
const isItem = (cursor: Cursor): boolean => /^[,;.]?$/.test(cursor.words[cursor.at + 1] ?? '');

function groupOf(cursor: Cursor): readonly Omit<FoundPort, 'span'>[] | null {
  const outer = shapeOf(cursor);
  const direction = DIRECTIONS[lower(cursor)];
  if (direction === undefined) return null;
  cursor.at += 1;
  skip(cursor, NOUNS);
  skip(cursor, LINKS);
  if (['the', 'an'].includes(lower(cursor))) cursor.at += 1;
  const ports: Omit<FoundPort, 'span'>[] = [];
  for (;;) {
    const port = itemOf(cursor, { direction, outer });
    if (port === null) return ports.length === 0 ? null : ports;
    ports.push(port);
    if (!takeJoint(cursor)) return ports;
  }
}

/** A comma or `and` before another item of the same list; left alone where another group begins behind it. */
function takeJoint(cursor: Cursor): boolean {
  const start = cursor.at;
  if (lower(cursor) === ',') cursor.at += 1;
  if (lower(cursor) === 'and') cursor.at += 1;
  const isJoint = cursor.at > start;
  const ahead: Cursor = { words: cursor.words, at: cursor.at };
  skip(ahead, new Set(['a', 'an', 'the']));
  shapeOf(ahead);
  const isGroup = DIRECTIONS[lower(ahead)] !== undefined;
  if (isJoint && !isGroup && !NEVER.has(lower(cursor)) && lower(cursor) !== '') return true;
  cursor.at = start;
  return false;
}

function itemOf(
  cursor: Cursor,
  group: { readonly direction: SpecPort['direction']; readonly outer: Shape },
): Omit<FoundPort, 'span'> | null {
  const start = cursor.at;
  const own = shapeOf(cursor);
  if (own.width !== null) skip(cursor, NOUNS);
  const before = readRange(insideOf(cursor, '['));
  if (before !== null) cursor.at += 1;
  const name = cursor.words[cursor.at] ?? '';
  if (!/^[A-Za-z_]\w*$/.test(name) || NEVER.has(name.toLowerCase())) {
    cursor.at = start;
    return null;
  }
  cursor.at += 1;
  const ranged = before ?? readRange(insideOf(cursor, '['));
  if (ranged !== null && before === null) cursor.at += 1;
  const bits = readBits(insideOf(cursor, '('));
  if (bits !== null) cursor.at += 1;
  const width = ranged?.width ?? bits ?? own.width ?? group.outer.width;
  return {
    name,
    direction: group.direction,
    width: width ?? 1,
    signed: own.signed || group.outer.signed,
    range: ranged?.range ?? null,
    description: '',
    widthStated: width !== null,
  };
}

/** What stands in the bracket at the cursor. */
function insideOf(cursor: Cursor, opener: '[' | '('): string {
  const word = cursor.words[cursor.at] ?? '';
  return word.startsWith(opener) ? word.slice(1, -1) : '';
}
