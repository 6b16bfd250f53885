import type { PlainTablePart, RegisterMapPart, StateTablePart, TruthTablePart } from '../../contracts/spec-parts.ts';
import { isDecoration, isRuleRow, pipeCells, plainCell } from './cells.ts';
import type { RawTable } from './raw-table.ts';
import type { PartInput, PartRead } from './reader.ts';
import { runOf, spanOfRun } from './reader.ts';
import { registerMapOf } from './register-map.ts';
import { stateTableOf } from './state-table.ts';
import { truthTableOf } from './truth-table.ts';

/** Reads a run of lines with pipes: state table, truth table, else a plain table. */
export function readPipeTable(input: PartInput, at: number): PartRead | null {
  const first = input.line(at);
  if (first === undefined || !isPipeRow(first.text)) return null;
  const lines = runOf(input, at, (text) => isPipeRow(text) || (isDecoration(text) && text.trim() !== ''));
  const rows = lines.filter((line) => !isRuleRow(line.text) && !isDecoration(line.text));
  const next = at + lines.length;
  const [headerLine, ...body] = rows;
  // A lone row may be running text; a run of rules alone has no words.
  if (headerLine === undefined) return { parts: [], next };
  if (body.length === 0) return null;
  const table: RawTable = {
    header: pipeCells(headerLine.text).map(plainCell),
    headerLine,
    rows: body.map((line) => ({ cells: pipeCells(line.text).map(plainCell), line: line.number })),
    lines,
    notation: lines.some((line) => isRuleRow(line.text) && line.text.includes('|')) ? 'markdown' : 'pipe',
  };
  const part = partOf(table, input);
  return { parts: part === null ? [] : [part], next };
}

/** At least one pipe with something on both sides, or outer pipes; `a | b` in running text has words on both sides. */
const isPipeRow = (text: string): boolean => {
  if (!text.includes('|') || text.length > 4000) return false;
  const cells = pipeCells(text);
  return (
    cells.length >= 2 && cells.every((cell) => cell.length <= 400) && !/[.;]\s*$/.test(text.trim().replace(/\|$/, ''))
  );
};

/** The meaning of a table, from its header and its rows; null after an error. */
export function partOf(
  table: RawTable,
  input: Pick<PartInput, 'complaints' | 'names' | 'outputs'>,
): StateTablePart | TruthTablePart | RegisterMapPart | PlainTablePart | null {
  const registers = registerMapOf(table, input.complaints);
  if (registers !== null) return registers === 'faulty' ? null : registers;
  return stateTableOf(table, input) ?? truthTableOf(table, input) ?? plainOf(table, input);
}

function plainOf(table: RawTable, input: Pick<PartInput, 'complaints'>): PlainTablePart {
  const ragged = table.rows.find((row) => row.cells.length !== table.header.length);
  if (ragged !== undefined)
    input.complaints.warning(
      ragged.line,
      'SPEC-TABLE-ROW',
      `the row has ${ragged.cells.length} cells; the header has ${table.header.length}`,
    );
  return { kind: 'table', columns: table.header, rows: table.rows, span: spanOfRun(table.lines) };
}
