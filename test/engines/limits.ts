import type { Random } from '../generators/random.ts';
import { type Block, family } from './blocks.ts';

const bits = (width: number): string => (width === 1 ? '' : ` (${String(width)} bits)`);

/** A number of so many bits as two's complement. */
const signed = (value: number, width: number): number => (value >= 2 ** (width - 1) ? value - 2 ** width : value);

const OPERATIONS = {
  sum: (a: number, b: number): number => a + b,
  difference: (a: number, b: number): number => a - b,
} as const;

/** A sum or difference of two's complement numbers that stays within its range, and a flag that says so. */
const saturated = family((rng: Random): Block => {
  const width = 3 + rng.int(5);
  const noun = rng.pick(['sum', 'difference'] as const);
  const [low, high] = [-(2 ** (width - 1)), 2 ** (width - 1) - 1];
  const exact = rng.pick(['exact', 'true', 'full']);
  const result = `the ${exact} ${noun}`;
  const first = noun === 'difference' ? `${result} a - b` : rng.pick([result, `${result} of a and b`]);
  const w = String(width);
  const cases = rng.pick([
    `If ${first} is greater than ${String(high)}, s is ${String(high)}; if it is less than ${String(low)}, s is ${String(low)}; otherwise s is ${result}.`,
    `s is ${String(high)} if ${first} is greater than ${String(high)}, ${String(low)} if it is less than ${String(low)}, and ${result} otherwise.`,
  ]);
  const flag = rng.pick([
    'f is 1 in the first two cases, otherwise 0.',
    'f is 1 in these two cases and 0 otherwise.',
    `f is 1 if ${result} does not fit in ${w} bits.`,
    `f is 1 if and only if ${result} does not fit.`,
  ]);
  const signs = rng.pick([
    `The operands a and b are signed ${w}-bit numbers in two's complement.`,
    `a and b are signed ${w}-bit numbers.`,
    'a and b are signed.',
  ]);
  return {
    ports: [`input a${bits(width)}`, `input b${bits(width)}`, `output s${bits(width)}`, 'output f'],
    text: `${signs} ${cases} ${flag}`,
    inputs: { a: 2 ** width, b: 2 ** width },
    outputs: ({ a = 0, b = 0 }) => {
      const value = OPERATIONS[noun](signed(a, width), signed(b, width));
      const kept = Math.max(low, Math.min(high, value));
      return { s: (kept + 2 ** width) % 2 ** width, f: kept === value ? 0 : 1 };
    },
  };
});

const shuffled = <T>(items: readonly T[], rng: Random): readonly T[] =>
  items
    .map((item) => ({ item, at: rng.int(1_000_000) }))
    .sort((left, right) => left.at - right.at)
    .map(({ item }) => item);

/** A register under several inputs, told in any order, with the order of their priority. */
const ranked = family((rng: Random): Block => {
  const width = 2 + rng.int(5);
  const size = 2 ** width;
  const preset = 1 + rng.int(size - 1);
  const actions: Readonly<Record<string, { readonly does: string; readonly next: (q: number, d: number) => number }>> =
    {
      load: { does: 'q takes d', next: (_q, d) => d },
      pick: { does: `q becomes ${String(preset)}`, next: () => preset },
      step: { does: 'q is incremented', next: (q) => (q + 1) % size },
      back: { does: 'q is decremented', next: (q) => (q + size - 1) % size },
    };
  const order = shuffled(Object.keys(actions), rng).slice(0, 2 + rng.int(3));
  const list = rng.pick([
    `The priority is ${order.join(', then ')}.`,
    `The priority order is ${order.join(', ')}.`,
    `The order of priority is: ${order.join(', ')}.`,
    order
      .slice(1)
      .map((name, at) => `${String(order[at])} has priority over ${name}.`)
      .join(' '),
  ]);
  const told = shuffled(order, rng).map((name) => `If ${name} is 1, ${String(actions[name]?.does)}.`);
  const text = rng.flip() ? `${told.join(' ')} ${list}` : `${list} ${told.join(' ')}`;
  let q = 0;
  return {
    ports: [
      'input clk',
      'input rst',
      ...order.map((name) => `input ${name}`),
      `input d${bits(width)}`,
      `output q${bits(width)}`,
    ],
    text: `All registers are triggered on the rising edge of clk. rst is a synchronous active-high reset that sets q to 0. ${text}${order.includes('load') ? '' : ' d is not used.'}`,
    clocked: true,
    reset: 'rst',
    inputs: { rst: 6, ...Object.fromEntries(order.map((name) => [name, 2])), d: size },
    outputs: (at) => {
      const first = order.find((name) => at[name] === 1);
      if (at['rst'] === 1) q = 0;
      else if (first !== undefined) q = actions[first]?.next(q, at['d'] ?? 0) ?? q;
      return { q };
    },
  };
});

const RELATIONS: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '<': (a, b) => a < b,
  '=': (a, b) => a === b,
  '>': (a, b) => a > b,
};

/** Several outputs of which one is 1, each with its condition. */
const oneEach = family((rng: Random): Block => {
  const width = 1 + rng.int(7);
  const names = shuffled(['under', 'same', 'over'], rng);
  const signs = shuffled(Object.keys(RELATIONS), rng);
  const pairs = names.map((name, at) => ({ name, sign: String(signs[at]) }));
  const list = pairs.map(({ name, sign }) => `${name} if a ${sign} b`);
  const joined = `${list.slice(0, 2).join(', ')}${rng.pick([', ', ' and ', ', and '])}${String(list[2])}`;
  return {
    ports: [`input a${bits(width)}`, `input b${bits(width)}`, ...names.map((name) => `output ${name}`)],
    text: `${rng.pick(['Exactly one', 'Precisely one', 'Always exactly one'])} of the ${rng.pick(['', 'three '])}outputs is 1: ${joined}.`,
    inputs: { a: 2 ** width, b: 2 ** width },
    outputs: ({ a = 0, b = 0 }) =>
      Object.fromEntries(pairs.map(({ name, sign }) => [name, RELATIONS[sign]?.(a, b) === true ? 1 : 0])),
  };
});

/** Families of ranges, priorities and choices, by name. */
export const LIMITS = { saturated, ranked, oneEach };
