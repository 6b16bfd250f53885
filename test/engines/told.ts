import { type Random, random } from '../generators/random.ts';
import { specOf } from './circuit.ts';
import { type Case, CLOCK, runs } from './families.ts';

const NAMES = [
  ['IDLE', 'LOAD', 'RUN', 'HALT', 'DONE'],
  ['A', 'B', 'C', 'D', 'E'],
  ['S0', 'S1', 'S2', 'S3', 'S4'],
  ['RED', 'AMBER', 'GREEN', 'BLINK', 'DARK'],
];

/** One state: the input it looks at, and where it leads for 0 and 1. */
interface Way {
  readonly input: string;
  readonly to: readonly [string, string];
}

/** A random machine: the oracle itself. */
interface Machine {
  readonly states: readonly string[];
  readonly ways: ReadonlyMap<string, Way>;
  readonly start: string;
  /** Where each output is 1; `when`: and only while this input is 1. */
  readonly outputs: readonly { readonly name: string; readonly in: readonly string[]; readonly when: string | null }[];
}

const INPUTS = ['go', 'stop'];

function machineOf(rng: Random): Machine {
  const states = rng.pick(NAMES).slice(0, 2 + rng.int(4));
  const ways = new Map(
    states.map((state): [string, Way] => [
      state,
      { input: rng.pick(INPUTS), to: [rng.flip() ? state : rng.pick(states), rng.pick(states)] },
    ]),
  );
  const outputs = ['busy', 'lamp'].slice(0, 1 + rng.int(2)).map((name) => ({
    name,
    in: states.filter(() => rng.flip()),
    when: rng.int(4) === 0 ? rng.pick(INPUTS) : null,
  }));
  const told = outputs.map((output) => (output.in.length === 0 ? { ...output, in: [states[0] ?? ''] } : output));
  return { states, ways, start: rng.pick(states), outputs: told };
}

const listOf = (names: readonly string[], joint = 'and'): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} ${joint} ${names.at(-1) ?? ''}`;

const test = (input: string, value: number, rng: Random): string =>
  rng.pick([
    `${input} is ${String(value)}`,
    `${input} = ${String(value)}`,
    `${input} is ${value === 1 ? 'high' : 'low'}`,
  ]);

/** Where one state leads, in one of many wordings. */
function edgeText(state: string, { input, to }: Way, rng: Random): string {
  const value = rng.int(2);
  const [yes, no] = [to[value] ?? '', to[1 - value] ?? ''];
  const when = test(input, value, rng);
  const other = test(input, 1 - value, rng);
  const stays =
    no === state ? rng.pick(['it stays there', `it stays in ${state}`, 'it stays in its state']) : `it goes to ${no}`;
  return rng.pick([
    `In state ${state}, if ${when} the next state is ${yes}, otherwise ${no}.`,
    `In ${state}, if ${when}, it goes to ${yes}; otherwise, ${stays}.`,
    `In state ${state}, if ${when}, the machine moves to ${yes}. Otherwise, ${stays}.`,
    `From ${state} it goes to ${yes} when ${when} and to ${no} when ${other}.`,
    `From state ${state}, the machine goes to ${yes} if ${when}, otherwise ${stays}.`,
    `When the machine is in ${state}, it goes to ${yes} if ${when}; otherwise ${stays}.`,
    `The machine goes from ${state} to ${yes} when ${when}. The machine goes from ${state} to ${no} when ${other}.`,
    `In state ${state}, if ${when}, the next state is ${yes}; if ${other}, the next state is ${no}.`,
  ]);
}

function outputText(output: Machine['outputs'][number], rng: Random): string {
  const when = output.when === null ? '' : ` when ${output.when} is 1`;
  const [first] = output.in;
  const place = output.in.length === 1 ? `state ${first ?? ''}` : `states ${listOf(output.in)}`;
  return rng.pick([
    `${output.name} is 1 in ${place}${when}.`,
    `${output.name} is 1 only in ${place}${when}.`,
    `The output ${output.name} is high in ${place}${when} and low in all other states.`.replace(
      output.when === null ? '@' : ' and low in all other states',
      '',
    ),
  ]);
}

function resetText(start: string, rng: Random): string {
  return rng.pick([
    `rst is a synchronous active-high reset to state ${start}.`,
    `Reset is synchronous and active high. The machine starts in ${start}.`,
    `The synchronous active-high reset rst returns the machine to ${start}.`,
    `It starts in ${start} after a synchronous active-high reset.`,
  ]);
}

/** A random machine told in sentences. */
export function toldMachine(seed: number): Case {
  const rng = random(seed);
  const machine = machineOf(rng);
  const { states, ways, outputs } = machine;
  const count = ['zero', 'one', 'two', 'three', 'four', 'five'][states.length] ?? '';
  const prose = [
    rng.pick([`The machine has ${count} states: ${listOf(states)}.`, `The states are ${listOf(states)}.`]),
    ...rng.shuffle([...ways]).map(([state, way]) => edgeText(state, way, rng)),
    ...outputs.map((output) => outputText(output, rng)),
    resetText(machine.start, rng),
    rng.pick(CLOCK),
  ];
  const used = new Set([
    ...[...ways.values()].map((way) => way.input),
    ...outputs.flatMap((output) => (output.when === null ? [] : [output.when])),
  ]);
  const inputs = INPUTS.filter((name) => used.has(name));
  const ports = [
    'input clk',
    'input rst',
    ...inputs.map((name) => `input ${name}`),
    ...outputs.map((one) => `output ${one.name}`),
  ];
  return {
    spec: specOf(ports, prose.join(' ')),
    check: (circuit) => {
      let state = machine.start;
      let last: Readonly<Record<string, number>> = {};
      return runs(
        circuit,
        {
          inputs: { rst: 2, ...Object.fromEntries(inputs.map((name) => [name, 2])) },
          reset: 'rst',
          step: (values) => {
            const way = ways.get(state);
            const next = way?.to[values[way.input] === 1 ? 1 : 0] ?? state;
            state = values['rst'] === 1 ? machine.start : next;
            last = values;
          },
          outputs: () =>
            Object.fromEntries(
              outputs.map((one) => [
                one.name,
                Number(one.in.includes(state) && (one.when === null || last[one.when] === 1)),
              ]),
            ),
        },
        random(seed + 7),
      );
    },
  };
}

/** An internal counter told in sentences, with an output that toggles, and one that decodes it. */
export function toldCounter(seed: number): Case {
  const rng = random(seed);
  const width = 2 + rng.int(4);
  const end = 1 + rng.int(2 ** width - 1);
  const at = rng.int(end + 1);
  const name = rng.pick(['cnt', 'c', 'ticks', 'r_count']);
  const isTold = rng.flip();
  const hasEnable = rng.flip();
  const guard = hasEnable ? rng.pick(['en is 1 and ', 'en is high and ']) : '';
  const bits = `${String(width)}-bit `;
  const reset = rng.pick([
    `If rst is high, ${name} and tick are set to 0.`,
    `When rst is 1, ${name} is reset to 0 and tick is set to 0.`,
  ]);
  const counting = hasEnable
    ? `Otherwise, if en is 1, ${name} is incremented by 1.`
    : `Otherwise, ${name} is incremented by 1.`;
  const prose = [
    rng.pick(CLOCK),
    rng.pick([
      `${name} is an internal ${isTold ? bits : ''}counter.`,
      `The circuit has an internal ${isTold ? bits : ''}counter (${name}).`,
      `An internal ${isTold ? bits : ''}register \`${name}\` counts the cycles.`,
    ]),
    `On the positive edge of clk: ${reset}`,
    `Otherwise, if ${guard}${name} ${rng.pick(['is', 'equals', 'reaches'])} ${String(end)}, ${name} is set to 0 and tick is toggled.`,
    counting,
    rng.pick([`hit is 1 when ${name} is ${String(at)}.`, `hit is high while ${name} equals ${String(at)}.`]),
  ];
  const ports = ['input clk', 'input rst', ...(hasEnable ? ['input en'] : []), 'output tick', 'output hit'];
  return {
    spec: specOf(ports, prose.join(' ')),
    check: (circuit) => {
      let [count, tick] = [0, 0];
      return runs(
        circuit,
        {
          inputs: { rst: 2, ...(hasEnable ? { en: 2 } : {}) },
          reset: 'rst',
          step: (values) => {
            const runsOn = !hasEnable || values['en'] === 1;
            if (values['rst'] === 1) [count, tick] = [0, 0];
            else if (runsOn && count === end) [count, tick] = [0, 1 - tick];
            else if (runsOn) count = (count + 1) % 2 ** 30;
          },
          outputs: () => ({ tick, hit: Number(count === at) }),
        },
        random(seed + 7),
      );
    },
  };
}
