import type { Diagnostic } from './source.ts';
import type { TraceStep } from './verdict.ts';

/**
 * What became of one sample under our own rules. `unscorable`: the task's bench or reference does not work with
 * these tools, whatever the candidate; `not-attempted`: the engine abstained or gave no code; `error`: the
 * environment failed. None of the three counts as passed or failed in silence: tables name their denominators.
 */
export type BenchOutcome = 'pass' | 'fail' | 'timeout' | 'unknown' | 'error' | 'unscorable' | 'not-attempted';

/** What the dataset's own script would say, its bugs included. */
export interface OfficialScore {
  readonly pass: boolean;
  /** Whether the script would count the sample as compiled. */
  readonly syntax: boolean;
  /** Letter of VerilogEval v2's analysis (`.` pass); other datasets use the nearest of them. */
  readonly letter: string;
  readonly mismatches: number | null;
}

export interface OwnScore {
  readonly outcome: BenchOutcome;
  /** Kebab-case class: `mismatch`, `syntax`, `screened`, `no-samples`, … */
  readonly reason: string;
  readonly summary: string;
  readonly samples: { readonly compared: number; readonly mismatched: number; readonly expected: number | null } | null;
  /** What equivalence said where it was asked: `pass` proved, `fail` refuted by a replayed counterexample. */
  readonly formal: string | null;
  /** Likeness of a predicted line to the expected one, 0…100; only in next-line tasks. */
  readonly editSimilarity?: number;
}

/** One sample in a report. Its text and diagnostics are under `candidates[source]`. */
export interface BenchSampleRow {
  readonly task: string;
  readonly sample: number;
  /** Path below the folder of samples; null where samples came otherwise. */
  readonly file: string | null;
  /** sha256 of the decoded candidate; null where there was no code. */
  readonly source: string | null;
  readonly own: OwnScore;
  readonly official: OfficialScore | null;
  /** Class of the disagreement between the two columns; null where they agree. */
  readonly disagreement: string | null;
  /** What the decoder had to do to the reply. */
  readonly notes: readonly string[];
}

/** Counts of one task; every table is computed from these and divided once. */
export interface BenchTaskRow {
  readonly task: string;
  readonly samples: number;
  readonly ownPass: number;
  readonly ownScored: number;
  readonly officialPass: number;
  readonly syntaxPass: number;
  readonly notAttempted: number;
  readonly errors: number;
  readonly unscorable: string | null;
  /** One letter a sample, in order of the samples. */
  readonly letters: string;
  readonly diversity: { readonly distinct: number; readonly giniSimpson: number };
  /** Defects the audit found with these tools. */
  readonly defects: readonly string[];
  readonly spec: string;
}

export interface PassAtKRow {
  readonly column: 'own' | 'official' | 'syntax';
  /** `all`: a task from which the engine abstained counts as failed. `sound`: without those that the audit faults. */
  readonly tasks: 'all' | 'attempted' | 'sound';
  readonly k: number;
  /** Null, with the interval, where no task has k scored samples. */
  readonly mean: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Tasks in the denominator, and tasks left out with fewer than k scored samples. */
  readonly counted: number;
  readonly leftOut: number;
}

export interface BenchCandidate {
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
  /** First mismatch and the steps before it, where a trace was recorded. */
  readonly trace: readonly TraceStep[] | null;
}

/** Everything that decides the numbers of a run. */
export interface BenchManifest {
  readonly dataset: { readonly id: string; readonly variant: string; readonly tasks: number; readonly sha256: string };
  readonly engine: string;
  readonly samples: { readonly count: number; readonly sha256: string };
  readonly tools: Readonly<Record<string, string>>;
  readonly flags: Readonly<Record<string, string | number | boolean>>;
  readonly oracle: 'hidden' | 'visible';
  readonly audit: string | null;
  readonly version: string;
}

/** Result of `veriloom bench run`. Deterministic: wall times are in events, not here. */
export interface BenchRunDocument {
  readonly schema: 'bench-run@1';
  readonly manifest: BenchManifest;
  readonly status: 'complete' | 'cancelled';
  readonly totals: {
    readonly samples: number;
    readonly outcomes: Readonly<Record<BenchOutcome, number>>;
    readonly officialPass: number;
    readonly letters: Readonly<Record<string, number>>;
    readonly disagreements: Readonly<Record<string, number>>;
    readonly reasons: Readonly<Record<string, number>>;
    /** Next-line tasks only: share of exact matches and mean edit similarity, both 0…100; null elsewhere. */
    readonly nextLine: { readonly lines: number; readonly exactMatch: number; readonly editSimilarity: number } | null;
  };
  readonly passAtK: readonly PassAtKRow[];
  readonly tasks: readonly BenchTaskRow[];
  readonly samples: readonly BenchSampleRow[];
  readonly candidates: Readonly<Record<string, BenchCandidate>>;
  readonly gates: readonly { readonly gate: string; readonly value: number; readonly met: boolean }[];
}

/** One trial of the audit: a design of known standing and what the bench said of it. */
export interface AuditTrial {
  readonly trial: string;
  readonly expect: 'pass' | 'fail';
  /** Accepted by our rules, and by the dataset's own script. */
  readonly own: BenchOutcome;
  readonly official: boolean;
  readonly detail: string;
}

export interface AuditTaskRow {
  readonly task: string;
  readonly defects: readonly {
    readonly defect: string;
    readonly severity: 'unscorable' | 'weak' | 'note';
    readonly evidence: string;
  }[];
  readonly samples: number | null;
  /** Share of compared samples in which some reference output bit is known, 0…1; null where not measured. */
  readonly knownShare: number | null;
  readonly mutants: {
    readonly tried: number;
    readonly killed: number;
    readonly equivalent: number;
    readonly survived: readonly string[];
  };
  readonly trials: readonly AuditTrial[];
}

/** Result of `veriloom bench audit`: which tasks of a dataset can be believed with these tools, and why not. */
export interface BenchAuditDocument {
  readonly schema: 'bench-audit@1';
  readonly dataset: { readonly id: string; readonly variant: string; readonly tasks: number; readonly sha256: string };
  readonly tools: Readonly<Record<string, string>>;
  readonly totals: {
    readonly cheatsTried: number;
    readonly cheatsAccepted: number;
    readonly cheatsAcceptedOfficially: number;
    readonly mutantsTried: number;
    readonly mutantsKilled: number;
    readonly mutantsEquivalent: number;
    readonly unscorable: number;
    readonly weak: number;
  };
  readonly tasks: readonly AuditTaskRow[];
}

/** Result of `veriloom bench compare A B`. */
export interface BenchCompareDocument {
  readonly schema: 'bench-compare@1';
  readonly a: string;
  readonly b: string;
  readonly column: 'own' | 'official';
  readonly paired: { readonly tasks: number; readonly samples: number };
  /** Paired samples passed by one side only, and McNemar's exact two-sided p. */
  readonly mcnemar: { readonly onlyA: number; readonly onlyB: number; readonly p: number };
  readonly passAtK: readonly {
    readonly k: number;
    readonly a: number;
    readonly b: number;
    readonly difference: number;
    readonly low: number;
    readonly high: number;
    readonly counted: number;
  }[];
  readonly regressions: readonly { readonly task: string; readonly a: string; readonly b: string }[];
  readonly improvements: readonly { readonly task: string; readonly a: string; readonly b: string }[];
  readonly gates: readonly { readonly gate: string; readonly value: number; readonly met: boolean }[];
}
