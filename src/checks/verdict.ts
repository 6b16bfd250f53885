import type { Diagnostic } from '../contracts/source.ts';
import type { ToolRun } from '../contracts/tool.ts';
import type { CheckId, Evidence, Verdict, VerdictStatus } from '../contracts/verdict.ts';

/** The outcome of a check before its cost is known. */
export interface Finding {
  readonly status: VerdictStatus;
  readonly summary: string;
  readonly evidence: readonly Evidence[];
}

export const finding = (status: VerdictStatus, summary: string, evidence: readonly Evidence[] = []): Finding => ({
  status,
  summary,
  evidence,
});

export const verdictOf = (check: CheckId, found: Finding, wallMs: number): Verdict => ({ check, ...found, wallMs });

/** Diagnostics as evidence; none where there are none. */
export const diagnosticsEvidence = (items: readonly Diagnostic[]): readonly Evidence[] =>
  items.length === 0 ? [] : [{ kind: 'diagnostics', items }];

export const invocationEvidence = (runs: readonly ToolRun[]): readonly Evidence[] =>
  runs.map((run) => ({ kind: 'invocation', run }));
