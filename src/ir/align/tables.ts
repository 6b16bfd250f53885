import type { Place } from '../lower/scope.ts';
import { type ReadTable, readTable } from '../lower/table/rows.ts';
import { type AlignContext, nodesOf } from './context.ts';

/** Tables of a module whose cells fit their columns. */
export const readTables = (context: AlignContext): readonly { readonly table: ReadTable; readonly place: Place }[] =>
  nodesOf(context, 'table').flatMap(({ node, place }) => {
    const table = readTable(node, context.scope, place);
    return table === null ? [] : [{ table, place }];
  });

/** Whether two cubes over 0, 1, - share a code. */
export const cubesMeet = (a: string, b: string): boolean => {
  for (let i = 0; i < a.length; i += 1) {
    const x = a[i];
    const y = b[i];
    if (x !== '-' && y !== '-' && x !== y) return false;
  }
  return true;
};

/** Most steps of {@link uncovered} before it gives up. */
const MAX_STEPS = 100_000;

/** A cube that none of the cubes covers, `null` where they cover everything, `undefined` where that took too long to tell. */
export const uncovered = (cubes: readonly string[], width: number): string | null | undefined => {
  let steps = 0;
  const search = (rows: readonly string[], fixed: string): string | null | undefined => {
    steps += 1;
    if (steps > MAX_STEPS) return undefined;
    const column = fixed.length;
    if (rows.length === 0) return fixed.padEnd(width, '-');
    if (column === width || rows.some((row) => /^-*$/.test(row.slice(column)))) return null;
    for (const bit of ['0', '1']) {
      const kept = rows.filter((row) => row[column] === '-' || row[column] === bit);
      const gap = search(kept, `${fixed}${bit}`);
      if (gap !== null) return gap;
    }
    return null;
  };
  return search(cubes, '');
};
