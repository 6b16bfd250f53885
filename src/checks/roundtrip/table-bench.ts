import type { PlanModule, PlanTable } from '../../contracts/plan.ts';
import { benchAround, type RoundTripBench } from './bench-text.ts';

/** Inputs up to this many bits are replayed exhaustively; wider tables row by row. */
const EXHAUSTIVE_BITS = 12;
/** Points tried of one row with don't-care inputs in a wide table. */
const POINTS_PER_ROW = 64;

const ASSIGNABLE = /^[A-Za-z_][A-Za-z0-9_$]*(\[\d+(:\d+)?\])?$/;
const rootOf = (expression: string): string => expression.replace(/\[.*$/, '');

/** Whether a bench can drive every input of the table and see every output of it through the module's ports. */
function isObservable(module: PlanModule, table: PlanTable): boolean {
  const direction = (expression: string): string | undefined =>
    ASSIGNABLE.test(expression) ? module.ports.find((port) => port.name === rootOf(expression))?.dir : undefined;
  return (
    table.into !== 'reg' &&
    table.missing !== 'hold' &&
    table.inputs.every((input) => direction(input) === 'input') &&
    table.outputs.every((output) => direction(output) === 'output') &&
    table.rows.every((row) => /^[01xX-]+$/.test(row.in.join('') + row.out.join('')))
  );
}

/** Bits of `y`, `y[3]` or `y[3:1]`. */
function selectedWidth(module: PlanModule, output: string): number {
  const select = /\[(\d+)(?::(\d+))?\]$/.exec(output);
  if (select === null) return Number(module.ports.find((port) => port.name === output)?.type.width ?? 1);
  return Math.abs(Number(select[1]) - Number(select[2] ?? select[1])) + 1;
}

/** Concrete points of a cube; `limit` of them, spread by counting in the free positions from both ends. */
function pointsOf(cube: string, limit: number): readonly string[] {
  const free = [...cube].flatMap((symbol, index) => (symbol === '0' || symbol === '1' ? [] : [index]));
  const total = free.length > 20 ? limit : Math.min(2 ** free.length, limit);
  return Array.from({ length: total }, (_, k) => {
    const bits = [...cube];
    // Odd points are the complements of even ones, so that the last positions vary even when points are few.
    const value = k % 2 === 0 ? k >> 1 : ~(k >> 1);
    free.forEach((position, j) => {
      bits[position] = String((value >> Math.min(j, 31)) & 1);
    });
    return bits.join('');
  });
}

/** What the table demands at each point: output cube by input point. Consistency of rows is alignment's concern (T1). */
function demandsOf(table: PlanTable): ReadonlyMap<string, string> {
  const width = (table.rows[0]?.in ?? []).join('').length;
  const limit = width <= EXHAUSTIVE_BITS ? 2 ** width : POINTS_PER_ROW;
  const demands = new Map<string, string>();
  const demand = (point: string, want: string): void => {
    if (!demands.has(point)) demands.set(point, want);
  };
  for (const row of table.rows) for (const point of pointsOf(row.in.join(''), limit)) demand(point, row.out.join(''));
  const rest = restOf(table);
  if (rest !== null && width <= EXHAUSTIVE_BITS) {
    for (const point of pointsOf('-'.repeat(width), 2 ** width)) demand(point, rest);
  }
  return demands;
}

function restOf(table: PlanTable): string | null {
  if (table.missing === 'zero') return '0'.repeat((table.rows[0]?.out ?? []).join('').length);
  if (table.missing === 'default') return table.default?.join('') ?? null;
  return null;
}

/**
 * A bench that replays a table cell by cell on the module made from it; null where the ports do not show the table.
 * It reads the table itself, not what lowering made of it, so that a wrong minimisation is caught.
 */
export function tableBench(module: PlanModule, table: PlanTable, nonce: string): RoundTripBench | null {
  if (!isObservable(module, table) || table.rows.length === 0) return null;
  const cared = [...demandsOf(table)].filter(([, want]) => /[01]/.test(want));
  if (cared.length === 0) return null;
  const inputs = `{${table.inputs.join(', ')}}`;
  const outputs = `{${table.outputs.join(', ')}}`;
  const width = cared[0]?.[1].length ?? 1;
  const body = cared.map(([point, want]) => {
    const value = want.replace(/[^01]/g, '0');
    const care = want.replace(/[01]/g, '1').replace(/[^1]/g, '0');
    return `${inputs} = ${point.length}'b${point}; #1; ${nonce}_check(${outputs}, ${width}'b${value}, ${width}'b${care});`;
  });
  return {
    text: benchAround(module, nonce, { declarations: [], body, compareWidth: width, shows: 'difference' }),
    top: `${nonce}_bench`,
    comparisons: cared.length,
    of: `${cared.length} points of a table of ${table.rows.length} rows`,
    inputs: module.ports.filter((port) => port.dir === 'input').map((port) => port.name),
    outputs: table.outputs.map((name) => ({ name, width: selectedWidth(module, name) })),
  };
}
