import { createGraph } from '../graph.ts';
import type { Clocking } from '../netlist/clocking.ts';
import type { Netlist } from '../netlist/types.ts';
import { buildInputs } from '../product/inputs.ts';
import { randomWords } from '../random.ts';
import type { FormalStep, PortValues } from '../trace.ts';
import type { StimulusHints } from './stimulus.ts';
import { laneStimulus } from './stimulus.ts';

/** Values of all input ports at one settled instant, clocks included; binary text, most significant bit first; an inout that is left alone is z. */
export type Row = PortValues;

/** Lane of the generator that rows are drawn from: it is reset at the start and rarely later. */
const LANE = 8;

/** Random rows for a simulator, `cycles` steps of the time model; the same for every candidate of a golden. */
export function randomRows(
  golden: Netlist,
  clocking: Clocking,
  options: { readonly hints: StimulusHints; readonly seed: number; readonly cycles: number },
): readonly Row[] {
  const { inputs } = buildInputs(createGraph(), { golden, clocking });
  const steps = clocking.mode === 'event' ? 2 * options.cycles : options.cycles;
  const stimulus = laneStimulus({ inputs, clocking }, options.hints, { seed: options.seed, steps });
  const rows: Row[] = [];
  const shared = sharedValues(golden, options.seed);
  for (let step = 0; step < steps; step++) {
    const words = stimulus(step);
    const bits = new Map<string, string[]>();
    let tick = clocking.mode === 'sync';
    inputs.forEach((input, index) => {
      const value = ((words[index] ?? 0) >>> LANE) & 1;
      if (input.kind === 'tick') tick = value === 1;
      if (input.kind !== 'port') return;
      const port = bits.get(input.port) ?? [];
      port[input.bit] = String(value);
      bits.set(input.port, port);
    });
    const values = Object.fromEntries([...bits].map(([port, row]) => [port, row.reverse().join('')]));
    rows.push(...rowsOfStep(golden, clocking, { inputs: { ...values, ...shared() }, tick }));
  }
  return rows;
}

/** Values for the inout ports of a step: each is left alone (z) in about half of the steps, for some steps in a row. */
function sharedValues(golden: Netlist, seed: number): () => PortValues {
  const ports = golden.ports.filter((port) => port.direction === 'inout');
  const next = randomWords(seed);
  const driven = new Map<string, boolean>();
  return () =>
    Object.fromEntries(
      ports.map(({ name, bits }) => {
        if ((next() & 3) === 0) driven.set(name, driven.get(name) !== true);
        const text = bits.map(() => (driven.get(name) === true ? String(next() & 1) : 'z'));
        return [name, text.join('')];
      }),
    );
}

/** Rows that replay a trace of the model in a simulator. */
export const traceRows = (golden: Netlist, clocking: Clocking, trace: readonly FormalStep[]): readonly Row[] =>
  trace.flatMap((step) => rowsOfStep(golden, clocking, step));

/** Rows that hold resets for `cycles` clock cycles with all other inputs at 0. */
export function resetRows(
  golden: Netlist,
  clocking: Clocking,
  options: { readonly hints: StimulusHints; readonly cycles: number },
): readonly Row[] {
  const clocks = new Set(clocking.mode === 'event' ? clocking.clocks : []);
  const valuesAt = (high: boolean): PortValues =>
    Object.fromEntries(
      golden.ports
        .filter((port) => port.direction === 'input')
        .map((port) => [
          port.name,
          port.bits
            .map((_, bit) => held(`${port.name}[${bit}]`, high))
            .reverse()
            .join(''),
        ]),
    );
  const held = (key: string, high: boolean): string => {
    if (clocks.has(key)) return high ? '1' : '0';
    const reset = options.hints.resets.find((found) => `${found.port}[${found.bit}]` === key);
    return reset?.activeHigh === true ? '1' : '0';
  };
  return Array.from({ length: options.cycles }, () => [false, true])
    .flat()
    .flatMap((high) => {
      if (clocking.mode !== 'event' && high) return [];
      return rowsOfStep(golden, clocking, { inputs: valuesAt(high), tick: clocking.mode === 'sync' });
    });
}

/** Level of the sync clock while nothing happens: the one from which the active edge leaves. */
export const idleLevel = (clocking: Clocking): '0' | '1' => (clocking.mode === 'sync' && !clocking.rising ? '1' : '0');

function rowsOfStep(
  golden: Netlist,
  clocking: Clocking,
  step: { readonly inputs: PortValues; readonly tick: boolean },
): Row[] {
  if (clocking.mode !== 'sync') return [step.inputs];
  const idle = idleLevel(clocking);
  const rows = [withClock(golden, clocking.clock, { values: step.inputs, level: idle })];
  if (step.tick) {
    rows.push(withClock(golden, clocking.clock, { values: step.inputs, level: idle === '0' ? '1' : '0' }));
  }
  return rows;
}

/** Adds the clock, which the model leaves out, to the values of a step. */
function withClock(
  golden: Netlist,
  clock: string,
  given: { readonly values: PortValues; readonly level: '0' | '1' },
): Row {
  const row: Record<string, string> = { ...given.values };
  for (const port of golden.ports) {
    const bit = port.bits.findIndex((_, index) => `${port.name}[${index}]` === clock);
    if (port.direction !== 'input' || bit < 0) continue;
    const text = [...(row[port.name] ?? '').padStart(port.bits.length, '0')];
    text[port.bits.length - 1 - bit] = given.level;
    row[port.name] = text.join('');
  }
  return row;
}
