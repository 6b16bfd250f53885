import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BenchTask } from '../../src/bench/task.ts';
import type { CheckEnvironment } from '../../src/checks/check-environment.ts';
import { icarusCompileCommand, vvpCommand } from '../../src/tools/iverilog/index.ts';
import { mapPool } from '../../src/util/map-pool.ts';
import { decodeReply } from '../../src/verilog/decode-reply.ts';

/**
 * What the dataset's own testbench says of designs: samples compared, none of which differs, within the bench's own
 * time limit, which counts only where the reference keeps it. Known texts are answered from the cache.
 */
export interface Labels {
  readonly ofReplies: (task: BenchTask, replies: readonly string[]) => Promise<readonly boolean[]>;
  readonly ofSource: (task: BenchTask, source: string) => Promise<boolean>;
}

/** Opens the labels kept in a folder; null keeps them for this process only. */
export function openLabels(environment: CheckEnvironment, folder: string | null): Labels {
  const file = folder === null ? null : join(folder, 'labels.json');
  const known = new Map<string, BenchLabel>(
    file !== null && existsSync(file) ? Object.entries(JSON.parse(readFileSync(file, 'utf8'))) : [],
  );
  const label = async (task: BenchTask, source: string): Promise<BenchLabel> => {
    const key = `${task.public.id} ${createHash('sha256').update(source).digest('hex')}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const found = await runBench(environment, task, source);
    known.set(key, found);
    return found;
  };
  const ofSource: Labels['ofSource'] = async (task, source) => {
    const found = await label(task, source);
    if (found !== 'agrees-past-limit') return found === 'agrees';
    return (await label(task, referenceAsCandidate(task))) === 'agrees-past-limit';
  };
  const ofReplies: Labels['ofReplies'] = async (task, replies) => {
    const size = known.size;
    const sources = replies.map((reply) => decodeReply(reply, task.public).source);
    const distinct = [...new Set(sources)];
    const answers = new Map(
      await mapPool(
        distinct,
        2,
        async (source): Promise<[string | null, boolean]> => [
          source,
          source !== null && (await ofSource(task, source)),
        ],
      ),
    );
    if (file !== null && known.size > size) writeFileSync(file, JSON.stringify(Object.fromEntries(known)));
    return sources.map((source) => answers.get(source) ?? false);
  };
  return { ofReplies, ofSource };
}

/** A bench that takes two seconds alone takes half a minute beside others, and a kill here would count as a failure. */
const BENCH_WALL_MS = 180_000;

type BenchLabel = 'agrees' | 'agrees-past-limit' | 'fails';

function referenceAsCandidate(task: BenchTask): string {
  const { reference } = task.oracle;
  const text = (reference?.files ?? []).map((one) => one.text).join('\n');
  return text.replace(new RegExp(`\\b${reference?.top ?? ''}\\b`, 'g'), task.public.module);
}

const runBench = (environment: CheckEnvironment, task: BenchTask, source: string): Promise<BenchLabel> =>
  environment.withWorkdir(async (cwd) => {
    const { reference, testbench } = task.oracle;
    const files = [...(testbench?.files ?? []), ...(reference?.files ?? [])];
    const texts = [...files.map((one) => one.text), source];
    const sources = texts.map((_, index) => `file${index}.sv`);
    await Promise.all(texts.map((text, index) => writeFile(join(cwd, sources[index] ?? ''), text)));
    for (const { path, bytes } of testbench?.data ?? []) await writeFile(join(cwd, path), bytes);
    const tops = [testbench?.top ?? 'tb'];
    const compiled = await environment.runTool(
      icarusCompileCommand({ cwd, sources, tops, generation: '2012', warnings: 'none', output: 'bench.vvp' }),
    );
    if (compiled.exitCode !== 0) return 'fails';
    const limits = { wallMs: BENCH_WALL_MS };
    const run = await environment.runTool(vvpCommand({ cwd, image: 'bench.vvp', waves: 'drop', limits }));
    const counts = /^Mismatches: (\d+) in (\d+) samples/m.exec(run.stdout.text);
    if (counts?.[1] !== '0' || !(Number(counts[2]) > 0)) return 'fails';
    return run.stdout.text.includes('TIMEOUT') ? 'agrees-past-limit' : 'agrees';
  });
