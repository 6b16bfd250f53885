import type { PlanFinding } from '../contracts/plan.ts';
import type { Verdict } from '../contracts/verdict.ts';

/** The verdict of the alignment checks of a plan that was emitted: its findings as diagnostics. */
export function alignmentVerdict(findings: readonly PlanFinding[], path: string): Verdict {
  const errors = findings.filter((finding) => finding.severity === 'error');
  const warnings = findings.filter((finding) => finding.severity === 'warning');
  return {
    check: 'alignment',
    status: errors.length > 0 ? 'fail' : 'pass',
    summary:
      errors.length > 0
        ? `${errors.length} alignment rules are broken`
        : `the plan holds together (${warnings.length} warnings)`,
    evidence: [
      {
        kind: 'diagnostics',
        items: findings.map((finding) => ({
          severity: finding.severity,
          code: finding.rule,
          message: `${finding.module} ${finding.node}: ${finding.message}`,
          range: { file: path, line: 1, column: null },
          reportedBy: 'alignment',
        })),
      },
    ],
    wallMs: 0,
  };
}
