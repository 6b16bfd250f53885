import OpenAI, { APIConnectionTimeoutError, APIError, APIUserAbortError } from 'openai';
import type { ChatFailure, ChatModel, ChatReply, ChatRequest } from '../contracts/chat.ts';
import { fail, type Outcome, ok } from '../contracts/outcome.ts';
import type { ModelBudget } from './budget.ts';
import type { AdaptiveLimit } from './concurrency.ts';
import { type FormatRung, type Ladder, nextRung, responseFormat, withFormatWords } from './ladder.ts';
import { redact } from './redact.ts';
import { type RetryPolicy, retryAfterMs, type TryFailure, withRetries } from './retry.ts';

export interface OpenAiOptions {
  readonly model: string;
  readonly baseUrl: string;
  /** From the environment only; local servers accept any. */
  readonly apiKey: string;
  /** Wall time of one request. */
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
        withRetries(() => tryOnce({ client, options, ladder, request, signal }), options.retry, signal),
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

async function tryOnce(attempt: Try): Promise<Outcome<ChatReply, TryFailure>> {
  const { options, ladder, request } = attempt;
  const reached = options.budget.reserve();
  if (reached !== null) return fail(finalFailure('budget', `budget: ${reached}`));
  const rung = ladder.rung;
  try {
    const reply = await ask(attempt, rung);
    options.limit.succeeded();
    return reply;
  } catch (error) {
    const lower = request.format.kind === 'json' && refusesFormat(error) ? nextRung(rung) : null;
    if (lower !== null) {
      ladder.rung = lower;
      return fail({ ...finalFailure('rejected', `the endpoint refuses ${rung}`), retryable: true, retryAfterMs: 0 });
    }
    const failure = failureOf(error, options);
    if (failure.failure.kind === 'rate-limited') options.limit.limited();
    return fail(failure);
  }
}

async function ask(
  { client, options, request, signal }: Try,
  rung: FormatRung,
): Promise<Outcome<ChatReply, TryFailure>> {
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
  // Compatible servers are not always: nothing of the answer's shape is taken for granted.
  const choice = answer.choices?.[0];
  const text = choice?.message?.content;
  const usage = {
    promptTokens: answer.usage?.prompt_tokens ?? 0,
    completionTokens: answer.usage?.completion_tokens ?? 0,
  };
  options.budget.book(usage);
  if (choice?.message?.refusal) return ok({ text: choice.message.refusal, finish: 'refusal', usage, from: 'endpoint' });
  if (typeof text !== 'string') {
    return fail({ ...finalFailure('malformed', 'the answer holds no message text'), retryable: true });
  }
  const finish = choice?.finish_reason === 'length' ? 'length' : 'stop';
  return ok({ text, finish, usage, from: 'endpoint' });
}

const finalFailure = (kind: ChatFailure['kind'], detail: string): TryFailure => ({
  failure: { kind, detail },
  retryable: false,
  retryAfterMs: null,
});

/** A 4xx that speaks of the response format: some servers know no schema, some not even `json_object`. */
function refusesFormat(error: unknown): boolean {
  if (!(error instanceof APIError) || (error.status !== 400 && error.status !== 422)) return false;
  return /response_format|json_schema|json_object|grammar|guided|structured/i.test(error.message);
}

function failureOf(error: unknown, options: OpenAiOptions): TryFailure {
  const detail = redact(error instanceof Error ? error.message : String(error), [options.apiKey]);
  if (error instanceof APIUserAbortError) return finalFailure('cancelled', 'cancelled');
  if (error instanceof APIConnectionTimeoutError) {
    return { ...finalFailure('timeout', `no answer within ${options.timeoutMs} ms`), retryable: true };
  }
  if (error instanceof APIError && error.status !== undefined) return httpFailure(error, detail, options);
  if (error instanceof SyntaxError) return { ...finalFailure('malformed', detail), retryable: true };
  return { ...finalFailure('unreachable', detail), retryable: true };
}

function httpFailure(error: APIError, detail: string, options: OpenAiOptions): TryFailure {
  const after = retryAfterMs(error.headers?.get('retry-after') ?? null, options.now());
  if (error.status === 429) return { failure: { kind: 'rate-limited', detail }, retryable: true, retryAfterMs: after };
  if ((error.status ?? 0) >= 500) return { failure: { kind: 'unreachable', detail }, retryable: true, retryAfterMs: after };
  return finalFailure('rejected', detail);
}
