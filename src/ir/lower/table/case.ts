import type { RtlExpr, RtlItem, RtlLabel, RtlStmt } from '../../../contracts/rtl.ts';
import { binary, constant, slice } from '../../rtl/build.ts';
import { compare } from '../../rtl/compare.ts';
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
  const body = bodyOf(table, arms, otherwise);
  return table.plan.into === 'reg' ? registered(table, body, { scope, place }) : [{ item: 'comb', body }];
};

type Case = Extract<RtlStmt, { stmt: 'case' }>;

// Rows that share a code become a chain of `if`: their order is the meaning, and a `case` would hide it.
const bodyOf = (table: ReadTable, arms: Case['arms'], otherwise: readonly RtlStmt[]): readonly RtlStmt[] => {
  if (arms.length === 0) return otherwise;
  if (!hasOverlap(table.cubes)) return [{ stmt: 'case', subject: table.subject, arms, otherwise }];
  return arms.reduceRight<readonly RtlStmt[]>((no, arm, row) => {
    const cond = matches(table, table.cubes[row] ?? '');
    return cond.op === 'const' ? arm.body : [{ stmt: 'if', cond, yes: arm.body, no }];
  }, otherwise);
};

/** Most rows compared pair by pair; a longer table with free inputs is treated as overlapping. */
const MAX_COMPARED = 512;

const hasOverlap = (cubes: readonly string[]): boolean => {
  if (cubes.every((cube) => !cube.includes('-'))) return new Set(cubes).size < cubes.length;
  if (cubes.length > MAX_COMPARED) return true;
  return cubes.some((a, i) =>
    cubes.slice(0, i).some((b) => [...a].every((x, k) => x === '-' || b[k] === '-' || x === b[k])),
  );
};

/** Whether the inputs fit a cube, each stretch of given bits compared at once. */
const matches = (table: ReadTable, cube: string): RtlExpr => {
  let at = 0;
  const tests = table.inputs.flatMap((input) => {
    const part = cube.slice(at, at + input.width);
    at += input.width;
    return [...part.matchAll(/[01]+/g)].map((run) => {
      const bits = run[0];
      const lo = input.width - run.index - bits.length;
      return compare('==', slice(input, lo, bits.length), constant(BigInt(`0b${bits}`), bits.length));
    });
  });
  return tests.reduce((a, b) => binary('&', a, b), constant(1, 1));
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
