import { type Random, random } from '../generators/random.ts';
import { specOf } from './circuit.ts';
import { type Case, runs } from './families.ts';

const range = (count: number): string => (count === 1 ? '' : ` (${String(count)} bits)`);
const MAKE = ['Implement', 'Build', 'Design', 'Create'];
const popcount = (value: number): number => value.toString(2).replaceAll('0', '').length;

type Inputs = Readonly<Record<string, number>>;

/** A circuit by its ports, the words for it, and what it must do. */
export interface Block {
  readonly ports: readonly string[];
  readonly text: string;
  /** Number of values of each input. */
  readonly inputs: Inputs;
  /** The outputs after an edge, or for the inputs as they are. */
  readonly outputs: (at: Inputs) => Readonly<Record<string, number>>;
  readonly clocked?: boolean;
  readonly reset?: string;
}

const caseOf = ({ ports, text, inputs, outputs, clocked = false, reset }: Block, rng: Random): Case => {
  let seen: Readonly<Record<string, number>> = {};
  return {
    spec: specOf(ports, text),
    check: (circuit) =>
      runs(
        circuit,
        {
          inputs,
          comb: !clocked,
          ...(reset === undefined ? {} : { reset }),
          step: (at) => {
            seen = outputs(at);
          },
          outputs: () => seen,
        },
        rng,
      ),
  };
};

type Family = (seed: number) => Case;

/** Random circuits of one kind. */
export const family =
  (make: (rng: Random) => Block): Family =>
  (seed) => {
    const rng = random(seed + 41_000);
    return caseOf(make(rng), rng);
  };

const EDGE = ['On each rising edge of clk', 'At every positive edge of clk', 'On the rising edge of clk'];
const RESET = (target: string): string => `rst is an active-high synchronous reset that clears ${target}.`;

const decoder = family((rng) => {
  const bits = 2 + rng.int(3);
  const size = 2 ** bits;
  const hasEnable = rng.flip();
  const text = hasEnable
    ? rng.pick([
        'If en is 0, all bits of y are 0. If en is 1, bit sel of y is 1 and all other bits of y are 0.',
        'When en is 1, the bit of y selected by sel is 1 and all other bits of y are 0. When en is 0, y is 0.',
      ])
    : `${rng.pick(MAKE)} a ${String(bits)}-to-${String(size)} decoder.`;
  return {
    ports: [`input sel${range(bits)}`, ...(hasEnable ? ['input en'] : []), `output y${range(size)}`],
    text,
    inputs: { sel: size, ...(hasEnable ? { en: 2 } : {}) },
    outputs: (at) => ({ y: hasEnable && at['en'] === 0 ? 0 : 2 ** at['sel']! }),
  };
});

const priority = family((rng) => {
  const width = 2 ** (1 + rng.int(3));
  const bits = width.toString(2).length - 1;
  const high = rng.flip();
  const which = high ? 'highest' : 'lowest';
  return {
    ports: [`input req${range(width)}`, `output index${range(bits)}`, 'output any'],
    text: rng.pick([
      `index is the position of the ${which} bit of req that is 1. any is 1 if any bit of req is 1. If req is 0, index is 0.`,
      `${rng.pick(MAKE)} a priority encoder. index is the number of the ${which} bit of req that is 1. If req is 0, index is 0. any is 1 when req is not 0.`,
    ]),
    inputs: { req: 2 ** width },
    outputs: (at) => {
      const req = at['req']!;
      const index = req === 0 ? 0 : high ? Math.floor(Math.log2(req)) : Math.log2(req & -req);
      return { index, any: Number(req !== 0) };
    },
  };
});

const comparator = family((rng) => {
  const width = 2 + rng.int(7);
  const signed = rng.flip();
  const size = 2 ** width;
  const value = (raw: number): number => (signed && raw >= size / 2 ? raw - size : raw);
  return {
    ports: [`input a${range(width)}`, `input b${range(width)}`, 'output lt', 'output eq', 'output gt'],
    text: `${signed ? rng.pick(['a and b are signed numbers.', 'Both operands are signed.']) : rng.pick(['', 'a and b are unsigned numbers.'])} ${rng.pick(
      [
        'lt is 1 if a is less than b, eq is 1 if a equals b, and gt is 1 if a is greater than b.',
        'lt is 1 when a < b. eq is 1 when a and b are equal. gt is 1 when a is greater than b.',
      ],
    )}`,
    inputs: { a: size, b: size },
    outputs: (at) => {
      const [a, b] = [value(at['a']!), value(at['b']!)];
      return { lt: Number(a < b), eq: Number(a === b), gt: Number(a > b) };
    },
  };
});

const counts = family((rng) => {
  const width = 2 + rng.int(8);
  const [what, of] = rng.pick([
    [`n is the number of ones in d. p is the XOR of all bits of d.`, (d: number) => popcount(d)],
    [`n is the number of bits of d that are 1. p is 1 if the number of ones in d is odd.`, (d: number) => popcount(d)],
    [`n is the number of zeros in d. p is the XOR of all bits of d.`, (d: number) => width - popcount(d)],
  ] as const);
  return {
    ports: [`input d${range(width)}`, `output n${range(width.toString(2).length)}`, 'output p'],
    text: what,
    inputs: { d: 2 ** width },
    outputs: (at) => ({ n: of(at['d']!), p: popcount(at['d']!) % 2 }),
  };
});

const extremes = family((rng) => {
  const width = 2 + rng.int(7);
  const signed = rng.int(3) === 0;
  const size = 2 ** width;
  const value = (raw: number): number => (signed && raw >= size / 2 ? raw - size : raw);
  const [big, small] = rng.pick([
    ['larger', 'smaller'],
    ['maximum', 'minimum'],
    ['greater', 'smaller'],
  ] as const);
  return {
    ports: [`input a${range(width)}`, `input b${range(width)}`, `output hi${range(width)}`, `output lo${range(width)}`],
    text: `${signed ? 'a and b are signed numbers.' : ''} hi is the ${big} of a and b, and lo is the ${small} of a and b.`,
    inputs: { a: size, b: size },
    outputs: (at) => {
      const [a, b] = [at['a']!, at['b']!];
      const isUp = value(a) >= value(b);
      return { hi: isUp ? a : b, lo: isUp ? b : a };
    },
  };
});

const rotation = family((rng) => {
  const bits = 2 + rng.int(2);
  const width = 2 ** bits;
  const mask = 2 ** width - 1;
  const [text, of] = rng.pick([
    ['y is x shifted left by n bits, filled with zeros.', (x: number, n: number) => (x << n) & mask],
    ['y is x shifted right by n bits, filled with zeros.', (x: number, n: number) => x >> n],
    ['y is x rotated left by n bits.', (x: number, n: number) => ((x << n) | (x >> (width - n))) & mask],
    ['y is x rotated right by n bits.', (x: number, n: number) => ((x >> n) | (x << (width - n))) & mask],
    ['y is x << n.', (x: number, n: number) => (x << n) & mask],
  ] as const);
  return {
    ports: [`input x${range(width)}`, `input n${range(bits)}`, `output y${range(width)}`],
    text,
    inputs: { x: mask + 1, n: width },
    outputs: (at) => ({ y: of(at['x']!, at['n']!) }),
  };
});

const edges = family((rng) => {
  const width = rng.flip() ? 1 : 2 + rng.int(6);
  const mask = 2 ** width - 1;
  const [text, of] = rng.pick([
    ['the AND of d and the inverse of last', (was: number, is: number) => ~was & is & mask],
    ['the AND of last and the inverse of d', (was: number, is: number) => was & ~is & mask],
    ['the XOR of d and last', (was: number, is: number) => was ^ is],
  ] as const);
  let last = 0;
  return {
    clocked: true,
    reset: 'rst',
    ports: [
      'input clk',
      'input rst',
      `input d${range(width)}`,
      `output last${range(width)}`,
      `output q${range(width)}`,
    ],
    text: rng.pick([
      `${rng.pick(EDGE)}, last is set to d, and q is set to ${text}. ${RESET('last and q')}`,
      `${rng.pick(EDGE)}, last becomes d and q becomes ${text}. ${RESET('q and last')}`,
    ]),
    inputs: { rst: 2, d: mask + 1 },
    outputs: (at) => {
      const is = at['d']!;
      const q = at['rst'] === 1 ? 0 : of(last, is);
      last = at['rst'] === 1 ? 0 : is;
      return { q, last };
    },
  };
});

const toggles = family((rng) => {
  const text = rng.pick([
    `${rng.pick(EDGE)}, if t is 1, q is inverted.`,
    `${rng.pick(EDGE)}, q toggles if t is 1 and keeps its value otherwise.`,
    `${rng.pick(EDGE)}, q becomes the XOR of q and t.`,
  ]);
  let q = 0;
  return {
    clocked: true,
    reset: 'rst',
    ports: ['input clk', 'input rst', 'input t', 'output q'],
    text: `${text} ${RESET('q')}`,
    inputs: { rst: 2, t: 2 },
    outputs: (at) => {
      q = at['rst'] === 1 ? 0 : q ^ at['t']!;
      return { q };
    },
  };
});

const chain = family((rng) => {
  const stages = 2 + rng.int(5);
  const words = ['', '', 'two', 'three', 'four', 'five', 'six'];
  const count = rng.flip() ? String(stages) : words[stages]!;
  let kept: number[] = new Array<number>(stages).fill(0);
  return {
    clocked: true,
    reset: 'rst',
    ports: ['input clk', 'input rst', 'input d', 'output q'],
    text: rng.pick([
      `q is d delayed by ${count} clock cycles. ${RESET('all registers')} All registers are triggered by the rising edge of clk.`,
      `${count.charAt(0).toUpperCase()}${count.slice(1)} flip-flops stand in series. The first one samples d at each rising edge of clk. The output q is the output of the last one. ${RESET('all flip-flops')}`,
      `d passes through ${count} flip-flops in series, clocked on the rising edge of clk. q is the output of the last flip-flop. ${RESET('all flip-flops')}`,
    ]),
    inputs: { rst: 2, d: 2 },
    outputs: (at) => {
      kept = at['rst'] === 1 ? kept.map(() => 0) : [at['d']!, ...kept.slice(0, -1)];
      return { q: kept.at(-1)! };
    },
  };
});

const divider = family((rng) => {
  const half = 1 + rng.int(7);
  let [count, q] = [0, 0];
  return {
    clocked: true,
    reset: 'rst',
    ports: ['input clk', 'input rst', 'output q'],
    text: rng.pick([
      `${rng.pick(['An internal', 'An internal'])} ${String(Math.max(1, (half - 1).toString(2).length))}-bit counter counts the rising edges of clk. ${EDGE[0]!}, if the counter is ${String(half - 1)}, the counter is set to 0 and q is inverted; otherwise the counter is incremented by 1. ${RESET('q and the counter')}`,
    ]),
    inputs: { rst: 2 },
    outputs: (at) => {
      if (at['rst'] === 1) [count, q] = [0, 0];
      else if (count === half - 1) [count, q] = [0, 1 - q];
      else count += 1;
      return { q };
    },
  };
});

const latch = family((rng) => {
  const width = 1 + rng.int(8);
  const level = rng.flip() ? 1 : 0;
  let q = 0;
  let isKnown = false;
  return {
    ports: ['input g', `input d${range(width)}`, `output q${range(width)}`],
    text: rng.pick([
      `${rng.pick(MAKE)} a ${level === 1 ? '' : 'transparent '}D latch. While g is ${String(level)}, q follows d. While g is ${String(1 - level)}, q holds its value.`,
      `While g is ${level === 1 ? 'high' : 'low'}, q is equal to d. Otherwise q keeps its value. This is a latch.`,
    ]),
    inputs: { g: 2, d: 2 ** width },
    outputs: (at) => {
      if (at['g'] === level) {
        q = at['d']!;
        isKnown = true;
      }
      return isKnown ? { q } : {};
    },
  };
});

const vectors = family((rng) => {
  const half = 2 + rng.int(5);
  const width = 2 * half;
  const mask = 2 ** width - 1;
  const low = (x: number): number => x % 2 ** half;
  const high = (x: number): number => Math.floor(x / 2 ** half);
  const bitsOf = (x: number): number[] => Array.from({ length: width }, (_, at) => Math.floor(x / 2 ** at) % 2);
  const [text, of] = rng.pick([
    ['y is x with its bits in reverse order.', (x: number) => bitsOf(x).reduce((sum, bit) => sum * 2 + bit, 0)],
    ['y is x with its upper and lower half swapped.', (x: number) => low(x) * 2 ** half + high(x)],
    [
      `y is the lower half of x, sign-extended to ${String(width)} bits.`,
      (x: number) => (low(x) >= 2 ** (half - 1) ? mask - (2 ** half - 1) + low(x) : low(x)),
    ],
    [`y is the upper half of x, zero-extended to ${String(width)} bits.`, (x: number) => high(x)],
    [`y is two copies of the lower half of x.`, (x: number) => low(x) * 2 ** half + low(x)],
    [
      `y[${String(width - 1)}:${String(half)}] is x[${String(half - 1)}:0] and y[${String(half - 1)}:0] is the inverse of x[${String(width - 1)}:${String(half)}].`,
      (x: number) => low(x) * 2 ** half + (2 ** half - 1 - high(x)),
    ],
  ] as const);
  return {
    ports: [`input x${range(width)}`, `output y${range(width)}`],
    text,
    inputs: { x: mask + 1 },
    outputs: (at) => ({ y: of(at['x']!) }),
  };
});

const resets = family((rng) => {
  const width = 1 + rng.int(8);
  const size = 2 ** width;
  const start = rng.int(size);
  const low = rng.flip();
  const kind = rng.pick(['synchronous', 'asynchronous']);
  const enable = rng.flip();
  let q = 0;
  return {
    clocked: true,
    ports: [
      'input clk',
      `input ${low ? 'rst_n' : 'rst'}`,
      ...(enable ? ['input en'] : []),
      `input d${range(width)}`,
      `output q${range(width)}`,
    ],
    text: `${rng.pick(EDGE)}, ${enable ? 'if en is 1, ' : ''}q is set to d. ${rng.pick([
      `${low ? 'rst_n' : 'rst'} is an active-${low ? 'low' : 'high'} ${kind} reset that sets q to ${String(start)}.`,
      `The ${kind} active-${low ? 'low' : 'high'} reset ${low ? 'rst_n' : 'rst'} sets q to ${String(start)}.`,
    ])}`,
    inputs: { [low ? 'rst_n' : 'rst']: 2, ...(enable ? { en: 2 } : {}), d: size },
    outputs: (at) => {
      if (at[low ? 'rst_n' : 'rst'] === (low ? 0 : 1)) q = start;
      else if (!enable || at['en'] === 1) q = at['d']!;
      return { q };
    },
  };
});

const parities = family((rng) => {
  const width = 2 + rng.int(9);
  const mode = rng.flip();
  const odd = rng.flip() ? 1 : 0;
  const word = (isOdd: number): string => (isOdd === 1 ? 'odd' : 'even');
  const ones = rng.pick(['the number of ones', 'the total number of ones', 'the number of bits that are 1']);
  const both = `in d and p${rng.pick([' together', ''])}`;
  const text = mode
    ? `When m is ${String(1 - odd)}, p is chosen so that ${ones} ${both} is even. When m is ${String(odd)}, it is chosen so that this number is odd.`
    : rng.pick([
        `p is chosen such that ${ones} ${both} is ${word(odd)}.`,
        `p makes ${ones} ${both} ${word(odd)}.`,
        `p is set so that ${ones} in d together with the parity bit is ${word(odd)}.`,
      ]);
  return {
    ports: [`input d${range(width)}`, ...(mode ? ['input m'] : []), 'output p'],
    text,
    inputs: { d: 2 ** width, ...(mode ? { m: 2 } : {}) },
    outputs: (at) => ({ p: (popcount(at['d']!) + (mode ? Number(at['m'] === odd) : odd)) % 2 }),
  };
});

const demux = family((rng) => {
  const bits = 1 + rng.int(3);
  const size = 2 ** bits;
  return {
    ports: [`input d`, `input sel${range(bits)}`, `output y${range(size)}`],
    text: rng.pick([
      'The bit of y selected by sel is d, and all other bits of y are 0.',
      'Bit sel of y is d and all other bits of y are 0.',
    ]),
    inputs: { d: 2, sel: size },
    outputs: (at) => ({ y: at['d']! * 2 ** at['sel']! }),
  };
});

const saturating = family((rng) => {
  const width = 2 + rng.int(4);
  const top = 2 ** width - 1;
  const [high, low] = [rng.flip() ? top : 1 + rng.int(top), 0];
  let q = 0;
  return {
    clocked: true,
    reset: 'rst',
    ports: ['input clk', 'input rst', 'input up', 'input down', `output q${range(width)}`],
    text: `${rng.pick(EDGE)}, if up is 1, down is 0 and q is less than ${String(high)}, q is incremented by 1; otherwise, if down is 1, up is 0 and q is greater than ${String(low)}, q is decremented by 1; otherwise q keeps its value. ${RESET('q')}`,
    inputs: { rst: 2, up: 2, down: 2 },
    outputs: (at) => {
      if (at['rst'] === 1) q = 0;
      else if (at['up'] === 1 && at['down'] === 0 && q < high) q += 1;
      else if (at['down'] === 1 && at['up'] === 0 && q > low) q -= 1;
      return { q };
    },
  };
});

const loadable = family((rng) => {
  const width = 2 + rng.int(6);
  const size = 2 ** width;
  const down = rng.flip();
  const step = down ? 'decremented' : 'incremented';
  let q = 0;
  return {
    clocked: true,
    reset: 'rst',
    ports: ['input clk', 'input rst', 'input load', 'input en', `input d${range(width)}`, `output q${range(width)}`],
    text: `${rng.pick(EDGE)}, ${rng.pick([
      `if load is 1, q is loaded with d; otherwise, if en is 1, q is ${step} by 1; otherwise q keeps its value.`,
      `q is loaded with d if load is 1; otherwise q is ${step} by 1 if en is 1.`,
    ])} ${RESET('q')}`,
    inputs: { rst: 2, load: 2, en: 2, d: size },
    outputs: (at) => {
      if (at['rst'] === 1) q = 0;
      else if (at['load'] === 1) q = at['d']!;
      else if (at['en'] === 1) q = (q + (down ? size - 1 : 1)) % size;
      return { q };
    },
  };
});

const timer = family((rng) => {
  const width = 2 + rng.int(5);
  let left = 0;
  return {
    clocked: true,
    reset: 'rst',
    ports: [
      'input clk',
      'input rst',
      'input start',
      `input n${range(width)}`,
      `output left${range(width)}`,
      'output done',
    ],
    text: `${rng.pick(EDGE)}, if start is 1, left is set to n; otherwise, if left is not 0, left is decremented by 1. ${rng.pick(['done is 1 when left is 0 and 0 otherwise, without a clock.', 'done is combinational: it is 1 if left is 0, otherwise 0.'])} ${RESET('left')}`,
    inputs: { rst: 2, start: 2, n: 2 ** width },
    outputs: (at) => {
      if (at['rst'] === 1) left = 0;
      else if (at['start'] === 1) left = at['n']!;
      else if (left > 0) left -= 1;
      return { left, done: Number(left === 0) };
    },
  };
});

const arithmetic = family((rng) => {
  const width = 2 + rng.int(6);
  const size = 2 ** width;
  const [text, bits, of] = rng.pick([
    ['y is the product of a and b.', 2 * width, (a: number, b: number) => a * b],
    ['y is the sum of a and b.', width + 1, (a: number, b: number) => a + b],
    ['y is a minus b.', width, (a: number, b: number) => (a - b + size) % size],
    ['y is the difference a - b.', width, (a: number, b: number) => (a - b + size) % size],
    ['y is the absolute difference of a and b.', width, (a: number, b: number) => Math.abs(a - b)],
  ] as const);
  return {
    ports: [`input a${range(width)}`, `input b${range(width)}`, `output y${range(bits)}`],
    text,
    inputs: { a: size, b: size },
    outputs: (at) => ({ y: of(at['a']!, at['b']!) }),
  };
});

const parallelToSerial = family((rng) => {
  const width = 2 + rng.int(7);
  const mask = 2 ** width - 1;
  const isHigh = rng.flip();
  const [dir, end] = isHigh ? ['left', String(width - 1)] : ['right', '0'];
  let kept = 0;
  return {
    clocked: true,
    reset: 'rst',
    ports: ['input clk', 'input rst', 'input load', `input d${range(width)}`, `output q${range(width)}`, 'output so'],
    text: `${rng.pick(EDGE)}, if load is 1, q is loaded with d; otherwise q is shifted ${dir} by one bit, with a 0 shifted in. so is q[${end}], combinationally. ${RESET('q')}`,
    inputs: { rst: 2, load: 2, d: mask + 1 },
    outputs: (at) => {
      if (at['rst'] === 1) kept = 0;
      else if (at['load'] === 1) kept = at['d']!;
      else kept = isHigh ? (kept * 2) & mask : kept >> 1;
      return { q: kept, so: isHigh ? kept >> (width - 1) : kept % 2 };
    },
  };
});

/** Families of components with random parameters and words, each with a model of its own. */
export const BLOCKS: Readonly<Record<string, Family>> = {
  decoders: decoder,
  'priority encoders': priority,
  comparators: comparator,
  'counts of ones': counts,
  'larger and smaller': extremes,
  'shifts and rotations': rotation,
  'edge detectors': edges,
  toggles,
  'flip-flops in series': chain,
  'clock dividers': divider,
  latches: latch,
  demultiplexers: demux,
  'counters that stop at their ends': saturating,
  'counters that are loaded': loadable,
  timers: timer,
  'sums, differences and products': arithmetic,
  'words sent bit by bit': parallelToSerial,
  parities,
  'bits of vectors': vectors,
  'registers with resets': resets,
};
