import type { MergeResult, Product } from '../../formal/index.ts';
import { replay } from './accept.ts';
import type { Answer, ModelledCase } from './case.ts';

/** What the rungs so far have left open. */
export interface Progress {
  readonly merged: MergeResult;
  readonly full: Product;
  /** The exact product as solvers like it; built when first asked for. */
  readonly tracked: () => Product;
  /** A counterexample of the exact model did not replay: no proof from power-up is to be had. */
  formalOnly: boolean;
  /** Forms whose product has a counterexample. */
  readonly refuted: Set<'by-name' | 'full'>;
}

/** Replays a counterexample; null where the simulator does not show it. */
export async function confirmed(
  given: ModelledCase,
  progress: Progress,
  counterexample: Parameters<typeof replay>[1],
): Promise<Answer | null> {
  const outcome = await replay(given, counterexample);
  if (outcome.kind !== 'unconfirmed') return outcome.answer;
  if (counterexample.rung !== 'by-name') progress.formalOnly = true;
  return null;
}
