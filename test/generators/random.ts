/** A seeded source of choices: the same seed gives the same sequence on every machine. */
export interface Random {
  /** A whole number from 0 to `limit - 1`. */
  readonly int: (limit: number) => number;
  readonly flip: () => boolean;
  readonly pick: <T>(items: readonly T[]) => T;
  readonly shuffle: <T>(items: readonly T[]) => T[];
}

/** The mulberry32 generator (public domain, T. Ettinger): 32 bits of state, good enough for test data. */
export function random(seed: number): Random {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (limit: number): number => Math.floor(next() * limit);
  return {
    int,
    flip: () => next() < 0.5,
    pick: (items) => items[int(items.length)]!,
    shuffle: (items) => {
      const out = [...items];
      for (let at = out.length - 1; at > 0; at -= 1) {
        const other = int(at + 1);
        [out[at], out[other]] = [out[other]!, out[at]!];
      }
      return out;
    },
  };
}

/** `value` in `bits` binary digits, most significant first. */
export const binary = (value: number, bits: number): string => value.toString(2).padStart(bits, '0');

const NAME_POOLS = [
  ['a', 'b', 'c', 'd', 'e'],
  ['x4', 'x3', 'x2', 'x1', 'x0'],
  ['en', 'sel', 'req', 'mode', 'ack'],
  ['p', 'q', 'r', 's', 't'],
];

/** `count` different signal names of one style. */
export const names = (rng: Random, count: number): readonly string[] => rng.pick(NAME_POOLS).slice(0, count);

/** A complete specification: interface of one-bit ports, a sentence, and the representation. */
export function specText(parts: {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly sentence: string;
  readonly body: string;
}): string {
  const ports = [
    ...parts.inputs.map((name) => ` - input  ${name}`),
    ...parts.outputs.map((name) => ` - output ${name}`),
  ];
  return `Design a module named unit_under_design with these ports.\n\n${ports.join('\n')}\n\n${parts.sentence}\n\n${parts.body}\n`;
}
