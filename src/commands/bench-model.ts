import { createHash } from 'node:crypto';
import type { BenchEngine, EngineAnswer } from '../bench/run/engine.ts';
import type { PublicTask } from '../bench/task.ts';
import type { CheckEnvironment } from '../checks/check-environment.ts';
import type { ChatModel } from '../contracts/chat.ts';
import type { ContextOf } from '../contracts/context.ts';
import type { Spec } from '../contracts/spec.ts';
import { decodeCompletion } from '../engines/llm/completion.ts';
import type { Author } from '../engines/llm/index.ts';
import { COMPLETE_SYSTEM } from '../engines/llm/prompts/complete.ts';
import { PROMPT_VERSION } from '../engines/llm/prompts/version.ts';
import { withRecord } from '../llm/record.ts';
import type { Attempt } from '../pipeline/loop/attempt.ts';
import { makeDesign } from '../pipeline/make-design.ts';
import type { StrategyId } from '../pipeline/strategies/index.ts';
import { codeBefore } from '../rag/index.ts';
import { diagnosticLine } from '../report/verdict-lines.ts';
import type { RunFolder } from '../runs/run-folder.ts';
import { readSpec } from '../spec/index.ts';
import { mapPool } from '../util/map-pool.ts';
import { attemptKeeper, exchangeKeeper } from './attempt-files.ts';
import { type ChatModelOptions, MODEL_LANES, openModel } from './chat-model.ts';
import { environmentOf } from './check-environment.ts';
import { designChecks, partChecks } from './design-checks.ts';
import { authorOf, type EngineName, selectionWith, strategyNamed, viaNamed } from './engines.ts';
import type { CommandIo } from './io.ts';
import { modelError } from './model-io.ts';
import { openRun } from './open-run.ts';
import { wholeNumber } from './read-input.ts';
import { retrieveFor } from './retrieve-for.ts';
import { resolveSettings } from './settings.ts';

/** Flags of `bench run` for engines around a model. */
export interface BenchModelOptions extends Omit<ChatModelOptions, 'timeoutS'> {
  readonly model?: string;
  readonly baseUrl?: string;
  readonly via?: string;
  /** Absent: `-n` independent samples. Given: one answer a task, made from `-n` candidates or rounds. */
  readonly strategy?: string;
  readonly seed?: string;
  /** Retrieval index whose passages the model sees; the dataset's own references are withheld from it. */
  readonly index?: string;
  /** Time for one model request; `--timeout-s` of `bench run` is that of a simulation. */
  readonly requestTimeoutS?: string;
  /** Tokens of code in one question for a next line; the code nearest the place is kept. */
  readonly contextTokens?: string;
  /** Run folder's place for what the loop did: every question with its answer and every attempt of every task. */
  readonly attempts?: string;
}

const FEEDBACK_TOKENS = 900;

/** An engine around a model for `bench run`. It sees public tasks and static checks, never a bench or a reference. */
export async function modelBenchEngine(
  engine: Exclude<EngineName, 'rule'>,
  options: BenchModelOptions,
  io: CommandIo,
): Promise<BenchEngine> {
  const settings = await resolveSettings({ model: options.model, baseUrl: options.baseUrl }, io);
  const { requestTimeoutS } = options;
  const opened = await openModel(
    settings,
    { ...options, ...(requestTimeoutS === undefined ? {} : { timeoutS: requestTimeoutS }) },
    io,
  );
  const via = viaNamed(options.via ?? 'auto');
  const environment = environmentOf(await io.tools(), io);
  const seed = wholeNumber(options.seed ?? '1', { flag: '--seed', least: 0 });
  const run =
    options.attempts === undefined ? null : await attemptsRun(options.attempts, { io, seed, model: opened.model.id });
  const model = run === null ? opened.model : withRecord(opened.model, exchangeKeeper(run));
  const author = authorOf(engine, model, via);
  const room = wholeNumber(options.contextTokens ?? LINE_CONTEXT_TOKENS, { flag: '--context-tokens', least: 1 });
  const chosen = options.strategy === undefined ? null : strategyNamed(options.strategy, 1);
  let withheld: ReadonlySet<string> = new Set();
  const contextOf = await retrieveFor(options.index ?? '', io, () => withheld);
  const identity = [engine, model.id, model.host, PROMPT_VERSION, seed, via, chosen, options.index ?? '', room];
  return {
    id: engine,
    atOnce: MODEL_LANES,
    digest: createHash('sha256').update(JSON.stringify(identity)).digest('hex'),
    withhold: (digests) => {
      withheld = digests;
    },
    answer: (task, samples) =>
      task.form === 'line'
        ? answerLine(task, { model, room, seed, samples, signal: io.signal })
        : answerModule(task, {
            author,
            environment,
            contextOf,
            seed,
            samples,
            strategy: chosen,
            keep: run === null ? null : (sample) => attemptKeeper(run, `${task.id}-s${sample}`),
            signal: io.signal,
          }),
    ...(run === null ? {} : { close: (status) => run.finish(status) }),
  };
}

/** A run folder for what the loop does; the benchmark's own results stand elsewhere. */
const attemptsRun = (
  root: string,
  { io, seed, model }: { readonly io: CommandIo; readonly seed: number; readonly model: string },
): Promise<RunFolder> =>
  openRun('bench run', { io, root, seed, model: { id: model, temperature: 0 }, oracle: 'hidden' });

interface LineJob {
  readonly model: ChatModel;
  /** Tokens of the file and of what stands before it; the nearest code is kept. */
  readonly room: number;
  readonly seed: number;
  readonly samples: number;
  readonly signal: AbortSignal;
}

/** With the answer it fits a context of 8k. */
const LINE_CONTEXT_TOKENS = '6000';
const LINE_TOKENS = 60;
const SAMPLE_TEMPERATURE = 0.8;

async function answerLine(task: PublicTask, { model, room, seed, samples, signal }: LineJob): Promise<EngineAnswer> {
  const replies = await mapPool(Array.from({ length: samples }), MODEL_LANES, async (_, sample) => {
    const answer = await model.complete(
      {
        messages: [
          { role: 'system', content: COMPLETE_SYSTEM },
          {
            role: 'user',
            content: codeBefore({ path: task.id, line: Number.POSITIVE_INFINITY, text: task.text }, room),
          },
        ],
        format: { kind: 'text' },
        maxTokens: LINE_TOKENS,
        temperature: sample === 0 ? 0 : SAMPLE_TEMPERATURE,
        seed,
        sample,
        promptVersion: PROMPT_VERSION,
      },
      signal,
    );
    if (!answer.ok) throw modelError(answer.error);
    return decodeCompletion(answer.value.text, 1);
  });
  return { kind: 'replies', replies };
}

interface ModuleJob {
  readonly author: Author;
  readonly contextOf: ContextOf;
  readonly environment: CheckEnvironment;
  readonly seed: number;
  readonly samples: number;
  readonly strategy: StrategyId | null;
  /** Where the attempts of one sample are kept; null for nowhere. */
  readonly keep: ((sample: number) => (attempt: Attempt) => Promise<void>) | null;
  readonly signal: AbortSignal;
}

async function answerModule(task: PublicTask, job: ModuleJob): Promise<EngineAnswer> {
  const read = readSpec({ path: task.id, text: task.text, top: task.module });
  if (!read.ok) return { kind: 'abstained', reason: read.error.map(diagnosticLine).join('; ') };
  const { spec } = read.value;
  if (job.strategy !== null) {
    const reply = await oneReply(spec, job, {
      strategy: job.strategy,
      samples: job.samples,
      seed: job.seed,
      sample: 0,
    });
    return typeof reply === 'string'
      ? { kind: 'replies', replies: [reply] }
      : { kind: 'abstained', reason: reply.refused };
  }
  const replies = await mapPool(Array.from({ length: job.samples }), MODEL_LANES, (_, sample) =>
    oneReply(spec, job, { strategy: 'single', samples: 1, seed: job.seed + sample, sample }),
  );
  const texts = replies.filter((reply) => typeof reply === 'string');
  const refused = replies.find((reply) => typeof reply !== 'string');
  // A sample without a design counts as one without code: it stays in the denominator.
  return texts.length === 0 && refused !== undefined
    ? { kind: 'abstained', reason: refused.refused }
    : { kind: 'replies', replies: replies.map((reply) => (typeof reply === 'string' ? reply : '')) };
}

async function oneReply(
  spec: Spec,
  { author, environment, contextOf, keep, signal }: ModuleJob,
  how: { readonly strategy: StrategyId; readonly samples: number; readonly seed: number; readonly sample: number },
): Promise<string | { readonly refused: string }> {
  const judge = designChecks(environment, {
    golden: null,
    testbench: null,
    seed: how.seed,
    budgetMs: 1,
    solved: (of) => author.facts(of).plans,
  });
  const ports = {
    author,
    judge,
    onAttempt: keep?.(how.sample) ?? (async () => {}),
    judgePart: partChecks(environment, how.seed),
    contextOf,
    visible: false,
    feedbackTokens: FEEDBACK_TOKENS,
    select: selectionWith(environment),
  };
  const made = await makeDesign({ spec, context: await contextOf(spec), lanes: MODEL_LANES, ports, ...how }, signal);
  if (made.ok) return made.value.design.verilog;
  const { reason, detail } = made.error;
  // A model that nobody reaches is trouble of the environment, never a score.
  if (reason === 'model-unreachable') throw modelError({ kind: 'unreachable', detail });
  if (reason === 'budget-spent') throw modelError({ kind: 'budget', detail });
  return { refused: `${reason}: ${detail}` };
}
