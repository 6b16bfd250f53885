import type { DesignFacts } from './facts.ts';
import { MAX_COUNTER_CYCLES } from './facts.ts';
import type { Driver, NetBit, NetlistView, ViewCell } from './netlist-view.ts';
import { CONSTANT, isStateful } from './netlist-view.ts';

const MAX_CONSTANTS = 512;
const DECIDING = /^\$(?:eq|ne|eqx|nex|lt|le|gt|ge|add|sub)$/;

/** Constant operands of comparisons and adders, in order of first use, at most {@link MAX_CONSTANTS}. */
export function findConstants(netlist: NetlistView): DesignFacts['constants'] {
  const found = new Map<string, { width: number; value: bigint }>();
  for (const cell of netlist.cells) {
    if (!DECIDING.test(cell.type) || found.size >= MAX_CONSTANTS) continue;
    for (const pin of ['A', 'B']) {
      const bits = cell.ports[pin] ?? [];
      const value = constantOf(bits);
      if (value !== null) found.set(`${bits.length}:${value}`, { width: bits.length, value });
    }
  }
  return [...found.values()];
}

/** Unsigned value of bits that are all constant, else null. */
function constantOf(bits: readonly NetBit[]): bigint | null {
  if (bits.length === 0 || bits.some((bit) => bit !== CONSTANT.zero && bit !== CONSTANT.one)) return null;
  return bits.reduceRight((value, bit) => (value << 1n) | (bit === CONSTANT.one ? 1n : 0n), 0n);
}

/**
 * Cycles until all counters together have gone round, taken as the product of their lengths (a chain of digits), up
 * to {@link MAX_COUNTER_CYCLES}. A counter is a register that an adder with a constant feeds back into; its length is
 * the greatest constant its value is compared with plus one, or two to the power of its width.
 */
export function findCounterCycles(netlist: NetlistView, drivers: ReadonlyMap<NetBit, Driver>): number {
  const limits = comparedLimits(netlist);
  let cycles = 1;
  for (const cell of netlist.cells) {
    if (!isStateful(cell) || cell.ports['D'] === undefined) continue;
    const register = cell.ports['Q'] ?? [];
    if (!feedsBack(cell, drivers)) continue;
    const limit = limits.get(register.join(','));
    const full = 2 ** Math.min(register.length, 17);
    cycles *= Math.min(full, limit === undefined ? full : limit + 1);
    if (cycles >= MAX_COUNTER_CYCLES) return MAX_COUNTER_CYCLES;
  }
  return cycles;
}

function comparedLimits(netlist: NetlistView): ReadonlyMap<string, number> {
  const limits = new Map<string, number>();
  for (const cell of netlist.cells) {
    if (!/^\$(?:eq|ne|lt|le|gt|ge)$/.test(cell.type)) continue;
    for (const [value, other] of [
      ['A', 'B'],
      ['B', 'A'],
    ] as const) {
      const constant = constantOf(cell.ports[value] ?? []);
      if (constant === null) continue;
      const key = (cell.ports[other] ?? []).join(',');
      limits.set(key, Math.max(limits.get(key) ?? 0, Number(constant)));
    }
  }
  return limits;
}

/** Whether an adder or subtracter of the register's own value and a constant is among what feeds it. */
function feedsBack(register: ViewCell, drivers: ReadonlyMap<NetBit, Driver>): boolean {
  const own = register.ports['Q']?.[0];
  const seen = new Set<NetBit>(register.ports['D']?.slice(0, 1) ?? []);
  for (const bit of seen) {
    const driver = drivers.get(bit);
    if (driver === undefined || seen.size > MAX_SEARCHED_BITS) continue;
    if (own !== undefined && stepsFrom(driver.cell, own)) return true;
    for (const next of branchesOf(driver)) seen.add(next);
  }
  return false;
}

const MAX_SEARCHED_BITS = 256;

function stepsFrom(cell: ViewCell, own: NetBit): boolean {
  if (!/^\$(?:add|sub)$/.test(cell.type)) return false;
  const operands = [cell.ports['A'] ?? [], cell.ports['B'] ?? []];
  return operands.some((bits) => bits[0] === own) && operands.some((bits) => constantOf(bits) !== null);
}

/** The data inputs of a selecting cell. */
const branchesOf = ({ cell, index }: Driver): readonly NetBit[] => {
  if (!/^\$p?mux$/.test(cell.type)) return [];
  const first = cell.ports['A']?.[index];
  return [...(first === undefined ? [] : [first]), ...(cell.ports['B'] ?? [])];
};
