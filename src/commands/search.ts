import { type Hit, type SearchResult, search } from '../rag/index.ts';
import { EXIT } from './exit-codes.ts';
import type { CommandIo, CommandResult } from './io.ts';
import { wholeNumber } from './read-input.ts';
import { type FilterOptions, filterFrom, type IndexOptions, openRetrieval } from './retrieval-index.ts';
import { askedFrom, type QueryOptions } from './retrieval-query.ts';

export interface SearchCommandOptions extends QueryOptions, IndexOptions, FilterOptions {
  /** Number of hits; 10 by default. */
  readonly limit?: string;
}

const hitLine = (hit: Hit, rank: number): string => {
  const why = hit.reasons.map((r) => r.evidence).slice(0, 3);
  const unit = hit.unit === null ? '' : ` ${hit.unit}`;
  const copies = hit.alsoAt.length === 0 ? '' : ` (same content: ${hit.alsoAt.length} more)`;
  return `${String(rank).padStart(3)}. ${hit.score.toFixed(2)} ${hit.path}:${hit.firstLine}-${hit.lastLine}${unit} [${hit.licence ?? 'licence unknown'}] ${why.join(', ')}${copies}`;
};

/** Names in the question that files of the index define: these are known, so the ranking looks for others. */
const namedOf = (found: SearchResult, symbols: readonly { readonly kind: string; readonly name: string }[]) =>
  [...found.view.named].flatMap((id) => (symbols[id] ? [{ kind: symbols[id].kind, name: symbols[id].name }] : []));

/** `veriloom search`: exit 0 with hits, 3 without any. */
export async function runSearch(options: SearchCommandOptions, io: CommandIo): Promise<CommandResult> {
  const { index, embedder } = await openRetrieval(options, io);
  const asked = await askedFrom(index, options, io);
  const limit = wholeNumber(options.limit ?? '10', { flag: '--limit', least: 1 });
  const found = await search(index, embedder, asked.query, { limit, filter: filterFrom(options) });
  const document = {
    schema: 'search@1',
    index: { folder: index.folder, digest: index.digest },
    query: asked.query,
    named: namedOf(found, index.corpus.graph.symbols),
    hits: found.hits.map(({ file, chunk, ...hit }, i) => ({ rank: i + 1, ...hit })),
  };
  const human = found.hits.length === 0 ? 'nothing found' : found.hits.map((hit, i) => hitLine(hit, i + 1)).join('\n');
  return { document, human, exitCode: found.hits.length === 0 ? EXIT.inconclusive : EXIT.done };
}
