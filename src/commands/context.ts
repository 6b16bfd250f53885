import { assembleContext, completionPrompt, passageText } from '../rag/index.ts';
import { EXIT } from './exit-codes.ts';
import type { CommandIo, CommandResult } from './io.ts';
import { wholeNumber } from './read-input.ts';
import { type FilterOptions, filterFrom, type IndexOptions, openRetrieval } from './retrieval-index.ts';
import { askedFrom, type QueryOptions } from './retrieval-query.ts';

export interface ContextCommandOptions extends QueryOptions, IndexOptions, FilterOptions {
  /** Tokens all passages together may cost; 4000 by default. */
  readonly budget?: string;
  /** Tokens of code before the line, with --file; 2000 by default. */
  readonly codeBudget?: string;
}

/** Files of the ranking that are considered for passages. */
const considered = 20;

/** `veriloom context`: the passages for a prompt; with --file and --line the whole prompt. Exit 0, 3 without any. */
export async function runContext(options: ContextCommandOptions, io: CommandIo): Promise<CommandResult> {
  const { index, embedder } = await openRetrieval(options, io);
  const asked = await askedFrom(index, options, io);
  const budget = wholeNumber(options.budget ?? '4000', { flag: '--budget', least: 1 });
  const codeBudget = wholeNumber(options.codeBudget ?? '2000', { flag: '--code-budget', least: 1 });
  const { context, omitted } = await assembleContext(index, embedder, asked.query, {
    budget,
    filter: filterFrom(options),
    limit: considered,
  });
  const prompt = asked.place === null ? null : completionPrompt(context, asked.place, codeBudget);
  const document = { schema: 'context@1', budget, omitted, ...context, prompt };
  const human = prompt ?? context.passages.map(passageText).join('\n');
  return { document, human, exitCode: context.passages.length === 0 ? EXIT.inconclusive : EXIT.done };
}
