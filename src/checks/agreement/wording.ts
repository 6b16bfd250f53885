import type { Verdict } from '../../contracts/verdict.ts';
import { verdictOf } from '../verdict.ts';

/** What a selection among observed candidates came to. */
export interface AgreementFinding {
  /** Samples that behave as the chosen one does, and samples observed. */
  readonly agreeing: number;
  readonly observed: number;
  /** Lead of the chosen group over the next one as a share of the total score, 0 to 1. */
  readonly margin: number;
  /** Settled points that were compared. */
  readonly points: number;
  readonly seed: number;
  /** What else spoke for the choice, each a clause (`the spec's waveform is reproduced`). */
  readonly support: readonly string[];
  /** Whether the answer is the rule engine's, which covers the whole specification; the samples then only accompany it. */
  readonly rules: boolean;
  /** Other texts of the chosen group: proved equal to the chosen one, and those for which nothing was shown. */
  readonly proofs?: { readonly equal: number; readonly open: number };
  readonly wallMs: number;
}

/** A choice led by less than this is no answer. */
const CLEAR_MARGIN = 0.1;

/**
 * The verdict on a chosen candidate. It is agreement and says so: `pass` means that more than half of the samples
 * behave alike, or that evidence of the specification sets this one apart; candidates that make the same mistake agree too.
 */
export function agreementVerdict(found: AgreementFinding): Verdict {
  const { agreeing, observed, margin, points, seed, support, wallMs } = found;
  const evidence = [
    { kind: 'samples', compared: points, mismatched: 0, expected: null, seed, simulator: 'iverilog' } as const,
  ];
  if (found.rules) {
    const summary = 'The answer is made by rules that cover the whole specification; agreement did not decide it.';
    return verdictOf('agreement', { status: 'skipped', summary, evidence: [] }, wallMs);
  }
  if (observed === 0) {
    const summary = 'No candidate could be observed: there is nothing to choose from.';
    return verdictOf('agreement', { status: 'unknown', summary, evidence: [] }, wallMs);
  }
  if (observed === 1 && support.length === 0) {
    const summary = 'Only one candidate could be observed: there is nothing to agree with.';
    return verdictOf('agreement', { status: 'unknown', summary, evidence }, wallMs);
  }
  const also = [...support, ...proofClause(found.proofs)].map((clause) => `; ${clause}`).join('');
  const share = `${agreeing} of ${observed} candidates behave alike over ${points} points, margin ${margin.toFixed(2)}`;
  const summary = `${share}${also}. This is agreement, not proof: candidates can be wrong together.`;
  const clear = margin >= CLEAR_MARGIN && points > 0 && (2 * agreeing > observed || support.length > 0);
  return verdictOf('agreement', { status: clear ? 'pass' : 'unknown', summary, evidence }, wallMs);
}

/** Says which of the agreeing texts are one design for ever, not only over the compared points. */
function proofClause(proofs: AgreementFinding['proofs']): readonly string[] {
  if (proofs === undefined || proofs.equal === 0) return [];
  const others = proofs.equal + proofs.open;
  return [`${proofs.equal} of the ${others} other texts among them proved equal to the chosen one`];
}
