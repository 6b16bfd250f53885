import type { BitRef, Cell, Netlist } from './types.ts';
import { BIT_0, BIT_1, BIT_X, flag, portBit, portBits } from './types.ts';

/** A one-bit control with the level at which it acts. */
export interface Control {
  readonly bit: BitRef;
  readonly activeHigh: boolean;
}

/** Any flip-flop or latch cell of Yosys in one normal form; vectors are least significant first. */
export interface RegisterCell {
  readonly name: string;
  readonly type: string;
  readonly q: readonly BitRef[];
  readonly d: readonly BitRef[];
  /** `activeHigh` is the rising edge. Null for a latch. */
  readonly clock: Control | null;
  /** Clock enable of a flip-flop, transparency of a latch. */
  readonly enable: Control | null;
  readonly syncReset: (Control & { readonly value: readonly BitRef[]; readonly underEnable: boolean }) | null;
  /** Level-sensitive load of a constant (reset) or of data. */
  readonly asyncLoad: (Control & { readonly value: readonly BitRef[] }) | null;
  readonly set: { readonly bits: readonly BitRef[]; readonly activeHigh: boolean } | null;
  readonly clear: { readonly bits: readonly BitRef[]; readonly activeHigh: boolean } | null;
}

const FLIP_FLOPS: ReadonlySet<string> = new Set([
  ...['$dff', '$dffe', '$adff', '$adffe', '$aldff', '$aldffe', '$dffsr', '$dffsre', '$sdff', '$sdffe', '$sdffce'],
]);
const LATCHES: ReadonlySet<string> = new Set(['$dlatch', '$adlatch', '$dlatchsr', '$sr']);

/** Every register cell type that is modelled. */
export const REGISTER_TYPES: readonly string[] = [...FLIP_FLOPS, ...LATCHES];

export const isRegister = (cell: Cell): boolean => FLIP_FLOPS.has(cell.type) || LATCHES.has(cell.type);

/** All registers of a netlist, in its order. */
export const registersOf = (netlist: Netlist): readonly RegisterCell[] =>
  netlist.cells.filter(isRegister).map(readRegister);

export function readRegister(cell: Cell): RegisterCell {
  return {
    name: cell.name,
    type: cell.type,
    q: portBits(cell, 'Q'),
    d: portBits(cell, 'D'),
    clock: FLIP_FLOPS.has(cell.type) ? { bit: portBit(cell, 'CLK'), activeHigh: flag(cell, 'CLK_POLARITY') } : null,
    enable: cell.ports['EN'] === undefined ? null : { bit: portBit(cell, 'EN'), activeHigh: flag(cell, 'EN_POLARITY') },
    syncReset: syncReset(cell),
    asyncLoad: asyncLoad(cell),
    set: vector(cell, 'SET'),
    clear: vector(cell, 'CLR'),
  };
}

function syncReset(cell: Cell): RegisterCell['syncReset'] {
  if (cell.ports['SRST'] === undefined) return null;
  return {
    bit: portBit(cell, 'SRST'),
    activeHigh: flag(cell, 'SRST_POLARITY'),
    value: constantBits(cell.params['SRST_VALUE'] ?? ''),
    underEnable: cell.type === '$sdffce',
  };
}

function asyncLoad(cell: Cell): RegisterCell['asyncLoad'] {
  if (cell.ports['ARST'] !== undefined) {
    const value = constantBits(cell.params['ARST_VALUE'] ?? '');
    return { bit: portBit(cell, 'ARST'), activeHigh: flag(cell, 'ARST_POLARITY'), value };
  }
  if (cell.ports['ALOAD'] === undefined) return null;
  return { bit: portBit(cell, 'ALOAD'), activeHigh: flag(cell, 'ALOAD_POLARITY'), value: portBits(cell, 'AD') };
}

const vector = (cell: Cell, port: 'SET' | 'CLR'): RegisterCell['set'] =>
  cell.ports[port] === undefined ? null : { bits: portBits(cell, port), activeHigh: flag(cell, `${port}_POLARITY`) };

/** Reads a constant parameter (most significant first) as bits, least significant first. */
export const constantBits = (text: string): BitRef[] =>
  [...text].reverse().map((symbol) => (symbol === '0' ? BIT_0 : symbol === '1' ? BIT_1 : BIT_X));

/** Bits on which the value seen at Q depends within one step; `event` adds the clock. */
export function immediateBits(register: RegisterCell, mode: 'sync' | 'event'): readonly BitRef[] {
  const bits: BitRef[] = [];
  if (register.clock === null) bits.push(...register.d);
  if (register.clock === null && register.enable !== null) bits.push(register.enable.bit);
  if (register.clock !== null && mode === 'event') bits.push(register.clock.bit);
  if (register.asyncLoad !== null) bits.push(register.asyncLoad.bit, ...register.asyncLoad.value);
  if (register.set !== null) bits.push(...register.set.bits);
  if (register.clear !== null) bits.push(...register.clear.bits);
  return bits;
}

/** Whether anything but the clock can change the register. */
export const hasAsyncControl = (register: RegisterCell): boolean =>
  register.asyncLoad !== null || register.set !== null || register.clear !== null;
