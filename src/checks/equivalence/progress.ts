import type { MergeResult, Product } from '../../formal/index.ts';
import { replay } from './accept.ts';
import type { Answer, ModelledCase } from './case.ts';
import { showPlanned } from './case.ts';

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
  /** A difference before any reset in which the candidate shows x and never the opposite value. */
  differsBeforeReset: boolean;
}

/**
 * Replays a counterexample; null where the simulator does not show it, and where all it shows is x of the candidate
 * in a design with a reset: registers that nothing has initialised yet. The proof from reset then decides.
 */
export async function confirmed(
  given: ModelledCase,
  progress: Progress,
  counterexample: Parameters<typeof replay>[1],
): Promise<Answer | null> {
  const outcome = await replay(given, counterexample);
  if (outcome.kind === 'trouble') return outcome.answer;
  if (outcome.kind === 'confirmed') {
    if (!(await isBeforeReset(given, outcome.answer))) return outcome.answer;
    progress.differsBeforeReset = true;
  }
  if (counterexample.rung !== 'by-name') progress.formalOnly = true;
  return null;
}

async function isBeforeReset(given: ModelledCase, { shown }: Answer): Promise<boolean> {
  const hasReset = given.session.hints(given.clocking).resets.length > 0;
  if (shown?.comparison.onlyUnknown !== true || !hasReset) return false;
  const run = await showPlanned(given, 'after-reset');
  return 'shown' in run && run.shown.comparison.firstRow === null;
}
