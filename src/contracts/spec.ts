import type { TextSpan } from './source.ts';
import type { FormalPart } from './spec-parts.ts';

/** A width in bits: a number, or a Verilog constant expression over the module's parameters (`"WIDTH-1"`). */
export type WidthSpec = number | string;

export interface SpecPort {
  readonly name: string;
  readonly direction: 'input' | 'output' | 'inout';
  readonly width: WidthSpec;
  readonly signed: boolean;
  /** Declared `[msb:lsb]`, kept where the text gives one (`[4:1]`, `[0:7]`); null means `[width-1:0]`. */
  readonly range: readonly [WidthSpec, WidthSpec] | null;
  /** Prose that stands with the port in its list (`clk: rising-edge clock`); empty where there is none. */
  readonly description: string;
  readonly span: TextSpan;
}

export interface SpecParam {
  readonly name: string;
  /** Default value; the empty string where `stated` is false. */
  readonly value: number | string;
  /** False where the text names the parameter without a default; absent otherwise. */
  readonly stated?: false;
  readonly description: string;
  readonly span: TextSpan;
}

export interface Reset {
  readonly signal: string;
  readonly active: 'high' | 'low';
  readonly kind: 'sync' | 'async';
}

export interface Clocking {
  readonly clock: string;
  readonly edge: 'posedge' | 'negedge' | 'both';
  readonly reset: Reset | null;
}

/** One sentence of the prose, or one entry of a list. Wrapped lines are joined and white space is folded. */
export interface Sentence {
  readonly kind: 'sentence' | 'item' | 'heading';
  readonly text: string;
  /** The marker of a list entry (`(1)`, `a)`, `-`); null outside lists. */
  readonly marker: string | null;
  /** Nesting of the list entry; 0 outside lists and at the outermost level. */
  readonly depth: number;
  /** Name of the section it stands in (nearest heading or `Implementation:`-like label), lower case; null before any. */
  readonly section: string | null;
  readonly span: TextSpan;
}

/** Something the reader mended or took by convention; shown with every result, forbidden by `--strict`. */
export interface Assumption {
  readonly text: string;
  readonly severity: 'convention' | 'repair' | 'inference' | 'contradiction';
  readonly rule: string;
  readonly span: TextSpan | null;
}

/** A piece of the text after the interface is taken out. */
export type SpecBlock = Sentence | FormalPart;

/**
 * What to build, whatever format it arrived in. Read once; everything downstream reads only this.
 * `body` holds prose and formal parts in the order of the text; the interface (port list, header) is not in it.
 */
export interface Spec {
  readonly id: string;
  readonly top: string;
  readonly params: readonly SpecParam[];
  readonly ports: readonly SpecPort[];
  readonly body: readonly SpecBlock[];
  /** Spans that the reader itself consumed (port list, header, fixed preamble), for sentence coverage. */
  readonly interfaceSpans: readonly TextSpan[];
  readonly assumptions: readonly Assumption[];
  /** Normalised text (LF, no BOM, tabs and typographic punctuation folded) that all spans point into. */
  readonly text: string;
  readonly source: { readonly format: SpecFormatId; readonly path: string; readonly sha256: string };
}

/** Ids are open here, so that a new plug-in touches no contract; each registry derives the closed list. */
export type SpecFormatId = string;
