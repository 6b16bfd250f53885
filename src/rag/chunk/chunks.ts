import type { FileFacts, UnitFact } from '../extract/facts.ts';
import { stemOf } from './words.ts';

export interface Chunk {
  readonly kind: 'signature' | 'body';
  /** Index of the unit in the file's facts; -1 for code outside every unit. */
  readonly unit: number;
  /** 1-based, inclusive. */
  readonly firstLine: number;
  readonly lastLine: number;
}

export interface ChunkOptions {
  /** Lines a body chunk aims at; it ends at the last syntactic border before. */
  readonly bodyLines: number;
}

export const defaultChunkOptions: ChunkOptions = { bodyLines: 40 };

/** A header of more lines is cut: a port list of 400 lines is found by its first ones. */
const longestHeader = 400;

const signatureOf = (unit: UnitFact, index: number): Chunk => {
  const near = unit.comments.filter(([from]) => from >= unit.line - 60);
  const firstLine = Math.min(unit.line, ...near.map(([from]) => from));
  return {
    kind: 'signature',
    unit: index,
    firstLine,
    lastLine: Math.min(unit.headerLast, unit.line + longestHeader, Math.max(unit.line, unit.lastLine)),
  };
};

/** How many of the ascending numbers are below the limit. */
const countBelow = (ascending: readonly number[], limit: number): number => {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if ((ascending[mid] ?? 0) < limit) low = mid + 1;
    else high = mid;
  }
  return low;
};

/** Cuts (from, to) at borders, so that no chunk has more than `bodyLines` lines where a border allows it. */
const cut = (
  span: { readonly from: number; readonly to: number },
  borders: readonly number[],
  bodyLines: number,
): [number, number][] => {
  const parts: [number, number][] = [];
  let begin = span.from;
  let lastBorder = -1;
  const inside = borders.slice(countBelow(borders, span.from + 1), countBelow(borders, span.to + 1));
  for (const border of [...inside, span.to + 1]) {
    while (border - begin > bodyLines) {
      const end = lastBorder > begin ? lastBorder : Math.min(border, begin + 2 * bodyLines);
      parts.push([begin, end - 1]);
      begin = end;
      lastBorder = -1;
    }
    lastBorder = border;
  }
  if (begin <= span.to) parts.push([begin, span.to]);
  return parts;
};

const bodiesOf = (facts: FileFacts, unit: number, options: ChunkOptions): Chunk[] => {
  const u = facts.units[unit];
  const from = u ? u.headerLast + 1 : 1;
  const to = u ? u.lastLine : facts.lines;
  if (to < from) return [];
  return cut({ from, to }, facts.borders, Math.max(4, options.bodyLines)).map(([firstLine, lastLine]) => ({
    kind: 'body',
    unit,
    firstLine,
    lastLine,
  }));
};

/** Chunks of one file: a signature and bodies for each unit, the whole file cut up where it has no unit. */
export const chunksOf = (facts: FileFacts, options: ChunkOptions): Chunk[] => {
  if (facts.units.length === 0) {
    const signature: Chunk = { kind: 'signature', unit: -1, firstLine: 1, lastLine: Math.min(facts.lines, 40) };
    return [signature, ...bodiesOf(facts, -1, options)];
  }
  return facts.units.flatMap((unit, i) => [signatureOf(unit, i), ...bodiesOf(facts, i, options)]);
};

/** The lines of a text, for cutting chunks out of it. */
export const linesOf = (text: string): readonly string[] => text.split(/\r?\n/);

const joined = (lines: readonly string[], from: number, to: number): string => lines.slice(from - 1, to).join('\n');

/** Names of a unit's own that say what it is for; cut, since a package may define thousands. */
const offered = (unit: UnitFact): string =>
  [...unit.params.map((p) => p.name), ...unit.symbols.slice(0, 200), unit.base].join(' ');

/** What a chunk is found by: for a signature, its file's name, its comments, its header and the names it offers. */
export const documentOf = (
  file: { readonly path: string; readonly facts: FileFacts; readonly lines: readonly string[] },
  chunk: Chunk,
): string => {
  const { facts, lines, path } = file;
  if (chunk.kind === 'body') return joined(lines, chunk.firstLine, chunk.lastLine);
  const unit = facts.units[chunk.unit];
  if (!unit) {
    const macros = facts.macrosDefined.slice(0, 200).map((m) => m.name);
    return [stemOf(path), macros.join(' '), joined(lines, 1, Math.min(20, facts.lines))].join('\n');
  }
  const comments = unit.comments.map(([from, to]) => joined(lines, from, to));
  const header = joined(lines, unit.line, chunk.lastLine);
  const packages = facts.packages.slice(0, 30).map((p) => p.name);
  return [stemOf(path), unit.name, ...comments, header, offered(unit), packages.join(' ')].join('\n');
};
