import type { RtlExpr } from '../../../contracts/rtl.ts';
import type { Expr } from '../../../verilog/expr/ast.ts';
import type { Binding } from '../../../verilog/expr/types.ts';
import { ExprTypeError, evalConstant, selfType } from '../../../verilog/expr/types.ts';
import { binary, constant, slice, trunc, zext } from '../../rtl/build.ts';
import type { Elaboration } from './elaboration.ts';

type Selection = Extract<Expr, { kind: 'index' | 'slice' | 'part' }>;
type Self = (expr: Expr, to: Elaboration) => RtlExpr;

/** Declared bounds of what is selected from; an expression that is no name counts from 0. */
export interface Bounds {
  readonly msb: number;
  readonly lsb: number;
}

/** A bit, slice, part or memory word, with its declared indices turned into offsets from the least significant bit. */
export const elaborateSelection = (expr: Selection, to: Elaboration, self: Self): RtlExpr => {
  const binding = expr.base.kind === 'ref' ? to.env(expr.base.name) : undefined;
  if (binding?.kind === 'memory') return memoryWord(expr, binding, { to, self });
  const base = self(expr.base, to);
  const bounds = binding?.kind === 'signal' ? binding : { msb: base.width - 1, lsb: 0 };
  const place = placeOf(expr, bounds, to);
  if (place.kind === 'fixed') return slice(base, place.lo, place.width);
  const at = dynamicOffset(place.index, bounds, { to, self });
  return { op: 'part', width: place.width, a: base, at };
};

/** Where a selection lies: at a fixed offset, or at an index that only the circuit knows. */
export type Place =
  | { readonly kind: 'fixed'; readonly lo: number; readonly width: number }
  | { readonly kind: 'variable'; readonly index: Expr; readonly width: number };

/** Resolves the indices of a selection against declared bounds; throws {@link ExprTypeError} where they fall outside. */
export const placeOf = (expr: Selection, bounds: Bounds, to: Elaboration): Place => {
  if (expr.kind === 'slice') {
    return fixedPlace(asIndex(evalConstant(expr.msb, to.env)), asIndex(evalConstant(expr.lsb, to.env)), bounds);
  }
  const width = expr.kind === 'part' ? selfType(expr, to.env).width : 1;
  const indexExpr = expr.kind === 'part' ? expr.start : expr.index;
  const index = constantOrNull(indexExpr, to);
  if (index !== null) {
    const step = expr.kind === 'part' && expr.direction === '-:' ? 1 - width : 0;
    const low = asIndex(index) + step;
    return bounds.msb >= bounds.lsb
      ? fixedPlace(low + width - 1, low, bounds)
      : fixedPlace(low, low + width - 1, bounds);
  }
  if (expr.kind === 'part' && (expr.direction === '-:' || bounds.msb < bounds.lsb)) {
    if (width !== 1)
      throw new ExprTypeError('a variable part select is supported as [index +: width] of a [msb:lsb] range only');
  }
  return { kind: 'variable', index: indexExpr, width };
};

const asIndex = (value: bigint): number => {
  if (value > 1_000_000n || value < -1_000_000n) throw new ExprTypeError(`index ${value} is out of any range`);
  return Number(value);
};

const constantOrNull = (expr: Expr, to: Elaboration): bigint | null => {
  try {
    return evalConstant(expr, to.env);
  } catch (cause) {
    // Not constant is an answer here; anything else is a bug.
    if (cause instanceof ExprTypeError) return null;
    throw cause;
  }
};

const fixedPlace = (msb: number, lsb: number, bounds: Bounds): Place => {
  const descending = bounds.msb >= bounds.lsb;
  const lo = descending ? lsb - bounds.lsb : bounds.lsb - lsb;
  const hi = descending ? msb - bounds.lsb : bounds.lsb - msb;
  const last = Math.abs(bounds.msb - bounds.lsb);
  const shown = msb === lsb ? `[${msb}]` : `[${msb}:${lsb}]`;
  if (lo < 0 || hi > last) throw new ExprTypeError(`${shown} lies outside the declared [${bounds.msb}:${bounds.lsb}]`);
  if (hi < lo) throw new ExprTypeError(`${shown} runs against the declared [${bounds.msb}:${bounds.lsb}]`);
  return { kind: 'fixed', lo, width: hi - lo + 1 };
};

/** The index as an offset from 0: what the declared base adds is taken off. */
export const dynamicOffset = (
  index: Expr,
  bounds: Bounds,
  { to, self }: { readonly to: Elaboration; readonly self: Self },
): RtlExpr => {
  const value = self(index, to);
  if (bounds.lsb === 0 && bounds.msb >= 0) return value;
  const width = Math.max(value.width, Math.max(bounds.lsb, bounds.msb).toString(2).length + 1);
  const wide = zext(value, width);
  const base = constant(bounds.lsb, width);
  return bounds.msb >= bounds.lsb ? binary('-', wide, base) : binary('-', base, wide);
};

const memoryWord = (
  expr: Selection,
  memory: Extract<Binding, { kind: 'memory' }>,
  { to, self }: { readonly to: Elaboration; readonly self: Self },
): RtlExpr => {
  if (expr.kind !== 'index' || expr.base.kind !== 'ref') throw new ExprTypeError('a memory is read one word at a time');
  const fixed = constantOrNull(expr.index, to);
  if (fixed !== null && (fixed < 0n || fixed >= BigInt(memory.depth))) {
    throw new ExprTypeError(`address ${fixed} lies outside the ${memory.depth} words of "${expr.base.name}"`);
  }
  return {
    op: 'word',
    width: memory.width,
    memory: expr.base.name,
    address: addressOf(self(expr.index, to), memory.depth),
  };
};

/** The address at exactly the width the depth needs; an address that is wider loses its upper bits, as in hardware. */
export const addressOf = (value: RtlExpr, depth: number): RtlExpr => {
  const width = Math.max(1, Math.ceil(Math.log2(depth)));
  return value.width > width ? trunc(value, width) : zext(value, width);
};
