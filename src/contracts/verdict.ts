import type { Artifact, Diagnostic } from './source.ts';
import type { ToolRun } from './tool.ts';

export type VerdictStatus =
  | 'pass' //    there is positive evidence that the claim holds
  | 'fail' //    there is evidence that the candidate is wrong
  | 'unknown' // the check ran and could not decide
  | 'timeout' // the check's budget ran out
  | 'error' //   we, or the environment, failed: says nothing of the candidate
  | 'skipped'; // not asked for, or an earlier check made it pointless

export type CheckId =
  | 'alignment'
  | 'screen'
  | 'interface'
  | 'lint'
  | 'compile'
  | 'roundtrip'
  | 'property'
  | 'simulate'
  | 'equivalence'
  | 'synthesize'
  | 'agreement';

/** What a proof assumed about the start: every state, power-up, or the state that reset leads to. */
export type InitialAssumption = 'any-state' | 'power-up' | 'after-reset';

/** One row of a counterexample: values as Verilog binary literals without prefix, keyed by signal. */
export interface TraceStep {
  readonly step: number;
  readonly inputs: Readonly<Record<string, string>>;
  readonly expected: Readonly<Record<string, string>>;
  readonly got: Readonly<Record<string, string>>;
}

export type Evidence =
  | { readonly kind: 'diagnostics'; readonly items: readonly Diagnostic[] }
  | {
      readonly kind: 'samples';
      readonly compared: number;
      readonly mismatched: number;
      /** Samples that the reference itself compares; null where nothing measured it. */
      readonly expected: number | null;
      readonly seed: number | null;
      readonly simulator: string;
    }
  /** A line a testbench prints. The weakest evidence: valid only beside a sample count of the golden. */
  | { readonly kind: 'marker'; readonly line: string }
  | {
      readonly kind: 'proof';
      readonly method: 'merge' | 'by-name' | 'after-reset' | 'full' | 'bounded' | 'exhaustive';
      /** Steps covered; null for an unbounded proof. */
      readonly depth: number | null;
      readonly initial: InitialAssumption;
      readonly assumptions: readonly string[];
    }
  | {
      readonly kind: 'counterexample';
      readonly trace: readonly TraceStep[];
      readonly atStep: number;
      readonly signals: readonly string[];
      /** A solver's counterexample counts only once a simulator has shown it. */
      readonly replayedIn: string | null;
    }
  | {
      readonly kind: 'coverage';
      readonly what: 'toggle' | 'branch' | 'known-samples';
      readonly hit: number;
      readonly of: number;
    }
  | { readonly kind: 'artifact'; readonly artifact: Artifact }
  | { readonly kind: 'invocation'; readonly run: ToolRun };

/** The answer of one check. Only `checks/` makes one. */
export interface Verdict {
  readonly check: CheckId;
  readonly status: VerdictStatus;
  /** One sentence, self-contained: it is all that many readers see. */
  readonly summary: string;
  readonly evidence: readonly Evidence[];
  readonly wallMs: number;
}
