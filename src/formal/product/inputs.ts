import type { Graph } from '../graph.ts';
import { FALSE, TRUE } from '../graph.ts';
import type { Clocking, InputKey } from '../netlist/clocking.ts';
import type { Netlist } from '../netlist/types.ts';
import type { ProductInput, ProductLatch } from './types.ts';

/** The input side of a product: what drives both designs in a step. */
export interface InputSide {
  readonly inputs: ProductInput[];
  readonly latches: ProductLatch[];
  readonly effective: { readonly port: string; readonly bit: number; readonly literal: number }[];
  readonly literalOf: ReadonlyMap<InputKey, number>;
  /** False in the first step only. */
  readonly started: number;
  readonly tick: number;
  /** A fresh choice of the adversary. */
  readonly free: () => number;
}

/**
 * Declares the inputs. In event mode clocks and other inputs move in alternate steps: without that rule the order
 * of changes within an instant decides, and neither the model nor a simulator is right about it.
 */
export function buildInputs(graph: Graph, pair: { readonly golden: Netlist; readonly clocking: Clocking }): InputSide {
  const { clocking } = pair;
  const inputs: ProductInput[] = [];
  const latches: ProductLatch[] = [];
  const started = graph.input();
  latches.push({ literal: started, next: TRUE });
  const declare = <K extends 'tick' | 'turn' | 'free'>(kind: K): number => {
    const literal = graph.input();
    inputs.push({ kind, literal });
    return literal;
  };
  const turn = clocking.mode === 'event' ? declare('turn') : FALSE;
  const clocks = new Set<InputKey>(clocking.mode === 'event' ? clocking.clocks : []);
  const literalOf = new Map<InputKey, number>();
  const effective: InputSide['effective'] = [];
  const clockKey = clocking.mode === 'sync' ? clocking.clock : null;
  for (const port of pair.golden.ports) {
    if (port.direction !== 'input') continue;
    port.bits.forEach((_, bit) => {
      const key = `${port.name}[${bit}]`;
      if (key === clockKey) {
        literalOf.set(key, FALSE);
        return;
      }
      const offered = graph.input();
      inputs.push({ kind: 'port', literal: offered, port: port.name, bit });
      const literal =
        clocking.mode === 'event' ? gated(graph, { offered, started, latches, turn, clock: clocks.has(key) }) : offered;
      literalOf.set(key, literal);
      effective.push({ port: port.name, bit, literal });
    });
  }
  const tick = clocking.mode === 'sync' ? (clocking.tick ? declare('tick') : TRUE) : FALSE;
  return { inputs, latches, effective, literalOf, started, tick, free: () => declare('free') };
}

interface GatedInput {
  readonly offered: number;
  readonly started: number;
  readonly turn: number;
  readonly clock: boolean;
  readonly latches: ProductLatch[];
}

/** An input that takes what is offered on its turn and else keeps its value; clocks are low in the first step. */
function gated(graph: Graph, { offered, started, turn, clock, latches }: GatedInput): number {
  const last = graph.input();
  const later = graph.mux(clock ? turn : turn ^ 1, last, offered);
  const literal = graph.mux(started, clock ? FALSE : offered, later);
  latches.push({ literal: last, next: literal });
  return literal;
}
