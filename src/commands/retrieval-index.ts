import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ToolchainError } from '../contracts/error.ts';
import {
  type Embedder,
  type EmbedderSettings,
  embedderNamed,
  type Filter,
  openIndex,
  type RetrievalIndex,
  readManifest,
} from '../rag/index.ts';
import type { CommandIo } from './io.ts';

/** Options that every command with an index takes. */
export interface IndexOptions {
  /** Folder of the index. */
  readonly index?: string;
  /** `hash`, `transformers:FOLDER-OR-NAME`, `openai:MODEL`; by default the one the index was built with. */
  readonly embedder?: string;
  /** Lets an embedding model be fetched from its hub. */
  readonly allowDownload?: boolean;
}

/** Options that say which files may be found. */
export interface FilterOptions {
  readonly path?: readonly string[];
  readonly notPath?: readonly string[];
  readonly licence?: readonly string[];
}

/** Folder of a repository's own index, and of the index of the design library that comes with the program. */
export const ownIndexFolder = '.veriloom/index';
const packagedIndex = fileURLToPath(new URL('../../rag-index/designs', import.meta.url));

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (s) => s.isDirectory(),
    () => false,
  );

/** The folder of the index to ask: the flag, else the working folder's own, else the design library's. */
export async function indexFolder(options: IndexOptions, io: Pick<CommandIo, 'cwd'>): Promise<string> {
  if (options.index !== undefined) return resolve(io.cwd, options.index);
  const own = resolve(io.cwd, ownIndexFolder);
  return (await isFolder(own)) ? own : packagedIndex;
}

/** Embedder settings from the environment of the command. */
export const embedderSettings = (options: IndexOptions, io: Pick<CommandIo, 'env' | 'signal'>): EmbedderSettings => ({
  baseUrl: io.env['OPENAI_BASE_URL'] ?? null,
  apiKey: io.env['OPENAI_API_KEY'] ?? null,
  allowRemote: options.allowDownload ?? false,
  signal: io.signal,
});

/** Opens the index and the embedder it was built with. Throws `index`, `usage`, `model`, `tool-missing`. */
export async function openRetrieval(
  options: IndexOptions,
  io: Pick<CommandIo, 'cwd' | 'env' | 'signal'>,
): Promise<{ readonly index: RetrievalIndex; readonly embedder: Embedder }> {
  const folder = await indexFolder(options, io);
  const name = options.embedder ?? (await readManifest(folder)).embedder.id;
  const embedder = await embedderNamed(name, embedderSettings(options, io));
  return { index: await openIndex(folder, embedder), embedder };
}

/** The filter of the flags; `forbidden` holds fingerprints of code that must not be found. */
export const filterFrom = (options: FilterOptions, forbidden: ReadonlySet<string> = new Set()): Filter => ({
  paths: options.path ?? [],
  notPaths: options.notPath ?? [],
  licences: options.licence ?? [],
  forbidden,
});

/** Refuses a folder that is not there. */
export async function assertFolder(path: string, io: Pick<CommandIo, 'cwd'>): Promise<string> {
  const folder = resolve(io.cwd, path);
  if (await isFolder(folder)) return folder;
  throw new ToolchainError('input', `${path}: no such folder`, { hint: 'Give the folder of a repository.' });
}
