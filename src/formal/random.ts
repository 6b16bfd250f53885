/** A stream of 32-bit words from a seed: xorshift128 (Marsaglia, J. Stat. Softw. 8(14), 2003). */
export type RandomWords = () => number;

/** Starts the stream; the seed is spread by splitmix so that near seeds give unrelated streams. */
export function randomWords(seed: number): RandomWords {
  let spread = seed | 0;
  const next = (): number => {
    spread = (spread + 0x9e3779b9) | 0;
    let z = spread;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return z ^ (z >>> 16);
  };
  let [a, b, c, d] = [next(), next(), next(), next() | 1];
  return () => {
    let t = d;
    const s = a;
    d = c;
    c = b;
    b = s;
    t ^= t << 11;
    t ^= t >>> 8;
    a = t ^ s ^ (s >>> 19);
    return a;
  };
}
