import type { Graph } from '../graph.ts';
import type { ProductLatch } from '../product/types.ts';

/** What can be run on lanes: a product, or another transition system over a graph. */
export interface Machine {
  readonly graph: Graph;
  readonly inputs: readonly { readonly literal: number }[];
  readonly latches: readonly ProductLatch[];
}

/** A machine run on 32 independent lanes at once: bit l of every word belongs to lane l. */
export interface LaneSimulator {
  /** Evaluates a step; one word for each of `Machine.inputs`. */
  readonly evaluate: (inputs: Int32Array) => void;
  /** Value of a literal in the step evaluated last. */
  readonly read: (literal: number) => number;
  /** Moves the latches to the next step. */
  readonly advance: () => void;
  /** Puts the latches back to their start, and says how many gates a step evaluates. */
  readonly restart: () => number;
}

/** Compiles the cone of `roots` (and of all latches it needs) into flat arrays. Every latch starts at 0. */
export function createLaneSimulator(machine: Machine, roots: readonly number[]): LaneSimulator {
  const program = compile(machine, roots);
  const { gates, first, second, latchNodes, latchNext } = program;
  const values = new Int32Array(machine.graph.size());
  const inputNodes = Int32Array.from(machine.inputs, (input) => input.literal >> 1);
  const stored = new Int32Array(latchNodes.length);
  const read = (literal: number): number => (values[literal >> 1] as number) ^ -(literal & 1);
  const evaluate = (inputs: Int32Array): void => {
    for (let i = 0; i < inputNodes.length; i++) values[inputNodes[i] as number] = inputs[i] as number;
    for (let i = 0; i < latchNodes.length; i++) values[latchNodes[i] as number] = stored[i] as number;
    for (let i = 0; i < gates.length; i++) {
      const a = first[i] as number;
      const b = second[i] as number;
      values[gates[i] as number] = ((values[a >> 1] as number) ^ -(a & 1)) & ((values[b >> 1] as number) ^ -(b & 1));
    }
  };
  const advance = (): void => {
    for (let i = 0; i < latchNext.length; i++) stored[i] = read(latchNext[i] as number);
  };
  const restart = (): number => {
    stored.fill(0);
    return gates.length;
  };
  return { evaluate, read, advance, restart };
}

interface Program {
  readonly gates: Int32Array;
  readonly first: Int32Array;
  readonly second: Int32Array;
  readonly latchNodes: Int32Array;
  readonly latchNext: Int32Array;
}

function compile(machine: Machine, roots: readonly number[]): Program {
  const left = machine.graph.left();
  const right = machine.graph.right();
  const latchOf = new Map(machine.latches.map((latch) => [latch.literal >> 1, latch]));
  const needed = new Uint8Array(machine.graph.size());
  const pending = roots.map((literal) => literal >> 1);
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (needed[node] === 1) continue;
    needed[node] = 1;
    const latch = latchOf.get(node);
    if (latch !== undefined) pending.push(latch.next >> 1);
    const a = left[node] ?? -1;
    if (a >= 0) pending.push(a >> 1, (right[node] ?? 0) >> 1);
  }
  const gates: number[] = [];
  for (let node = 1; node < needed.length; node++) {
    if (needed[node] === 1 && (left[node] ?? -1) >= 0) gates.push(node);
  }
  const latches = machine.latches.filter((latch) => needed[latch.literal >> 1] === 1);
  return {
    gates: Int32Array.from(gates),
    first: Int32Array.from(gates, (node) => left[node] ?? 0),
    second: Int32Array.from(gates, (node) => right[node] ?? 0),
    latchNodes: Int32Array.from(latches, (latch) => latch.literal >> 1),
    latchNext: Int32Array.from(latches, (latch) => latch.next),
  };
}
