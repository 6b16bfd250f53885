import { type Random, random } from '../generators/random.ts';
import { type Circuit, specOf } from './circuit.ts';

/** A specification of one component in words, and a check of a circuit against an independent model of it. */
export interface Case {
  readonly spec: string;
  /** Throws or returns a description where the circuit disagrees; null where it agrees. */
  readonly check: (circuit: Circuit) => string | null;
}

export const CLOCK = [
  'Assume all sequential logic is triggered on the positive edge of the clock.',
  'All registers are updated on the rising edge of clk.',
  '',
];
const MAKE = ['The module should implement', 'Implement', 'Build', 'Create', 'Design'];

/** Random values of the inputs; the reset is active at first and now and then. */
function drawInputs(
  model: { readonly inputs: Readonly<Record<string, number>>; readonly reset?: string; readonly resetLow?: boolean },
  step: number,
  rng: Random,
): Record<string, number> {
  const draw = (name: string, size: number): number =>
    name === model.reset ? Number((step === 0 || rng.int(15) === 0) !== (model.resetLow === true)) : rng.int(size);
  return Object.fromEntries(Object.entries(model.inputs).map(([name, size]) => [name, draw(name, size)]));
}

/** Steps a circuit with random inputs beside a model; the first disagreement is told. */
export function runs(
  circuit: Circuit,
  model: {
    readonly inputs: Readonly<Record<string, number>>;
    readonly step: (inputs: Readonly<Record<string, number>>) => void;
    readonly outputs: () => Readonly<Record<string, number>>;
    readonly reset?: string;
    /** The reset is active at 0. */
    readonly resetLow?: boolean;
    readonly comb?: boolean;
  },
  rng: Random,
): string | null {
  for (let step = 0; step < 60; step += 1) {
    const inputs = drawInputs(model, step, rng);
    for (const [name, value] of Object.entries(inputs)) circuit.set(name, value);
    if (model.comb !== true) circuit.tick();
    model.step(inputs);
    const lost = Object.entries(model.outputs()).find(([name, value]) => circuit.get(name) !== value);
    if (lost !== undefined)
      return `step ${String(step)}: ${lost[0]} is ${String(circuit.get(lost[0]))}, not ${String(lost[1])} (${JSON.stringify(inputs)})`;
  }
  return null;
}

/** Counters: modulus, range, direction, enable, reset value. */
export function counter(seed: number): Case {
  const rng = random(seed);
  const width = 3 + rng.int(4);
  const low = rng.flip() ? 0 : 1 + rng.int(2);
  const high = low + 2 + rng.int(2 ** width - low - 3);
  const down = rng.int(3) === 0;
  const hasEnable = rng.flip();
  const enable = rng.pick(['ena', 'step', 'tick']);
  const start = down ? high : low;
  const [end, by] = down ? [low, -1] : [high, 1];
  const range = rng.pick([
    `that counts from ${String(start)} to ${String(end)}, inclusive`,
    `that counts from ${String(start)} through ${String(end)}`,
    `counting from ${String(start)} to ${String(end)}`,
  ]);
  const after = (value: number): number => (value === end ? start : value + by);
  const gate = rng.pick([
    `The counter ${down ? 'decrements' : 'increments'} when ${enable} is 1.`,
    `When ${enable} is high, the counter should be ${down ? 'decremented' : 'incremented'}.`,
    `If ${enable} is 0, the counter holds its value; otherwise, the counter ${down ? 'decrements' : 'increments'}.`,
  ]);
  const reset = rng.pick([
    `The reset input is active high synchronous, and should reset the counter to ${String(start)}.`,
    `Reset should be active high synchronous, and should reset the counter to ${String(start)}.`,
  ]);
  const spec = specOf(
    ['input clk', 'input reset', ...(hasEnable ? [`input ${enable}`] : []), `output q (${String(width)} bits)`],
    `${rng.pick(MAKE)} a ${down ? 'down ' : ''}counter ${range}. ${reset} ${hasEnable ? gate : ''} ${rng.pick(CLOCK)}`,
  );
  let q = 0;
  return {
    spec,
    check: (circuit) =>
      runs(
        circuit,
        {
          inputs: { reset: 2, ...(hasEnable ? { [enable]: 2 } : {}) },
          reset: 'reset',
          step: (at) => {
            if (at['reset'] === 1) q = start;
            else if (!hasEnable || at[enable] === 1) q = after(q);
          },
          outputs: () => ({ q }),
        },
        rng,
      ),
  };
}

/** Registers in narration: load, clear, toggle, hold, in priority order. */
export function narration(seed: number): Case {
  const rng = random(seed);
  const width = 2 + rng.int(7);
  const size = 2 ** width;
  const constant = rng.int(size);
  const actions: readonly (readonly [string, (q: number, d: number) => number])[] = rng.shuffle([
    ['q is set to d', (_q, d) => d],
    [`q is set to ${String(constant)}`, () => constant],
    ['q is incremented by 1', (q) => (q + 1) % size],
    ['q keeps its value', (q) => q],
    ['q is inverted', (q) => size - 1 - q],
    ['q is loaded with the inverse of d', (_q, d) => size - 1 - d],
  ]);
  const [first, second, third] = actions;
  const edge = rng.pick(['On the positive edge of clk, ', 'On every rising edge of clk, ']);
  const say = rng.pick(['is high', 'is 1', '= 1', 'is asserted']);
  const prose = `${edge}if a ${say}, ${first![0]}; otherwise, if b ${say}, ${second![0]}; otherwise, ${third![0]}.`;
  let q = 0;
  return {
    spec: specOf(
      ['input clk', 'input a', 'input b', `input d (${String(width)} bits)`, `output q (${String(width)} bits)`],
      prose,
    ),
    check: (circuit) =>
      runs(
        circuit,
        {
          inputs: { a: 2, b: 2, d: size },
          step: (at) => {
            const chosen = at['a'] === 1 ? first! : at['b'] === 1 ? second! : third!;
            q = chosen[1](q, at['d']!);
          },
          outputs: () => ({ q }),
        },
        rng,
      ),
  };
}

/** Combinational choices with conditions on vectors. */
export function choice(seed: number): Case {
  const rng = random(seed);
  const width = 2 + rng.int(5);
  const size = 2 ** width;
  const limit = rng.int(size);
  const tests: readonly (readonly [string, (x: number, y: number) => boolean])[] = [
    ['x is greater than y', (x, y) => x > y],
    ['x equals y', (x, y) => x === y],
    [`x is less than ${String(limit)}`, (x) => x < limit],
    ['x is not equal to y', (x, y) => x !== y],
    [`y is at least ${String(limit)}`, (_x, y) => y >= limit],
  ];
  const values: readonly (readonly [string, (x: number, y: number) => number])[] = [
    ['x', (x) => x],
    ['y', (_x, y) => y],
    ['the bitwise AND of x and y', (x, y) => x & y],
    ['the bitwise XOR of x and y', (x, y) => x ^ y],
    ['the inverse of x', (x) => size - 1 - x],
    ['x plus y', (x, y) => (x + y) % size],
    ['the larger of x and y', (x, y) => Math.max(x, y)],
  ];
  const [test, yes, no] = [rng.pick(tests), rng.pick(values), rng.pick(values)];
  const prose = rng.pick([
    `If ${test[0]}, out is ${yes[0]}. Otherwise, out is ${no[0]}.`,
    `When ${test[0]}, the output should be ${yes[0]}; otherwise, the output should be ${no[0]}.`,
    `Set out to ${yes[0]} if ${test[0]}; else set out to ${no[0]}.`,
  ]);
  let out = 0;
  const used = `${test[0]} ${yes[0]} ${no[0]}`;
  const ports = ['x', 'y'].filter((name) => new RegExp(`\\b${name}\\b`).test(used));
  return {
    spec: specOf(
      [...ports.map((name) => `input ${name} (${String(width)} bits)`), `output out (${String(width)} bits)`],
      prose,
    ),
    check: (circuit) =>
      runs(
        circuit,
        {
          comb: true,
          inputs: { x: size, y: size },
          step: (at) => {
            out = (test[1](at['x']!, at['y']!) ? yes : no)[1](at['x']!, at['y']!);
          },
          outputs: () => ({ out }),
        },
        rng,
      ),
  };
}

/** Gates over single inputs or the bits of a vector. */
export function gate(seed: number): Case {
  const rng = random(seed);
  const count = 2 + rng.int(5);
  const [word, base, complement] = rng.pick([
    ['AND', 'and', 0],
    ['OR', 'or', 0],
    ['XOR', 'xor', 0],
    ['NAND', 'and', 1],
    ['NOR', 'or', 1],
  ] as const);
  const isVector = rng.flip();
  const ports = isVector
    ? [`input v (${String(count)} bits)`]
    : Array.from({ length: count }, (_, at) => `input i${String(at)}`);
  let y = 0;
  const spec = specOf([...ports, 'output y'], `${rng.pick(MAKE)} a ${String(count)}-input ${word} gate.`);
  return {
    spec,
    check: (circuit) =>
      runs(
        circuit,
        {
          comb: true,
          inputs: isVector ? { v: 2 ** count } : Object.fromEntries(ports.map((_, at) => [`i${String(at)}`, 2])),
          step: (at) => {
            const bits = isVector
              ? Array.from({ length: count }, (_, bit) => (at['v']! >> bit) & 1)
              : Object.values(at);
            const ones = bits.reduce((sum, bit) => sum + bit, 0);
            const plain = base === 'and' ? Number(ones === count) : base === 'or' ? Number(ones > 0) : ones % 2;
            y = plain ^ complement;
          },
          outputs: () => ({ y }),
        },
        rng,
      ),
  };
}

/** Adders with and without carries. */
export function adder(seed: number): Case {
  const rng = random(seed);
  const width = 1 + rng.int(12);
  const size = 2 ** width;
  const [hasIn, hasOut] = [rng.flip(), rng.flip()];
  const carries =
    hasIn && hasOut ? ' with carry in and carry out' : hasIn ? ' with carry in' : hasOut ? ' with carry out' : '';
  const ports = [
    `input x (${String(width)} bits)`,
    `input y (${String(width)} bits)`,
    ...(hasIn ? ['input cin'] : []),
    `output sum (${String(width)} bits)`,
    ...(hasOut ? ['output cout'] : []),
  ];
  let total = 0;
  return {
    spec: specOf(
      ports,
      `${rng.pick(MAKE)} a ${String(width)}-bit ${rng.pick(['', 'ripple carry ', 'binary '])}adder${carries}.`,
    ),
    check: (circuit) =>
      runs(
        circuit,
        {
          comb: true,
          inputs: { x: size, y: size, ...(hasIn ? { cin: 2 } : {}) },
          step: (at) => {
            total = at['x']! + at['y']! + (hasIn ? at['cin']! : 0);
          },
          outputs: () => ({ sum: total % size, ...(hasOut ? { cout: Math.floor(total / size) } : {}) }),
        },
        rng,
      ),
  };
}

/** Shift registers: direction, serial input, enable, reset. */
export function shifter(seed: number): Case {
  const rng = random(seed);
  const width = 2 + rng.int(10);
  const left = rng.flip();
  const hasEnable = rng.flip();
  const reset = rng.pick(['active high synchronous reset', 'synchronous active-high reset']);
  const spec = specOf(
    ['input clk', 'input reset', ...(hasEnable ? ['input ena'] : []), 'input sin', `output q (${String(width)} bits)`],
    `${rng.pick(MAKE)} a ${String(width)}-bit ${left ? 'left' : 'right'} shift register with ${reset}${hasEnable ? ' and enable' : ''}. ${rng.pick(CLOCK)}`,
  );
  let q = 0;
  return {
    spec,
    check: (circuit) =>
      runs(
        circuit,
        {
          inputs: { reset: 2, sin: 2, ...(hasEnable ? { ena: 2 } : {}) },
          reset: 'reset',
          step: (at) => {
            if (at['reset'] === 1) q = 0;
            else if (!hasEnable || at['ena'] === 1)
              q = left ? ((q << 1) | at['sin']!) % 2 ** width : (q >> 1) + at['sin']! * 2 ** (width - 1);
          },
          outputs: () => ({ q }),
        },
        rng,
      ),
  };
}

/** Multiplexers listed by select value, with a stated rest. */
export function mux(seed: number): Case {
  const rng = random(seed);
  const bits = 1 + rng.int(3);
  const count = Math.max(2, 2 ** bits - rng.int(2 ** (bits - 1)));
  const width = 1 + rng.int(8);
  const names = Array.from({ length: count }, (_, at) => `d${String(at)}`);
  const verb = rng.pick(['chooses', 'selects', 'should select']);
  const open = 2 ** bits - count;
  const rest = open === 0 ? '' : ` For all other values, the output is ${rng.pick(['0', 'zero'])}.`;
  const listed = names.slice(0, 2).map((name, at) => `sel=${String(at)} ${verb} ${name}`);
  const prose = `${rng.pick(MAKE)} a ${String(width)}-bit wide, ${String(count)}-to-1 multiplexer. ${listed.join(', ')}${count > 2 ? ', etc' : ''}.${rest}`;
  let out = 0;
  return {
    spec: specOf(
      [
        ...names.map((name) => `input ${name} (${String(width)} bits)`),
        `input sel (${String(bits)} bits)`,
        `output out (${String(width)} bits)`,
      ],
      prose,
    ),
    check: (circuit) =>
      runs(
        circuit,
        {
          comb: true,
          inputs: { sel: 2 ** bits, ...Object.fromEntries(names.map((name) => [name, 2 ** width])) },
          step: (at) => {
            out = at['sel']! < count ? at[`d${String(at['sel'])}`]! : 0;
          },
          outputs: () => ({ out }),
        },
        rng,
      ),
  };
}

/** Detectors of a bit sequence, overlapping. */
export function detector(seed: number): Case {
  const rng = random(seed);
  const length = 2 + rng.int(4);
  const bits = Array.from({ length }, () => String(rng.int(2))).join('');
  const moore = rng.flip();
  const spec = specOf(
    ['input clk', 'input reset', 'input x', 'output z'],
    `${rng.pick(MAKE)} a ${moore ? 'Moore' : 'Mealy'} finite state machine that ${rng.pick(['recognizes', 'detects'])} the sequence "${bits}" on an input signal named x. The circuit should have an output signal, z, that is asserted to logic-1 when the "${bits}" sequence is detected. ${rng.pick(['The module should detect overlapping sequences.', 'Overlapping sequences are allowed.'])} Reset is an active-high synchronous reset.`,
  );
  return {
    spec,
    check: (circuit) => watches(circuit, { bits, moore }, rng),
  };
}

/** Feeds random bits and compares the output with the suffix of what was fed. */
function watches(
  circuit: Circuit,
  { bits, moore }: { readonly bits: string; readonly moore: boolean },
  rng: Random,
): string | null {
  let seen = '';
  for (let step = 0; step < 120; step += 1) {
    const isReset = step === 0 || rng.int(30) === 0;
    const bit = rng.int(2);
    circuit.set('reset', Number(isReset));
    circuit.set('x', bit);
    const wanted = Number((moore ? seen : seen + String(bit)).endsWith(bits));
    if (step > 0 && circuit.get('z') !== wanted)
      return `step ${String(step)}: z is not ${String(wanted)} after ${seen}`;
    circuit.tick();
    seen = isReset ? '' : seen + String(bit);
  }
  return null;
}
