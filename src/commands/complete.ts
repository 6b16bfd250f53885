import { decodeCompletion } from '../engines/llm/completion.ts';
import { COMPLETE_SYSTEM } from '../engines/llm/prompts/complete.ts';
import { PROMPT_VERSION } from '../engines/llm/prompts/version.ts';
import { assembleContext, completionPrompt } from '../rag/index.ts';
import { type ChatModelOptions, openModel } from './chat-model.ts';
import { EXIT } from './exit-codes.ts';
import type { CommandIo, CommandResult } from './io.ts';
import { modelError } from './model-io.ts';
import { wholeNumber } from './read-input.ts';
import { type FilterOptions, filterFrom, type IndexOptions, openRetrieval } from './retrieval-index.ts';
import { askedFrom } from './retrieval-query.ts';
import { resolveSettings } from './settings.ts';

export interface CompleteOptions extends ChatModelOptions, IndexOptions, FilterOptions {
  readonly file: string;
  readonly line: string;
  readonly model?: string;
  readonly baseUrl?: string;
  /** Lines wanted; 1 by default. */
  readonly lines?: string;
  readonly seed?: string;
  readonly contextTokens?: string;
}

/** Tokens of retrieved code and of code before the place; with the answer they fit a context of 8k. */
const CONTEXT_TOKENS = '3000';
const CODE_TOKENS = 2_500;
const FILES_CONSIDERED = 20;
const TOKENS_PER_LINE = 60;

/** `veriloom complete`: the line that stands at a place of a file, or the region from there. */
export async function runComplete(options: CompleteOptions, io: CommandIo): Promise<CommandResult> {
  const settings = await resolveSettings({ model: options.model, baseUrl: options.baseUrl }, io);
  const lines = wholeNumber(options.lines ?? '1', { flag: '--lines', least: 1 });
  const budget = wholeNumber(options.contextTokens ?? CONTEXT_TOKENS, { flag: '--context-tokens', least: 1 });
  const { index, embedder } = await openRetrieval(options, io);
  const { query, place } = await askedFrom(index, { file: options.file, line: options.line }, io);
  const { context } = await assembleContext(index, embedder, query, {
    budget,
    filter: filterFrom(options),
    limit: FILES_CONSIDERED,
  });
  const { model, spent } = await openModel(settings, options, io);
  const prompt = place === null ? query.text : completionPrompt(context, place, CODE_TOKENS);
  const answer = await model.complete(
    {
      messages: [
        { role: 'system', content: COMPLETE_SYSTEM },
        { role: 'user', content: prompt },
      ],
      format: { kind: 'text' },
      maxTokens: lines * TOKENS_PER_LINE,
      temperature: 0,
      seed: wholeNumber(options.seed ?? '1', { flag: '--seed', least: 0 }),
      sample: 0,
      promptVersion: PROMPT_VERSION,
    },
    io.signal,
  );
  if (!answer.ok) throw modelError(answer.error);
  const text = decodeCompletion(answer.value.text, lines);
  const document = { schema: 'complete@1', file: options.file, line: Number(options.line), text, ...spent() };
  return { document, human: text, exitCode: text === '' ? EXIT.inconclusive : EXIT.done };
}
