import type { SpecParam, SpecPort } from '../../contracts/spec.ts';
import { isRuleRow, pipeCells, plainCell, runEnd } from '../parts/cells.ts';
import type { Line } from '../text.ts';
import { spanOf } from '../text.ts';
import type { PortFlaw } from './bullets.ts';
import { badWidth } from './bullets.ts';
import type { FoundInterface, FoundPort } from './model.ts';
import { readBits, readRange, readWidthSpec } from './width.ts';

const nameIn = (row: Line, columns: Columns): string => plainCell(pipeCells(row.text)[columns.name] ?? '');

/** Which column of a table holds what; absent columns are -1. */
interface Columns {
  readonly name: number;
  readonly direction: number;
  readonly width: number;
  readonly value: number;
  readonly description: number;
}

/** Port and parameter tables: a header row with a name and a direction (ports) or a default value (parameters). */
export function readPortTables(lines: readonly Line[], flaws: PortFlaw[]): FoundInterface | null {
  const found: Tables = { ports: [], params: [], used: [], flaws };
  for (let at = 0; at < lines.length; at += 1) {
    if (!lines[at]?.text.includes('|')) continue;
    const end = runEnd(lines, at, (line) => line.text.includes('|'));
    takeTable(found, lines.slice(at, end), directionAbove(lines, at));
    at = end;
  }
  const { ports, params, used } = found;
  return ports.length === 0 ? null : { source: 'table', top: null, params, ports, lines: used };
}

interface Tables {
  readonly ports: FoundPort[];
  readonly params: SpecParam[];
  readonly used: Line[];
  readonly flaws: PortFlaw[];
}

/** `## Inputs` or `Outputs:` above a table without a column of directions gives them; null elsewhere. */
function directionAbove(lines: readonly Line[], at: number): SpecPort['direction'] | null {
  let above = at - 1;
  while (above >= 0 && lines[above]?.text.trim() === '') above -= 1;
  const label = /^\s*(?:#{1,6}\s+)?\**(inputs?|outputs?|inouts?)\b(?: ports?| signals?)?\**\s*:?\**\s*$/i.exec(
    lines[above]?.text ?? '',
  )?.[1];
  return label === undefined ? null : directionOf(label.toLowerCase().replace(/s$/, ''));
}

function takeTable(found: Tables, rows: readonly Line[], above: SpecPort['direction'] | null): void {
  const columns = columnsOf(rows[0], above !== null);
  if (columns === null || rows.length < 2) return;
  const entries = rows.slice(1).filter((row) => !isRuleRow(row.text));
  // A later table that lists a port again describes another module of the same text; it stays there.
  const known = new Set(found.ports.map((port) => port.name));
  if (above === null && entries.some((row) => known.has(nameIn(row, columns)))) return;
  found.used.push(...rows);
  for (const row of entries) {
    if (columns.direction >= 0 || above !== null) takePort(row, { columns, above }, found);
    else takeParam(row, columns, found.params);
  }
}

function columnsOf(line: Line | undefined, hasDirection: boolean): Columns | null {
  if (line === undefined) return null;
  const heads = pipeCells(line.text).map((cell) => plainCell(cell).toLowerCase());
  const find = (pattern: RegExp): number => heads.findIndex((head) => pattern.test(head));
  const columns = {
    name: find(/^(?:(?:port|signal|pin|parameter|generic)(?: name)?|names?)$/),
    direction: find(/^(?:dir|dir\.|direction|i\/o|io|in\/out|mode|port direction)$/),
    width: find(/^(?:width|bits?|size|range|width \(bits\)|bit width|type|width\/range)$/),
    value: find(/^(?:default|default value|value)$/),
    description: find(/^(?:description|desc|function|meaning|notes?|comment|purpose|remarks?)$/),
  };
  const isParams = /param|generic/.test(heads[columns.name] ?? '') || columns.value >= 0;
  return columns.name >= 0 && (columns.direction >= 0 || hasDirection || (isParams && columns.value >= 0))
    ? columns
    : null;
}

function takePort(
  row: Line,
  layout: { readonly columns: Columns; readonly above: SpecPort['direction'] | null },
  into: Tables,
): void {
  const { columns } = layout;
  const cells = pipeCells(row.text).map(plainCell);
  const direction = columns.direction < 0 ? layout.above : directionOf(cells[columns.direction] ?? '');
  const named = /^([A-Za-z_$`][\w$`]*)\s*(?:\[([^[\]]+)\])?$/.exec((cells[columns.name] ?? '').replace(/`/g, ''));
  const name = named?.[1] ?? cells[columns.name] ?? '';
  const flaw = (code: string, message: string) => into.flaws.push({ line: row.number, code, message });
  if (direction === null) {
    flaw('SPEC-PORT-DIRECTION', `port '${name.slice(0, 60)}' has no direction: write input, output or inout`);
    return;
  }
  const ranged = readRange(named?.[2] ?? '');
  const text = cells[columns.width] ?? '';
  const sized = ranged ?? (columns.width < 0 ? { width: 1, range: null } : widthCell(text));
  if (sized === null) into.flaws.push(badWidth(row, `'${text.slice(0, 40)}'`));
  into.ports.push({
    name,
    direction,
    width: sized?.width ?? 1,
    signed: /\bsigned\b/.test(text),
    range: sized?.range ?? null,
    description: cells[columns.description] ?? '',
    span: spanOf(row, row),
    widthStated: columns.width >= 0 || ranged !== null,
  });
}

function directionOf(cell: string): SpecPort['direction'] | null {
  const word = cell.toLowerCase();
  if (/^(?:i|in|input)\b/.test(word)) return 'input';
  if (/^(?:o|out|output)\b/.test(word)) return 'output';
  return /^(?:io|i\/o|inout|bidir(?:ectional)?)\b/.test(word) ? 'inout' : null;
}

/** `8`, `8 bits`, `[7:0]`, `WIDTH`, `wire [3:0]`, `wire`; null where the cell says no width. */
function widthCell(text: string): { width: SpecPort['width']; range: SpecPort['range'] } | null {
  const bare = text.replace(/\b(?:wire|reg|logic|signed|unsigned|std_logic)\b/gi, '').trim();
  if (bare === '' && text !== '') return { width: 1, range: null };
  const ranged = readRange(bare.replace(/^\[(.*)\]$/, '$1'));
  if (ranged !== null) return ranged;
  const width = readBits(bare) ?? readWidthSpec(bare);
  return width === null ? null : { width, range: null };
}

function takeParam(row: Line, columns: Columns, params: SpecParam[]): void {
  const cells = pipeCells(row.text).map(plainCell);
  const name = cells[columns.name] ?? '';
  const text = cells[columns.value] ?? '';
  const description = cells[columns.description] ?? '';
  const base = { name, description, span: spanOf(row, row) };
  params.push(text === '' ? { ...base, value: '', stated: false } : { ...base, value: readWidthSpec(text) ?? text });
}
