import OpenAI, { APIError } from 'openai';
import type { ChatFailure, ChatModel, ChatReply, ChatRequest, ChatUsage } from '../contracts/chat.ts';
import { fail, type Outcome, ok } from '../contracts/outcome.ts';
import { estimateTokens } from '../util/estimate-tokens.ts';
import type { ModelBudget } from './budget.ts';
import { cappedFetch } from './capped-fetch.ts';
import type { AdaptiveLimit } from './concurrency.ts';
import { type FormatRung, type Ladder, nextRung, responseFormat, withFormatWords } from './ladder.ts';
import { redact } from './redact.ts';
import { type RetryPolicy, retryAfterMs, type TryFailure, withRetries } from './retry.ts';

export interface OpenAiOptions {
  readonly model: string;
  readonly baseUrl: string;
  /** From the environment only; local servers accept any. */
  readonly apiKey: string;
  /** Wall time of one request, to the last byte of its answer. */
  readonly timeoutMs: number;
  readonly retry: RetryPolicy;
  readonly limit: AdaptiveLimit;
  readonly budget: ModelBudget;
  readonly now: () => number;
}

/** A model behind any endpoint that speaks the OpenAI chat protocol (OpenAI, vLLM, llama.cpp, Ollama, a relay). */
export function openAiModel(options: OpenAiOptions): ChatModel & { readonly ladder: Ladder } {
  const client = new OpenAI({
    baseURL: options.baseUrl,
    apiKey: options.apiKey,
    timeout: options.timeoutMs,
    fetch: cappedFetch(),
    logLevel: 'off',
    // Retries are ours: the listed kinds only, Retry-After honoured, the budget asked each time.
    maxRetries: 0,
  });
  const ladder: Ladder = { rung: 'json_schema' };
  return {
    id: options.model,
    host: new URL(options.baseUrl).host,
    ladder,
    complete: (request, signal) =>
      options.limit.run(() =>
        withRetries(() => tryLadder({ client, options, ladder, request, signal }), options.retry, signal),
      ),
  };
}

interface Try {
  readonly client: OpenAI;
  readonly options: OpenAiOptions;
  readonly ladder: Ladder;
  readonly request: ChatRequest;
  readonly signal: AbortSignal;
}

/** Goes down the ladder while the endpoint refuses the format; that is no failure and costs no try. */
async function tryLadder(attempt: Try): Promise<Outcome<ChatReply, TryFailure>> {
  const { ladder, request } = attempt;
  for (;;) {
    const rung = ladder.rung;
    const answer = await tryOnce(attempt, rung);
    const lower = nextRung(rung);
    if (answer.ok || !answer.error.refusesFormat || request.format.kind === 'text' || lower === null) return answer;
    // Requests side by side may have been refused at the same rung; only the first lowers it.
    if (ladder.rung === rung) ladder.rung = lower;
  }
}

type Tried = Outcome<ChatReply, TryFailure & { readonly refusesFormat: boolean }>;

async function tryOnce(attempt: Try, rung: FormatRung): Promise<Tried> {
  const { options, request, signal } = attempt;
  const held = options.budget.reserve(mostUsage(request));
  if (typeof held === 'string') return fail({ ...finalFailure('budget', `budget: ${held}`), refusesFormat: false });
  const timer = AbortSignal.timeout(options.timeoutMs);
  try {
    const { reply, usage } = await ask(attempt, rung, AbortSignal.any([signal, timer]));
    held.settle(usage);
    options.limit.succeeded();
    return reply.ok ? reply : fail({ ...reply.error, refusesFormat: false });
  } catch (error) {
    held.settle(null);
    if (signal.aborted) return fail({ ...finalFailure('cancelled', 'cancelled'), refusesFormat: false });
    if (timer.aborted) {
      const failure = finalFailure('timeout', `no answer within ${options.timeoutMs} ms`);
      return fail({ ...failure, refusesFormat: false });
    }
    const failure = failureOf(error, options);
    if (failure.failure.kind === 'rate-limited') options.limit.limited();
    return fail({ ...failure, refusesFormat: refusesFormat(error) });
  }
}

// Every message costs a few tokens beside its text.
const mostUsage = ({ messages, maxTokens }: ChatRequest): ChatUsage => ({
  promptTokens: messages.reduce((sum, message) => sum + estimateTokens(message.content) + 8, 0),
  completionTokens: maxTokens,
});

async function ask(
  { client, options, request }: Try,
  rung: FormatRung,
  signal: AbortSignal,
): Promise<{ readonly reply: Outcome<ChatReply, TryFailure>; readonly usage: ChatUsage }> {
  const answer = await client.chat.completions.create(
    {
      model: options.model,
      messages: [...withFormatWords(request.messages, request.format, rung)],
      temperature: request.temperature,
      seed: request.seed + request.sample,
      max_tokens: request.maxTokens,
      ...responseFormat(request.format, rung),
    },
    { signal },
  );
  return replyOf(answer, options.apiKey);
}

/** Compatible servers are not always: nothing of the answer's shape is taken for granted. */
function replyOf(
  answer: unknown,
  apiKey: string,
): { readonly reply: Outcome<ChatReply, TryFailure>; readonly usage: ChatUsage } {
  const { choices, usage: counted } = objectOf(answer);
  const first = objectOf(Array.isArray(choices) ? choices[0] : null);
  const message = objectOf(first['message']);
  const counts = objectOf(counted);
  const usage = {
    promptTokens: countOf(counts['prompt_tokens']),
    completionTokens: countOf(counts['completion_tokens']),
  };
  const { content, refusal } = message;
  const say = (text: string, finish: ChatReply['finish']): Outcome<ChatReply, TryFailure> =>
    ok({ text: redact(text, [apiKey]), finish, usage, from: 'endpoint' });
  if (typeof refusal === 'string' && refusal !== '') return { reply: say(refusal, 'refusal'), usage };
  if (typeof content === 'string') {
    return { reply: say(content, first['finish_reason'] === 'length' ? 'length' : 'stop'), usage };
  }
  return { reply: fail(finalFailure('malformed', 'the answer holds no message text')), usage };
}

const objectOf = (value: unknown): Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object' ? (value as Readonly<Record<string, unknown>>) : {};

const countOf = (value: unknown): number =>
  typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : 0;

const finalFailure = (kind: ChatFailure['kind'], detail: string): TryFailure => ({
  failure: { kind, detail },
  retryable: false,
  retryAfterMs: null,
});

const FORMAT_WORDS = /response_format|json_schema|json_object|grammar|guided|structured/i;

/** A status that speaks of the response format: some servers know no schema, some not even `json_object`. */
const refusesFormat = (error: unknown): boolean =>
  error instanceof APIError &&
  [400, 404, 415, 422, 500, 501].includes(error.status) &&
  FORMAT_WORDS.test(error.message);

function failureOf(error: unknown, options: OpenAiOptions): TryFailure {
  const detail = redact(error instanceof Error ? causeOf(error) : String(error), [options.apiKey]);
  if (error instanceof APIError && error.status !== undefined) return httpFailure(error, detail, options);
  if (error instanceof SyntaxError) return finalFailure('malformed', 'the answer is not valid JSON');
  return { ...finalFailure('unreachable', detail), retryable: true };
}

/** `Connection error.` alone helps nobody; the reason stands in the cause. */
function causeOf(error: Error): string {
  const { cause } = error;
  if (!(cause instanceof Error)) return error.message;
  const inner = cause.cause instanceof Error ? `: ${cause.cause.message}` : '';
  return `${error.message} ${cause.message}${inner}`;
}

function httpFailure(error: APIError, detail: string, options: OpenAiOptions): TryFailure {
  const after = retryAfterMs(error.headers?.get('retry-after') ?? null, options.now());
  if (error.status === 429) return { failure: { kind: 'rate-limited', detail }, retryable: true, retryAfterMs: after };
  if ((error.status ?? 0) >= 500) {
    return { failure: { kind: 'unreachable', detail }, retryable: true, retryAfterMs: after };
  }
  return finalFailure('rejected', detail);
}
