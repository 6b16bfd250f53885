import type { Outcome } from '../../contracts/outcome.ts';
import { fail, ok } from '../../contracts/outcome.ts';
import { immediateBits, isRegister, readRegister } from './registers.ts';
import type { BitRef, Cell, Netlist, NetlistFault } from './types.ts';

/** One evaluation: a whole cell, or one bit of a bitwise cell that was split to open a false loop. */
export interface Job {
  readonly cell: Cell;
  /** Output bit to compute; null for all. */
  readonly bit: number | null;
  readonly inputs: readonly BitRef[];
  readonly outputs: readonly BitRef[];
}

/** Cells whose bit i of the output depends on bit i of the operands (and on S) alone. */
const BITWISE = new Set(['$not', '$pos', '$and', '$or', '$xor', '$xnor', '$mux', '$pmux']);
const OUTPUT_PORTS = new Set(['Y', 'Q']);
/** Checks and comments of a design: nothing depends on them. */
const WITHOUT_OUTPUT = new Set([
  '$assert',
  '$assume',
  '$cover',
  '$live',
  '$fair',
  '$specify2',
  '$specify3',
  '$specrule',
]);

/** Cells that matter, in an order in which every operand is computed before it is read. */
export function evaluationOrder(netlist: Netlist, mode: 'sync' | 'event'): Outcome<readonly Job[], NetlistFault> {
  const cells = netlist.cells.filter((cell) => !WITHOUT_OUTPUT.has(cell.type));
  const clash = severalDrivers(netlist, cells);
  if (clash !== null) return fail(clash);
  const whole = sorted(cells.flatMap((cell) => jobsOf(cell, { mode, split: 'words' })));
  if (whole.ok) return whole;
  const split = sorted(cells.flatMap((cell) => jobsOf(cell, { mode, split: 'bits' })));
  if (split.ok) return split;
  const names = [...new Set(split.error.flatMap((job) => namesOf(netlist, job)))].slice(0, 8);
  return fail({ kind: 'combinational-loop', detail: `a combinational loop through ${names.join(', ')}` });
}

function jobsOf(cell: Cell, how: { readonly mode: 'sync' | 'event'; readonly split: 'words' | 'bits' }): Job[] {
  const outputs = Object.entries(cell.ports).flatMap(([port, bits]) => (OUTPUT_PORTS.has(port) ? bits : []));
  if (how.split === 'bits' && BITWISE.has(cell.type)) {
    return outputs.map((output, bit) => ({ cell, bit, inputs: bitInputs(cell, bit), outputs: [output] }));
  }
  if (isRegister(cell)) {
    return [{ cell, bit: null, inputs: immediateBits(readRegister(cell), how.mode), outputs }];
  }
  const inputs = Object.entries(cell.ports).flatMap(([port, bits]) => (OUTPUT_PORTS.has(port) ? [] : bits));
  return [{ cell, bit: null, inputs, outputs }];
}

function bitInputs(cell: Cell, bit: number): BitRef[] {
  const width = (cell.ports['Y'] ?? []).length;
  const inputs = [...(cell.ports['S'] ?? [])];
  for (const port of ['A', 'B']) {
    const bits = cell.ports[port] ?? [];
    const step = cell.type === '$pmux' && port === 'B' ? width : bits.length;
    for (let base = 0; base < bits.length; base += step) {
      const ref = bits[Math.min(base + bit, base + step - 1)];
      if (ref !== undefined) inputs.push(ref);
    }
  }
  return inputs;
}

function severalDrivers(netlist: Netlist, cells: readonly Cell[]): NetlistFault | null {
  const inputs = netlist.ports.filter((port) => port.direction === 'input').flatMap((port) => port.bits);
  const driven = new Set<BitRef>(inputs);
  const outputs = cells.flatMap((cell) => [...OUTPUT_PORTS].flatMap((port) => cell.ports[port] ?? []));
  for (const bit of outputs) {
    if (bit >= 0 && driven.has(bit)) {
      return { kind: 'several-drivers', detail: `${netName(netlist, bit)} has several drivers` };
    }
    driven.add(bit);
  }
  return null;
}

/** Kahn's algorithm; the error case holds the jobs that wait for each other. */
function sorted(jobs: readonly Job[]): Outcome<readonly Job[], readonly Job[]> {
  const driver = new Map<BitRef, number>();
  jobs.forEach((job, index) => {
    for (const bit of job.outputs) driver.set(bit, index);
  });
  const waiting = new Int32Array(jobs.length);
  const readers: number[][] = jobs.map(() => []);
  jobs.forEach((job, index) => {
    const sources = new Set(job.inputs.map((bit) => driver.get(bit)).filter((source) => source !== undefined));
    waiting[index] = sources.size;
    for (const source of sources) readers[source]?.push(index);
  });
  const ready: number[] = [];
  waiting.forEach((count, index) => {
    if (count === 0) ready.push(index);
  });
  const order: Job[] = [];
  for (let next = 0; next < ready.length; next++) {
    const index = ready[next] ?? 0;
    const job = jobs[index];
    if (job !== undefined) order.push(job);
    for (const reader of readers[index] ?? []) {
      const left = (waiting[reader] ?? 0) - 1;
      waiting[reader] = left;
      if (left === 0) ready.push(reader);
    }
  }
  return order.length === jobs.length ? ok(order) : fail(jobs.filter((_, index) => (waiting[index] ?? 0) > 0));
}

const namesOf = (netlist: Netlist, job: Job): string[] => job.outputs.slice(0, 1).map((bit) => netName(netlist, bit));

function netName(netlist: Netlist, bit: BitRef): string {
  const found = netlist.names.find((name) => !name.hidden && name.bits.includes(bit));
  return found?.name ?? `net ${bit}`;
}
