import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ChatModel } from '../contracts/chat.ts';
import { ToolchainError } from '../contracts/error.ts';
import type { BudgetLimits, BudgetState } from '../llm/budget.ts';
import type { CommandIo } from './io.ts';
import { secondsToMs, wholeNumber } from './read-input.ts';
import type { Settings } from './settings.ts';

/** Flags of every command that asks a model. */
export interface ChatModelOptions {
  readonly maxRequests?: string;
  readonly maxTokens?: string;
  readonly maxUsd?: string;
  readonly price?: string;
  readonly cache?: string;
  readonly replay?: boolean;
  readonly timeoutS?: string;
}

export interface OpenedModel {
  readonly model: ChatModel;
  readonly spent: () => BudgetState;
}

const PUBLIC_ENDPOINT = 'https://api.openai.com/v1';
const ANSWERS_FOLDER = '.veriloom/answers';
const START_LANES = 4;
const MOST_LANES = 16;

/** Requests that a command has under way at once at most; the model port adapts below that. */
export const MODEL_LANES = 8;

/** Opens the model of the settings. The key comes from OPENAI_API_KEY and from nowhere else. Throws `usage`. */
export async function openModel(
  settings: Pick<Settings, 'model' | 'baseUrl'>,
  options: ChatModelOptions,
  io: CommandIo,
): Promise<OpenedModel> {
  const id = settings.model.value;
  if (id === '')
    throw new ToolchainError('usage', 'no model is named', { hint: 'Give --model, or set VERILOOM_MODEL.' });
  const key = io.env['OPENAI_API_KEY'] ?? '';
  const baseUrl = endpointOf(settings.baseUrl.value, key);
  const folder = options.cache ?? ANSWERS_FOLDER;
  const answers = folder === 'none' ? null : resolve(io.cwd, folder);
  const [{ ModelBudget }, { AdaptiveLimit }, { openAiModel }, { replayModel, withCache }] = await Promise.all([
    import('../llm/budget.ts'),
    import('../llm/concurrency.ts'),
    import('../llm/openai-model.ts'),
    import('../llm/cache.ts'),
  ]);
  const budget = new ModelBudget(limitsOf(options));
  const spent = (): BudgetState => budget.state();
  if (options.replay === true) {
    if (answers === null) throw usage('--replay needs a folder of answers', 'Leave out --cache none.');
    return { model: replayModel({ id, host: new URL(baseUrl).host }, answers), spent };
  }
  const model = openAiModel({
    model: id,
    baseUrl,
    // Local servers take any key, but the protocol wants one.
    apiKey: key === '' ? 'none' : key,
    timeoutMs: secondsToMs(options.timeoutS ?? '300', '--timeout-s'),
    retry: {
      tries: 4,
      firstDelayMs: 500,
      longestDelayMs: 60_000,
      sleep: (ms, signal) => sleep(ms, undefined, { signal }),
    },
    limit: new AdaptiveLimit(START_LANES, MOST_LANES),
    budget,
    now: io.now,
  });
  return { model: answers === null ? model : withCache(model, answers), spent };
}

const usage = (message: string, hint: string): ToolchainError => new ToolchainError('usage', message, { hint });

/** The endpoint's address; a user name or password in it would reach files and logs. */
function endpointOf(text: string, key: string): string {
  if (text === '' && key === '') {
    throw usage('no endpoint is named', 'Give --base-url (a local server), or set OPENAI_API_KEY for the public one.');
  }
  const address = text === '' ? PUBLIC_ENDPOINT : text;
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw usage('--base-url is not an http address', 'Write it like http://127.0.0.1:8000/v1.');
  }
  if (url.username !== '' || url.password !== '') {
    throw usage('--base-url holds a user name or password', 'Put the key into OPENAI_API_KEY.');
  }
  return address;
}

function limitsOf(options: ChatModelOptions): BudgetLimits {
  const price = options.price === undefined ? null : priceOf(options.price);
  if (options.maxUsd !== undefined && price === null) {
    throw usage('--max-usd needs a price', 'Give --price IN,OUT in US dollars for a million tokens.');
  }
  return {
    requests: countOf(options.maxRequests, '--max-requests'),
    tokens: countOf(options.maxTokens, '--max-tokens'),
    usd: options.maxUsd === undefined ? null : amountOf(options.maxUsd, '--max-usd'),
    price,
  };
}

const countOf = (text: string | undefined, flag: string): number | null =>
  text === undefined ? null : wholeNumber(text, { flag, least: 0 });

function amountOf(text: string, flag: string): number {
  const value = /^\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : Number.NaN;
  if (Number.isFinite(value)) return value;
  throw usage(`${flag} ${text}: not an amount`, `Give ${flag} a number such as 0.50.`);
}

function priceOf(text: string): { readonly prompt: number; readonly completion: number } {
  const [prompt, completion, ...more] = text.split(',');
  if (prompt === undefined || completion === undefined || more.length > 0) {
    throw usage(`--price ${text}: not two amounts`, 'Write --price 0.15,0.60.');
  }
  return { prompt: amountOf(prompt, '--price'), completion: amountOf(completion, '--price') };
}
