import type { RtlExpr, RtlItem, RtlModule, RtlTarget } from '../../contracts/rtl.ts';
import { exprsOfBody, operandsOf, targetExprs } from './walk.ts';

/** Bits read of each net, as a mask; a memory counts as one bit. */
export type BitMasks = ReadonlyMap<string, bigint>;

const bits = (width: number): bigint => (1n << BigInt(width)) - 1n;

/** Every bit of every net that some item of the module reads. */
export const readBits = (items: readonly RtlItem[]): BitMasks => {
  const masks = new Map<string, bigint>();
  const add = (name: string, mask: bigint): void => {
    masks.set(name, (masks.get(name) ?? 0n) | mask);
  };
  for (const item of items) {
    for (const expr of exprsOf(item)) addReads(expr, add);
    if (item.item === 'clocked') {
      add(item.clock, 1n);
      if (item.reset !== null) add(item.reset.signal, 1n);
    }
    if (item.item === 'verbatim') for (const name of item.reads) add(name, bits(65_536));
  }
  return masks;
};

const addReads = (expr: RtlExpr, add: (name: string, mask: bigint) => void): void => {
  if (expr.op === 'net') add(expr.name, bits(expr.width));
  else if ((expr.op === 'slice' || expr.op === 'trunc') && expr.a.op === 'net') {
    add(expr.a.name, bits(expr.width) << BigInt(expr.op === 'slice' ? expr.lo : 0));
  } else {
    if (expr.op === 'word') add(expr.memory, 1n);
    for (const operand of operandsOf(expr)) addReads(operand, add);
  }
};

/** Top-level expressions that an item reads. */
const exprsOf = (item: RtlItem): readonly RtlExpr[] => {
  switch (item.item) {
    case 'assign':
      return [...targetExprs(item.target), item.value];
    case 'latch':
      return [item.gate, item.value, ...targetExprs(item.target)];
    case 'comb':
      return exprsOfBody(item.body);
    case 'clocked':
      return exprsOfBody([...(item.reset?.body ?? []), ...item.body]);
    case 'instance':
      return item.connections.flatMap((c) =>
        c.kind === 'input' ? [c.value] : c.kind === 'output' ? targetExprs(c.target) : [],
      );
    default:
      return [];
  }
};

/** Bits that a target writes, by net; a variable part may write any bit. */
export const writtenBits = (
  target: RtlTarget,
  widthOf: (name: string) => number,
): readonly (readonly [string, bigint])[] => {
  switch (target.kind) {
    case 'net':
      return [[target.name, bits(target.width)]];
    case 'slice':
      return [[target.name, bits(target.width) << BigInt(target.lo)]];
    case 'part':
      return [[target.name, bits(widthOf(target.name))]];
    case 'word':
      return [];
    case 'concat':
      return target.parts.flatMap((part) => writtenBits(part, widthOf));
  }
};

/** Maximal runs of ones in a mask, lowest first. */
export const runsOf = (mask: bigint, width: number): readonly { readonly lo: number; readonly width: number }[] => {
  const runs: { lo: number; width: number }[] = [];
  for (let bit = 0; bit < width; bit += 1) {
    if (((mask >> BigInt(bit)) & 1n) === 0n) continue;
    const last = runs.at(-1);
    if (last !== undefined && last.lo + last.width === bit) last.width += 1;
    else runs.push({ lo: bit, width: 1 });
  }
  return runs;
};

/** Nets of a module with their widths: ports and declarations. */
export const netWidths = (module: RtlModule): ReadonlyMap<string, number> =>
  new Map([
    ...module.ports.map((port) => [port.name, port.width] as const),
    ...module.items.flatMap((item) => (item.item === 'decl' ? [[item.name, item.width] as const] : [])),
  ]);
