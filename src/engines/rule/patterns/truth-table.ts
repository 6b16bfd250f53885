import type { Outcome } from '../../../contracts/outcome.ts';
import { fail, ok } from '../../../contracts/outcome.ts';
import type { PlanTable } from '../../../contracts/plan.ts';
import type { TruthTablePart } from '../../../contracts/spec-parts.ts';
import { isDontcare, portNamed } from '../cells.ts';
import type { Draft, Pattern, Piece, Port, Trouble } from '../facts.ts';
import { factsOf, lineSpan, NO_PIECE, troubleAt } from '../facts.ts';
import { oldValue, planSequential } from './characteristic-table.ts';
import {
  type Column,
  clashes,
  cubeGuard,
  incomplete,
  outputCube,
  readTable,
  sourceOf,
  type Table,
} from './table-rows.ts';

/** A truth table, or the characteristic table of a flip-flop (cells that name the old value). */
export const truthTable: Pattern = {
  id: 'truth-table',
  hint: 'give a table whose columns are the ports, one row for every combination of the inputs',
  reason: 'each row is one line of the function; rows that contradict or lack each other are refused',
  plan: (draft, open) => {
    const [part] = open.parts.filter(
      (one): one is TruthTablePart => one.kind === 'truth-table' && one.unspecified === undefined,
    );
    return part === undefined ? ok(null) : planTable(part, draft);
  },
};

function planTable(part: TruthTablePart, draft: Draft): Outcome<Piece | null, Trouble> {
  const table = readTable(part, draft);
  if (!table.ok) return table;
  const bad = clashes(table.value) ?? incomplete(table.value, draft);
  if (bad !== null) return fail(bad);
  const isSequential = table.value.rows.some((row) =>
    table.value.outputs.some((column) => oldValue(row.cells[column.at] ?? '', column.port) !== null),
  );
  return isSequential ? planSequential(table.value, draft) : planCombinational(table.value, draft);
}

function planCombinational(table: Table, draft: Draft): Outcome<Piece | null, Trouble> {
  const outCells = table.rows.map((row) =>
    table.outputs.map((column) => outputCube(row.cells[column.at] ?? '', column.port)),
  );
  const row = outCells.findIndex((cells) => cells.includes(null));
  if (row >= 0) return planSelection(table, draft);
  const node = {
    kind: 'table' as const,
    inputs: table.inputs.map((column) => column.port.name),
    outputs: table.outputs.map((column) => column.port.name),
    rows: table.rows.map((one, index) => ({
      in: splitCube(one.input, table.inputs),
      out: (outCells[index] ?? []).map((cell) => cell ?? ''),
    })),
    origin: 'truth' as const,
    ...missingRows(table, draft),
    src: sourceOf(table.part, 'truth-table'),
  };
  return ok({
    ...NO_PIECE,
    nodes: [node],
    parts: [table.part],
    reads: node.inputs,
    drives: node.outputs,
    claims: factsOf(draft.facts, 'fact').filter(({ statement }) => ABOUT_MISSING.includes(statement.fact)),
  });
}

const ABOUT_MISSING = ['missing-rows-dontcare', 'missing-rows-are'];

/** What the outputs are where no row applies. */
function missingRows(table: Table, draft: Draft): Pick<PlanTable, 'missing' | 'default' | 'dontcare_policy'> {
  const told = factsOf(draft.facts, 'fact').find(({ statement }) => statement.fact === 'missing-rows-are');
  const bit = told?.statement.n === 1 ? '1' : '0';
  return told === undefined
    ? { missing: 'dontcare', dontcare_policy: 'free' }
    : { missing: 'default', default: table.outputs.map(({ port }) => bit.repeat(port.width ?? 1)) };
}

function splitCube(cube: string, columns: readonly Column[]): string[] {
  let at = 0;
  return columns.map((column) => {
    const width = column.port.width ?? 1;
    at += width;
    return cube.slice(at - width, at);
  });
}

/** Output cells that name inputs: a selection among signals. */
function planSelection(table: Table, draft: Draft): Outcome<Piece | null, Trouble> {
  const reads = new Set(table.inputs.map((column) => column.port.name));
  const nodes = [];
  for (const column of table.outputs) {
    const arms: { readonly when: string; readonly to: string }[] = [];
    for (const row of table.rows) {
      const to = selectedValue(row.cells[column.at] ?? '', { port: column.port, draft, reads });
      if (to === null)
        return fail(
          troubleAt(
            'unsupported',
            `cell "${row.cells[column.at] ?? ''}" is neither a value nor an input`,
            lineSpan(table.part, row.line),
          ),
        );
      arms.push({ when: cubeGuard(table, row), to });
    }
    const last = arms.at(-1)?.to ?? '';
    const rhs = arms.slice(0, -1).reduceRight((rest, arm) => `((${arm.when}) ? ${arm.to} : ${rest})`, last);
    nodes.push({ kind: 'assign' as const, lhs: column.port.name, rhs, src: sourceOf(table.part, 'truth-table') });
  }
  return ok({
    ...NO_PIECE,
    nodes,
    parts: [table.part],
    reads: [...reads],
    drives: table.outputs.map((column) => column.port.name),
  });
}

function selectedValue(
  cell: string,
  to: { readonly port: Port; readonly draft: Draft; readonly reads: Set<string> },
): string | null {
  const width = to.port.width ?? 1;
  if (isDontcare(cell) && portNamed(cell, to.draft.inputs) === null) return `${String(width)}'b${'0'.repeat(width)}`;
  const cube = outputCube(cell, to.port);
  if (cube !== null) return `${String(width)}'b${cube.replaceAll('-', '0')}`;
  const inverted = /^[~!]/.test(cell.trim());
  const source = portNamed(cell.trim().replace(/^[~!]/, ''), to.draft.inputs);
  if (source === null || source.width !== to.port.width) return null;
  to.reads.add(source.name);
  return inverted ? `~${source.name}` : source.name;
}
