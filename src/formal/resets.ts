import type { Design, Init } from './blast/design.ts';
import { evaluateStep } from './blast/evaluate.ts';
import { createGraph, FALSE, TRUE } from './graph.ts';
import type { Clocking } from './netlist/clocking.ts';
import type { BitRef } from './netlist/types.ts';
import type { ProductLatch } from './product/types.ts';
import type { LaneSimulator, Machine } from './simulate/lanes.ts';
import { createLaneSimulator } from './simulate/lanes.ts';
import type { ResetInput } from './simulate/stimulus.ts';
import type { Trit } from './trit.ts';
import { known } from './trit.ts';

/** Cycles for which a reset is held. */
const RESET_CYCLES = 4;
const LANES = 32;
const MOST_RESETS = 3;

/**
 * Finds the inputs that bring a design from an unknown state to a known one, whatever the other inputs are: each
 * one-bit input at each level is held for four cycles in three-valued simulation, and the one that makes most
 * register bits known is taken; then others as long as they add something. No names are looked at.
 */
export function findResets(design: Design, clocking: Clocking): readonly ResetInput[] {
  const machine = ternaryMachine(design, clocking);
  const options = resetOptions(design, clocking);
  let chosen: readonly ResetInput[] = [];
  let best = knownCount(machine, [[]])[0] ?? 0;
  for (let round = 0; round < MOST_RESETS; round++) {
    const trials = options
      .filter((option) => !chosen.some((reset) => reset.port === option.port))
      .map((option) => [...chosen, option]);
    const counts = withoutData(knownCount(machine, trials));
    const most = Math.max(best, ...counts);
    if (most === best) break;
    best = most;
    chosen = trials[likeliest(trials, counts, most)] ?? chosen;
  }
  return chosen;
}

/** An input that makes as much known at either level is data that is stored, not a reset. Options come in pairs. */
const withoutData = (counts: readonly number[]): number[] =>
  counts.map((count, index) => (counts[index ^ 1] === count ? 0 : count));

/** Among equals, the one whose name says reset: `if (r) q <= 0; else q <= d;` is known after d = 0 as well. */
function likeliest(trials: readonly (readonly ResetInput[])[], counts: readonly number[], most: number): number {
  const equals = counts.flatMap((count, index) => (count === most ? [index] : []));
  const named = equals.find((index) => /rst|res|clr|clear|init/i.test(trials[index]?.at(-1)?.port ?? ''));
  return named ?? equals[0] ?? 0;
}

/** The state that four cycles with these resets leave; `x` where a bit stays unknown. */
export function stateAfterReset(design: Design, clocking: Clocking, resets: readonly ResetInput[]): readonly Init[] {
  const machine = ternaryMachine(design, clocking);
  const simulator = runReset(machine, [resets]);
  return design.state.map((bit, index) => {
    const state = machine.state[index];
    if (bit.role !== 'q' || state === undefined) return 'any';
    const one = simulator.read(state.one) & 1;
    const zero = simulator.read(state.zero) & 1;
    return one === 1 ? (zero === 1 ? 'x' : '1') : '0';
  });
}

interface TernaryMachine extends Machine {
  readonly design: Design;
  readonly clocking: Clocking;
  readonly state: readonly Trit[];
  /** Position of the two rails of each input bit in `inputs`. */
  readonly railOf: ReadonlyMap<string, number>;
}

/** One design with three-valued inputs: two graph inputs a bit. */
function ternaryMachine(design: Design, clocking: Clocking): TernaryMachine {
  const graph = createGraph();
  const inputs: { literal: number }[] = [];
  const railOf = new Map<string, number>();
  const values = new Map<BitRef, Trit>();
  const clock = clocking.mode === 'sync' ? clocking.clock : null;
  for (const port of design.netlist.ports) {
    if (port.direction !== 'input') continue;
    port.bits.forEach((bit, index) => {
      const key = `${port.name}[${index}]`;
      if (key === clock) {
        values.set(bit, known(FALSE));
        return;
      }
      const trit = { one: graph.input(), zero: graph.input() };
      railOf.set(key, inputs.push({ literal: trit.one }, { literal: trit.zero }) - 2);
      values.set(bit, trit);
    });
  }
  const started = graph.input();
  const latches: ProductLatch[] = [{ literal: started, next: TRUE }];
  // Power-up values are left out: a reset has to work from any state.
  const slots = design.state.map((): Trit => {
    const one = graph.input();
    const zero = graph.input();
    return { one: one ^ 1, zero: zero ^ 1 };
  });
  const step = evaluateStep(design, {
    graph,
    inputs: values,
    state: slots,
    started,
    tick: clocking.mode === 'sync' ? TRUE : FALSE,
    fresh: null,
  });
  slots.forEach(({ one, zero }, index) => {
    const next = step.next[index];
    if (next === undefined) return;
    latches.push(
      { literal: one & ~1, next: next.one ^ (one & 1) },
      { literal: zero & ~1, next: next.zero ^ (zero & 1) },
    );
  });
  return { graph, inputs, latches, design, clocking, state: slots, railOf };
}

function resetOptions(design: Design, clocking: Clocking): ResetInput[] {
  const clocks = new Set(
    clocking.mode === 'event' ? clocking.clocks : clocking.mode === 'sync' ? [clocking.clock] : [],
  );
  return design.netlist.ports
    .filter((port) => port.direction === 'input' && port.bits.length === 1 && !clocks.has(`${port.name}[0]`))
    .slice(0, 4 * LANES)
    .flatMap(({ name }) => [
      { port: name, bit: 0, activeHigh: true },
      { port: name, bit: 0, activeHigh: false },
    ]);
}

/** Register bits that each trial makes known. */
function knownCount(machine: TernaryMachine, trials: readonly (readonly ResetInput[])[]): number[] {
  const counts: number[] = [];
  for (let base = 0; base < trials.length; base += LANES) {
    const batch = trials.slice(base, base + LANES);
    const simulator = runReset(machine, batch);
    const perLane = new Array<number>(batch.length).fill(0);
    machine.design.state.forEach((bit, index) => {
      const state = machine.state[index];
      if (bit.role !== 'q' || state === undefined) return;
      const unknown = simulator.read(state.one) & simulator.read(state.zero);
      perLane.forEach((_, lane) => {
        if (((unknown >>> lane) & 1) === 0) perLane[lane] = (perLane[lane] ?? 0) + 1;
      });
    });
    counts.push(...perLane);
  }
  return counts;
}

function runReset(machine: TernaryMachine, trials: readonly (readonly ResetInput[])[]): LaneSimulator {
  const words = new Int32Array(machine.inputs.length).fill(-1);
  const put = (key: string, value: { readonly one: number; readonly zero: number }): void => {
    const at = machine.railOf.get(key);
    if (at === undefined) return;
    words[at] = value.one;
    words[at + 1] = value.zero;
  };
  trials.forEach((resets, lane) => {
    for (const reset of resets) {
      const at = machine.railOf.get(`${reset.port}[${reset.bit}]`);
      if (at === undefined) continue;
      const cleared = at + (reset.activeHigh ? 1 : 0);
      words[cleared] = (words[cleared] ?? -1) & ~(1 << lane);
    }
  });
  const roots = machine.state.flatMap((bit) => [bit.one, bit.zero]);
  const simulator = createLaneSimulator(machine, roots);
  const clocks = machine.clocking.mode === 'event' ? machine.clocking.clocks : [];
  const phases = clocks.length > 0 ? 2 * RESET_CYCLES + 1 : RESET_CYCLES;
  for (let phase = 0; phase < phases; phase++) {
    const high = (phase & 1) === 1;
    for (const key of clocks) put(key, { one: high ? -1 : 0, zero: high ? 0 : -1 });
    simulator.evaluate(words);
    simulator.advance();
  }
  simulator.evaluate(words);
  return simulator;
}
