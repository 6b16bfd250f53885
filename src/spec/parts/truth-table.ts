import type { TruthTablePart } from '../../contracts/spec-parts.ts';
import { shown } from '../names.ts';
import type { RawTable } from './pipe-table.ts';
import type { PartInput } from './reader.ts';
import { spanOfRun } from './reader.ts';

/** `0`, `1`, `x`, a vector of these, a sized literal, an arrow for a clock edge. */
const SYMBOL = /^(?:[01xXdDzZ?*-]+|\d+'[bdhoBDHO][0-9a-fA-FxXzZ_?]+|0[xb][0-9a-fA-F]+|\d{1,3}|[01]{1,64})$/;
/** The old value of a flip-flop or its complement, or a name: `Qold`, `~Qold`, `Q'`, `Q(t)`, `no change`, `hold`. */
const OLD_VALUE =
  /^(?:[~!]?\s*[A-Za-z_]\w{0,30}(?:\s*\(\s*\w+\s*\))?(?:\[\d+\])?'?|no change|hold|toggle|[~!]?\w+\[\d+(?::\d+)?\]|(?:old|previous) \w+)$/i;
const COLUMN = /^[A-Za-z_]\w*(?:\s*\[[\w:\s]+\])?(?:\s*\([\w\s+:]*\))?(?:\+|\*|')?$/;

/** True of a header that names signals: short names, at most a range or a `(t+1)` behind them. */
export const namesSignals = (header: readonly string[]): boolean =>
  header.length >= 2 && header.every((cell) => COLUMN.test(cell));

/**
 * A truth or characteristic table: the header names signals, and every row is made of symbols. A table whose
 * header does and whose rows mostly are is one with faults: `SPEC-TABLE-ROW`, `SPEC-TABLE-SYMBOL`, `SPEC-TABLE-CONTRADICTION`.
 */
export function truthTableOf(table: RawTable, input: Pick<PartInput, 'complaints' | 'names'>): TruthTablePart | null {
  const bar = table.header.indexOf('');
  const header = table.header.filter((cell) => cell !== '');
  if (!namesSignals(header)) return null;
  const rows = table.rows.map((row) => ({
    ...row,
    cells: bar < 0 ? row.cells : row.cells.filter((_, at) => at !== bar),
  }));
  const known = header.filter((cell) => input.names.has(cell.replace(/\s*[[(].*$/, ''))).length;
  const cells = rows.flatMap((row) => row.cells);
  const symbols = cells.filter((cell) => SYMBOL.test(cell)).length;
  if (symbols * 2 < cells.length || (known === 0 && symbols < cells.length)) return null;
  const good = rows.map((row) => rowIsGood(row, header, input)).every((fine) => fine);
  if (!good) return null;
  return {
    kind: 'truth-table',
    columns: header,
    rows,
    notation: table.notation,
    inputColumns: bar > 0 ? bar : null,
    span: spanOfRun(table.lines),
  };
}

function rowIsGood(
  row: RawTable['rows'][number],
  header: readonly string[],
  input: Pick<PartInput, 'complaints'>,
): boolean {
  if (row.cells.length !== header.length) {
    input.complaints.error(
      row.line,
      'SPEC-TABLE-ROW',
      `the row has ${row.cells.length} cells; the header has ${header.length}`,
    );
    return false;
  }
  const odd = row.cells.find((cell) => !SYMBOL.test(cell) && !OLD_VALUE.test(cell));
  if (odd === undefined) return true;
  input.complaints.error(
    row.line,
    'SPEC-TABLE-SYMBOL',
    `'${shown(odd)}' is no symbol of a truth table: 0, 1, x, d or - are`,
  );
  return false;
}
