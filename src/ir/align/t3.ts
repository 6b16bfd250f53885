import type { PlanFinding } from '../../contracts/plan.ts';
import { type AlignRule, finding } from './context.ts';
import { readTables } from './tables.ts';

/** T3: the codes of a Karnaugh map are a permutation: each cell has one code, none twice. */
export const t3: AlignRule = (context) =>
  readTables(context).flatMap(({ table, place }) => {
    if (table.plan.origin !== 'kmap') return [];
    const seen = new Set<string>();
    return table.cubes.flatMap<PlanFinding>((cube, row) => {
      const repeated = seen.has(cube);
      seen.add(cube);
      return repeated
        ? [
            finding(context, 'T3', {
              severity: 'error',
              message: `cell ${row + 1} has code ${cube}, which another cell has`,
              place,
            }),
          ]
        : [];
    });
  });
