import type { Outcome } from '../contracts/outcome.ts';
import { fail, ok } from '../contracts/outcome.ts';
import type { Design } from './blast/design.ts';
import { prepareDesign } from './blast/design.ts';
import { evaluateStep } from './blast/evaluate.ts';
import { createGraph, not, TRUE } from './graph.ts';
import { registersOf } from './netlist/registers.ts';
import type { BitRef, Netlist } from './netlist/types.ts';
import { createLaneSimulator } from './simulate/lanes.ts';
import type { Trit } from './trit.ts';
import { known, UNKNOWN } from './trit.ts';

/** Branches of a design that a run has taken. */
export interface BranchCount {
  readonly hit: number;
  readonly of: number;
}

/** Plays settled instants of a run and counts the branches of the design that they take. */
export interface BranchObserver {
  /** `read` gives an input bit's value in this instant. Clocks must not move together with other inputs. */
  readonly play: (read: (port: string, bit: number) => boolean) => void;
  readonly count: () => BranchCount;
  /** Puts registers and inputs back to their unknown start; what was counted stays. */
  readonly restart: () => void;
  /** Gates that one instant evaluates. */
  readonly gates: number;
}

const NODE_LIMIT = 1_000_000;

/**
 * Branch coverage on the word-level netlist: a two-way choice (`$mux`: an `if` or `?:` after elaboration) has its
 * select known to be 0 and known to be 1; a choice among n (`$pmux`: a `case`) has each item taken, and none. A select
 * that depends on x takes no branch. Choices that elaboration folded away are no branches.
 */
export function observeBranches(netlist: Netlist): Outcome<BranchObserver, string> {
  const hasClocks = registersOf(netlist).some((register) => register.clock !== null);
  const design = prepareDesign(
    netlist,
    hasClocks ? { mode: 'event', clocks: [], approximate: false } : { mode: 'level' },
  );
  if (!design.ok) return fail(design.error.detail);
  const machine = machineOf(design.value);
  if (machine === null) return fail('too large');
  const { graph, inputs, latches, branches } = machine;
  const simulator = createLaneSimulator({ graph, inputs, latches }, branches);
  const taken = new Uint8Array(branches.length);
  const words = new Int32Array(inputs.length);
  return ok({
    gates: simulator.restart(),
    restart: simulator.restart,
    count: () => ({ hit: taken.reduce((sum, one) => sum + one, 0), of: taken.length }),
    play: (read) => {
      inputs.forEach(({ port, bit }, index) => {
        words[index] = read(port, bit) ? -1 : 0;
      });
      simulator.evaluate(words);
      branches.forEach((literal, index) => {
        if ((simulator.read(literal) & 1) === 1) taken[index] = 1;
      });
      simulator.advance();
    },
  });
}

/** The design alone as a transition system in dual rail, whose inputs are its port bits; null where it is too large. */
function machineOf(design: Design) {
  const graph = createGraph(NODE_LIMIT);
  const latches: { literal: number; next: number }[] = [];
  const started = graph.input();
  latches.push({ literal: started, next: TRUE });
  const inputs: { literal: number; port: string; bit: number }[] = [];
  const nets = new Map<BitRef, Trit>();
  for (const port of design.netlist.ports.filter(({ direction }) => direction === 'input')) {
    port.bits.forEach((net, bit) => {
      const literal = graph.input();
      inputs.push({ literal, port: port.name, bit });
      nets.set(net, known(literal));
    });
  }
  // A rail that starts at 1 is kept inverted: every latch starts at 0.
  const rail = (): number => graph.input();
  const rails = design.state.map(({ init }) => ({ one: rail(), zero: rail(), init }));
  const state = rails.map(
    ({ one, zero, init }): Trit => ({ one: init === '0' ? one : not(one), zero: init === '1' ? zero : not(zero) }),
  );
  const step = evaluateStep(design, { graph, inputs: nets, state, started, tick: TRUE, fresh: null });
  rails.forEach(({ one, zero, init }, index) => {
    const next = step.next[index] ?? UNKNOWN;
    latches.push({ literal: one, next: init === '0' ? next.one : not(next.one) });
    latches.push({ literal: zero, next: init === '1' ? next.zero : not(next.zero) });
  });
  const is1 = (bit: Trit): number => graph.and(bit.one, not(bit.zero));
  const is0 = (bit: Trit): number => graph.and(bit.zero, not(bit.one));
  const branches = design.netlist.cells.flatMap(({ type, ports }) => {
    if (type !== '$mux' && type !== '$pmux') return [];
    const selects = (ports['S'] ?? []).map(step.value);
    return [...selects.map(is1), selects.map(is0).reduce(graph.and, TRUE)];
  });
  return graph.overflowed() ? null : { graph, inputs, latches, branches };
}
