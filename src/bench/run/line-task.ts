import type { BenchSampleRow } from '../../contracts/bench.ts';
import { scoreLine } from '../statistics/edit-similarity.ts';
import type { DecodedSample } from './work-list.ts';

/** Scores one predicted line; exact match is the pass, the edit similarity stands beside it. */
export function lineRow({ task, sample, source, sourceDigest, notes, file }: DecodedSample): BenchSampleRow {
  const { exact, editSimilarity } = scoreLine(task.nextLine ?? '', source ?? '');
  return {
    task: task.public.id,
    sample,
    source: sourceDigest,
    own: {
      outcome: exact ? 'pass' : 'fail',
      reason: exact ? 'exact' : 'other-line',
      summary: `Edit similarity ${editSimilarity} of 100.`,
      samples: null,
      formal: null,
      editSimilarity,
    },
    official: null,
    disagreement: null,
    notes,
    file,
  };
}
