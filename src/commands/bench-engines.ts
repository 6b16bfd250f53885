import { createHash } from 'node:crypto';
import type { EngineAnswer } from '../bench/run/engine.ts';
import type { PublicTask } from '../bench/task.ts';
import { ENGINES } from '../engines/index.ts';
import { designFrom } from '../pipeline/design.ts';
import { diagnosticLine } from '../report/verdict-lines.ts';
import { readSpec } from '../spec/index.ts';
import { type BenchModelOptions, modelBenchEngine } from './bench-model.ts';
import type { BenchEngines } from './bench-run.ts';
import type { CommandIo } from './io.ts';
import { packageVersion } from './package-version.ts';

/** The rule engine's answer to a task's prompt, whole module; null where it abstains. */
export async function answerByRule(task: PublicTask, signal: AbortSignal): Promise<string | null> {
  const answer = await ruleAnswer(task, signal);
  return answer.kind === 'replies' ? (answer.replies[0] ?? null) : null;
}

async function ruleAnswer(task: PublicTask, signal: AbortSignal): Promise<EngineAnswer> {
  const read = readSpec({ path: task.id, text: task.text, top: task.module });
  if (!read.ok) return { kind: 'abstained', reason: read.error.map(diagnosticLine).join('; ') };
  const designed = await designFrom(
    ENGINES.rule,
    { spec: read.value.spec, context: null, feedback: [], seed: 1 },
    signal,
  );
  if (designed.ok) return { kind: 'replies', replies: [designed.value.verilog] };
  const [quote] = designed.error.quotes;
  const where = quote === undefined ? '' : ` (line ${quote.span.line}: "${quote.text.replace(/\s+/g, ' ')}")`;
  return { kind: 'abstained', reason: `${designed.error.reason}: ${designed.error.detail}${where}` };
}

/** Engines of this program for `bench run`. They see the public half of a task and nothing else, by type. */
export const builtInEngines = (io: CommandIo, options: BenchModelOptions = {}): BenchEngines => ({
  llm: () => modelBenchEngine('llm', options, io),
  hybrid: () => modelBenchEngine('hybrid', options, io),
  rule: async () => ({
    id: 'rule',
    digest: createHash('sha256').update(`rule ${packageVersion()}`).digest('hex'),
    answer: (task) => ruleAnswer(task, io.signal),
  }),
});
