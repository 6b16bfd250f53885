import type { ContextOf } from '../contracts/context.ts';
import { assembleContext } from '../rag/index.ts';
import type { CommandIo } from './io.ts';
import { filterFrom, openRetrieval } from './retrieval-index.ts';

/** Tokens of retrieved code in a prompt, at most; the prompt gives it less where the spec is long. */
const CONTEXT_TOKENS = 1_500;
const FILES_CONSIDERED = 8;
/** Characters of the text that are the query. */
const QUERY_CHARACTERS = 4_000;

/**
 * Retrieval for specs and parts of plans from the named index; without a name nothing is retrieved. `forbidden` gives the digests of code
 * that must not be found. Throws `index`.
 */
export async function retrieveFor(
  folder: string,
  io: CommandIo,
  forbidden: () => ReadonlySet<string> = () => new Set(),
): Promise<ContextOf> {
  if (folder === '') return async () => null;
  const { index, embedder } = await openRetrieval({ index: folder }, io);
  return async ({ text }) => {
    const query = { form: 'text', text: text.slice(0, QUERY_CHARACTERS), path: null } as const;
    const options = { budget: CONTEXT_TOKENS, filter: filterFrom({}, forbidden()), limit: FILES_CONSIDERED };
    return (await assembleContext(index, embedder, query, options)).context;
  };
}
