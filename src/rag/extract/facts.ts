/** What the scanner found in one file. Lines are 1-based and inclusive; everything is in the order of the text. */

export type UnitKind = 'module' | 'interface' | 'program' | 'package' | 'class' | 'primitive' | 'checker';

export interface PortFact {
  readonly name: string;
  /** `interface` for a port whose type is an interface; `unknown` for a name of a port list never declared. */
  readonly direction: 'input' | 'output' | 'inout' | 'ref' | 'interface' | 'unknown';
  /** Packed ranges and user-defined type as written (`[WIDTH-1:0]`, `axi_req_t`); empty for a plain one-bit net. */
  readonly type: string;
  readonly line: number;
  /** Width in bits, where an elaboration of the whole design gave one. */
  readonly bits?: number;
}

export interface ParamFact {
  readonly name: string;
  /** Default as written; empty where there is none. */
  readonly value: string;
  readonly local: boolean;
  readonly line: number;
}

export interface UnitFact {
  readonly kind: UnitKind;
  readonly name: string;
  /** Line of the unit's keyword. */
  readonly line: number;
  /** Line of the `;` that ends the header. */
  readonly headerLast: number;
  readonly lastLine: number;
  /** `ifdef condition the unit stands under (`FPGA & !SYNTHESIS`); empty outside every branch. */
  readonly guard: string;
  /** Line ranges of the comments that belong to the unit: before it, licence text left out. */
  readonly comments: readonly (readonly [number, number])[];
  readonly ports: readonly PortFact[];
  readonly params: readonly ParamFact[];
  /** Names a package or class offers to others: types, enumeration values, functions, constants. */
  readonly symbols: readonly string[];
  /** Class or interface it extends; empty where none. */
  readonly base: string;
}

export interface InstanceFact {
  readonly type: string;
  readonly name: string;
  readonly line: number;
  readonly lastLine: number;
  /** Unit it stands in; empty outside every unit (a `bind` at file level). */
  readonly parent: string;
  /** Target of a `bind`; empty for a plain instance. */
  readonly bindsTo: string;
  readonly guard: string;
  /** Ports connected by name; empty for ordered connections. */
  readonly connections: readonly string[];
  /** `.*` was used, or ports were given in order, so `connections` is not the whole list. */
  readonly open: boolean;
}

/** A name of another file that this file mentions, where it does so first. */
export interface MentionFact {
  readonly name: string;
  readonly line: number;
  readonly guard: string;
}

export interface MacroFact {
  readonly name: string;
  readonly line: number;
  readonly lastLine: number;
  readonly guard: string;
  /** Number of formal arguments; null for a macro without an argument list. */
  readonly arity: number | null;
}

export interface FileFacts {
  readonly lines: number;
  /** SPDX expression or a name recognised from the text of the licence; null where the file says nothing. */
  readonly licence: string | null;
  readonly units: readonly UnitFact[];
  readonly instances: readonly InstanceFact[];
  /** Packages by `import p::*` or `p::name`. A class scope looks the same and is told apart by what is defined. */
  readonly packages: readonly MentionFact[];
  readonly includes: readonly MentionFact[];
  readonly macrosDefined: readonly MacroFact[];
  readonly macrosUsed: readonly MentionFact[];
  /** Lines at which a stretch of code may be cut: the first lines of processes, functions, generate blocks, instances. */
  readonly borders: readonly number[];
}
