import type { ReadyTask } from '../score/judge.ts';
import type { BenchTask } from '../task.ts';
import { inLanes } from './lanes.ts';

/** Candidates of one task that wait for its reference. */
interface OfTask {
  readonly task: BenchTask;
}

interface Work<G extends OfTask> {
  readonly groups: readonly G[];
  readonly lanes: number;
  readonly signal: AbortSignal;
  readonly measure: (task: BenchTask, lane: number) => Promise<ReadyTask>;
  readonly judge: (group: G, task: ReadyTask, lane: number) => Promise<void>;
}

/**
 * Measures the reference of every task and judges its candidates, with all lanes busy: references first, then the
 * candidates of the slowest reference, so that no lane is left with a long simulation at the end.
 */
export async function inOrder<G extends OfTask>(
  tasks: readonly BenchTask[],
  { groups, lanes, signal, measure, judge }: Work<G>,
): Promise<void> {
  const references = tasks.filter((task) => task.public.form !== 'line');
  const waiting = new Map<string, G[]>();
  for (const group of groups) waiting.set(group.task.public.id, [...(waiting.get(group.task.public.id) ?? []), group]);
  const measured: { readonly ready: ReadyTask; readonly groups: G[] }[] = [];
  const arrivals: (() => void)[] = [];
  // Every reference is under way before the first candidate, so this many are still to arrive, well or not.
  const missing = { count: references.length };
  // One place in the list for each candidate; which one takes it is decided when a lane is free.
  const places: readonly (BenchTask | null)[] = [...references, ...groups.map(() => null)];
  const slowest = async (): Promise<{ readonly group: G; readonly ready: ReadyTask } | null> => {
    for (;;) {
      const first = measured
        .filter((entry) => entry.groups.length > 0)
        .reduce<(typeof measured)[number] | null>(
          (best, entry) => (best === null || entry.ready.golden.wallMs > best.ready.golden.wallMs ? entry : best),
          null,
        );
      const group = first?.groups.pop();
      if (first !== null && group !== undefined) return { group, ready: first.ready };
      if (missing.count === 0 || signal.aborted) return null;
      await new Promise<void>((resolve) => arrivals.push(resolve));
    }
  };
  const arrive = (): void => {
    missing.count -= 1;
    for (const wake of arrivals.splice(0)) wake();
  };
  await inLanes(places, {
    lanes,
    signal,
    work: async (task, lane) => {
      if (task === null) {
        const next = await slowest();
        if (next !== null) await judge(next.group, next.ready, lane);
        return;
      }
      try {
        const ready = await measure(task, lane);
        measured.push({ ready, groups: (waiting.get(task.public.id) ?? []).reverse() });
      } finally {
        arrive();
      }
    },
  });
}
