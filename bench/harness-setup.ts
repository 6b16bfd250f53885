import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDataset } from '../src/bench/datasets/registry.ts';
import { readSamples } from '../src/bench/samples/read-samples.ts';
import { uniform } from '../src/bench/statistics/random.ts';
import type { BenchDataset } from '../src/bench/task.ts';
import type { CommandIo, SandboxMode } from '../src/commands/io.ts';
import { createToolRunner } from '../src/process/run-tool.ts';
import { createWithWorkdir } from '../src/process/workdir.ts';
import { decodeReply } from '../src/verilog/decode-reply.ts';
import type { PlainSample } from './harness-flow.ts';

export const SHARED = join(import.meta.dirname, '../../shared/data');
export const MODELS = ['4o', '4omini', 'sonnet35'] as const;
export const CODE_COMPLETE = {
  dataset: join(SHARED, 'verilog-eval-v2-half'),
  task: 'code-complete-iccad2023',
} as const;
export const samplesOf = (model: string): string => join(SHARED, 'llm-samples', `correctbench-${model}.jsonl`);

/** The open half in its code-completion wording. */
export const openHalf = (): Promise<BenchDataset> =>
  readDataset('verilog-eval', { path: CODE_COMPLETE.dataset, task: CODE_COMPLETE.task, descriptions: null });

/** \`count\` samples drawn from all recorded ones of the three models without replacement, seeded. */
export async function drawSamples(
  count: number,
  seed: number,
): Promise<readonly (PlainSample & { readonly model: string })[]> {
  const { tasks } = await openHalf();
  const all = [];
  for (const model of MODELS) {
    const { byTask } = await readSamples(samplesOf(model));
    for (const task of tasks) {
      for (const [i, reply] of (byTask.get(task.public.id) ?? []).entries()) {
        const { source } = decodeReply(reply, task.public);
        if (source !== null) all.push({ model, task, sample: i + 1, source });
      }
    }
  }
  const random = uniform(seed);
  return all
    .map((sample) => ({ sample, rank: random() }))
    .sort((a, b) => a.rank - b.rank)
    .slice(0, count)
    .map(({ sample }) => sample);
}

/** The outside world of a measurement: no progress, the sandbox as asked. */
export async function measureIo(cwd: string, sandbox: SandboxMode): Promise<CommandIo> {
  const runner = await createToolRunner({
    sandbox,
    host: { path: process.env['PATH'] ?? '', lang: 'C.UTF-8' },
    tmp: tmpdir(),
  });
  return {
    cwd,
    env: process.env,
    now: () => performance.now(),
    say: () => {},
    colour: false,
    interactive: false,
    signal: new AbortController().signal,
    tools: async () => ({ ...runner, withWorkdir: createWithWorkdir(tmpdir()) }),
  };
}

/** Cores, for the head of a table. */
export const cores = (): number => availableParallelism();
