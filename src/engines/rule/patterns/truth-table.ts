import type { Outcome } from '../../../contracts/outcome.ts';
import { fail, ok } from '../../../contracts/outcome.ts';
import type { TruthTablePart } from '../../../contracts/spec-parts.ts';
import { cubeOf, cubesClash, cubesMeet, isDontcare, portNamed, uncovered } from '../cells.ts';
import { clockingFacts, MAIN_DOMAIN, resetLiteral, statedReset } from '../domain.ts';
import type { Draft, Pattern, Piece, Port, Trouble } from '../facts.ts';
import { factsOf, lineSpan, NO_PIECE, troubleAt } from '../facts.ts';

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

interface Column {
  readonly port: Port;
  readonly at: number;
}

interface Row {
  readonly input: string;
  readonly line: number;
  readonly cells: readonly string[];
}

interface Table {
  readonly part: TruthTablePart;
  readonly inputs: readonly Column[];
  readonly outputs: readonly Column[];
  readonly rows: readonly Row[];
}

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

function readTable(part: TruthTablePart, draft: Draft): Outcome<Table, Trouble> {
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

function clashes(table: Table): Trouble | null {
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

const outputCube = (cell: string, port: Port): string | null =>
  cubeOf(cell, port.width ?? 1, 'binary') ?? cubeOf(cell, port.width ?? 1, 'decimal');

function incomplete(table: Table, draft: Draft): Trouble | null {
  const width = table.inputs.reduce((sum, column) => sum + (column.port.width ?? 1), 0);
  const open = uncovered(
    table.rows.map((row) => row.input),
    width,
  );
  if (open === null)
    return troubleAt('unsupported', `the table has ${String(width)} input bits, too many to check`, table.part.span);
  const [first] = open;
  if (first === undefined) return null;
  const isStated = factsOf(draft.facts, 'fact').some((fact) => fact.statement.fact === 'missing-rows-dontcare');
  return isStated
    ? null
    : troubleAt(
        'incomplete',
        `the table has no row for ${table.inputs.map((column) => column.port.name).join(', ')} = ${first}, and no rule says what happens then`,
        table.part.span,
      );
}

/** What a cell says of the old value: `hold`, `toggle`, or null where it is a plain value. */
function oldValue(cell: string, port: Port): 'hold' | 'toggle' | null {
  const text = cell
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_()]/g, '');
  const name = port.name.toLowerCase();
  const inverted = /^[~!¬/]/.test(text) || /'$/.test(text);
  const plain = text.replace(/^[~!¬/]/, '').replace(/'$/, '');
  const isOld = [
    `${name}old`,
    `old${name}`,
    `${name}prev`,
    `prev${name}`,
    `${name}t`,
    `${name}n`,
    name,
    'nochange',
    'hold',
    'nc',
    `${name}(t)`,
    `${name}0`,
  ].includes(plain);
  if (['toggle', 'complement'].includes(plain)) return 'toggle';
  return isOld ? (inverted ? 'toggle' : 'hold') : null;
}

const cubeGuard = (table: Table, row: Row): string => {
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

function planSequential(table: Table, draft: Draft): Outcome<Piece | null, Trouble> {
  if (draft.clock === null)
    return fail(troubleAt('incomplete', 'the table names an old value, but no input is a clock', table.part.span));
  const reset = statedReset(draft);
  if (reset === undefined || (reset !== null && reset.value === null))
    return fail(troubleAt('ambiguous', 'it is not clear what reset sets the output to', table.part.span));
  const nodes = table.outputs.map((column) => {
    const width = column.port.width ?? 1;
    const next = table.rows.map((row) => ({
      when: cubeGuard(table, row),
      to: nextValue(row.cells[column.at] ?? '', column.port),
    }));
    const resetValue =
      draft.reset === null ? null : resetLiteral(reset?.value ?? { k: 'num', value: '0', width: null }, width);
    return {
      kind: 'reg' as const,
      name: column.port.name,
      type: { width },
      domain: MAIN_DOMAIN,
      reset: resetValue,
      next,
      src: sourceOf(table.part, 'truth-table'),
    };
  });
  const assumptions =
    draft.reset !== null && reset === null
      ? [
          {
            text: `reset clears ${table.outputs.map((column) => column.port.name).join(', ')}`,
            rule: 'reset.value-zero',
            severity: 'convention' as const,
          },
        ]
      : [];
  const oldNotes = factsOf(draft.facts, 'fact').filter((fact) => fact.statement.fact === 'old-value');
  return ok({
    ...NO_PIECE,
    nodes,
    claims: [...clockingFacts(draft), ...oldNotes],
    parts: [table.part],
    reads: table.inputs.map((column) => column.port.name),
    drives: table.outputs.map((column) => column.port.name),
    clocked: true,
    assumptions,
  });
}

function nextValue(cell: string, port: Port): string {
  const old = oldValue(cell, port);
  if (old !== null) return old === 'hold' ? port.name : `~${port.name}`;
  const width = port.width ?? 1;
  const cube = outputCube(cell, port) ?? '0'.repeat(width);
  return `${String(width)}'b${cube.replaceAll('-', '0')}`;
}

const sourceOf = (part: TruthTablePart, rule: string) => ({ start: part.span.start, end: part.span.end, rule });

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
    missing: 'dontcare' as const,
    dontcare_policy: 'free' as const,
    src: sourceOf(table.part, 'truth-table'),
  };
  return ok({
    ...NO_PIECE,
    nodes: [node],
    parts: [table.part],
    reads: node.inputs,
    drives: node.outputs,
    claims: factsOf(draft.facts, 'fact').filter((fact) => fact.statement.fact === 'missing-rows-dontcare'),
  });
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
