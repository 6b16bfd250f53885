/** A port of the design under stimulus. Width in bits. */
export interface FactPort {
  readonly name: string;
  readonly direction: 'input' | 'output' | 'inout';
  readonly width: number;
}

/** One bit of an input port. */
export interface InputBit {
  readonly port: string;
  /** Position in the port, 0 for the least significant bit. */
  readonly index: number;
}

/** An input bit whose edges store something. It moves alone, never together with data: that would be a race. */
export interface ClockFact extends InputBit {
  readonly edge: 'pos' | 'neg' | 'both';
  /** `clock` triggers flip-flops, `gate` opens latches or is part of the logic that makes a clock. */
  readonly role: 'clock' | 'gate';
}

export interface ResetFact extends InputBit {
  readonly active: 'high' | 'low';
  readonly kind: 'async' | 'sync';
}

/** What stimulus knows of a design: found in its elaborated form, or read from its text where that fails. */
export interface DesignFacts {
  readonly top: string;
  readonly ports: readonly FactPort[];
  readonly clocks: readonly ClockFact[];
  readonly resets: readonly ResetFact[];
  /** Values that the design compares with or decides on, each with its width in bits. */
  readonly constants: readonly { readonly width: number; readonly value: bigint }[];
  /** Cycles that the counters found need to go round once, all together; at most {@link MAX_COUNTER_CYCLES}. */
  readonly counterCycles: number;
  /** Bits of storage. */
  readonly stateBits: number;
  /** Hierarchical names of nets written by the author, for coverage; width in bits. */
  readonly nets: readonly { readonly name: string; readonly width: number }[];
  /** Of these and of the outputs, the names that are registers as a whole. */
  readonly registers: readonly { readonly name: string; readonly width: number }[];
  readonly source: 'netlist' | 'text';
}

/** Beyond this many cycles no counter is waited for. */
export const MAX_COUNTER_CYCLES = 65_536;
