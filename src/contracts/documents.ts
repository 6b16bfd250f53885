import type { ErrorKind } from './error.ts';
import type { Diagnostic, TextSpan } from './source.ts';
import type { Assumption } from './spec.ts';
import type { TraceStep, Verdict, VerdictStatus } from './verdict.ts';

/** A stretch of the spec, how it was taken, and by which rule. */
export interface CoverageLine {
  readonly line: number;
  readonly lastLine: number;
  readonly status: 'consumed' | 'context' | 'unrecognised';
  readonly rule: string | null;
  readonly text: string;
}

/** What stopped an engine that abstained, with the words of the spec. */
export interface RefusalDocument {
  readonly reason: string;
  readonly detail: string;
  readonly quotes: readonly { readonly line: number; readonly text: string; readonly why: string }[];
}

/** How a design was come by with a model. */
export interface LoopDocument {
  readonly model: string;
  readonly strategy: string;
  readonly via: string;
  /** What the loop saw beside the spec: `static checks`, `solved parts`, `golden`, `testbench`. */
  readonly evidence: readonly string[];
  readonly requests: number;
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly usd: number;
  /** The tree of attempts; texts are in the run folder. */
  readonly attempts: readonly {
    readonly id: number;
    readonly parent: number | null;
    readonly step: string;
    readonly status: VerdictStatus;
    readonly score: number;
    readonly accepted: boolean;
    readonly notes: readonly string[];
  }[];
  readonly notes: readonly string[];
}

/** Result of `veriloom generate` for one spec. */
export interface GenerateDocument {
  readonly schema: 'generate@1';
  /** `done`: a candidate exists and its checks ended; `abstained`: the engine refused; `unreadable`: no spec. */
  readonly outcome: 'done' | 'abstained' | 'unreadable';
  /** Combined status of the required checks; `unknown` where there is no candidate. */
  readonly status: VerdictStatus;
  readonly spec: {
    readonly path: string;
    readonly format: string;
    readonly sha256: string;
    readonly top: string;
  } | null;
  readonly engine: string;
  readonly candidate: {
    readonly top: string;
    readonly verilog: string;
    readonly assurance: 'structured' | 'mixed' | 'verbatim';
    readonly sha256: string;
  } | null;
  readonly assumptions: readonly Assumption[];
  readonly coverage: readonly CoverageLine[];
  readonly refusal: RefusalDocument | null;
  readonly diagnostics: readonly Diagnostic[];
  readonly verdicts: readonly Verdict[];
  /** Passages the engine was given, and the index they came from; null where nothing was retrieved. */
  readonly context: {
    readonly indexDigest: string;
    readonly tokens: number;
    readonly passages: readonly {
      readonly kind: string;
      readonly file: string;
      readonly line: number;
      readonly lastLine: number;
      readonly score: number;
      readonly licence: string | null;
    }[];
  } | null;
  readonly wallMs: { readonly read: number; readonly engine: number; readonly checks: number };
  readonly sandbox: string;
  readonly run: string | null;
  readonly output: string | null;
  /** Present where a model was at work. */
  readonly loop?: LoopDocument;
}

/** Result of `veriloom verify`. */
export interface VerifyDocument {
  readonly schema: 'verify@1';
  readonly status: VerdictStatus;
  /** The strongest thing that was shown, in words (`proved equivalent from power-up`, `no difference in 4096 cycles`). */
  readonly strongest: string;
  readonly candidate: { readonly path: string; readonly top: string };
  readonly golden: { readonly path: string; readonly top: string } | null;
  readonly testbench: { readonly path: string; readonly top: string } | null;
  readonly verdicts: readonly Verdict[];
  /** The shortest trace found that shows a difference, and the lines behind it; null where there is none. */
  readonly difference: DifferenceDocument | null;
  /** Cells, flip-flops, latches, LUTs and path length, and their ratios to the golden; null where not asked for. */
  readonly synthesis: { readonly candidate: unknown; readonly ratios: unknown } | null;
  readonly sandbox: string;
  readonly run: string | null;
}

/** A counterexample as a person or a picture wants it. */
export interface DifferenceDocument {
  readonly signals: readonly string[];
  readonly trace: readonly TraceStep[];
  /** Nets of the candidate behind those outputs, with one value a row, nearest first. */
  readonly internals: readonly { readonly name: string; readonly values: readonly string[] }[];
  /** Lines of the candidate behind those outputs. */
  readonly cone: readonly { readonly file: string; readonly line: number; readonly text: string }[];
}

export interface ErrorDocument {
  readonly schema: 'error@1';
  readonly error: { readonly kind: ErrorKind | 'bug'; readonly message: string; readonly hint: string };
}

/** Cuts the words under a span out of the normalised text, white space folded. */
export const wordsOf = (text: string, span: TextSpan): string =>
  text.slice(span.start, span.end).replace(/\s+/g, ' ').trim();
