import type { PlanFinding } from '../../contracts/plan.ts';
import { type AlignRule, finding, loweringFindings } from './context.ts';
import { readTables, uncovered } from './tables.ts';

/** T2: a table covers every input code, or says what a missing one means. */
export const t2: AlignRule = (context) => [
  ...loweringFindings(context, 'T2'),
  ...readTables(context).flatMap(({ table, place }) => {
    if (table.plan.missing !== 'error') return [];
    const gap = uncovered(table.cubes, table.subject.width);
    if (gap === null) return [];
    if (gap === undefined)
      return [
        finding(context, 'T2', {
          severity: 'warning',
          message: 'whether the table covers every input is not known',
          place,
        }),
      ];
    const message = `no row for input ${gap} and no rule for missing rows`;
    return [finding(context, 'T2', { severity: 'error', message, place }) satisfies PlanFinding];
  }),
];
