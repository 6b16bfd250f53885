import type { Instance } from './boolean.ts';
import type { Random } from './random.ts';
import { binary, names, random, specText } from './random.ts';

/** A complete, deterministic machine. `next[state][input]` is a state, `out[state][input]` bits (Moore: all alike). */
export interface MachineOracle {
  readonly style: 'moore' | 'mealy';
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly states: readonly string[];
  readonly initial: string;
  readonly next: readonly (readonly string[])[];
  readonly out: readonly (readonly string[])[];
}

const STATE_STYLES = [
  ['A', 'B', 'C', 'D', 'E', 'F'],
  ['S0', 'S1', 'S2', 'S3', 'S4', 'S5'],
  ['IDLE', 'LOAD', 'RUN', 'WAIT', 'DONE', 'ERR'],
];

function machineOf(rng: Random, limits: { readonly inputs: number }): MachineOracle {
  const states = rng.pick(STATE_STYLES).slice(0, 2 + rng.int(5));
  const inputs = names(rng, 1 + rng.int(limits.inputs));
  const outputs = ['z', 'v'].slice(0, 1 + rng.int(2));
  const style = rng.pick(['moore', 'mealy'] as const);
  const columns = 2 ** inputs.length;
  const bits = (): string => outputs.map(() => rng.pick(['0', '1'])).join('');
  const out = states.map(() => {
    const fixed = bits();
    return Array.from({ length: columns }, () => (style === 'moore' ? fixed : bits()));
  });
  const next = states.map(() => Array.from({ length: columns }, () => rng.pick(states)));
  return { style, inputs, outputs, states, initial: states[0]!, next, out };
}

const assigned = (signals: readonly string[], bits: string, glue: string): string =>
  signals.map((name, at) => `${name}=${bits.charAt(at)}`).join(glue);

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly input: string;
  readonly out: string;
}

const edgesOf = (machine: MachineOracle): readonly Edge[] =>
  machine.states.flatMap((from, state) =>
    machine.next[state]!.map((to, input) => ({
      from,
      to,
      input: binary(input, machine.inputs.length),
      out: machine.out[state]![input]!,
    })),
  );

const wrap = (machine: MachineOracle, body: string, layout: string): Instance<MachineOracle> => ({
  spec: specText({
    inputs: ['clk', 'reset', ...machine.inputs],
    outputs: machine.outputs,
    sentence: `Implement this ${machine.style === 'moore' ? 'Moore' : 'Mealy'} state machine. Reset is an active-high synchronous reset to state ${machine.initial}.`,
    body,
  }),
  oracle: machine,
  layout,
});

/** A list of edges, one a line, guards and outputs named or as bits. */
export function edgeList(seed: number): Instance<MachineOracle> {
  const rng = random(seed);
  const machine = machineOf(rng, { inputs: 2 });
  const named = rng.flip();
  const shaft = rng.pick(['--', '-', '---']);
  const value = (signals: readonly string[], bits: string): string =>
    named ? assigned(signals, bits, ', ') : [...bits].join(', ');
  const lines = edgesOf(machine).map((edge) => {
    const guard = named ? assigned(machine.inputs, edge.input, ', ') : edge.input;
    const moore = machine.style === 'moore' ? ` (${value(machine.outputs, edge.out)})` : '';
    const mealy = machine.style === 'mealy' ? ` (${value(machine.outputs, edge.out)})` : '';
    return `  ${edge.from}${moore} ${shaft}${guard}${mealy}${shaft}> ${edge.to}`;
  });
  return wrap(machine, lines.join('\n'), named ? 'named' : 'bits');
}

/** A state table: next states in a comma list, or in one column an input value; outputs Moore or Mealy. */
export function stateTable(seed: number): Instance<MachineOracle> {
  const rng = random(seed);
  const machine = machineOf(rng, { inputs: 2 });
  const guards = Array.from({ length: 2 ** machine.inputs.length }, (_, input) => {
    const bits = binary(input, machine.inputs.length);
    return assigned(machine.inputs, bits, machine.inputs.length > 1 ? ' & ' : '');
  });
  const list = rng.flip();
  const outHeads = machine.outputs.flatMap((name) =>
    machine.style === 'moore' ? [`Output ${name}`] : guards.map((guard) => `Output ${name} ${guard}`),
  );
  const nextHeads = guards.map((guard) => `Next state ${guard}`);
  const header = ['State', ...(list ? [nextHeads.join(', ')] : nextHeads), ...outHeads];
  const rows = machine.states.map((state, at) => {
    const next = machine.next[at]!;
    const out = machine.outputs.flatMap((_, bit) =>
      machine.style === 'moore' ? [machine.out[at]![0]!.charAt(bit)] : machine.out[at]!.map((bits) => bits.charAt(bit)),
    );
    return [state, ...(list ? [next.join(', ')] : next), ...out];
  });
  const markdown = rng.flip();
  const line = (cells: readonly string[]): string => (markdown ? `| ${cells.join(' | ')} |` : `  ${cells.join(' | ')}`);
  const lines = [line(header), ...(markdown ? [`|${'---|'.repeat(header.length)}`] : []), ...rows.map(line)];
  return wrap(machine, lines.join('\n'), `${markdown ? 'markdown' : 'pipe'}-${list ? 'list' : 'columns'}`);
}

/** The machine as Mermaid, DOT or KISS2. */
export function diagramFile(seed: number): Instance<MachineOracle> {
  const rng = random(seed);
  const machine = machineOf(rng, { inputs: 2 });
  const layout = rng.pick(['mermaid', 'dot', 'kiss2']);
  const edges = edgesOf(machine);
  const label = (edge: Edge): string =>
    `${assigned(machine.inputs, edge.input, ', ')}${machine.style === 'mealy' ? ` / ${assigned(machine.outputs, edge.out, ', ')}` : ''}`;
  const moore = machine.states.map((state, at) => ({
    state,
    out: assigned(machine.outputs, machine.out[at]![0]!, ', '),
  }));
  const isMoore = machine.style === 'moore';
  const lines = {
    mermaid: [
      'stateDiagram-v2',
      `  [*] --> ${machine.initial}`,
      ...edges.map((edge) => `  ${edge.from} --> ${edge.to} : ${label(edge)}`),
      ...(isMoore ? moore.map(({ state, out }) => `  ${state} : ${out}`) : []),
    ],
    dot: [
      'digraph machine {',
      '  rankdir=LR; node [shape=circle];',
      `  start [shape=point]; start -> ${machine.initial};`,
      ...(isMoore ? moore.map(({ state, out }) => `  ${state} [label="${state}\\n${out}"];`) : []),
      ...edges.map((edge) => `  ${edge.from} -> ${edge.to} [label="${label(edge)}"];`),
      '}',
    ],
    kiss2: [
      `.i ${machine.inputs.length}`,
      `.o ${machine.outputs.length}`,
      `.s ${new Set(edges.flatMap((edge) => [edge.from, edge.to])).size}`,
      `.p ${edges.length}`,
      `.r ${machine.initial}`,
      ...edges.map((edge) => `${edge.input} ${edge.from} ${edge.to} ${edge.out}`),
      '.e',
    ],
  }[layout]!;
  return wrap(machine, ['```'.concat(layout), ...lines, '```'].join('\n'), layout);
}
