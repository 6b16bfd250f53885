import { cover } from './cover.ts';
import type { Cube } from './cube.ts';

/** A function of `inputs` variables (bit n-1 is the first) by its codes; codes in neither list are 0. */
export interface BooleanFunction {
  readonly inputs: number;
  readonly on: readonly number[];
  /** Codes where the value is free. */
  readonly free: readonly number[];
}

/** Up to here all prime implicants are listed; above, one is grown from each uncovered code. */
const EXACT_INPUTS = 9;

/**
 * A minimal sum of products: fewest products, then fewest literals. Exact up to nine inputs (Quine 1952, McCluskey
 * 1956; covering by branch and bound within a budget), an irredundant cover by grown primes above.
 */
export const minimise = ({ inputs, on, free }: BooleanFunction): readonly Cube[] => {
  if (on.length === 0) return [];
  const allowed = new Uint8Array(2 ** inputs);
  for (const code of [...on, ...free]) allowed[code] = 1;
  const primes = inputs <= EXACT_INPUTS ? allPrimes(inputs, allowed) : grownPrimes(inputs, on, allowed);
  return cover(
    [...on].sort((a, b) => a - b),
    primes,
  ).toSorted(byText(inputs));
};

/** Literals of a cover, with one counted a product so that fewer products win ties. */
export const literalCount = (cubes: readonly Cube[], inputs: number): number =>
  cubes.reduce((sum, cube) => sum + 1 + careBits(cube.care, inputs), 0);

const careBits = (care: number, inputs: number): number => {
  let count = 0;
  for (let bit = 0; bit < inputs; bit += 1) count += (care >> bit) & 1;
  return count;
};

const byText =
  (inputs: number) =>
  (a: Cube, b: Cube): number => {
    const text = (cube: Cube): string =>
      Array.from({ length: inputs }, (_, i) => {
        const bit = 1 << (inputs - 1 - i);
        if ((cube.care & bit) === 0) return '2';
        return (cube.value & bit) === 0 ? '1' : '0';
      }).join('');
    return text(a) < text(b) ? -1 : 1;
  };

/** Merges pairs of cubes that differ in one literal, level by level; what merges nowhere is prime. */
const allPrimes = (inputs: number, allowed: Uint8Array): readonly Cube[] => {
  const full = 2 ** inputs - 1;
  const primes: Cube[] = [];
  let level = new Set<number>();
  for (const [code, ok] of allowed.entries()) if (ok === 1) level.add(full * 2 ** inputs + code);
  while (level.size > 0) {
    const next = new Set<number>();
    for (const key of level) {
      if (!mergeInto(key, { inputs, level, next })) primes.push(cubeOf(key, inputs));
    }
    level = next;
  }
  return primes;
};

const cubeOf = (key: number, inputs: number): Cube => ({
  care: Math.floor(key / 2 ** inputs),
  value: key % 2 ** inputs,
});

const mergeInto = (
  key: number,
  { inputs, level, next }: { readonly inputs: number; readonly level: ReadonlySet<number>; readonly next: Set<number> },
): boolean => {
  const { care, value } = cubeOf(key, inputs);
  let merged = false;
  for (let bit = 1; bit < 2 ** inputs; bit *= 2) {
    if ((care & bit) === 0 || !level.has(care * 2 ** inputs + (value ^ bit))) continue;
    merged = true;
    next.add((care & ~bit) * 2 ** inputs + (value & ~bit));
  }
  return merged;
};

/** One prime grown from each code that no earlier prime covers, dropping literals in turn while only allowed codes are met. */
const grownPrimes = (inputs: number, on: readonly number[], allowed: Uint8Array): readonly Cube[] => {
  const covered = new Uint8Array(2 ** inputs);
  const primes: Cube[] = [];
  for (const code of on) {
    if (covered[code] === 1) continue;
    let cube: Cube = { care: 2 ** inputs - 1, value: code };
    for (let bit = 1; bit < 2 ** inputs; bit *= 2) {
      const wider = { care: cube.care & ~bit, value: cube.value & ~bit };
      if (codesIn(wider, inputs).every((c) => allowed[c] === 1)) cube = wider;
    }
    for (const c of codesIn(cube, inputs)) covered[c] = 1;
    primes.push(cube);
  }
  return primes;
};

/** Every code of a cube. */
export const codesIn = (cube: Cube, inputs: number): readonly number[] => {
  let codes: readonly number[] = [cube.value];
  for (let bit = 1; bit < 2 ** inputs; bit *= 2) {
    if ((cube.care & bit) === 0) codes = codes.flatMap((code) => [code, code | bit]);
  }
  return codes;
};
