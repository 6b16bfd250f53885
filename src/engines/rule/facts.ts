import type { Outcome } from '../../contracts/outcome.ts';
import type { DesignPlan, PlanNode } from '../../contracts/plan.ts';
import type { TextSpan } from '../../contracts/source.ts';
import type { Sentence, Spec, SpecBlock, SpecPort } from '../../contracts/spec.ts';
import type { CodePart, FormalPart } from '../../contracts/spec-parts.ts';
import type { Action, Edge, Statement, Value } from '../../english/index.ts';

/** A statement of the text with the place it stands at. Patterns claim facts by identity. */
export interface Fact {
  readonly statement: Statement;
  readonly rules: readonly string[];
  readonly span: TextSpan;
  readonly text: string;
  /** Index of its sentence in reading order; facts of one sentence share it. */
  readonly sentence: number;
  /** The port a list entry or description is about (`load: …`); null elsewhere. */
  readonly about: string | null;
  /** The value of `caseSignal` this list entry is for (`2'b01: …`); null elsewhere. */
  readonly caseValue: string | null;
  readonly caseSignal: string | null;
}

/** A behaviour sentence, and a named fact. */
export type DoFact = Fact & { readonly statement: Extract<Statement, { readonly s: 'do' }> };
export type NamedFact = Fact & { readonly statement: Extract<Statement, { readonly s: 'fact' }> };

/** A port as the engine uses it: widths that are parameters stay text. */
export interface Port {
  readonly name: string;
  readonly direction: SpecPort['direction'];
  /** Bits; null where the width depends on a parameter. */
  readonly width: number | null;
  readonly widthText: string;
  readonly signed: boolean;
  readonly msb: number | null;
  readonly lsb: number | null;
  readonly port: SpecPort;
}

/** Clock of the design. */
export interface Clock {
  readonly name: string;
  readonly edge: Edge;
}

/** Reset of the design, with what the text says of values. */
export interface ResetPlan {
  readonly signal: string;
  readonly kind: 'sync' | 'async';
  readonly active: 'high' | 'low';
}

export type PlanAssumption = NonNullable<DesignPlan['assumptions']>[number];

/** A signal inside the module that the prose introduces. */
export interface Internal {
  /** Its own name, or the noun that stands for it where the text gives none ("an internal counter"). */
  readonly name: string;
  /** Bits the text states; null where it states none. */
  readonly width: number | null;
  /** True where the text gives it no name of its own. */
  readonly anonymous: boolean;
  /** Nouns that the text calls it by (`counter`). */
  readonly nouns: readonly string[];
  readonly span: TextSpan;
  /** It holds what another signal was some edges ago; reset touches it only where the text says so. */
  readonly isPast?: true;
}

/** A place in the text where the memory is written: when, where, what. */
export interface MemoryWrite {
  readonly guard: Value | null;
  readonly address: Value;
  readonly data: Value;
}

/** A word that something reads, and the wire that carries it. */
export interface MemoryRead {
  readonly address: Value;
  readonly net: string;
}

/** The one memory of a design, as its sentences use it. */
export interface Memory {
  readonly depth: number;
  readonly width: number;
  readonly addressBits: number;
  readonly write: MemoryWrite;
  readonly reads: readonly MemoryRead[];
  /** Address that always reads as zero; null where there is none. */
  readonly zero: number | null;
  /** Whether a word that is being written is read as what is written. */
  readonly bypass: boolean;
  /** Whether the reset sets every word to zero. */
  readonly cleared: boolean;
  readonly claims: readonly Fact[];
}

/** One way into or out of a queue: what is done when, and what else happens with it. */
export interface QueueMove {
  readonly guard: Value;
  readonly others: readonly Action[];
  readonly facts: readonly [DoFact, ...DoFact[]];
}

/** The one queue or stack of a design, as its sentences use it. */
export interface Queue {
  readonly order: 'fifo' | 'lifo';
  /** Words there is room for. */
  readonly depth: number;
  /** Bits of a word. */
  readonly width: number;
  /** The input that is written. */
  readonly data: string;
  /** The register with the number of words in it. */
  readonly level: string;
  readonly levelBits: number;
  /** The wire with the word that comes out next. */
  readonly next: string;
  /** Outputs that only say something of the number of words. */
  readonly shown: readonly string[];
  /** Outputs that are the number of words. */
  readonly counts: readonly string[];
  readonly write: QueueMove;
  readonly read: QueueMove;
  readonly claims: readonly Fact[];
}

/** Words that come in parts, as the sentences of a design tell them. */
export interface Receiver {
  /** Parts of a word. */
  readonly size: number;
  /** Bits of a part. */
  readonly unit: number;
  /** The input that carries the parts. */
  readonly data: string;
  /** Where in the word the first part goes: its most or its least significant end. */
  readonly order: 'first-high' | 'first-low';
  /** When a part is received. */
  readonly guard: Value;
  /** The wire with the word as it is with the part that comes now. */
  readonly word: string;
  /** The wire that is 1 where that part is the last. */
  readonly last: string;
  readonly claims: readonly Fact[];
}

/** Everything a pattern may look at. */
export interface Draft {
  readonly spec: Spec;
  readonly ports: readonly Port[];
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
  /** Signals inside the module that the text introduces; `ports` has them too, behind the real ports. */
  readonly internals: readonly Internal[];
  readonly facts: readonly Fact[];
  readonly parts: readonly FormalPart[];
  /** Tables and traces that only show what the text describes; the finished design is held against them. */
  readonly examples: readonly FormalPart[];
  /** Assertions; the checks of the finished design judge them. */
  readonly properties: readonly CodePart[];
  readonly clock: Clock | null;
  readonly reset: ResetPlan | null;
  readonly resetFacts: readonly Fact[];
  readonly clockFacts: readonly Fact[];
  readonly assumptions: readonly PlanAssumption[];
  /** The memory that sentences write and read words of, or why it is not understood. */
  readonly memory?: Outcome<Memory, Trouble>;
  /** The queue or stack that sentences write and read, or why it is not understood. */
  readonly queue?: Outcome<Queue, Trouble>;
  /** The words that come in parts, or why they are not understood. */
  readonly receiver?: Outcome<Receiver, Trouble>;
  /** The output whose value the text gives as decimal digits of four bits. */
  readonly decimal?: string;
  /** Whether the user asked for the preferred circuit where several fit. */
  readonly guess?: boolean;
}

/** What one pattern contributes: nodes, and what of the text it accounted for. */
export interface Piece {
  readonly nodes: readonly PlanNode[];
  readonly claims: readonly Fact[];
  readonly parts: readonly FormalPart[];
  readonly reads: readonly string[];
  readonly drives: readonly string[];
  readonly assumptions: readonly PlanAssumption[];
  /** The piece has registers, so that the clock (and the reset) count as read. */
  readonly clocked: boolean;
}

/** Why a design cannot be planned from what was read, with the places that say so. */
export interface Trouble {
  readonly reason: 'contradiction' | 'incomplete' | 'ambiguous' | 'unsupported';
  readonly detail: string;
  readonly places: readonly { readonly span: TextSpan; readonly why: string }[];
}

/** A pattern: when it applies it gives a piece; null where the text has nothing of its kind. */
export interface Pattern {
  readonly id: string;
  /** How to word a spec so that this pattern reads it. */
  readonly hint: string;
  /** Why what it makes is what the text says. */
  readonly reason: string;
  readonly plan: (draft: Draft, open: OpenWork) => Outcome<Piece | null, Trouble>;
}

/** What earlier patterns left over. */
export interface OpenWork {
  readonly facts: readonly Fact[];
  readonly parts: readonly FormalPart[];
  /** Outputs that nothing drives yet. */
  readonly outputs: readonly Port[];
}

/** An empty piece to spread over. */
export const NO_PIECE: Piece = {
  nodes: [],
  claims: [],
  parts: [],
  reads: [],
  drives: [],
  assumptions: [],
  clocked: false,
};

/** Statements of one kind among facts, with their facts. */
export function factsOf<K extends Statement['s']>(
  facts: readonly Fact[],
  kind: K,
): readonly (Fact & { readonly statement: Extract<Statement, { readonly s: K }> })[] {
  return facts.filter(
    (fact): fact is Fact & { readonly statement: Extract<Statement, { readonly s: K }> } => fact.statement.s === kind,
  );
}

/** True for prose blocks. */
export function isSentence(block: SpecBlock): block is Sentence {
  return block.kind === 'sentence' || block.kind === 'item' || block.kind === 'heading';
}

/** Line of a table row as a span that points at the part it stands in. */
export function lineSpan(part: { readonly span: TextSpan }, line: number): TextSpan {
  return { ...part.span, line, lastLine: line };
}

/** A trouble about one place. */
export function troubleAt(reason: Trouble['reason'], detail: string, span: TextSpan): Trouble {
  return { reason, detail, places: [{ span, why: detail }] };
}
