import { describe, expect, it } from 'vitest';
import { codesIn, literalCount, minimise } from '../../src/ir/lower/table/minimise.ts';
import { Random } from './random.ts';

const full = (inputs: number): number[] => Array.from({ length: 2 ** inputs }, (_, code) => code);
const covered = (cubes: ReturnType<typeof minimise>, inputs: number): Set<number> =>
  new Set(cubes.flatMap((cube) => codesIn(cube, inputs)));

/** Fewest cubes by trying every set of implicants: only for three inputs. */
const bruteForce = (on: readonly number[], free: readonly number[]): number => {
  const allowed = new Set([...on, ...free]);
  const implicants = full(3)
    .flatMap((care) =>
      full(3)
        .filter((value) => (value & ~care) === 0)
        .map((value) => ({ care, value })),
    )
    .map((cube) => codesIn(cube, 3))
    .filter((codes) => codes.every((code) => allowed.has(code)));
  const search = (left: readonly number[], budget: number): boolean => {
    const [first] = left;
    if (first === undefined) return true;
    return (
      budget > 0 &&
      implicants.some(
        (codes) =>
          codes.includes(first) &&
          search(
            left.filter((code) => !codes.includes(code)),
            budget - 1,
          ),
      )
    );
  };
  let count = 0;
  while (!search(on, count)) count += 1;
  return count;
};

describe('minimise', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8, 10, 12])('covers exactly what it may of random functions of %i inputs', (inputs) => {
    const random = new Random(inputs);
    for (let round = 0; round < (inputs > 8 ? 3 : 30); round += 1) {
      const [ones, frees] = [random.pick([0, 10, 50, 90, 100]), random.pick([0, 20, 100])];
      const kinds = full(inputs).map(() => (random.chance(frees) ? 'free' : random.chance(ones) ? 'on' : 'off'));
      const of = (kind: string): number[] => full(inputs).filter((code) => kinds[code] === kind);
      const got = covered(minimise({ inputs, on: of('on'), free: of('free') }), inputs);
      expect(of('on').every((code) => got.has(code))).toBe(true);
      expect(of('off').some((code) => got.has(code))).toBe(false);
    }
  });

  it('uses as few products as any cover of three inputs can', () => {
    const random = new Random(3);
    for (let round = 0; round < 150; round += 1) {
      const kinds = full(3).map(() => random.pick(['on', 'off', 'free']));
      const on = full(3).filter((code) => kinds[code] === 'on');
      const free = full(3).filter((code) => kinds[code] === 'free');
      expect(minimise({ inputs: 3, on, free })).toHaveLength(bruteForce(on, free));
    }
  });

  const KNOWN: readonly [string, { inputs: number; on: number[]; free: number[] }, number, number][] = [
    ['nothing', { inputs: 4, on: [], free: [1, 2] }, 0, 0],
    ['everything', { inputs: 4, on: full(4), free: [] }, 1, 0],
    ['ones and free cells only', { inputs: 4, on: [3], free: full(4).filter((c) => c !== 3) }, 1, 0],
    ['parity', { inputs: 4, on: [1, 2, 4, 7, 8, 11, 13, 14], free: [] }, 8, 32],
    ['a cyclic core', { inputs: 3, on: [1, 2, 3, 4, 5, 6], free: [] }, 3, 6],
  ];
  it.each(KNOWN)('finds the known minimum of %s', (_, fn, products, literals) => {
    const cubes = minimise(fn);
    expect(cubes).toHaveLength(products);
    expect(literalCount(cubes, fn.inputs) - cubes.length).toBe(literals);
  });

  it('answers within a second for nine inputs that are all free but one', () => {
    const started = performance.now();
    expect(minimise({ inputs: 9, on: [0], free: full(9).slice(1) })).toEqual([{ care: 0, value: 0 }]);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
