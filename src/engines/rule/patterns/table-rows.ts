import type { Outcome } from '../../../contracts/outcome.ts';
import { fail, ok } from '../../../contracts/outcome.ts';
import type { TruthTablePart } from '../../../contracts/spec-parts.ts';
import { cubeOf, cubesClash, cubesMeet, portNamed, uncovered } from '../cells.ts';
import type { Draft, Port, Trouble } from '../facts.ts';
import { factsOf, lineSpan, troubleAt } from '../facts.ts';

/** A column of a table that is a port, by its place. */
export interface Column {
  readonly port: Port;
  readonly at: number;
}

/** A row: one cube over all inputs in the order of their columns, and the raw cells. */
interface Row {
  readonly input: string;
  readonly line: number;
  readonly cells: readonly string[];
}

/** A table read against the ports of a module. */
export interface Table {
  readonly part: TruthTablePart;
  readonly inputs: readonly Column[];
  readonly outputs: readonly Column[];
  readonly rows: readonly Row[];
}

/** Reads a table against the ports: every column must be one, every input cell a value of it. */
export function readTable(part: TruthTablePart, draft: Draft): Outcome<Table, Trouble> {
  const columns: Column[] = [];
  for (const [at, name] of part.columns.entries()) {
    const port = portNamed(name, draft.ports);
    if (port === null || port.width === null)
      return fail(troubleAt('unsupported', `the table's column ${name} is not a port`, part.span));
    columns.push({ port, at });
  }
  const inputs = columns.filter((column) => column.port.direction === 'input');
  const outputs = columns.filter((column) => column.port.direction === 'output');
  if (inputs.length === 0 || outputs.length === 0)
    return fail(troubleAt('incomplete', 'the table needs at least one input and one output column', part.span));
  const notations = new Map(inputs.map((column) => [column.at, notationOf(part, column)]));
  const rows: Row[] = [];
  for (const row of part.rows) {
    const cubes = inputs.map((column) =>
      cubeOf(row.cells[column.at] ?? '', column.port.width ?? 1, notations.get(column.at) ?? 'binary'),
    );
    const lost = cubes.indexOf(null);
    if (lost >= 0)
      return fail(
        troubleAt(
          'unsupported',
          `cell "${row.cells[inputs[lost]?.at ?? 0] ?? ''}" is not a value of ${inputs[lost]?.port.name ?? ''}`,
          lineSpan(part, row.line),
        ),
      );
    rows.push({ input: cubes.join(''), line: row.line, cells: row.cells });
  }
  return ok({ part, inputs, outputs, rows });
}

/** A column is binary where every cell has as many bits as its port, else decimal. */
function notationOf(part: TruthTablePart, column: Column): 'binary' | 'decimal' {
  const width = column.port.width ?? 1;
  const cells = part.rows.map((row) => row.cells[column.at] ?? '');
  return cells.every((cell) => cubeOf(cell, width, 'binary') !== null) ? 'binary' : 'decimal';
}

/** Two rows that give different outputs for the same inputs; null where there are none. */
export function clashes(table: Table): Trouble | null {
  for (const [index, row] of table.rows.entries()) {
    for (const other of table.rows.slice(0, index)) {
      if (
        cubesMeet(row.input, other.input) &&
        table.outputs.some((column) =>
          cellsClash(row.cells[column.at] ?? '', other.cells[column.at] ?? '', column.port),
        )
      ) {
        return troubleAt(
          'contradiction',
          `rows on lines ${String(other.line)} and ${String(row.line)} give different outputs for the same inputs`,
          lineSpan(table.part, row.line),
        );
      }
    }
  }
  return null;
}

function cellsClash(left: string, right: string, port: Port): boolean {
  if (left.trim() === right.trim()) return false;
  const [one, two] = [outputCube(left, port), outputCube(right, port)];
  return one === null || two === null || cubesClash(one, two);
}

/** An output cell as bits and don't-cares, binary before decimal; null where it is no value. */
export const outputCube = (cell: string, port: Port): string | null =>
  cubeOf(cell, port.width ?? 1, 'binary') ?? cubeOf(cell, port.width ?? 1, 'decimal');

/** An input combination without a row, where no rule says what happens then; null where there is none. */
export function incomplete(table: Table, draft: Draft): Trouble | null {
  const width = table.inputs.reduce((sum, column) => sum + (column.port.width ?? 1), 0);
  const open = uncovered(
    table.rows.map((row) => row.input),
    width,
  );
  if (open === null)
    return troubleAt('unsupported', `the table has ${String(width)} input bits, too many to check`, table.part.span);
  const [first] = open;
  if (first === undefined) return null;
  const isStated = factsOf(draft.facts, 'fact').some(({ statement }) =>
    ['missing-rows-dontcare', 'missing-rows-are'].includes(statement.fact),
  );
  return isStated
    ? null
    : troubleAt(
        'incomplete',
        `the table has no row for ${table.inputs.map((column) => column.port.name).join(', ')} = ${first}, and no rule says what happens then`,
        table.part.span,
      );
}

/** The condition under which a row applies, as an expression over the inputs. */
export const cubeGuard = (table: Table, row: Row): string => {
  const terms: string[] = [];
  let at = 0;
  for (const { port } of table.inputs) {
    const width = port.width ?? 1;
    const cube = row.input.slice(at, at + width);
    at += width;
    if (cube.includes('-') && width > 1 && /[01]/.test(cube))
      terms.push(
        ...[...cube].flatMap((bit, index) =>
          bit === '-' ? [] : [`${bit === '1' ? '' : '~'}${port.name}[${String((port.msb ?? width - 1) - index)}]`],
        ),
      );
    else if (!cube.includes('-'))
      terms.push(
        width === 1 ? `${cube === '1' ? '' : '~'}${port.name}` : `(${port.name} == ${String(width)}'b${cube})`,
      );
  }
  return terms.length === 0 ? "1'b1" : terms.join(' & ');
};

/** Where in the text the nodes of a table come from. */
export const sourceOf = (part: TruthTablePart, rule: string) => ({ start: part.span.start, end: part.span.end, rule });
