import type { PlanSource } from './plan.ts';

/**
 * IR stage 2: how a design is written. It says less than stage 1, and says it exactly: every expression carries its
 * width, signedness is in the operator's name, extension and truncation are nodes. Verilog's implicit rules have
 * nothing left to act on.
 */
export type RtlExpr =
  /** A declared net, port or register, whole. */
  | { readonly op: 'net'; readonly name: string; readonly width: number }
  | { readonly op: 'const'; readonly width: number; readonly value: bigint }
  /** A constant under a name: a localparam (a state) or a module parameter. */
  | { readonly op: 'named'; readonly name: string; readonly width: number; readonly value: bigint }
  /** High impedance; only as a whole value or an arm of a `mux`. */
  | { readonly op: 'highz'; readonly width: number }
  | { readonly op: 'zext' | 'sext' | 'trunc'; readonly width: number; readonly a: RtlExpr }
  | { readonly op: '~' | 'neg'; readonly width: number; readonly a: RtlExpr }
  | { readonly op: 'r|' | 'r&' | 'r^'; readonly width: 1; readonly a: RtlExpr }
  /** Both inputs as wide as the output. Division by zero is unknown. */
  | { readonly op: RtlBinaryOp; readonly width: number; readonly a: RtlExpr; readonly b: RtlExpr }
  /** Both inputs of one width; one bit out. */
  | { readonly op: RtlCompareOp; readonly width: 1; readonly a: RtlExpr; readonly b: RtlExpr }
  /** `by` is unsigned and of any width; a shift by the width or more leaves 0 (or copies of the sign). */
  | { readonly op: '<<' | 'u>>' | 's>>'; readonly width: number; readonly a: RtlExpr; readonly by: RtlExpr }
  /** `sel` is one bit; `yes` where it is 1. */
  | {
      readonly op: 'mux';
      readonly width: number;
      readonly sel: RtlExpr;
      readonly yes: RtlExpr;
      readonly no: RtlExpr;
    }
  /** First part most significant. */
  | { readonly op: 'concat'; readonly width: number; readonly parts: readonly RtlExpr[] }
  | { readonly op: 'repeat'; readonly width: number; readonly count: number; readonly a: RtlExpr }
  /** `width` bits from bit `lo` up, counted from 0 at the least significant bit whatever the declared range. */
  | { readonly op: 'slice'; readonly width: number; readonly a: RtlExpr; readonly lo: number }
  /** `width` bits from a variable bit offset up, counted from 0; bits beyond the end are unknown. */
  | { readonly op: 'part'; readonly width: number; readonly a: RtlExpr; readonly at: RtlExpr }
  /** A word of a memory; an address beyond the depth reads unknown. */
  | { readonly op: 'word'; readonly width: number; readonly memory: string; readonly address: RtlExpr };

/** Operators whose inputs and output have one width. */
export type RtlBinaryOp = '+' | '-' | '*' | 'u/' | 's/' | 'u%' | 's%' | '&' | '|' | '^';

/** Comparisons; `u` and `s` say how the bits are read. */
export type RtlCompareOp = '==' | '!=' | 'u<' | 'u<=' | 'u>' | 'u>=' | 's<' | 's<=' | 's>' | 's>=';

/** What an assignment writes. Offsets count from 0 at the least significant bit. */
export type RtlTarget =
  | { readonly kind: 'net'; readonly name: string; readonly width: number }
  | { readonly kind: 'slice'; readonly name: string; readonly lo: number; readonly width: number }
  | { readonly kind: 'part'; readonly name: string; readonly at: RtlExpr; readonly width: number }
  | { readonly kind: 'word'; readonly memory: string; readonly address: RtlExpr; readonly width: number }
  | { readonly kind: 'concat'; readonly parts: readonly RtlTarget[]; readonly width: number };

/** Label of a case arm: a constant, or a cube over 0, 1, - (most significant first). */
export type RtlLabel = RtlExpr | { readonly cube: string };

/** Statements; each `set` is nonblocking in a clocked item and blocking elsewhere. */
export type RtlStmt =
  | { readonly stmt: 'set'; readonly target: RtlTarget; readonly value: RtlExpr }
  | {
      readonly stmt: 'if';
      readonly cond: RtlExpr;
      readonly yes: readonly RtlStmt[];
      readonly no: readonly RtlStmt[];
    }
  | {
      readonly stmt: 'case';
      readonly subject: RtlExpr;
      readonly arms: readonly { readonly labels: readonly RtlLabel[]; readonly body: readonly RtlStmt[] }[];
      /** Null only where the labels cover every code. */
      readonly otherwise: readonly RtlStmt[] | null;
    };

/** Declared `[msb:lsb]`. */
export interface RtlRange {
  readonly msb: number;
  readonly lsb: number;
}

export interface RtlPort {
  readonly name: string;
  readonly direction: 'input' | 'output' | 'inout';
  readonly width: number;
  /** Null: `[width-1:0]`, or no range at all for one bit. */
  readonly range: RtlRange | null;
  readonly signed: boolean;
}

/** A parameter with its default. Widths and values of the items are those of the defaults. */
export interface RtlParam {
  readonly name: string;
  readonly value: bigint;
}

interface Sourced {
  readonly src?: PlanSource;
}

export type RtlItem = Sourced &
  (
    | {
        readonly item: 'decl';
        readonly name: string;
        readonly width: number;
        readonly range: RtlRange | null;
        readonly signed: boolean;
      }
    | { readonly item: 'localparam'; readonly name: string; readonly width: number; readonly value: bigint }
    | { readonly item: 'memory'; readonly name: string; readonly width: number; readonly depth: number }
    | { readonly item: 'assign'; readonly target: RtlTarget; readonly value: RtlExpr }
    /** Combinational process: every target is set on every path. */
    | { readonly item: 'comb'; readonly body: readonly RtlStmt[] }
    | {
        readonly item: 'clocked';
        readonly clock: string;
        readonly edge: 'pos' | 'neg';
        /** Asynchronous reset; a synchronous one is an `if` of the body. */
        readonly reset: {
          readonly signal: string;
          readonly active: 'high' | 'low';
          readonly body: readonly RtlStmt[];
        } | null;
        readonly body: readonly RtlStmt[];
      }
    /** Transparent while `gate` is 1. */
    | { readonly item: 'latch'; readonly gate: RtlExpr; readonly target: RtlTarget; readonly value: RtlExpr }
    /** Power-up value of a register. */
    | { readonly item: 'initial'; readonly name: string; readonly width: number; readonly value: bigint }
    /** Power-up words of a memory; words not listed are 0. */
    | {
        readonly item: 'initial-memory';
        readonly memory: string;
        readonly width: number;
        readonly depth: number;
        readonly words: readonly bigint[];
      }
    | {
        readonly item: 'instance';
        readonly name: string;
        readonly of: string;
        readonly params: readonly RtlParam[];
        /** In the order of the instantiated module's ports; `open` leaves an output unconnected. */
        readonly connections: readonly (
          | { readonly port: string; readonly kind: 'input'; readonly value: RtlExpr }
          | { readonly port: string; readonly kind: 'output'; readonly target: RtlTarget }
          | { readonly port: string; readonly kind: 'open' }
        )[];
      }
    | {
        readonly item: 'verbatim';
        readonly verilog: string;
        readonly drives: readonly string[];
        readonly reads: readonly string[];
      }
  );

export interface RtlModule {
  readonly name: string;
  readonly params: readonly RtlParam[];
  readonly ports: readonly RtlPort[];
  readonly items: readonly RtlItem[];
  /** One sentence that says what the module does; empty where nobody said. */
  readonly doc: string;
  /** Nets and slices of nets that nothing reads; the emitter gathers them in one sink, so that lint knows they are meant. */
  readonly unused: readonly RtlExpr[];
  /**
   * One a parameter. They differ from the module only in numbers that grow in proportion, so that the emitter can write
   * the parameter's name there (`[WIDTH-1:0]`); the items themselves hold the numbers of the defaults.
   */
  readonly variants?: readonly RtlVariant[];
}

/** A module with one parameter one above its default, all else equal. */
export interface RtlVariant {
  readonly param: string;
  readonly module: RtlModule;
}

/** IR stage 2 of one design: submodules before the modules that instantiate them. */
export interface RtlDesign {
  readonly ir: 'veriloom/rtl@1';
  readonly top: string;
  readonly modules: readonly RtlModule[];
}
