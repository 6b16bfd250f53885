/** A bit of a netlist: a net id (2 or more, as Yosys numbers them) or one of the constants below. */
export type BitRef = number;

export const BIT_0: BitRef = -1;
export const BIT_1: BitRef = -2;
export const BIT_X: BitRef = -3;
export const BIT_Z: BitRef = -4;

/** One word-level cell as `write_json` prints it. */
export interface Cell {
  readonly name: string;
  readonly type: string;
  /** Parameters as written: bit strings, most significant first. */
  readonly params: Readonly<Record<string, string>>;
  /** Connected bits of each port, least significant first. */
  readonly ports: Readonly<Record<string, readonly BitRef[]>>;
  readonly src: string | null;
}

export interface NetPort {
  readonly name: string;
  readonly direction: 'input' | 'output' | 'inout';
  readonly bits: readonly BitRef[];
}

export interface NetName {
  readonly name: string;
  readonly bits: readonly BitRef[];
  /** Made up by Yosys rather than written by the author. */
  readonly hidden: boolean;
  /** Power-up value, least significant first (`0`, `1`, `x`); null without one. */
  readonly init: string | null;
}

/** One flat module. */
export interface Netlist {
  readonly top: string;
  readonly ports: readonly NetPort[];
  readonly cells: readonly Cell[];
  readonly names: readonly NetName[];
}

/** Why a netlist cannot be modelled; the words name the construct. */
export interface NetlistFault {
  readonly kind: 'malformed' | 'too-large' | 'unsupported' | 'combinational-loop' | 'several-drivers';
  readonly detail: string;
}

/** The bits of a port, or none. */
export const portBits = (cell: Cell, port: string): readonly BitRef[] => cell.ports[port] ?? [];

/** The first bit of a port; an unconnected one reads as unknown. */
export const portBit = (cell: Cell, port: string): BitRef => portBits(cell, port)[0] ?? BIT_X;

/** Whether a one-bit flag such as `A_SIGNED` or `CLK_POLARITY` is set. */
export const flag = (cell: Cell, param: string): boolean => (cell.params[param] ?? '').endsWith('1');
