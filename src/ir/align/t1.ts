import type { PlanFinding } from '../../contracts/plan.ts';
import type { ReadTable } from '../lower/table/rows.ts';
import { type AlignRule, finding, loweringFindings } from './context.ts';
import { cubesMeet, readTables } from './tables.ts';

/** Most rows compared with each other. */
const MAX_ROWS = 2048;

/** T1: cells fit their columns, and rows that share an input code agree in every output bit. */
export const t1: AlignRule = (context) => [
  ...loweringFindings(context, 'T1'),
  ...readTables(context).flatMap(({ table, place }) =>
    contradictions(table).map<PlanFinding>(([i, j]) =>
      finding(context, 'T1', {
        severity: 'error',
        message: `rows ${i + 1} and ${j + 1} share an input and differ in an output`,
        place,
      }),
    ),
  ),
];

const contradictions = (table: ReadTable): readonly (readonly [number, number])[] => {
  const { cubes } = table;
  const found: [number, number][] = [];
  if (cubes.length > MAX_ROWS) return found;
  const exact = cubes.every((cube) => !cube.includes('-'));
  if (exact) return exactContradictions(table);
  for (let j = 1; j < cubes.length; j += 1) {
    for (let i = 0; i < j; i += 1)
      if (cubesMeet(cubes[i] ?? '', cubes[j] ?? '') && differ(table, i, j)) found.push([i, j]);
  }
  return found;
};

const exactContradictions = (table: ReadTable): readonly (readonly [number, number])[] => {
  const first = new Map<string, number>();
  return table.cubes.flatMap((cube, j) => {
    const i = first.get(cube);
    if (i === undefined) first.set(cube, j);
    return i !== undefined && differ(table, i, j) ? [[i, j] as const] : [];
  });
};

const differ = (table: ReadTable, i: number, j: number): boolean =>
  table.outputs.some(({ cells }) => {
    const [a, b] = [cells[i], cells[j]];
    if (a === undefined || b === undefined) return false;
    if ('bits' in a && 'bits' in b) return !cubesMeet(a.bits, b.bits);
    const text = (cell: typeof a): string => JSON.stringify(cell, (_, v) => (typeof v === 'bigint' ? `${v}n` : v));
    return text(a) !== text(b);
  });
