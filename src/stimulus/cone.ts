import type { Driver, NetBit, NetlistView } from './netlist-view.ts';
import { driversOf, isOutputPin, isStateful } from './netlist-view.ts';

export interface ConeLine {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** Registers between this line's logic and the output; 0 for what decides the output at once. */
  readonly distance: number;
}

/** What can make some outputs wrong: the logic behind them. */
export interface Cone {
  /** Source lines, nearest to the output first. */
  readonly lines: readonly ConeLine[];
  /** Nets written by the author, inputs among them, nearest first. */
  readonly signals: readonly string[];
}

/** Source lines and signals in the cone of some output ports, through registers too. */
export function coneOf(netlist: NetlistView, outputs: readonly string[]): Cone {
  const drivers = driversOf(netlist);
  const distances = new Map<NetBit, number>();
  let front = netlist.ports.filter((port) => outputs.includes(port.name)).flatMap((port) => port.bits);
  for (let distance = 0; front.length > 0; distance += 1) {
    front = [...visit({ front, distance, drivers, distances })];
  }
  return { lines: linesOf(drivers, distances), signals: signalsOf(netlist, { distances, outputs }) };
}

interface Visit {
  readonly front: readonly NetBit[];
  readonly distance: number;
  readonly drivers: ReadonlyMap<NetBit, Driver>;
  readonly distances: Map<NetBit, number>;
}

/** Marks the combinational cone of the front; returns the inputs of the registers it ends at. */
function visit({ front, distance, drivers, distances }: Visit): ReadonlySet<NetBit> {
  const beyond = new Set<NetBit>();
  const here = new Set(front.filter((bit) => bit >= 0 && !distances.has(bit)));
  for (const bit of here) {
    distances.set(bit, distance);
    const driver = drivers.get(bit);
    if (driver === undefined) continue;
    const target = isStateful(driver.cell) ? beyond : here;
    for (const next of inputsOf(driver)) if (!distances.has(next)) target.add(next);
  }
  return beyond;
}

const inputsOf = ({ cell }: Driver): readonly NetBit[] =>
  Object.entries(cell.ports).flatMap(([pin, bits]) => (isOutputPin(cell, pin) ? [] : bits.filter((bit) => bit >= 0)));

/** `file.v:12.3-14.8`, several joined by a bar. */
const PLACE = /^(?<file>.+):(?<line>\d+)(?:\.\d+-(?<last>\d+)\.\d+)?$/;

/** A construct over more lines is named by its first line. */
const MAX_SPAN_LINES = 3;

function linesOf(drivers: ReadonlyMap<NetBit, Driver>, distances: ReadonlyMap<NetBit, number>): readonly ConeLine[] {
  const found = new Map<string, ConeLine>();
  for (const [bit, distance] of distances) {
    for (const place of drivers.get(bit)?.cell.src?.split('|') ?? []) {
      for (const { file, line } of placeLines(place)) {
        const key = `${file}:${line}`;
        const before = found.get(key);
        if (before === undefined || before.distance > distance) found.set(key, { file, line, distance });
      }
    }
  }
  return [...found.values()].sort((a, b) => a.distance - b.distance || a.line - b.line);
}

function placeLines(place: string): readonly { readonly file: string; readonly line: number }[] {
  const groups = PLACE.exec(place)?.groups;
  // Line 0 is what Yosys gives to cells of its own.
  if (groups === undefined || groups['line'] === '0') return [];
  const { file = '', line = '0', last = line } = groups;
  const first = Number(line);
  const count = Number(last) - first + 1;
  return Array.from({ length: count > MAX_SPAN_LINES ? 1 : count }, (_, index) => ({ file, line: first + index }));
}

function signalsOf(
  netlist: NetlistView,
  { distances, outputs }: { readonly distances: ReadonlyMap<NetBit, number>; readonly outputs: readonly string[] },
): readonly string[] {
  const nearest = (bits: readonly NetBit[]): number =>
    bits.reduce(
      (least, bit) => Math.min(least, distances.get(bit) ?? Number.POSITIVE_INFINITY),
      Number.POSITIVE_INFINITY,
    );
  // A wire that only passes a port on, or repeats a nearer signal, tells nothing new.
  const told = new Set(netlist.ports.map((port) => port.bits.join(',')));
  const ports = new Set(netlist.ports.map((port) => port.name));
  return netlist.names
    .filter((net) => !net.hidden && !outputs.includes(net.name))
    .map((net) => ({ ...net, distance: nearest(net.bits) }))
    .filter((net) => Number.isFinite(net.distance))
    .sort((a, b) => a.distance - b.distance)
    .filter(({ name, bits }) => {
      const isNew = ports.has(name) || !told.has(bits.join(','));
      told.add(bits.join(','));
      return isNew;
    })
    .map((net) => net.name);
}
