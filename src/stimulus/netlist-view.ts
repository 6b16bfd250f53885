/** A bit: a net id, or a negative number for a constant (see {@link CONSTANT}). */
export type NetBit = number;

/** Constants as the netlist reader of `formal/netlist` numbers them. */
export const CONSTANT = { zero: -1, one: -2, unknown: -3, floating: -4 } as const;

export interface ViewCell {
  readonly name: string;
  readonly type: string;
  readonly params: Readonly<Record<string, string>>;
  readonly ports: Readonly<Record<string, readonly NetBit[]>>;
  readonly src: string | null;
}

/**
 * What stimulus reads of an elaborated, flattened design: Yosys' word-level netlist. `formal/netlist` reads one from
 * JSON; its type fits this one, which is declared here because neither module may import the other.
 */
export interface NetlistView {
  readonly top: string;
  readonly ports: readonly {
    readonly name: string;
    readonly direction: 'input' | 'output' | 'inout';
    readonly bits: readonly NetBit[];
  }[];
  readonly cells: readonly ViewCell[];
  readonly names: readonly { readonly name: string; readonly bits: readonly NetBit[]; readonly hidden: boolean }[];
}

/** Where a bit comes from: which output pin of which cell. */
export interface Driver {
  readonly cell: ViewCell;
  readonly pin: string;
  readonly index: number;
}

const OUTPUT_PINS = new Set(['Y', 'Q', 'CO', 'X', 'RD_DATA', 'DATA']);

/** Map from each driven bit to its driver. Of several drivers the last one stays. */
export function driversOf(netlist: NetlistView): ReadonlyMap<NetBit, Driver> {
  const drivers = new Map<NetBit, Driver>();
  for (const cell of netlist.cells) {
    for (const [pin, bits] of Object.entries(cell.ports)) {
      if (!isOutputPin(cell, pin)) continue;
      for (const [index, bit] of bits.entries()) if (bit >= 0) drivers.set(bit, { cell, pin, index });
    }
  }
  return drivers;
}

/** Whether a pin drives its net. `$memwr` has a DATA input, so the cell's type matters. */
export const isOutputPin = (cell: ViewCell, pin: string): boolean =>
  OUTPUT_PINS.has(pin) &&
  !(pin === 'DATA' && !cell.type.startsWith('$memrd')) &&
  !(pin === 'X' && cell.type !== '$alu');

const STATE = /^\$(?:_?a?s?l?dff|_?sr|_?a?dlatch|_?ff\b|mem)/i;

/** Whether the cell stores a value: a flip-flop, a latch or a memory. */
export const isStateful = (cell: ViewCell): boolean => STATE.test(cell.type);

/** A one-bit parameter such as `CLK_POLARITY`. */
export const isSet = (cell: ViewCell, param: string): boolean => (cell.params[param] ?? '').endsWith('1');
