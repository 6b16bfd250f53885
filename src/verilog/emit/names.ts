import type { RtlModule, RtlRange } from '../../contracts/rtl.ts';

/** How a net was declared; what the printer of expressions needs to know. */
export interface NetShape {
  readonly width: number;
  readonly range: RtlRange;
  readonly signed: boolean;
  /** One bit declared without a range: it cannot be indexed. */
  readonly scalar: boolean;
}

/** Shape of each net of a module by name. */
export type Shapes = ReadonlyMap<string, NetShape>;

interface Declared {
  readonly name: string;
  readonly width: number;
  readonly range: RtlRange | null;
  readonly signed: boolean;
}

const shapeOf = ({ width, range, signed }: Declared): NetShape => ({
  width,
  range: range ?? { msb: width - 1, lsb: 0 },
  signed,
  scalar: range === null && width === 1,
});

/** Shapes of the ports and declarations of a module. */
export const shapesOf = (module: RtlModule): Shapes =>
  new Map([
    ...module.ports.map((port) => [port.name, shapeOf(port)] as const),
    ...module.items.flatMap((item) => (item.item === 'decl' ? [[item.name, shapeOf(item)] as const] : [])),
  ]);

/** Declared index of the bit at an offset from the least significant end. */
export const declaredIndex = (range: RtlRange, offset: number): number =>
  range.msb >= range.lsb ? range.lsb + offset : range.lsb - offset;

/** `[hi:lo]` or `[i]` in declared indices; empty for the whole of a net. */
export const selectText = (
  shape: NetShape | undefined,
  { lo, width }: { readonly lo: number; readonly width: number },
): string => {
  if (shape === undefined || shape.scalar || (lo === 0 && width === shape.width)) return '';
  const low = declaredIndex(shape.range, lo);
  return width === 1 ? `[${low}]` : `[${declaredIndex(shape.range, lo + width - 1)}:${low}]`;
};
