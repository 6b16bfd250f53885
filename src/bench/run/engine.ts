import type { PublicTask } from '../task.ts';

/** What an engine gives for a task: replies, possibly wrapped in prose, or a refusal. */
export type EngineAnswer =
  | {
      readonly kind: 'replies';
      readonly replies: readonly string[];
      /** Where each reply was read from, for reports that point into files; absent where there are no files. */
      readonly files?: readonly string[];
    }
  | { readonly kind: 'abstained'; readonly reason: string };

/** What is benchmarked. It sees the public half of a task: the oracle cannot be reached from here. */
export interface BenchEngine {
  readonly id: string;
  /** Digest of what decides its answers (recorded samples, model, seed), for the manifest. */
  readonly digest: string;
  /**
   * Digests of the dataset's own reference modules, told before the first task: retrieval must not return them.
   * Digests only, so that nothing of a reference can be read from here. Absent where an engine retrieves nothing.
   */
  readonly withhold?: (digests: ReadonlySet<string>) => void;
  /** Tasks that may be asked at once, where the work is done elsewhere; absent: one. */
  readonly atOnce?: number;
  /** At most `samples` replies. Rejects only for environment trouble. */
  readonly answer: (task: PublicTask, samples: number) => Promise<EngineAnswer>;
  /** Told once, after the last task or when the run breaks off. Absent where an engine holds nothing open. */
  readonly close?: (status: 'success' | 'error' | 'cancelled') => Promise<void>;
}

/** Recorded completions as an engine; a task without any is abstained from. */
export function samplesEngine(recorded: {
  readonly byTask: ReadonlyMap<string, readonly string[]>;
  readonly files: ReadonlyMap<string, readonly string[]>;
  readonly sha256: string;
}): BenchEngine {
  return {
    id: 'samples',
    digest: recorded.sha256,
    answer: async (task, samples) => {
      const replies = recorded.byTask.get(task.id) ?? [];
      if (replies.length === 0) return { kind: 'abstained', reason: 'no recorded sample of this task' };
      return { kind: 'replies', replies: replies.slice(0, samples), files: recorded.files.get(task.id) ?? [] };
    },
  };
}
