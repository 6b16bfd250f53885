import type { ClockFact, InputBit } from './facts.ts';
import type { Driver, NetBit, ViewCell } from './netlist-view.ts';
import { isSet, isStateful } from './netlist-view.ts';

export interface ClockSearch {
  readonly stateful: readonly ViewCell[];
  readonly drivers: ReadonlyMap<NetBit, Driver>;
  readonly inputs: ReadonlyMap<NetBit, InputBit>;
}

/** Names one input bit. */
export const keyOfBit = (bit: InputBit): string => `${bit.port}[${bit.index}]`;

/** The input bits that reach a clock pin or a latch gate, with their edges. */
export function findClocks(search: ClockSearch): readonly ClockFact[] {
  const found = new Map<string, ClockFact>();
  for (const fact of search.stateful.flatMap((cell) => triggersOf(cell, search))) {
    const before = found.get(keyOfBit(fact));
    const edge = before === undefined || before.edge === fact.edge ? fact.edge : 'both';
    const role = before?.role === 'clock' || fact.role === 'clock' ? 'clock' : 'gate';
    found.set(keyOfBit(fact), { ...fact, edge, role });
  }
  return [...found.values()];
}

const TRIGGER_PINS = ['CLK', 'EN', 'SET', 'CLR', 'WR_CLK', 'RD_CLK'];

/** Pins on which an edge or a level stores data. Flip-flop enables and resets are plain data. */
function isTrigger(cell: ViewCell, pin: string): boolean {
  if (pin.endsWith('CLK')) return true;
  if (cell.type.includes('latch')) return pin === 'EN';
  return cell.type === '$sr' && (pin === 'SET' || pin === 'CLR');
}

function triggersOf(cell: ViewCell, search: ClockSearch): readonly ClockFact[] {
  return TRIGGER_PINS.filter((pin) => isTrigger(cell, pin)).flatMap((pin) =>
    (cell.ports[pin] ?? []).flatMap((bit) => sourcesOf({ cell, pin, bit }, search)),
  );
}

function sourcesOf(
  { cell, pin, bit }: { readonly cell: ViewCell; readonly pin: string; readonly bit: NetBit },
  { drivers, inputs }: ClockSearch,
): readonly ClockFact[] {
  const { source, inverted } = throughInverters(bit, drivers);
  const isClock = pin.endsWith('CLK') && !drivers.has(source);
  const edge = isSet(cell, `${pin}_POLARITY`) === inverted ? 'neg' : 'pos';
  return [...leavesOf(source, drivers)].flatMap((leaf) => {
    const input = inputs.get(leaf);
    if (input === undefined) return [];
    return [
      { ...input, edge: isClock ? edge : ('both' as const), role: isClock ? ('clock' as const) : ('gate' as const) },
    ];
  });
}

const INVERTER = /^\$(?:logic_)?not$/;

function throughInverters(bit: NetBit, drivers: ReadonlyMap<NetBit, Driver>): { source: NetBit; inverted: boolean } {
  let source = bit;
  let inverted = false;
  for (let driver = drivers.get(source); driver !== undefined; driver = drivers.get(source)) {
    const operand = driver.cell.ports['A'] ?? [];
    const input = operand[driver.index];
    if (!INVERTER.test(driver.cell.type) || input === undefined || input === bit) break;
    if (driver.cell.type === '$logic_not' && operand.length > 1) break;
    source = input;
    inverted = !inverted;
  }
  return { source, inverted };
}

/** The bits that no combinational cell drives in the cone of a bit: inputs, and none where only registers are met. */
function leavesOf(bit: NetBit, drivers: ReadonlyMap<NetBit, Driver>): ReadonlySet<NetBit> {
  const seen = new Set<NetBit>([bit]);
  const leaves = new Set<NetBit>();
  for (const at of seen) {
    const driver = drivers.get(at);
    if (driver === undefined) leaves.add(at);
    else if (!isStateful(driver.cell)) for (const next of inputsOf(driver)) seen.add(next);
  }
  return leaves;
}

const inputsOf = ({ cell, pin }: Driver): readonly NetBit[] =>
  Object.entries(cell.ports).flatMap(([name, bits]) => (name === pin ? [] : bits.filter((bit) => bit >= 0)));
