import type { DesignPlan } from '../../contracts/plan.ts';
import type { TruthTablePart, WaveformPart } from '../../contracts/spec-parts.ts';
import { lowerPlan } from '../../ir/index.ts';
import { type RtlRun, startRun } from '../../ir/rtl/run.ts';
import { cubeOf, portNamed } from './cells.ts';
import { isClockName } from './draft.ts';
import type { Draft, Port, Trouble } from './facts.ts';
import { lineSpan, troubleAt } from './facts.ts';
import { cellValue, isTimeColumn } from './waveform/trace.ts';

/** A row of an example: inputs that are set and outputs that must then be seen; null is unknown. */
interface ShownRow {
  readonly inputs: ReadonlyMap<string, bigint>;
  readonly outputs: ReadonlyMap<string, bigint | null>;
  readonly line: number;
}

/** The first example that the planned design does not give, or that cannot be tried; null where all hold. */
export function deniedExample(plan: DesignPlan, draft: Draft): Trouble | null {
  for (const part of draft.examples) {
    const trouble =
      part.kind === 'waveform'
        ? deniedTrace(part, { plan, draft })
        : part.kind === 'truth-table'
          ? deniedTable(part, { plan, draft })
          : troubleAt('unsupported', 'an example of this kind is not tried', part.span);
    if (trouble !== null) return trouble;
  }
  return null;
}

interface Trial {
  readonly plan: DesignPlan;
  readonly draft: Draft;
}

function runOf({ plan }: Trial): RtlRun | null {
  const lowered = lowerPlan(plan);
  const [module, ...more] = lowered.ok ? lowered.value.rtl.modules : [];
  return module === undefined || more.length > 0 ? null : startRun(module);
}

const UNTRIED = 'this example cannot be tried on the described design';

/** Names that stand for each other in the columns of traces. */
const ALIASES: readonly (readonly string[])[] = [
  ['clk', 'clock'],
  ['rst', 'reset'],
  ['rst_n', 'reset_n', 'resetn', 'rstn'],
];

function portOfColumn(name: string, ports: readonly Port[]): Port | null {
  const plain = name.replace(/\[\d+:\d+\]$/, '').trim();
  const known = portNamed(plain, ports);
  if (known !== null) return known;
  const group = ALIASES.find((names) => names.includes(plain.toLowerCase())) ?? [];
  const found = ports.filter((port) => group.includes(port.name.toLowerCase()));
  return found.length === 1 ? (found[0] ?? null) : null;
}

interface Column {
  readonly port: Port;
  readonly at: number;
}

/** The ports of the columns; a string is why they cannot be read. */
function columnsOf(names: readonly string[], draft: Draft): readonly Column[] | string {
  const real = draft.ports.filter((port) => !draft.internals.some((one) => one.name === port.name));
  const columns: Column[] = [];
  for (const [at, name] of names.entries()) {
    if (at === 0 && isTimeColumn(name)) continue;
    const port = portOfColumn(name, real);
    if (port === null || port.width === null) return `its column ${name} is not a port`;
    columns.push({ port, at });
  }
  const own = new Set(columns.map(({ port }) => port.name));
  const lost = draft.inputs.find(
    ({ name }) => !own.has(name) && name !== draft.clock?.name && name !== draft.reset?.signal && !isClockName(name),
  );
  if (lost !== undefined) return `it does not show input ${lost.name}`;
  return columns.some(({ port }) => port.direction === 'output') ? columns : 'it shows no output';
}

/** When the data of a row are seen: before the clock's edge in it, or after; without a clock column, edges lie between rows. */
const ORDERS = ['data-first', 'clock-first'] as const;
type Order = (typeof ORDERS)[number];

function deniedTrace(part: WaveformPart, trial: Trial): Trouble | null {
  const { draft } = trial;
  const columns = columnsOf(part.columns, draft);
  if (typeof columns === 'string') return troubleAt('unsupported', `${UNTRIED}: ${columns}`, part.span);
  if (part.gaps !== undefined && part.gaps.length > 0 && draft.clock !== null)
    return troubleAt('unsupported', `${UNTRIED}: it leaves steps out`, part.span);
  const rows: ShownRow[] = [];
  for (const { cells, line } of part.rows) {
    const values = columns.map(({ port, at }) => [port, cellValue(cells[at] ?? '', port.width ?? 1)] as const);
    const strange = values.find(([, value]) => value === undefined);
    if (strange !== undefined)
      return troubleAt('unsupported', `${UNTRIED}: a cell is no value of ${strange[0].name}`, lineSpan(part, line));
    rows.push(rowOf(values, line));
  }
  const tries = ORDERS.map((order) => replay(rows, { ...trial, order }));
  if (tries.some((one) => one !== null && one.firstWrong === null && one.compared > 0)) return null;
  const [first] = tries;
  if (first === undefined || first === null || first.firstWrong === null)
    return troubleAt('unsupported', UNTRIED, part.span);
  const best =
    tries.reduce((left, right) => ((right?.compared ?? 0) > (left?.compared ?? 0) ? right : left), first) ?? first;
  return denied(best.firstWrong ?? first.firstWrong, part);
}

interface Wrong {
  readonly line: number;
  readonly name: string;
  readonly shown: bigint;
  readonly got: bigint;
}

const denied = (wrong: Wrong, part: WaveformPart | TruthTablePart): Trouble =>
  troubleAt(
    'contradiction',
    `the example shows ${wrong.name} = ${wrong.shown.toString(16)} here, but what the text describes gives ${wrong.got.toString(16)} (hexadecimal)`,
    lineSpan(part, wrong.line),
  );

function rowOf(values: readonly (readonly [Port, bigint | null | undefined])[], line: number): ShownRow {
  const inputs = new Map<string, bigint>();
  const outputs = new Map<string, bigint | null>();
  for (const [port, value] of values) {
    if (port.direction === 'output') outputs.set(port.name, value ?? null);
    else if (value !== null && value !== undefined) inputs.set(port.name, value);
  }
  return { inputs, outputs, line };
}

interface Replayed {
  /** Known outputs that agreed before the first that did not. */
  readonly compared: number;
  readonly firstWrong: Wrong | null;
}

/** Plays the rows on a fresh run; null where the design cannot be run. */
function replay(rows: readonly ShownRow[], at: Trial & { readonly order: Order }): Replayed | null {
  const run = runOf(at);
  const [first] = rows;
  if (run === null || first === undefined) return null;
  begin(run, at.draft, first);
  let compared = 0;
  for (const row of rows) {
    step(run, row, at);
    for (const [name, shown] of row.outputs) {
      if (shown === null) continue;
      const got = run.get(name);
      if (got !== shown) return { compared, firstWrong: { line: row.line, name, shown, got } };
      compared += 1;
    }
    if (at.order === 'clock-first' && isBetweenRows(row, at.draft)) tick(run, at.draft);
  }
  return { compared, firstWrong: null };
}

const isBetweenRows = (row: ShownRow, draft: Draft): boolean =>
  draft.clock !== null && !row.inputs.has(draft.clock.name);

/** Registers start at what the first row shows of them; a reset that the trace leaves out was active before it. */
function begin(run: RtlRun, draft: Draft, first: ShownRow): void {
  const { reset } = draft;
  if (reset !== null && !first.inputs.has(reset.signal)) {
    const active = reset.active === 'high' ? 1n : 0n;
    run.set(new Map([[reset.signal, active]]));
    tick(run, draft);
    run.set(new Map([[reset.signal, 1n - active]]));
  } else
    run.set(new Map([...first.outputs].flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]))));
}

function tick(run: RtlRun, draft: Draft): void {
  if (draft.clock === null) return;
  run.edge(draft.clock.name, 'pos');
  run.edge(draft.clock.name, 'neg');
}

function step(run: RtlRun, row: ShownRow, { draft, order }: Trial & { readonly order: Order }): void {
  const clock = draft.clock?.name ?? null;
  const level = clock === null ? undefined : row.inputs.get(clock);
  const isEdge = clock !== null && level !== undefined && level !== run.get(clock);
  if (order === 'data-first' || !isEdge) run.set(withoutClock(row, isEdge ? clock : null));
  if (clock === null) return;
  if (isEdge) run.edge(clock, level === 1n ? 'pos' : 'neg');
  run.set(row.inputs);
  if (level === undefined && order === 'data-first') tick(run, draft);
}

const withoutClock = (row: ShownRow, clock: string | null): ReadonlyMap<string, bigint> =>
  new Map([...row.inputs].filter(([name]) => name !== clock));

/** Radices in which a table's cells may be written, the plainest first; a table is in one of them throughout. */
const NOTATIONS = ['binary', 'decimal', 'hex'] as const;

function deniedTable(part: TruthTablePart, trial: Trial): Trouble | null {
  const columns = columnsOf(part.columns, trial.draft);
  if (typeof columns === 'string') return troubleAt('unsupported', `${UNTRIED}: ${columns}`, part.span);
  if (trial.draft.clock !== null) return troubleAt('unsupported', `${UNTRIED}: it has no time`, part.span);
  const readings = NOTATIONS.map((notation) => tableRows(part, columns, notation)).filter((rows) => rows !== null);
  const tries = readings.map((rows) => replay(rows, { ...trial, order: 'data-first' }));
  if (tries.some((one) => one !== null && one.firstWrong === null && one.compared > 0)) return null;
  const wrong = tries.find((one) => one?.firstWrong != null)?.firstWrong ?? null;
  return wrong === null ? troubleAt('unsupported', UNTRIED, part.span) : denied(wrong, part);
}

/** The rows of a table read in one radix; inputs that are left open are tried at 0 and at 1. Null where a cell does not fit. */
function tableRows(
  part: TruthTablePart,
  columns: readonly Column[],
  notation: (typeof NOTATIONS)[number],
): readonly ShownRow[] | null {
  const rows: ShownRow[] = [];
  for (const { cells, line } of part.rows) {
    const cubes = columns.map(({ port, at }) => [port, cubeOf(cells[at] ?? '', port.width ?? 1, notation)] as const);
    if (cubes.some(([, cube]) => cube === null)) return null;
    for (const fill of ['0', '1'])
      rows.push(
        rowOf(
          cubes.map(([port, cube]) => [port, cubeValue(cube ?? '', port, fill)]),
          line,
        ),
      );
  }
  return rows;
}

function cubeValue(cube: string, port: Port, fill: string): bigint | null {
  if (port.direction === 'output') return cube.includes('-') ? null : BigInt(`0b${cube}`);
  return BigInt(`0b${cube.replaceAll('-', fill)}`);
}
