import { mapPool } from '../../util/map-pool.ts';
import { decodeReply } from '../../verilog/decode-reply.ts';
import { sha256 } from '../datasets/digest.ts';
import { fingerprintOf } from '../samples/fingerprint.ts';
import type { BenchTask } from '../task.ts';
import type { BenchEngine } from './engine.ts';

/** One sample after decoding. */
export interface DecodedSample {
  readonly task: BenchTask;
  readonly sample: number;
  /** Path of the sample in its folder; null where it came otherwise. */
  readonly file: string | null;
  readonly source: string | null;
  readonly sourceDigest: string | null;
  readonly fingerprint: string | null;
  readonly notes: readonly string[];
}

/** All samples of a run, and the tasks from which the engine abstained with its reason. */
export interface WorkList {
  readonly samples: readonly DecodedSample[];
  readonly abstained: ReadonlyMap<string, string>;
}

/** Asks the engine for every task and takes its replies apart. */
export async function workListOf(
  tasks: readonly BenchTask[],
  {
    engine,
    perTask,
    dedupe,
  }: { readonly engine: BenchEngine; readonly perTask: number; readonly dedupe: 'tokens' | 'off' },
): Promise<WorkList> {
  const samples: DecodedSample[] = [];
  const abstained = new Map<string, string>();
  const answers = await mapPool(tasks, engine.atOnce ?? 1, async (task) => ({
    task,
    answer: await engine.answer(task.public, perTask),
  }));
  for (const { task, answer } of answers) {
    if (answer.kind === 'abstained') {
      abstained.set(task.public.id, answer.reason);
      continue;
    }
    answer.replies.forEach((reply, i) => {
      const { source, notes } = decodeReply(reply, task.public);
      const fingerprint =
        source === null ? null : dedupe === 'tokens' ? fingerprintOf(source) : `${i}\0${sha256(source)}`;
      samples.push({
        task,
        sample: i + 1,
        file: answer.files?.[i] ?? null,
        source,
        sourceDigest: source === null ? null : sha256(source),
        fingerprint,
        notes,
      });
    });
  }
  return { samples, abstained };
}
