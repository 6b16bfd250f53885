import type { PlanTable } from '../../../contracts/plan.ts';
import type { RtlItem } from '../../../contracts/rtl.ts';
import type { Place, Scope } from '../scope.ts';
import { caseTable } from '../table/case.ts';
import { minimisedTable } from '../table/logic.ts';
import { readTable } from '../table/rows.ts';
import { sourced } from './sourced.ts';

/**
 * A table: two-level logic where one-bit outputs of few inputs make that readable or the plan asks for a minimal form,
 * a `case` otherwise. Cells free to choose follow the don't-care policy.
 */
export const lowerTable = (node: PlanTable, scope: Scope, place: Place): readonly RtlItem[] => {
  const table = readTable(node, scope, place);
  if (table === null) return [];
  const items = minimisedTable(table, { scope, place }) ?? caseTable(table, { scope, place });
  return items.map((item) => sourced(item, node));
};
