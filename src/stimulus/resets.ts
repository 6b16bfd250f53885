import type { InputBit, ResetFact } from './facts.ts';
import type { Driver, NetBit, ViewCell } from './netlist-view.ts';
import { CONSTANT, isSet } from './netlist-view.ts';
import type { Ternary } from './ternary.ts';
import { createTernary } from './ternary.ts';

/** Work cap of the search: input bits times cells. */
const RESET_SEARCH_BUDGET = 2_000_000;

/** A synchronous control counts as a reset when it forces this share of the stored bits to constants. */
const RESET_SHARE = 0.5;

/** With a name that says so, a small share is enough. A name alone never makes a reset. */
const NAMED_SHARE = 0.01;
const RESET_NAME = /rst|reset|clr|clear|init/i;

export interface ResetSearch {
  readonly stateful: readonly ViewCell[];
  readonly drivers: ReadonlyMap<NetBit, Driver>;
  /** Input bits that are no clocks. */
  readonly inputs: readonly (readonly [NetBit, InputBit])[];
  readonly cells: number;
}

/**
 * Asynchronous resets are the input bits that alone make an asynchronous pin active; synchronous ones alone force the
 * next state of flip-flops to constants.
 */
export function findResets(search: ResetSearch): readonly ResetFact[] {
  if (search.inputs.length * search.cells > RESET_SEARCH_BUDGET || search.stateful.length === 0) return [];
  const free = forced(search, new Map());
  return search.inputs.flatMap(([net, bit]) => {
    const fact = resetOf({
      low: forced(search, new Map([[net, 0]])),
      high: forced(search, new Map([[net, 1]])),
      free,
      wanted: RESET_NAME.test(bit.port) ? NAMED_SHARE : RESET_SHARE,
    });
    return fact === null ? [] : [{ ...bit, ...fact }];
  });
}

interface Trial {
  readonly low: Forced;
  readonly high: Forced;
  readonly free: Forced;
  /** Share of the stored bits. */
  readonly wanted: number;
}

function resetOf({ low, high, free, wanted }: Trial): Pick<ResetFact, 'kind' | 'active'> | null {
  if (high.async !== low.async) return { kind: 'async', active: high.async > low.async ? 'high' : 'low' };
  const gained = Math.abs(high.sync - low.sync);
  if (gained / Math.max(1, free.total) < wanted || free.sync === free.total) return null;
  return { kind: 'sync', active: high.sync > low.sync ? 'high' : 'low' };
}

interface Forced {
  readonly async: number;
  readonly sync: number;
  readonly total: number;
}

/** How many asynchronous pins are active, and how many next-state bits are constant, under what is known. */
function forced(search: ResetSearch, known: ReadonlyMap<NetBit, Ternary>): Forced {
  const value = createTernary(search.drivers, known);
  const isActive = (cell: ViewCell, pin: string): ((bit: NetBit) => boolean) => {
    const active = isSet(cell, `${pin}_POLARITY`) ? 1 : 0;
    return (bit) => value(bit) === active;
  };
  let async = 0;
  let sync = 0;
  let total = 0;
  for (const cell of search.stateful) {
    for (const pin of ['ARST', 'SET', 'CLR']) async += (cell.ports[pin] ?? []).filter(isActive(cell, pin)).length;
    const next = cell.ports['D'] ?? [];
    total += next.length;
    sync += (cell.ports['SRST'] ?? []).some(isActive(cell, 'SRST')) ? next.length : knownBits(next, value);
  }
  return { async, sync, total };
}

const knownBits = (bits: readonly NetBit[], value: (bit: NetBit) => Ternary): number =>
  bits.filter((bit) => bit !== CONSTANT.unknown && value(bit) !== null).length;
