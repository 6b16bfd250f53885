import { type Cursor, splitAtCommas } from './cursor.ts';
import type { ParamFact, PortFact } from './facts.ts';
import { tokenKind } from './lexer.ts';

type Direction = PortFact['direction'];

const directions: ReadonlySet<string> = new Set(['input', 'output', 'inout', 'ref']);
const netWords: ReadonlySet<string> = new Set(
  'wire reg logic tri tri0 tri1 wand wor uwire var signed unsigned const bit integer int'.split(' '),
);

/** Name declared by the tokens of (from, to): the last identifier before `=` that is outside brackets. */
const declaredName = (c: Cursor, from: number, to: number): number => {
  let name = -1;
  for (let i = from; i < to && !c.is(i, '='); ) {
    if (c.isIdentifier(i)) name = i;
    i = c.is(i, '[') || c.is(i, '(') || c.is(i, '{') ? c.after(i) : i + 1;
  }
  return name;
};

/** Type and packed ranges between the direction and the name, without the words that say only `a net`. */
const typeText = (c: Cursor, from: number, name: number): string => {
  let first = from;
  while (first < name && netWords.has(c.word(first))) first += 1;
  return first < name ? c.textOf(first, name) : '';
};

interface Sticky {
  readonly direction: Direction;
  readonly type: string;
}

const onePort = (
  c: Cursor,
  range: readonly [number, number],
  before: Sticky,
): (PortFact & { sticky: Sticky }) | null => {
  const [from, to] = range;
  const name = declaredName(c, from, to);
  if (name < 0) return null;
  const first = c.word(from);
  const line = c.line(name);
  const at = { name: c.word(name), line };
  if (directions.has(first)) {
    const sticky = { direction: first as Direction, type: typeText(c, from + 1, name) };
    return { ...at, ...sticky, sticky };
  }
  if (name === from) return { ...at, ...before, sticky: before };
  const isInterface = c.isIdentifier(from) || first === 'interface';
  if (isInterface && (before.direction === 'unknown' || before.direction === 'interface' || c.is(from + 1, '.'))) {
    const sticky: Sticky = { direction: 'interface', type: c.textOf(from, name) };
    return { ...at, ...sticky, sticky };
  }
  const sticky = { direction: before.direction, type: typeText(c, from, name) };
  return { ...at, ...sticky, sticky };
};

/** Ports of the list in (from, to): ANSI declarations, or bare names whose directions stand in the body. Also the declarations in the body. */
export const readPorts = (c: Cursor, from: number, to: number): PortFact[] => {
  const ports: PortFact[] = [];
  let sticky: Sticky = { direction: 'unknown', type: '' };
  for (const range of splitAtCommas(c, from, to)) {
    const port = onePort(c, range, sticky);
    if (port === null) continue;
    sticky = port.sticky;
    ports.push({ name: port.name, direction: port.direction, type: port.type, line: port.line });
  }
  return ports;
};

/** Parameters of (from, to): `parameter int W = 8, D = 4, localparam X = 1`. */
export const readParams = (c: Cursor, from: number, to: number, local: boolean): ParamFact[] => {
  const params: ParamFact[] = [];
  let isLocal = local;
  for (const [begin, end] of splitAtCommas(c, from, to)) {
    if (c.word(begin) === 'localparam') isLocal = true;
    if (c.word(begin) === 'parameter') isLocal = false;
    const name = declaredName(c, begin, end);
    if (name < 0) continue;
    let equals = name + 1;
    while (equals < end && !c.is(equals, '=')) equals = c.is(equals, '[') ? c.after(equals) : equals + 1;
    const value = equals < end ? c.textOf(equals + 1, end).slice(0, 200) : '';
    params.push({ name: c.word(name), value, local: isLocal, line: c.line(name) });
  }
  return params;
};

/** Names of a `typedef … name;` and of the values of its enumeration. */
export const readTypedef = (c: Cursor, from: number, to: number): string[] => {
  const names: string[] = [];
  for (let i = from; i < to; i = c.is(i, '{') || c.is(i, '[') || c.is(i, '(') ? c.after(i) : i + 1) {
    if (!c.is(i, '{') || !isEnum(c, from, i)) continue;
    for (const [begin] of splitAtCommas(c, i + 1, c.after(i) - 1)) if (c.isIdentifier(begin)) names.push(c.word(begin));
  }
  const name = declaredName(c, from, to);
  if (name >= 0) names.push(c.word(name));
  return names;
};

const isEnum = (c: Cursor, from: number, to: number): boolean => {
  for (let i = from; i < to; i += 1) if (c.kind(i) === tokenKind.keyword && c.word(i) === 'enum') return true;
  return false;
};
