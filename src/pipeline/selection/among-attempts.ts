import type { CheckEnvironment } from '../../checks/check-environment.ts';
import type { Attempt, Select } from '../loop/attempt.ts';
import { selectCandidate } from './index.ts';

/** What a selection takes from outside. */
export interface SelectionPorts {
  readonly environment: CheckEnvironment;
  /** A new unguessable name of letters and digits on every call. */
  readonly nonce: () => string;
  /** Simulations under way at once; 2 where nothing is said. */
  readonly atOnce?: number;
}

/**
 * The selection by behaviour for the strategies with several proposals: the best score of the checks first, then
 * agreement among those that share it. Where none can be observed the first of them is taken, and the note says so.
 */
export const selectAmong =
  (ports: SelectionPorts): Select =>
  async ({ spec, attempts, seed }, signal) => {
    const designed = attempts.filter((attempt) => attempt.design !== null);
    const top = designed.reduce((most, attempt) => Math.max(most, attempt.score), Number.NEGATIVE_INFINITY);
    const best = designed.filter((attempt) => attempt.score === top);
    const [first] = best;
    if (first === undefined) return null;
    const { selected, selection, verdict } = await selectCandidate(
      { ...ports.environment, signal },
      {
        spec,
        samples: best.map(textOf),
        seed,
        nonce: ports.nonce,
        answer: 'samples',
        ...(ports.atOnce === undefined ? {} : { atOnce: ports.atOnce }),
      },
    );
    const attempt = best[selected?.sample ?? -1];
    if (attempt === undefined) return { attempt: first, verdict, note: 'best checks; none of them could be observed' };
    const groups = selection.ranked.length;
    const note = `best checks; of ${best.length} equals in ${groups} groups of behaviour, margin ${selection.margin.toFixed(2)}`;
    return { attempt, verdict, note };
  };

const textOf = ({ design }: Attempt): string => design?.verilog ?? '';
