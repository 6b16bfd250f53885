import type { CheckId, Verdict } from '../../contracts/verdict.ts';

/** The ladder: whoever fails on a lower rung is worse, whatever stands above. */
const RUNGS: readonly CheckId[] = [
  'screen',
  'compile',
  'interface',
  'lint',
  'roundtrip',
  'property',
  'simulate',
  'equivalence',
];

/**
 * How far a design came: one point a rung that did not fail, up to the first that did, and of that rung the share of
 * samples that agree. Higher is better; used only to compare attempts at the same spec under the same checks.
 */
export function scoreOf(verdicts: readonly Verdict[]): number {
  let score = 0;
  for (const rung of RUNGS) {
    const here = verdicts.filter((verdict) => verdict.check === rung);
    const bad = here.find((verdict) => verdict.status === 'fail' || verdict.status === 'timeout');
    if (bad !== undefined) return score + agreedShare(bad);
    score += 1;
  }
  return score;
}

/** Share of samples that agree, below 1; how late the first difference shows where there is only a counterexample. */
function agreedShare(verdict: Verdict): number {
  for (const evidence of verdict.evidence) {
    if (evidence.kind === 'samples' && evidence.compared > 0) {
      return (0.99 * Math.max(0, evidence.compared - evidence.mismatched)) / evidence.compared;
    }
  }
  const errors = verdict.evidence.flatMap((evidence) =>
    evidence.kind === 'diagnostics' ? evidence.items.filter((item) => item.severity === 'error') : [],
  ).length;
  return errors === 0 ? 0 : 0.9 / (1 + errors);
}
