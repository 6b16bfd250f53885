import { resolve } from 'node:path';
import { ToolchainError } from '../contracts/error.ts';
import {
  type CompletionPlace,
  completionQuery,
  fileInIndex,
  headerQuery,
  type Query,
  type RetrievalIndex,
} from '../rag/index.ts';
import type { CommandIo } from './io.ts';
import { readSource, wholeNumber } from './read-input.ts';

/** The three ways to ask: words, a line of a file, a module of the index. Exactly one must be given. */
export interface QueryOptions {
  readonly query?: string;
  readonly file?: string;
  readonly line?: string;
  readonly module?: string;
}

/** A question, and the place it asks for where it is a line of a file. */
export interface Asked {
  readonly query: Query;
  readonly place: CompletionPlace | null;
}

const usage = (message: string): ToolchainError =>
  new ToolchainError('usage', message, { hint: 'Give a QUERY, or --file F --line N, or --module M.' });

const placeFrom = async (index: RetrievalIndex, options: QueryOptions, io: CommandIo): Promise<CompletionPlace> => {
  const file = options.file ?? '';
  if (options.line === undefined) throw usage('--file needs --line');
  const line = wholeNumber(options.line, { flag: '--line', least: 1 });
  const text = await readSource(file, io);
  const indexed = index.data.files[fileInIndex(index, resolve(io.cwd, file))];
  return { path: indexed?.path ?? file.replaceAll('\\', '/'), line, text };
};

/** Reads the question from the flags. Throws `usage`, `input`. */
export async function askedFrom(index: RetrievalIndex, options: QueryOptions, io: CommandIo): Promise<Asked> {
  const given = [options.query, options.file, options.module].filter((x) => x !== undefined && x.trim() !== '');
  if (given.length !== 1) throw usage(given.length === 0 ? 'there is no question' : 'more than one question is given');
  if (options.line !== undefined && options.file === undefined) throw usage('--line needs --file');
  if (options.file !== undefined) {
    const place = await placeFrom(index, options, io);
    return { query: completionQuery(place), place };
  }
  if (options.module === undefined)
    return { query: { form: 'text', text: options.query ?? '', path: null }, place: null };
  const query = await headerQuery(index, options.module);
  if (query !== null) return { query, place: null };
  throw new ToolchainError('input', `no file of the index defines ${options.module}`, {
    hint: 'Check the name, or build the index again.',
  });
}
