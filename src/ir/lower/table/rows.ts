import type { PlanTable } from '../../../contracts/plan.ts';
import type { RtlExpr, RtlTarget } from '../../../contracts/rtl.ts';
import { readLiteral } from '../../../verilog/expr/literal.ts';
import { concat, constant } from '../../rtl/build.ts';
import type { Place, Scope } from '../scope.ts';
import { readExpr, readSelf, readTarget } from '../scope.ts';

/** One output of one row: bits over 0, 1, - (free), or an expression. */
export type OutputCell = { readonly bits: string } | { readonly value: RtlExpr };

export interface TableOutput {
  readonly target: RtlTarget;
  /** Cell of each row. */
  readonly cells: readonly OutputCell[];
  /** Where no row applies; null holds the value (registered tables only). */
  readonly missing: OutputCell | null;
}

/** A table with its cells read: `cubes[i]` over 0, 1, - is the input side of row i, all inputs concatenated. */
export interface ReadTable {
  readonly plan: PlanTable;
  readonly inputs: readonly RtlExpr[];
  readonly subject: RtlExpr;
  readonly cubes: readonly string[];
  readonly outputs: readonly TableOutput[];
}

/** Reads inputs, outputs and cells; null (reported under T1) where a cell does not fit its column. */
export const readTable = (plan: PlanTable, scope: Scope, place: Place): ReadTable | null => {
  const inputs = plan.inputs.map((text) => readSelf(scope, text, { place }));
  const subject = concat(inputs);
  const before = scope.findings.length;
  const cubes = plan.rows.map((row, index) => inputCube(row.in, inputs, { scope, place, row: index }));
  const outputs = plan.outputs.flatMap((text, column) => {
    const target = readTarget(scope, text, place);
    return target === null ? [] : [readOutput(plan, { target, column }, { scope, place, row: -1 })];
  });
  const failed = scope.findings.slice(before).some((finding) => finding.severity === 'error');
  return failed || subject === null ? null : { plan, inputs, subject, cubes, outputs };
};

interface CellContext {
  readonly scope: Scope;
  readonly place: Place;
  /** 0-based; -1 for the default. */
  readonly row: number;
}

const complain = ({ scope, place, row }: CellContext, message: string): void =>
  scope.report('T1', 'error', { message: row < 0 ? message : `row ${row + 1}: ${message}`, place });

const inputCube = (cells: readonly string[], inputs: readonly RtlExpr[], context: CellContext): string => {
  if (cells.length !== inputs.length) complain(context, `${cells.length} input cells for ${inputs.length} inputs`);
  return inputs
    .map((input, column) => {
      const cell = cells[column] ?? '';
      const cube = cubeOf(cell, input.width);
      if (cube === null) complain(context, `"${cell}" is no value of ${input.width} bits`);
      return cube ?? '-'.repeat(input.width);
    })
    .join('');
};

/** A cell as a cube of `width` symbols: bits as written (x, d, ? and * read as -), or a sized number. Null where neither fits. */
export const cubeOf = (cell: string, width: number): string | null => {
  const bits = cell.trim();
  if (bits.length === width && /^[01xXdD?*-]+$/.test(bits)) return bits.replace(/[^01]/g, '-');
  if (!bits.includes("'")) return null;
  const literal = readLiteral(bits);
  if (!literal.ok || literal.value.kind !== 'literal') return null;
  const digits = literal.value.bits.replace(/[xz]/g, '-');
  if (digits.length === width) return digits;
  if (digits.length < width) return digits.padStart(width, '0');
  return /^0+$/.test(digits.slice(0, -width)) ? digits.slice(-width) : null;
};

const readOutput = (
  plan: PlanTable,
  { target, column }: { readonly target: RtlTarget; readonly column: number },
  context: CellContext,
): TableOutput => ({
  target,
  cells: plan.rows.map((row, index) => outputCell(row.out[column], target.width, { ...context, row: index })),
  missing: missingCell(plan, { column, width: target.width }, context),
});

const outputCell = (cell: string | undefined, width: number, context: CellContext): OutputCell => {
  if (cell === undefined) {
    complain(context, 'an output cell is missing');
    return { bits: '-'.repeat(width) };
  }
  const bits = cubeOf(cell, width);
  if (bits !== null) return { bits };
  return { value: readExpr(context.scope, cell, width, { place: context.place }) };
};

const missingCell = (
  plan: PlanTable,
  { column, width }: { readonly column: number; readonly width: number },
  context: CellContext,
): OutputCell | null => {
  switch (plan.missing) {
    case 'hold':
      if (plan.into !== 'reg')
        context.scope.report('T2', 'error', { message: 'a table can hold only into a register', place: context.place });
      return null;
    case 'zero':
      return { bits: '0'.repeat(width) };
    case 'default':
      return outputCell(plan.default?.[column], width, context);
    default:
      return { bits: '-'.repeat(width) };
  }
};

/** The value of a cell with its free bits 0. */
export const cellValue = (cell: OutputCell): RtlExpr =>
  'value' in cell ? cell.value : constant(BigInt(`0b${cell.bits.replaceAll('-', '0')}`), cell.bits.length);
