import type { Evidence, Verdict } from '../contracts/verdict.ts';
import type { CheckEnvironment, DesignText } from './check-environment.ts';
import { explainDifference } from './diagnosis-difference.ts';

export interface ShortDifferenceJob {
  readonly candidate: DesignText;
  readonly golden: DesignText;
  readonly seed: number;
  /** Wall time for shortening. */
  readonly budgetMs: number;
  /** Fresh and unguessable. */
  readonly nonce: string;
}

/** Rows of a counterexample that are read as they are. */
const SHORT_ROWS = 4;

/**
 * A failing verdict with its counterexample made as short as delta debugging in simulation makes it, from power-up;
 * the verdict as it is where it has none, is short already, or its difference cannot be shown in simulation.
 */
export async function withShortDifference(
  environment: CheckEnvironment,
  verdict: Verdict,
  job: ShortDifferenceJob,
): Promise<Verdict> {
  const known = verdict.evidence.find((item) => item.kind === 'counterexample');
  if (verdict.status !== 'fail' || known?.kind !== 'counterexample') return verdict;
  if (known.trace.length <= SHORT_ROWS) return verdict;
  const startedAt = environment.now();
  const explained = await explainDifference(environment, { ...job, trace: known.trace });
  if (!explained.ok || explained.value.trace.length >= known.trace.length) return verdict;
  const { evidence } = explained.value;
  return {
    ...verdict,
    evidence: verdict.evidence.map((item): Evidence => (item === known ? evidence : item)),
    wallMs: verdict.wallMs + environment.now() - startedAt,
  };
}
