import type { Outcome } from '../../../contracts/outcome.ts';
import { fail, ok } from '../../../contracts/outcome.ts';
import type { PlanNode } from '../../../contracts/plan.ts';
import type { CellRow, TruthTablePart } from '../../../contracts/spec-parts.ts';
import { type Action, namesOf, readSentence, type Statement, type Value } from '../../../english/index.ts';
import { cubeOf, cubesMeet, isDontcare, portNamed, uncovered } from '../cells.ts';
import { express } from '../express.ts';
import type { Unspeakable } from '../expressed.ts';
import type { Draft, Pattern, Piece, Port, Trouble } from '../facts.ts';
import { lineSpan, NO_PIECE, troubleAt } from '../facts.ts';
import { isUnspeakable, nounOfPorts } from '../speech.ts';

/** Tables that say for each value of some inputs what an output is, as an expression: operations of an ALU, choices. */
export const caseTable: Pattern = {
  id: 'case-table',
  hint: 'give a row for each value of the selecting inputs, and what the output is: "a + b", "bitwise AND of a and b"',
  reason: 'keys must not overlap and must cover every value, or a row "others" says what the rest gives',
  plan: (draft, open) => {
    if (draft.clock !== null) return ok(null);
    const [part] = open.parts.filter(
      (one): one is TruthTablePart =>
        one.kind === 'truth-table' && one.unspecified === undefined && isCases(one, draft),
    );
    return part === undefined ? ok(null) : planCases(part, draft);
  },
};

const OTHERS = /^(?:all |any )?others?(?: values?| codes?)?$|^(?:otherwise|else|default)$/i;

/**
 * Some output cell names a signal, or some key is "others". A `d` beside a column `d` is a don't-care: the row has
 * said already what the input is.
 */
function isCases(part: TruthTablePart, draft: Draft): boolean {
  const names = new Set(
    draft.inputs.map((port) => port.name).filter((name) => !isDontcare(name) || !part.columns.includes(name)),
  );
  return part.rows.some((row) =>
    row.cells.some((cell, at) =>
      draft.outputs.some((port) => port.name === part.columns[at])
        ? (cell.match(/[A-Za-z_]\w*/g) ?? []).some((word) => names.has(word))
        : OTHERS.test(cell),
    ),
  );
}

interface Column {
  readonly port: Port;
  readonly at: number;
}

interface Case {
  /** Key bits of all key columns side by side; null for all other values. */
  readonly key: string | null;
  readonly row: CellRow;
}

function planCases(part: TruthTablePart, draft: Draft): Outcome<Piece | null, Trouble> {
  const columns: Column[] = [];
  for (const [at, name] of part.columns.entries()) {
    const port = portNamed(name, draft.ports);
    if (port?.width == null)
      return fail(troubleAt('unsupported', `the table's column ${name} is not a port of known width`, part.span));
    columns.push({ port, at });
  }
  const keys = columns.filter((column) => column.port.direction === 'input');
  const outputs = columns.filter((column) => column.port.direction === 'output');
  const cases = casesOf(part, keys);
  if (!cases.ok) return cases;
  const bad = overlapOf(cases.value, part) ?? gapOf(cases.value, keys, part);
  if (bad !== null) return fail(bad);
  const nodes: PlanNode[] = [];
  const reads = new Set(keys.map((column) => column.port.name));
  for (const output of outputs) {
    const made = outputOf(output, { cases: cases.value, keys, draft, part });
    if (!made.ok) return made;
    nodes.push(made.value.node);
    for (const name of made.value.reads) reads.add(name);
  }
  return ok({
    ...NO_PIECE,
    nodes,
    parts: [part],
    reads: [...reads],
    drives: outputs.map((column) => column.port.name),
  });
}

/** Keys are binary where every key of the column has as many digits as its port, else decimal. */
function casesOf(part: TruthTablePart, keys: readonly Column[]): Outcome<readonly Case[], Trouble> {
  const cases: Case[] = [];
  const notations = keys.map(({ at, port }) =>
    part.rows.every((row) => {
      const cell = (row.cells[at] ?? '').trim();
      return (
        OTHERS.test(cell) || isDontcare(cell) || cell.includes("'") || cell.replaceAll('_', '').length === port.width
      );
    })
      ? ('binary' as const)
      : ('decimal' as const),
  );
  for (const row of part.rows) {
    const cells = keys.map((column) => (row.cells[column.at] ?? '').trim());
    if (cells.every((cell) => OTHERS.test(cell))) {
      cases.push({ key: null, row });
      continue;
    }
    const cubes = keys.map((column, index) =>
      cubeOf(cells[index] ?? '', column.port.width ?? 1, notations[index] ?? 'binary'),
    );
    if (cubes.includes(null))
      return fail(troubleAt('unsupported', 'a key of the table is no value of its input', lineSpan(part, row.line)));
    cases.push({ key: cubes.join(''), row });
  }
  return ok(cases);
}

function overlapOf(cases: readonly Case[], part: TruthTablePart): Trouble | null {
  for (const [index, one] of cases.entries())
    for (const other of cases.slice(0, index)) {
      const meets = one.key === null || other.key === null ? one.key === other.key : cubesMeet(one.key, other.key);
      if (meets)
        return troubleAt(
          'contradiction',
          `the row has the key of line ${String(other.row.line)}`,
          lineSpan(part, one.row.line),
        );
    }
  return null;
}

function gapOf(cases: readonly Case[], keys: readonly Column[], part: TruthTablePart): Trouble | null {
  if (cases.some((one) => one.key === null)) return null;
  const width = keys.reduce((sum, column) => sum + (column.port.width ?? 0), 0);
  const open = uncovered(
    cases.flatMap((one) => one.key ?? []),
    width,
  );
  return open !== null && open.length === 0
    ? null
    : troubleAt('incomplete', `the table does not say what ${open?.[0] ?? 'some value'} gives`, part.span);
}

interface Place {
  readonly cases: readonly Case[];
  readonly keys: readonly Column[];
  readonly draft: Draft;
  readonly part: TruthTablePart;
}

function outputOf(
  column: Column,
  place: Place,
): Outcome<{ readonly node: PlanNode; readonly reads: readonly string[] }, Trouble> {
  const { port } = column;
  const { part } = place;
  const reads: string[] = [];
  const arms: { readonly when: string | null; readonly to: string }[] = [];
  for (const one of place.cases) {
    const cell = cellOf(one.row, column, place);
    if ('why' in cell) return fail(troubleAt('unsupported', cell.why, lineSpan(part, one.row.line)));
    reads.push(...cell.reads);
    arms.push({ when: one.key === null ? null : conditionOf(one.key, place.keys), to: cell.text });
  }
  const rest = arms.find((arm) => arm.when === null) ?? arms.at(-1);
  const rhs = arms
    .filter((arm) => arm !== rest)
    .reduceRight((tail, arm) => `(${arm.when ?? "1'b1"} ? ${arm.to} : ${tail})`, rest?.to ?? '');
  const src = { start: part.span.start, end: part.span.end, rule: 'case-table' };
  return ok({ node: { kind: 'assign', lhs: port.name, rhs, src }, reads });
}

/** A cell as an expression: bits, a number, or what "y is …" would mean. */
function cellOf(
  row: CellRow,
  { port, at }: Column,
  { draft, part }: Place,
): { readonly text: string; readonly reads: readonly string[] } | Unspeakable {
  const cell = (row.cells[at] ?? '').trim();
  const width = port.width ?? 1;
  const numbers = part.rows.flatMap((one) =>
    /^\d+$/.test((one.cells[at] ?? '').trim()) ? [(one.cells[at] ?? '').trim()] : [],
  );
  const notation = numbers.every((text) => /^[01]+$/.test(text) && text.length === width) ? 'binary' : 'decimal';
  const bits = cubeOf(cell, width, notation);
  if (bits?.includes('-') === false) return { text: `${String(width)}'b${bits}`, reads: [] };
  const value = bits === null ? meaningOf(cell, port, draft) : null;
  if (value === null) return { why: `"${cell}" is not understood as a value of ${port.name}` };
  const found = express(value, { draft, noun: nounOfPorts(draft) }, width);
  if (isUnspeakable(found)) return found;
  const isSum = value.k === 'op' && ['+', '-', '*', 'popcount'].includes(value.op);
  return found.width === width || (isSum && found.width !== null && found.width < width)
    ? { text: found.text, reads: namesOf(value) }
    : { why: `${found.text} does not have as many bits as ${port.name}` };
}

/** Reads a cell as it would be read in "y is …"; null where that has no or more than one meaning. */
function meaningOf(cell: string, port: Port, draft: Draft): Value | null {
  const names = draft.ports.map((one) => one.name);
  const found = new Map<string, Value>();
  for (const reading of readSentence(`${port.name} is ${cell}.`, { names, states: [] })) {
    const action = soleAction(reading.statements);
    if (action?.a === 'set' && action.target?.k === 'name' && action.target.name === port.name)
      found.set(JSON.stringify(action.value), action.value);
  }
  const [only] = found.values();
  return found.size === 1 ? (only ?? null) : null;
}

/** The one unconditional action that the statements consist of. */
function soleAction(statements: readonly Statement[]): Action | null {
  const [statement, more] = statements;
  const [branch, other] = statement?.s === 'do' ? statement.branches : [];
  if (more !== undefined || other !== undefined || branch?.guard !== null) return null;
  return branch.actions.length === 1 ? (branch.actions[0] ?? null) : null;
}

/** The condition that the key inputs match a cube; bits that are dashes do not matter. */
function conditionOf(cube: string, keys: readonly Column[]): string {
  const terms: string[] = [];
  let at = 0;
  for (const { port } of keys) {
    const width = port.width ?? 1;
    const bits = cube.slice(at, at + width);
    at += width;
    if (!bits.includes('-')) terms.push(`(${port.name} == ${String(width)}'b${bits})`);
    else
      for (const [index, bit] of [...bits].entries())
        if (bit !== '-') terms.push(`(trunc(${port.name} >> ${String(width - 1 - index)}, 1) == 1'b${bit})`);
  }
  return terms.length === 0 ? "1'b1" : `(${terms.join(' & ')})`;
}
