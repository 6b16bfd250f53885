import type { Port } from '../facts.ts';

/** Inputs with no more bits than this together are tried in every combination. */
const EXHAUSTIVE_BITS = 11;
const DRAWN = 600;

/** Values of the inputs by name. */
export type Vector = ReadonlyMap<string, bigint>;

/**
 * Values to try a circuit on: all of them where there are few; else corners, the given constants (and their neighbours)
 * at every input, and a fixed series of pseudo-random values (xorshift, Marsaglia 2003).
 */
export function vectorsFor(inputs: readonly Port[], constants: readonly bigint[]): readonly Vector[] | null {
  const bits = inputs.reduce<number | null>(
    (sum, port) => (sum === null || port.width === null ? null : sum + port.width),
    0,
  );
  if (bits === null) return null;
  if (bits <= EXHAUSTIVE_BITS) return Array.from({ length: 2 ** bits }, (_, code) => unpacked(BigInt(code), inputs));
  const draw = drawer();
  const any = (): Vector => new Map(inputs.map((port) => [port.name, draw(port.width ?? 1)] as const));
  const special = inputs.flatMap((port) =>
    specialValues(port.width ?? 1, constants).flatMap((value) =>
      Array.from({ length: 4 }, () => new Map([...any(), [port.name, value] as const])),
    ),
  );
  return [...special, ...Array.from({ length: DRAWN }, any)];
}

function unpacked(code: bigint, inputs: readonly Port[]): Vector {
  let rest = code;
  return new Map(
    inputs.map((port) => {
      const width = BigInt(port.width ?? 1);
      const value = rest & ((1n << width) - 1n);
      rest >>= width;
      return [port.name, value] as const;
    }),
  );
}

function specialValues(width: number, constants: readonly bigint[]): readonly bigint[] {
  const top = (1n << BigInt(width)) - 1n;
  const single = Array.from({ length: Math.min(width, 64) }, (_, bit) => 1n << BigInt(bit));
  const near = constants.flatMap((one) => [one - 1n, one, one + 1n]);
  return [...new Set([0n, top, ...single, ...single.map((bit) => top ^ bit), ...near])].filter(
    (one) => one >= 0n && one <= top,
  );
}

function drawer(): (width: number) => bigint {
  let state = 0x9e3779b9;
  const next = (): bigint => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return BigInt(state >>> 0);
  };
  return (width) => {
    let value = 0n;
    for (let at = 0; at < width; at += 32) value = (value << 32n) | next();
    return value & ((1n << BigInt(width)) - 1n);
  };
}
