import type { TruthTablePart } from '../../contracts/spec-parts.ts';
import type { Line } from '../text.ts';
import { plainCell } from './cells.ts';
import { partOf } from './pipe-table.ts';
import type { PartInput, PartRead } from './reader.ts';
import { runOf } from './reader.ts';
import { isSymbol, namesSignals } from './truth-table.ts';

type Notation = Extract<TruthTablePart['notation'], 'csv' | 'tsv' | 'space'>;

const cut: Readonly<Record<Notation, (text: string) => readonly string[]>> = {
  csv: (text) =>
    text
      .trim()
      .split(/[,;]/)
      .map((cell) => plainCell(cell.trim().replace(/^"(.*)"$/, '$1'))),
  tsv: (text) =>
    text
      .trim()
      .split('\t')
      .map((cell) => plainCell(cell.trim())),
  space: (text) => text.trim().split(/\s+/),
};

/** Tables without pipes: comma separated, tab separated, or aligned by blanks; a header of names over rows of symbols. */
export function readDelimited(input: PartInput, at: number): PartRead | null {
  const header = input.line(at);
  if (header === undefined || header.text.length > 2000) return null;
  const notation = notationOf(header.text);
  const cells = cut[notation](header.text);
  if (!namesSignals(cells) || !startsRows(input, at, { notation, width: cells.length })) return null;
  const rows = runOf(input, at + 1, (text) => text.trim() !== '' && looksLikeRow(text, notation));
  if (rows.length < 2) return null;
  return tableOf([header, ...rows], notation, input, at);
}

/** Reads lines that are known to be a table (a fenced `csv` block) whatever their cells hold. */
export function delimitedTable(lines: readonly Line[], notation: 'csv' | 'tsv', input: PartInput): PartRead['parts'] {
  const rows = lines.filter((line) => line.text.trim() !== '');
  return rows.length < 2 ? [] : tableOf(rows, notation, input, 0).parts;
}

function tableOf(lines: readonly Line[], notation: Notation, input: PartInput, at: number): PartRead {
  const [headerLine, ...rows] = lines;
  if (headerLine === undefined) return { parts: [], next: at };
  const part = partOf(
    {
      header: cut[notation](headerLine.text),
      headerLine,
      rows: rows.map((row) => ({ cells: cut[notation](row.text), line: row.number })),
      lines,
      notation,
    },
    input,
  );
  return { parts: part === null ? [] : [part], next: at + lines.length };
}

const notationOf = (text: string): Notation =>
  text.trim().includes('\t') ? 'tsv' : /[,;]/.test(text) ? 'csv' : 'space';

/** One of the first two rows is made of symbols alone and as wide as the header; prose never is. */
function startsRows(
  input: PartInput,
  at: number,
  want: { readonly notation: Notation; readonly width: number },
): boolean {
  return [1, 2].some((step) => {
    const text = input.line(at + step)?.text ?? '';
    const cells = text.length > 2000 ? [] : cut[want.notation](text);
    return cells.length === want.width && cells.every(isSymbol);
  });
}

/** A row has separators, and no cell of it is running text. */
function looksLikeRow(text: string, notation: Notation): boolean {
  const cells = text.length > 2000 ? [] : cut[notation](text);
  if (notation === 'space') return cells.length >= 2 && cells.filter(isSymbol).length * 2 >= cells.length;
  return cells.length >= 2 && cells.every((cell) => cell.length < 40 && !/\s\w+\s/.test(cell));
}
