import type { Driver, NetBit, ViewCell } from './netlist-view.ts';
import { CONSTANT, isStateful } from './netlist-view.ts';

/** A value of three-valued logic; `null` is unknown. */
export type Ternary = 0 | 1 | null;

/**
 * Evaluates bits of a netlist where a few input bits have a value and everything else is unknown. Bitwise, logical and
 * selecting cells are modelled, every other cell is unknown, so a known answer is always right.
 */
export function createTernary(
  drivers: ReadonlyMap<NetBit, Driver>,
  known: ReadonlyMap<NetBit, Ternary>,
): (bit: NetBit) => Ternary {
  const memo = new Map<NetBit, Ternary>();
  const value = (bit: NetBit): Ternary => {
    if (bit === CONSTANT.zero) return 0;
    if (bit === CONSTANT.one) return 1;
    if (bit < 0) return null;
    const given = known.get(bit) ?? memo.get(bit);
    if (given !== undefined) return given;
    // A loop reads as unknown.
    memo.set(bit, null);
    const driver = drivers.get(bit);
    const result = driver === undefined || isStateful(driver.cell) ? null : evaluate(driver, value);
    memo.set(bit, result);
    return result;
  };
  return value;
}

type Read = (bit: NetBit) => Ternary;

const pin = (cell: ViewCell, name: string): readonly NetBit[] => cell.ports[name] ?? [];

const not = (a: Ternary): Ternary => (a === null ? null : a === 1 ? 0 : 1);

const all = (values: readonly Ternary[]): Ternary => (values.includes(0) ? 0 : values.includes(null) ? null : 1);

const any = (values: readonly Ternary[]): Ternary => not(all(values.map(not)));

const same = (a: Ternary, b: Ternary): Ternary => (a === null || b === null ? null : a === b ? 1 : 0);

const pair = ({ cell, index }: Driver, read: Read): readonly [Ternary, Ternary] => [
  operandBit(cell, { name: 'A', index }, read),
  operandBit(cell, { name: 'B', index }, read),
];

const operandBit = (cell: ViewCell, at: { readonly name: string; readonly index: number }, read: Read): Ternary => {
  const bit = pin(cell, at.name)[at.index];
  // Extension of a shorter operand; a sign bit is left unknown.
  return bit === undefined ? ((cell.params[`${at.name}_SIGNED`] ?? '').endsWith('1') ? null : 0) : read(bit);
};

const wholes = (cell: ViewCell, read: Read): readonly [Ternary, Ternary] => [
  any(pin(cell, 'A').map(read)),
  any(pin(cell, 'B').map(read)),
];

function equal(cell: ViewCell, read: Read): Ternary {
  const width = Math.max(pin(cell, 'A').length, pin(cell, 'B').length);
  const bits = Array.from({ length: width }, (_, index) =>
    same(operandBit(cell, { name: 'A', index }, read), operandBit(cell, { name: 'B', index }, read)),
  );
  return all(bits);
}

function select({ cell, index }: Driver, read: Read): Ternary {
  const chosen = read(pin(cell, 'S')[0] ?? CONSTANT.unknown);
  const [a, b] = pair({ cell, index, pin: 'Y' }, read);
  if (chosen !== null) return chosen === 1 ? b : a;
  return a === b ? a : null;
}

/** Parallel mux: known where one select is 1, or where all branches agree. */
function selectOfMany({ cell, index }: Driver, read: Read): Ternary {
  const width = pin(cell, 'A').length;
  const selects = pin(cell, 'S').map(read);
  const branch = (n: number): Ternary => read(pin(cell, 'B')[n * width + index] ?? CONSTANT.unknown);
  const hit = selects.indexOf(1);
  if (hit >= 0) return branch(hit);
  const open = selects.flatMap((s, n) => (s === null ? [branch(n)] : []));
  const base = read(pin(cell, 'A')[index] ?? CONSTANT.unknown);
  return open.every((value) => value === base) ? base : null;
}

const low = (index: number, value: Ternary): Ternary => (index === 0 ? value : 0);

const EVALUATORS: Readonly<Record<string, (driver: Driver, read: Read) => Ternary>> = {
  $not: (d, read) => not(operandBit(d.cell, { name: 'A', index: d.index }, read)),
  $pos: (d, read) => operandBit(d.cell, { name: 'A', index: d.index }, read),
  $and: (d, read) => all(pair(d, read)),
  $or: (d, read) => any(pair(d, read)),
  $xor: (d, read) => not(same(...pair(d, read))),
  $xnor: (d, read) => same(...pair(d, read)),
  $mux: select,
  $pmux: selectOfMany,
  $logic_not: (d, read) => low(d.index, not(any(pin(d.cell, 'A').map(read)))),
  $logic_and: (d, read) => low(d.index, all(wholes(d.cell, read))),
  $logic_or: (d, read) => low(d.index, any(wholes(d.cell, read))),
  $reduce_or: (d, read) => low(d.index, any(pin(d.cell, 'A').map(read))),
  $reduce_bool: (d, read) => low(d.index, any(pin(d.cell, 'A').map(read))),
  $reduce_and: (d, read) => low(d.index, all(pin(d.cell, 'A').map(read))),
  $eq: (d, read) => low(d.index, equal(d.cell, read)),
  $eqx: (d, read) => low(d.index, equal(d.cell, read)),
  $ne: (d, read) => low(d.index, not(equal(d.cell, read))),
  $nex: (d, read) => low(d.index, not(equal(d.cell, read))),
};

const evaluate = (driver: Driver, read: Read): Ternary => EVALUATORS[driver.cell.type]?.(driver, read) ?? null;
