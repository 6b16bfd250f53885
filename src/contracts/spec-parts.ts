import type { TextSpan } from './source.ts';

/** A row of raw cells with its 1-based line, so that a complaint can name it. */
export interface CellRow {
  readonly cells: readonly string[];
  readonly line: number;
}

/** A truth or characteristic table. Cells are raw (`0`, `x`, `Qold`, `~Qold`); which columns are outputs is for the engine. */
export interface TruthTablePart {
  readonly kind: 'truth-table';
  readonly columns: readonly string[];
  readonly rows: readonly CellRow[];
  readonly notation: 'pipe' | 'markdown' | 'csv' | 'tsv' | 'space' | 'pla';
  /** Number of leading input columns where the notation separates inputs from outputs (`||`); null where it does not. */
  readonly inputColumns: number | null;
  /**
   * Present for a cover (espresso PLA) only: what an input without a row means. Rows of a cover may overlap; an
   * output is 1 where any row says 1, else don't care where any says `-`; a cell `~` says nothing.
   */
  readonly unspecified?: 'zero' | 'dontcare';
  readonly span: TextSpan;
}

/** A Karnaugh map. `rows[i].cells[j]` belongs to row code i and `columnCodes[j]`. Codes are data: any permutation. */
export interface KarnaughPart {
  readonly kind: 'karnaugh';
  /** Variables of the column codes, most significant first, as written (`a`, `x[1]`). */
  readonly columnVars: readonly string[];
  readonly rowVars: readonly string[];
  readonly columnCodes: readonly string[];
  readonly rows: readonly { readonly code: string; readonly cells: readonly string[]; readonly line: number }[];
  readonly span: TextSpan;
}

/** `f(a,b,c) = Σm(1,3) + d(2)` or `ΠM(0,5)`, in any of its written forms. Variables most significant first. */
export interface TermListPart {
  readonly kind: 'term-list';
  readonly target: string;
  readonly vars: readonly string[];
  readonly form: 'minterms' | 'maxterms';
  readonly terms: readonly number[];
  readonly dontcares: readonly number[];
  readonly span: TextSpan;
}

/** A state table. Entry i of `next` (and of `out` for Mealy tables) belongs to `guards[i]`. */
export interface StateTablePart {
  readonly kind: 'state-table';
  /** Signal that carries the present state, as written (`y[2:0]`); null where the header only says "state". */
  readonly stateSignal: string | null;
  readonly nextSignal: string | null;
  /** Guard of each next-state column as written (`x=0`, `00`); one empty string for an unconditional column. */
  readonly guards: readonly string[];
  /** Names of the inputs of positional guards, where the header gives them. */
  readonly inputs: readonly string[];
  readonly outputs: readonly { readonly name: string; readonly guard: string | null }[];
  readonly rows: readonly {
    readonly state: string;
    readonly next: readonly string[];
    readonly out: readonly string[];
    readonly line: number;
  }[];
  readonly span: TextSpan;
}

/** A state diagram as a list of edges, whatever notation it came in. Texts are raw and without brackets. */
export interface StateDiagramPart {
  readonly kind: 'state-diagram';
  readonly notation: 'ascii' | 'mermaid' | 'dot' | 'kiss2';
  readonly edges: readonly {
    readonly from: string;
    /** Moore output beside the source state (`out=0`, `0, 1`); null where absent. */
    readonly fromOut: string | null;
    /** `x=0`, `01`, `a & !b`; null for an unconditional edge. */
    readonly guard: string | null;
    /** Mealy output on the edge; null where absent. */
    readonly out: string | null;
    readonly to: string;
    readonly toOut: string | null;
    readonly line: number;
  }[];
  readonly initial: string | null;
  /** Input and output names in order where the notation declares them (KISS2 counts only: `i0`, `o0`). */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly span: TextSpan;
}

/** A formula that stands on a line of its own: `z = (x ^ y) & x`, `f = a'b + c`. Not yet parsed. */
export interface EquationPart {
  readonly kind: 'equation';
  readonly lhs: string;
  readonly rhs: string;
  readonly span: TextSpan;
}

/** A simulation trace, one row a time step. Cells raw: hex without prefix, `x`, `z`. */
export interface WaveformPart {
  readonly kind: 'waveform';
  readonly notation: 'table' | 'wavedrom';
  readonly columns: readonly string[];
  readonly rows: readonly CellRow[];
  readonly timeUnit: string | null;
  /** Indices of rows before which an unknown number of steps is left out (`|` in WaveDrom); absent: none. */
  readonly gaps?: readonly number[];
  readonly span: TextSpan;
}

/** A table that no reader recognised (register maps and the like start here). */
export interface PlainTablePart {
  readonly kind: 'table';
  readonly columns: readonly string[];
  readonly rows: readonly CellRow[];
  readonly span: TextSpan;
}

/** One field of a register; bits counted from 0. */
export interface RegisterField {
  readonly name: string;
  readonly msb: number;
  readonly lsb: number;
  /** What software may do: read-write, read-only, write-only, write 1 to clear or set, read to clear. */
  readonly access: 'rw' | 'ro' | 'wo' | 'w1c' | 'w1s' | 'rc';
  /** Whether hardware writes it; null where a SystemRDL text does not say, absent where the notation cannot. */
  readonly hardwareWrites?: boolean | null;
  /** Value after reset; null where none is stated. */
  readonly reset: number | null;
  readonly description: string;
  readonly line: number;
}

/** A register map: byte offsets, fields, access and reset values. The bus is stated in the prose. */
export interface RegisterMapPart {
  readonly kind: 'register-map';
  readonly notation: 'markdown' | 'systemrdl';
  readonly registers: readonly {
    readonly name: string;
    /** Byte address from the base of the map. */
    readonly offset: number;
    /** Bits of the register; the largest field's width where nothing states it. */
    readonly width: number;
    readonly fields: readonly RegisterField[];
    readonly description: string;
    readonly line: number;
  }[];
  readonly span: TextSpan;
}

/** A fenced block or stretch of code: its language tag (lower case, empty where none) and text. */
export interface CodePart {
  readonly kind: 'code';
  readonly language: string;
  readonly text: string;
  readonly span: TextSpan;
}

/** The formal content of a specification. Reading one never decides what it means for the design. */
export type FormalPart =
  | TruthTablePart
  | KarnaughPart
  | TermListPart
  | StateTablePart
  | StateDiagramPart
  | EquationPart
  | WaveformPart
  | PlainTablePart
  | RegisterMapPart
  | CodePart;
