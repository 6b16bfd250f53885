import type { RtlItem, RtlLabel, RtlStmt } from '../../../contracts/rtl.ts';
import { constant } from '../../rtl/build.ts';
import type { Place, Scope } from '../scope.ts';
import { cellValue, type OutputCell, type ReadTable } from './rows.ts';

/** The table as a `case`; the first row that fits wins. Registered tables are clocked and power up as 0. */
export const caseTable = (
  table: ReadTable,
  { scope, place }: { readonly scope: Scope; readonly place: Place },
): readonly RtlItem[] => {
  const set = (cells: readonly (OutputCell | null | undefined)[]): readonly RtlStmt[] =>
    table.outputs.flatMap(({ target }, i) => {
      const cell = cells[i];
      return cell === null || cell === undefined ? [] : [{ stmt: 'set', target, value: cellValue(cell) }];
    });
  const arms = table.cubes.map((cube, row) => ({
    labels: [labelOf(cube)],
    body: set(table.outputs.map((o) => o.cells[row])),
  }));
  const otherwise = set(table.outputs.map((output) => output.missing));
  const body: readonly RtlStmt[] =
    arms.length === 0 ? otherwise : [{ stmt: 'case', subject: table.subject, arms, otherwise }];
  return table.plan.into === 'reg' ? registered(table, body, { scope, place }) : [{ item: 'comb', body }];
};

const labelOf = (cube: string): RtlLabel =>
  cube.includes('-') ? { cube } : constant(BigInt(`0b${cube}`), cube.length);

const registered = (
  table: ReadTable,
  body: readonly RtlStmt[],
  { scope, place }: { readonly scope: Scope; readonly place: Place },
): readonly RtlItem[] => {
  const domain = scope.domain(table.plan.domain ?? '', place);
  if (domain === null) return [];
  if (domain.edge === 'both') {
    scope.report('LOWER', 'error', {
      message: 'a registered table on both edges of its clock is not supported',
      place,
    });
    return [];
  }
  const powerUp = table.outputs.flatMap<RtlItem>(({ target }) =>
    target.kind === 'net' ? [{ item: 'initial', name: target.name, width: target.width, value: 0n }] : [],
  );
  return [{ item: 'clocked', clock: domain.clock, edge: domain.edge, reset: null, body }, ...powerUp];
};
