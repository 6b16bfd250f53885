import type { Spec, SpecPort } from '../../contracts/spec.ts';
import type { CellRow, PlainTablePart } from '../../contracts/spec-parts.ts';
import type { EnglishScope, SentenceReading } from '../../english/index.ts';
import { cubeOf } from './cells.ts';
import { readEntryAction } from './entry-words.ts';
import { lineSpan } from './facts.ts';
import type { ReadSentence } from './reading-types.ts';

/** Headers above what happens, or what the output is, for a value of the input in the other column. */
const OPERATION =
  /^(?:the )?(?:operation|function|action|effect|behaviou?r|meaning|description|what (?:happens|it does)|result|movement|output|mode of operation|operation performed|next value|does)s?$/i;

interface OperationTable {
  readonly port: SpecPort;
  readonly keyAt: number;
  readonly cellAt: number;
}

/** A table of two columns: values of an input, and in words what happens for each; null for any other. */
export function operationTable(part: PlainTablePart, spec: Spec): OperationTable | null {
  const [first, second, more] = part.columns;
  if (first === undefined || second === undefined || more !== undefined) return null;
  for (const [keyAt, name] of [first, second].entries()) {
    const port = spec.ports.find((one) => one.name === name.trim() && one.direction === 'input');
    const header = keyAt === 0 ? second : first;
    if (port !== undefined && OPERATION.test(header.trim())) return { port, keyAt, cellAt: 1 - keyAt };
  }
  return null;
}

/** The keys as literals of the input's width, one for each row; null where one is no value of it or stands twice. */
function keysOf(rows: readonly CellRow[], { port, keyAt }: OperationTable): readonly string[] | null {
  const { width } = port;
  if (typeof width !== 'number') return null;
  const cells = rows.map((row) => (row.cells[keyAt] ?? '').trim());
  const isBinary = cells.every((cell) => cell.includes("'") || cell.replaceAll('_', '').length === width);
  const cubes = cells.map((cell) => cubeOf(cell, width, isBinary ? 'binary' : 'decimal'));
  const isPlain = cubes.every((cube) => cube !== null && !cube.includes('-'));
  return isPlain && new Set(cubes).size === cubes.length
    ? cubes.map((cube) => `${String(width)}'b${String(cube)}`)
    : null;
}

/** Every row as a sentence about its value of the input: "for mode = 2'b01, shift right". */
export function readOperationRows(spec: Spec, scope: EnglishScope, first: number): readonly ReadSentence[] {
  let index = first;
  return spec.body.flatMap((part): readonly ReadSentence[] => {
    const table = part.kind === 'table' ? operationTable(part, spec) : null;
    const keys = part.kind !== 'table' || table === null ? null : keysOf(part.rows, table);
    if (part.kind !== 'table' || table === null || keys === null) return [];
    return part.rows.map((row, at): ReadSentence => {
      const text = row.cells[table.cellAt] ?? '';
      const span = lineSpan(part, row.line);
      const base = { text, span, about: null, caseValue: keys[at] ?? null, caseSignal: table.port.name };
      index += 1;
      return { ...base, index: index - 1, readings: readEntryAction(text, scope).filter(isUnguarded) };
    });
  });
}

/** The row itself is the condition: a cell with another one would lose it. */
const isUnguarded = ({ statements }: SentenceReading): boolean =>
  statements.every(
    (statement) =>
      statement.s === 'do' &&
      !statement.chain &&
      statement.edge === null &&
      statement.branches.every(({ guard }) => guard === null),
  );
