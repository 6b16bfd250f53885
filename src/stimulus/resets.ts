import type { InputBit, ResetFact } from './facts.ts';
import type { Driver, NetBit, ViewCell } from './netlist-view.ts';
import { CONSTANT, isSet } from './netlist-view.ts';
import type { Ternary } from './ternary.ts';
import { createTernary } from './ternary.ts';

/** Work cap of the search: input bits times cells. */
const RESET_SEARCH_BUDGET = 2_000_000;

/**
 * A synchronous control counts as a reset when it selects, when it forces this share of the stored bits to constants,
 * and when no other input forces more.
 */
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
 * Asynchronous resets are the input bits that alone make an asynchronous pin active (loads of data among them); synchronous ones alone force the
 * next state of flip-flops to constants.
 */
export function findResets(search: ResetSearch): readonly ResetFact[] {
  if (search.inputs.length * search.cells > RESET_SEARCH_BUDGET || search.stateful.length === 0) return [];
  const free = forced(search, new Map());
  const trials = search.inputs.map(([net, bit]) => trialOf(search, { net, bit, free }));
  const most = Math.max(0, ...trials.map((trial) => trial.share));
  const selecting = selectBits(search);
  return trials.flatMap(({ bit, net, async, active, share }): readonly ResetFact[] => {
    if (async !== null) return [{ ...bit, kind: 'async', active: async }];
    const isNamed = RESET_NAME.test(bit.port) && share >= NAMED_SHARE;
    const isStrongest = share >= RESET_SHARE && share === most && selecting.has(net);
    return isNamed || isStrongest ? [{ ...bit, kind: 'sync', active }] : [];
  });
}

interface Trial {
  readonly bit: InputBit;
  readonly net: NetBit;
  /** The value that makes an asynchronous pin active; null for neither, or both alike. */
  readonly async: ResetFact['active'] | null;
  /** The value that forces more next-state bits, and the share of all bits that it forces more than the other. */
  readonly active: ResetFact['active'];
  readonly share: number;
}

function trialOf(
  search: ResetSearch,
  { net, bit, free }: { readonly net: NetBit; readonly bit: InputBit; readonly free: Forced },
): Trial {
  const low = forced(search, new Map([[net, 0]]));
  const high = forced(search, new Map([[net, 1]]));
  const async = high.async === low.async ? null : high.async > low.async ? 'high' : 'low';
  const share = free.sync === free.total ? 0 : Math.abs(high.sync - low.sync) / Math.max(1, free.total);
  return { bit, net, async, active: high.sync > low.sync ? 'high' : 'low', share };
}

/** Bits that select between values, themselves or through one cell that looks at them. */
function selectBits({ drivers }: ResetSearch): ReadonlySet<NetBit> {
  const cells = new Set([...drivers.values()].map((driver) => driver.cell));
  const selects = [...cells].flatMap((cell) => (/^\$p?mux$/.test(cell.type) ? (cell.ports['S'] ?? []) : []));
  const behind = selects.flatMap((select) => {
    const ports = drivers.get(select)?.cell.ports ?? {};
    return [...(ports['A'] ?? []), ...(ports['B'] ?? [])];
  });
  return new Set([...selects, ...behind]);
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
    for (const pin of ['ARST', 'SET', 'CLR', 'ALOAD'])
      async += (cell.ports[pin] ?? []).filter(isActive(cell, pin)).length;
    const next = cell.ports['D'] ?? [];
    total += next.length;
    sync += (cell.ports['SRST'] ?? []).some(isActive(cell, 'SRST')) ? next.length : knownBits(next, value);
  }
  return { async, sync, total };
}

const knownBits = (bits: readonly NetBit[], value: (bit: NetBit) => Ternary): number =>
  bits.filter((bit) => bit !== CONSTANT.unknown && value(bit) !== null).length;
