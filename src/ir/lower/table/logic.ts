import type { RtlExpr, RtlItem } from '../../../contracts/rtl.ts';
import { binary, constant, not } from '../../rtl/build.ts';
import type { Place, Scope } from '../scope.ts';
import type { Cube } from './cube.ts';
import { literalCount, minimise } from './minimise.ts';
import type { ReadTable, TableOutput } from './rows.ts';

/** Most inputs for which equations are easier to read than a `case`, and most that are minimised on request. */
const READABLE_INPUTS = 5;
const MAX_INPUTS = 12;

/**
 * Each one-bit output as minimised two-level logic, or null where the table is better as a `case`: outputs of several
 * bits, expressions in cells, registered tables, wide inputs.
 */
export const minimisedTable = (
  table: ReadTable,
  { scope, place }: { readonly scope: Scope; readonly place: Place },
): readonly RtlItem[] | null => {
  const policy = table.plan.dontcare_policy ?? 'free';
  const asked = policy === 'minimal_sop' || policy === 'minimal_pos';
  const width = table.subject.width;
  const plain =
    table.plan.into !== 'reg' && table.outputs.every(isPlainBit) && table.inputs.every((input) => input.width === 1);
  if (asked && (!plain || width > MAX_INPUTS)) {
    const message = `a minimal form needs one-bit inputs (at most ${MAX_INPUTS}) and outputs`;
    scope.report('LOWER', 'error', { message, place });
    return null;
  }
  if (!plain || (!asked && width > READABLE_INPUTS)) return null;
  return table.outputs.map((output) => ({
    item: 'assign',
    target: output.target,
    value: logicOf(table, output, policy),
  }));
};

const isPlainBit = ({ target, cells, missing }: TableOutput): boolean =>
  target.width === 1 && cells.every((cell) => 'bits' in cell) && missing !== null && 'bits' in missing;

/** Value of every input code: '0', '1' or '-'. The first row that fits a code wins. */
export const outputColumn = (table: ReadTable, output: TableOutput): readonly string[] => {
  const size = 2 ** table.subject.width;
  const missing = output.missing !== null && 'bits' in output.missing ? output.missing.bits : '-';
  const column = new Array<string>(size).fill('');
  for (const [row, cube] of table.cubes.entries()) {
    const cell = output.cells[row];
    const bit = cell !== undefined && 'bits' in cell ? cell.bits : '-';
    for (const code of codesOf(cube)) column[code] ||= bit;
  }
  return column.map((bit) => (bit === '' ? missing : bit));
};

/** Every code that a cube over 0, 1, - covers. */
export const codesOf = (cube: string): readonly number[] =>
  [...cube].reduce<readonly number[]>(
    (codes, symbol) =>
      codes.flatMap((code) => (symbol === '-' ? [code * 2, code * 2 + 1] : [code * 2 + Number(symbol)])),
    [0],
  );

const logicOf = (table: ReadTable, output: TableOutput, policy: string): RtlExpr => {
  const column = outputColumn(table, output);
  const width = table.subject.width;
  const free = policy === 'zero' ? [] : codesWith(column, '-');
  const off = [...codesWith(column, '0'), ...(policy === 'zero' ? codesWith(column, '-') : [])];
  const sop = minimise({ inputs: width, on: codesWith(column, '1'), free });
  const pos = minimise({ inputs: width, on: off, free });
  if (policy === 'minimal_pos' || (policy !== 'minimal_sop' && literalCount(pos, width) < literalCount(sop, width))) {
    return productOfSums(pos, table.inputs);
  }
  return sumOfProducts(sop, table.inputs);
};

const codesWith = (column: readonly string[], bit: string): readonly number[] =>
  column.flatMap((value, code) => (value === bit ? [code] : []));

const literalsOf = (
  cube: Cube,
  inputs: readonly RtlExpr[],
): readonly { readonly input: RtlExpr; readonly one: boolean }[] =>
  inputs.flatMap((input, position) => {
    const bit = 1 << (inputs.length - 1 - position);
    return (cube.care & bit) === 0 ? [] : [{ input, one: (cube.value & bit) !== 0 }];
  });

const sumOfProducts = (cubes: readonly Cube[], inputs: readonly RtlExpr[]): RtlExpr =>
  cubes
    .map((cube) => literalsOf(cube, inputs).map(({ input, one }) => (one ? input : not(input))))
    .map((literals) => literals.reduce((a, b) => binary('&', a, b), constant(1, 1)))
    .reduce((a, b) => binary('|', a, b), constant(0, 1));

// The cubes cover the zeros: each becomes a sum that is 0 on it.
const productOfSums = (cubes: readonly Cube[], inputs: readonly RtlExpr[]): RtlExpr =>
  cubes
    .map((cube) => literalsOf(cube, inputs).map(({ input, one }) => (one ? not(input) : input)))
    .map((literals) => literals.reduce((a, b) => binary('|', a, b), constant(0, 1)))
    .reduce((a, b) => binary('&', a, b), constant(1, 1));
