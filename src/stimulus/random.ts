/** A seeded source of numbers; equal seeds give equal sequences on every machine. */
export interface Random {
  /** Uniform integer in [0, below). `below` is at most 2^32. */
  readonly below: (below: number) => number;
  /** True with probability 1 in `n`. */
  readonly oneIn: (n: number) => boolean;
  /** True with the given probability, 0 to 1. */
  readonly chance: (probability: number) => boolean;
  /** Uniform value of `width` bits. */
  readonly bits: (width: number) => bigint;
  /** One element; the list must not be empty. */
  readonly pick: <T>(items: readonly [T, ...T[]]) => T;
}

/** Splitmix32 (G. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom number generators", 2014, 32-bit form). */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x9e3779b9) >>> 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  };
  const below = (limit: number): number => Math.floor((next() / 0x1_0000_0000) * limit);
  return {
    below,
    oneIn: (n) => below(n) === 0,
    chance: (probability) => next() < probability * 0x1_0000_0000,
    bits: (width) => {
      let value = 0n;
      for (let at = 0; at < width; at += 32) value = (value << 32n) | BigInt(next());
      return BigInt.asUintN(width, value);
    },
    pick: (items) => items[below(items.length)] ?? items[0],
  };
}
