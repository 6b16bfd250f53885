import { findClocks, keyOfBit } from './clocks.ts';
import { findConstants, findCounterCycles } from './constants.ts';
import type { DesignFacts, InputBit } from './facts.ts';
import type { NetBit, NetlistView } from './netlist-view.ts';
import { driversOf, isStateful } from './netlist-view.ts';
import { findResets } from './resets.ts';

/** Clocks, resets, constants and counters of an elaborated design, found by structure and not by names. */
export function factsOfNetlist(netlist: NetlistView): DesignFacts {
  const drivers = driversOf(netlist);
  const inputs = inputBitsOf(netlist);
  const stateful = netlist.cells.filter(isStateful);
  const clocks = findClocks({ stateful, drivers, inputs });
  const clockKeys = new Set(clocks.map(keyOfBit));
  const others = [...inputs].filter(([, bit]) => !clockKeys.has(keyOfBit(bit)));
  return {
    top: netlist.top,
    ports: netlist.ports.map(({ name, direction, bits }) => ({ name, direction, width: bits.length })),
    clocks,
    resets: findResets({ stateful, drivers, inputs: others, cells: netlist.cells.length }),
    constants: findConstants(netlist),
    counterCycles: findCounterCycles(netlist, drivers),
    stateBits: stateful.reduce((sum, cell) => sum + (cell.ports['Q']?.length ?? 0), 0),
    nets: namedNets(netlist),
    registers: namedRegisters(netlist),
    source: 'netlist',
  };
}

function inputBitsOf(netlist: NetlistView): ReadonlyMap<NetBit, InputBit> {
  const inputs = new Map<NetBit, InputBit>();
  for (const port of netlist.ports) {
    if (port.direction !== 'input') continue;
    for (const [index, bit] of port.bits.entries()) if (bit >= 0) inputs.set(bit, { port: port.name, index });
  }
  return inputs;
}

// Only names that can be written as a plain hierarchical reference.
const PATH = /^[A-Za-z_]\w*(?:\[\d+\])?(?:\.[A-Za-z_]\w*(?:\[\d+\])?)*$/;

/** Each register once, under the first of its names. */
function namedRegisters(netlist: NetlistView): DesignFacts['registers'] {
  const stored = new Set(netlist.cells.filter(isStateful).flatMap((cell) => cell.ports['Q'] ?? []));
  const taken = new Set<NetBit>();
  return netlist.names.flatMap((net) => {
    const isRegister =
      !net.hidden && PATH.test(net.name) && net.bits.every((bit) => stored.has(bit) && !taken.has(bit));
    if (!isRegister) return [];
    for (const bit of net.bits) taken.add(bit);
    return [{ name: net.name, width: net.bits.length }];
  });
}

const namedNets = (netlist: NetlistView): DesignFacts['nets'] => {
  const ports = new Set(netlist.ports.map((port) => port.name));
  return netlist.names
    .filter((net) => !net.hidden && PATH.test(net.name) && !ports.has(net.name))
    .map((net) => ({ name: net.name, width: net.bits.length }));
};
