import type { KarnaughPart } from '../../contracts/spec-parts.ts';
import type { Complaints, Line } from '../text.ts';
import { isDecoration, isRuleRow, pipeCells } from './cells.ts';
import type { PartInput, PartRead } from './reader.ts';
import { runOf, spanOfRun } from './reader.ts';

const WORD = /^(?:(?:[A-Za-z_]\w*\[\d+\])+|(?:[A-Za-z]\d*){1,6}|[A-Za-z_]\w*)$/;
const MAX_HEADER_LENGTH = 240;
const CODES = /^\s*(?:(\S.*?)\s+)?((?:[01]{1,4}[\s|]+)+[01]{1,4})\s*\|?\s*$/;
const CELL = /^(?:[01xXdD*-]|[A-Za-z~!]\w{0,8}'?)$/;

/** Header of a map: variables of both sides and the column codes. */
interface MapHeader {
  readonly columnVars: readonly string[];
  readonly rowVars: readonly string[];
  readonly codes: readonly string[];
  /** Lines the header takes. */
  readonly height: number;
}

const isShort = (text: string): boolean =>
  text.trim().length <= MAX_HEADER_LENGTH && text.length <= 2 * MAX_HEADER_LENGTH;

/** Cuts `ab`, `x[1]x[2]`, `A, B`, `x1x2` into variables; a word that is a port stays whole. */
export function cutVariables(text: string, names: ReadonlySet<string>): readonly string[] | null {
  const trimmed = text.trim();
  const words = trimmed.length > 80 ? [] : trimmed.split(/[\s,]+/).filter((word) => word !== '');
  if (words.length === 0 || words.length > 6 || !words.every((word) => WORD.test(word))) return null;
  return words.flatMap((word) =>
    names.has(word) ? [word] : (word.match(/[A-Za-z_]\w*\[\d+\]|[A-Za-z]\d*/g) ?? [word]),
  );
}

/** Reads a Karnaugh map: variables and codes over two lines or one, or as a pipe table with `ab\cd` in its corner. */
export function readKarnaugh(input: PartInput, at: number): PartRead | null {
  const header = twoLineHeader(input, at) ?? cornerHeader(input, at);
  if (header === null) return null;
  const rowLines = mapRows(input, at + header.height);
  if (rowLines.length === 0) return null;
  const part = mapOf(header, rowLines, input.complaints);
  const next = at + header.height + rowLines.length;
  const top = input.line(at);
  if (part === null || top === undefined) return { parts: [], next };
  return { parts: [{ ...part, span: spanOfRun([top, ...rowLines]) }], next };
}

/** `ab` alone, then `cd 00 01 11 10` (outer pipes and rules are decoration). */
function twoLineHeader(input: PartInput, at: number): MapHeader | null {
  const [first, second] = [input.line(at)?.text, input.line(at + 1)?.text];
  if (first === undefined || second === undefined || !isShort(first) || !isShort(second)) return null;
  const columnVars = cutVariables(first.replace(/\|/g, ' '), input.names);
  const match = CODES.exec(second.replace(/\|/g, ' '));
  if (columnVars === null || match === null) return null;
  const rowVars = cutVariables((match[1] ?? '').replace(/[\\/|]/g, ' '), input.names);
  const codes = (match[2] ?? '').split(/[\s|]+/).filter((code) => code !== '');
  if (rowVars === null) return null;
  return { columnVars, rowVars, codes, height: isDecoration(input.line(at + 2)?.text ?? '') ? 3 : 2 };
}

/** `| ab\cd | 00 | 01 | 11 | 10 |` or `ab/cd 00 01 11 10`: rows before columns, unless a width says otherwise. */
function cornerHeader(input: PartInput, at: number): MapHeader | null {
  const text = input.line(at)?.text ?? '';
  if (!/[\\/]/.test(text) || !isShort(text)) return null;
  const match = CODES.exec(text.replace(/\|/g, ' '));
  const [left, right] = (match?.[1] ?? '').split(/\s*[\\/]+\s*/);
  if (match === null || left === undefined || right === undefined) return null;
  const [a, b] = [cutVariables(left, input.names), cutVariables(right, input.names)];
  const codes = (match[2] ?? '').split(/[\s|]+/).filter((code) => code !== '');
  const width = codes[0]?.length ?? 0;
  if (a === null || b === null || codes.some((code) => code.length !== width)) return null;
  const height = isDecoration(input.line(at + 1)?.text ?? '') ? 2 : 1;
  return b.length === width
    ? { rowVars: a, columnVars: b, codes, height }
    : { rowVars: b, columnVars: a, codes, height };
}

const mapRows = (input: PartInput, at: number): readonly Line[] =>
  runOf(
    input,
    at,
    (text) => /^\s*\|?\s*[01]{1,4}\s*(?:[|\s:]\s*\S.*)$/.test(text) || (isRuleRow(text) && text.includes('|')),
  );

function cellsOf(text: string): readonly string[] {
  const body = text.trim().replace(/^\|/, '').replace(/\|$/, '');
  const cells = body.includes('|') ? pipeCells(body) : body.split(/\s+/);
  // `00 0 1 1 0` and `00 | 0 1 1 0`: blanks part the cells where pipes do not.
  return cells.length === 2 ? cells.flatMap((cell) => cell.split(/\s+/)) : cells;
}

function mapOf(header: MapHeader, lines: readonly Line[], complaints: Complaints): Omit<KarnaughPart, 'span'> | null {
  const rows = lines
    .filter((line) => !isRuleRow(line.text))
    .map((line) => {
      const [code = '', ...cells] = cellsOf(line.text);
      return { code, cells: cells.map((cell) => cell.trim()), line: line.number };
    });
  const { columnVars, rowVars, codes } = header;
  const [first] = lines;
  const count = columnVars.length + rowVars.length;
  const flaws: [number, string, string][] = [];
  if (count < 2 || count > 6 || new Set([...columnVars, ...rowVars]).size !== count)
    flaws.push([
      first?.number ?? 1,
      'SPEC-KMAP-VARS',
      `a map over ${[...rowVars, ...columnVars].join(', ')} cannot be read: 2 to 6 different variables are possible`,
    ]);
  flaws.push(...notPermutation(codes, columnVars.length, (first?.number ?? 2) - 1, 'column'));
  flaws.push(
    ...notPermutation(
      rows.map((row) => row.code),
      rowVars.length,
      first?.number ?? 1,
      'row',
    ),
  );
  for (const row of rows) {
    if (row.cells.length !== codes.length)
      flaws.push([
        row.line,
        'SPEC-KMAP-ROW',
        `row ${row.code} has ${row.cells.length} cells; the map has ${codes.length} columns`,
      ]);
    const odd = row.cells.find((cell) => !CELL.test(cell));
    if (odd !== undefined)
      flaws.push([row.line, 'SPEC-KMAP-CELL', `'${odd.slice(0, 20)}' is no cell of a map: 0, 1, d, x or - are`]);
  }
  for (const [line, code, message] of flaws) complaints.error(line, code, message);
  return flaws.length > 0 ? null : { kind: 'karnaugh', columnVars, rowVars, columnCodes: codes, rows };
}

/** Every code once: 2^n different codes of n bits. */
function notPermutation(
  codes: readonly string[],
  bits: number,
  line: number,
  side: string,
): [number, string, string][] {
  const complete = codes.length === 2 ** bits && new Set(codes).size === codes.length;
  if (complete && codes.every((code) => code.length === bits)) return [];
  return [
    [
      line,
      'SPEC-KMAP-CODES',
      `the ${side} codes ${codes.join(' ').slice(0, 80)} are not every code of ${bits} bit${bits === 1 ? '' : 's'} once`,
    ],
  ];
}
