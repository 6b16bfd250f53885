import type { Outcome } from '../../contracts/outcome.ts';
import { fail, ok } from '../../contracts/outcome.ts';
import type { Clocking } from '../netlist/clocking.ts';
import type { Job } from '../netlist/order.ts';
import { evaluationOrder } from '../netlist/order.ts';
import type { RegisterCell } from '../netlist/registers.ts';
import { isRegister, readRegister } from '../netlist/registers.ts';
import type { BitRef, Netlist, NetlistFault } from '../netlist/types.ts';
import { cellRule } from './cells.ts';

/** Power-up value of a state bit; `any` where it can never be seen. */
export type Init = '0' | '1' | 'x' | 'any';

/** One state bit of a design under a time model. */
export interface StateBit {
  /** `q` value of a register, `d` the value it will take at its edge, `clk` last level of its clock (event mode). */
  readonly role: 'q' | 'd' | 'clk';
  /** Names the author gave to the register bit (`q:count[2]`), for matching; then made-up ones. */
  readonly labels: readonly string[];
  readonly init: Init;
}

/** Where the state bits of one register stand in {@link Design.state}. */
export interface RegisterState {
  readonly register: RegisterCell;
  readonly q: readonly number[];
  /** Empty in sync mode and for latches. */
  readonly d: readonly number[];
  readonly clk: number | null;
}

/** A netlist prepared for blasting under one time model. */
export interface Design {
  readonly netlist: Netlist;
  readonly jobs: readonly Job[];
  readonly event: boolean;
  readonly registers: ReadonlyMap<string, RegisterState>;
  readonly state: readonly StateBit[];
}

/** Orders the cells and lists the state bits; fails on constructs that the engine does not model. */
export function prepareDesign(netlist: Netlist, clocking: Clocking): Outcome<Design, NetlistFault> {
  const event = clocking.mode === 'event';
  const jobs = evaluationOrder(netlist, event ? 'event' : 'sync');
  if (!jobs.ok) return jobs;
  const inout = netlist.ports.find((port) => port.direction === 'inout');
  if (inout !== undefined) return fail({ kind: 'unsupported', detail: `inout port ${inout.name}` });
  for (const { cell } of jobs.value) {
    if (!isRegister(cell) && cellRule(cell.type) === null) {
      return fail({ kind: 'unsupported', detail: `cell type ${cell.type} (${cell.src ?? cell.name})` });
    }
  }
  const state: StateBit[] = [];
  const registers = new Map<string, RegisterState>();
  const names = namesByBit(netlist);
  for (const cell of netlist.cells.filter(isRegister)) {
    registers.set(cell.name, addRegister(state, { register: readRegister(cell), event, names }));
  }
  return ok({ netlist, jobs: jobs.value, event, registers, state });
}

interface BitNames {
  readonly labels: ReadonlyMap<BitRef, readonly string[]>;
  readonly init: ReadonlyMap<BitRef, Init>;
}

function namesByBit(netlist: Netlist): BitNames {
  const labels = new Map<BitRef, string[]>();
  const init = new Map<BitRef, Init>();
  for (const name of netlist.names) {
    name.bits.forEach((bit, index) => {
      const value = name.init?.[index];
      if (value === '0' || value === '1') init.set(bit, value);
      if (name.hidden) return;
      const list = labels.get(bit) ?? [];
      list.push(`${name.name}[${index}]`);
      labels.set(bit, list);
    });
  }
  return { labels, init };
}

function addRegister(
  state: StateBit[],
  given: { readonly register: RegisterCell; readonly event: boolean; readonly names: BitNames },
): RegisterState {
  const { register, event, names } = given;
  const add = (bit: StateBit): number => state.push(bit) - 1;
  const labelled = (role: StateBit['role'], bit: BitRef): string[] =>
    (names.labels.get(bit) ?? []).map((label) => `${role}:${label}`);
  const q = register.q.map((bit) => add({ role: 'q', labels: labelled('q', bit), init: names.init.get(bit) ?? 'x' }));
  if (!event || register.clock === null) return { register, q, d: [], clk: null };
  const d = register.q.map((bit) => add({ role: 'd', labels: labelled('d', bit), init: 'any' }));
  const clk = add({ role: 'clk', labels: labelled('clk', register.clock.bit), init: 'any' });
  return { register, q, d, clk };
}
