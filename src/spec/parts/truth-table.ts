import type { TruthTablePart } from '../../contracts/spec-parts.ts';
import { shown } from '../names.ts';
import type { RawTable } from './raw-table.ts';
import type { PartInput } from './reader.ts';
import { spanOfRun } from './reader.ts';

/** `0`, `1`, `x`, a vector of these, a sized literal, an arrow for a clock edge. */
const SYMBOL = /^(?:[01xXdDzZ?*-]+|\d+'[bdhoBDHO][0-9a-fA-FxXzZ_?]+|0[xb][0-9a-fA-F]+|\d{1,3}|[01]{1,64})$/;
/** The old value of a flip-flop or its complement, or a name: `Qold`, `~Qold`, `Q'`, `Q(t)`, `no change`, `hold`. */
const OLD_VALUE =
  /^(?:[~!]?\s*[A-Za-z_]\w{0,30}(?:\s*\(\s*\w+\s*\))?(?:\[\d+\])?'?|no change|hold|toggle|[~!]?\w+\[\d+(?::\d+)?\]|(?:old|previous) \w+)$/i;
/** A key cell of the row for all other keys. */
const OTHERS = /^(?:all |any )?others?(?: values?| codes?)?$|^(?:otherwise|else|default)$/i;
/** What an output is, as an expression or in words: it mentions a signal, or starts like a formula. */
const isExpression = (cell: string, names: ReadonlySet<string>): boolean =>
  cell.length <= 120 && (cell.match(/[A-Za-z_]\w*/g) ?? []).some((word) => names.has(word));
const COLUMN = /^[A-Za-z_]\w*(?:\s*\[[\w:\s]+\])?(?:\s*\([\w\s+:]*\))?(?:\+|\*|')?$/;

/** True of a cell that is a value: bits, a literal, a small number. */
export const isSymbol = (cell: string): boolean => SYMBOL.test(cell);

/** True of a header that names signals: short names, at most a range or a `(t+1)` behind them. */
export const namesSignals = (header: readonly string[]): boolean =>
  header.length >= 2 && header.every((cell) => COLUMN.test(cell));

/**
 * A truth or characteristic table: the header names signals, and every row is made of symbols. A table whose
 * header does and whose rows mostly are is one with faults: `SPEC-TABLE-ROW`, `SPEC-TABLE-SYMBOL`, `SPEC-TABLE-CONTRADICTION`.
 */
export function truthTableOf(
  raw: RawTable,
  input: Pick<PartInput, 'complaints' | 'names' | 'outputs'>,
): TruthTablePart | null {
  const { table, inputs } = withSplitCells(raw, input.names);
  const bar = table.header.indexOf('');
  const header = table.header.filter((cell) => cell !== '');
  if (!namesSignals(header)) return null;
  const rows = table.rows.map((row) => ({
    ...row,
    cells: bar < 0 ? row.cells : row.cells.filter((_, at) => at !== bar),
  }));
  const known = header.filter((cell) => input.names.has(cell.replace(/\s*[[(].*$/, ''))).length;
  const cells = rows.flatMap((row) => row.cells);
  const isOutput = header.map((name) => input.outputs.has(name));
  const symbols = rows
    .flatMap((row) =>
      row.cells.map((cell, at) => SYMBOL.test(cell) || (isOutput[at] === true && isExpression(cell, input.names))),
    )
    .filter((fine) => fine).length;
  if (isDescribed(header, rows, input)) return null;
  if (symbols * 2 < cells.length || (known === 0 && symbols < cells.length)) return null;
  const good = rows.map((row) => rowIsGood(row, header, input)).every((fine) => fine);
  const inputColumns = bar > 0 ? bar : inputs;
  if (!good || contradicts({ header, rows, inputColumns }, input)) return null;
  return {
    kind: 'truth-table',
    columns: header,
    rows,
    notation: table.notation,
    inputColumns,
    span: spanOfRun(table.lines),
  };
}

/** A column that is no port and holds words, beside no output: what happens in each case, told in sentences. */
function isDescribed(
  header: readonly string[],
  rows: RawTable['rows'],
  input: Pick<PartInput, 'names' | 'outputs'>,
): boolean {
  if (header.some((name) => input.outputs.has(name))) return false;
  return header.some((name, at) => !input.names.has(name) && rows.every((row) => / [a-z]/.test(row.cells[at] ?? '')));
}

/**
 * Two rows with the same inputs and different outputs, where it is plain which columns are outputs: a double bar, or
 * trailing columns named like output ports. Overlapping don't cares are left to the engine.
 */
function contradicts(
  table: { readonly header: readonly string[]; readonly rows: RawTable['rows']; readonly inputColumns: number | null },
  input: Pick<PartInput, 'complaints' | 'outputs'>,
): boolean {
  const outputsBegin = table.inputColumns ?? table.header.findIndex((name) => input.outputs.has(name));
  if (outputsBegin <= 0) return false;
  if (table.inputColumns === null && !table.header.slice(outputsBegin).every((name) => input.outputs.has(name)))
    return false;
  const seen = new Map<string, RawTable['rows'][number]>();
  let contradictory = false;
  for (const row of table.rows) {
    const key = row.cells.slice(0, outputsBegin).join('|');
    const before = seen.get(key);
    if (before === undefined) seen.set(key, row);
    else if (before.cells.join('|') !== row.cells.join('|')) {
      input.complaints.error(
        row.line,
        'SPEC-TABLE-CONTRADICTION',
        `the row contradicts line ${before.line}: same inputs, other outputs`,
      );
      contradictory = true;
    }
  }
  return contradictory;
}

function rowIsGood(
  row: RawTable['rows'][number],
  header: readonly string[],
  input: Pick<PartInput, 'complaints' | 'names' | 'outputs'>,
): boolean {
  if (row.cells.length !== header.length) {
    input.complaints.error(
      row.line,
      'SPEC-TABLE-ROW',
      `the row has ${row.cells.length} cells; the header has ${header.length}`,
    );
    return false;
  }
  const odd = row.cells.find(
    (cell, at) =>
      !SYMBOL.test(cell) &&
      !OLD_VALUE.test(cell) &&
      !OTHERS.test(cell) &&
      !(input.outputs.has(header[at] ?? '') && isExpression(cell, input.names)),
  );
  if (odd === undefined) return true;
  input.complaints.error(
    row.line,
    'SPEC-TABLE-SYMBOL',
    `'${shown(odd)}' is no symbol of a truth table: 0, 1, x, d or - are`,
  );
  return false;
}

/** `a b c | f` over `0 0 1 | 1`: cells that hold several columns are cut, where every row agrees. */
function withSplitCells(
  table: RawTable,
  ports: ReadonlySet<string>,
): { readonly table: RawTable; readonly inputs: number | null } {
  const header = table.header.map((cell) => cutNames(cell, ports));
  const counts = header.map((names) => names.length);
  const plain = { table, inputs: null };
  if (counts.every((count) => count === 1) || header.flat().some((name) => !COLUMN.test(name))) return plain;
  const rows = table.rows.map((row) => ({
    line: row.line,
    cells: row.cells.map((cell, at) => cutCell(cell, counts[at] ?? 1)),
  }));
  if (rows.some((row) => row.cells.some((cell, at) => cell.length !== counts[at]))) return plain;
  const cut = rows.map((row) => ({ line: row.line, cells: row.cells.flat() }));
  return {
    table: { ...table, header: header.flat(), rows: cut },
    inputs: header.length === 2 ? (counts[0] ?? null) : null,
  };
}

/** `a b`, `a, b`, or ports of one letter run together: `ab`. */
function cutNames(cell: string, ports: ReadonlySet<string>): readonly string[] {
  const letters = [...cell];
  if (letters.length > 1 && !ports.has(cell) && letters.every((letter) => ports.has(letter))) return letters;
  return cell.split(/[\s,]+/);
}

function cutCell(cell: string, count: number): readonly string[] {
  const words = cell.split(/[\s,]+/);
  return words.length === 1 && count > 1 && cell.length === count ? [...cell] : words;
}
