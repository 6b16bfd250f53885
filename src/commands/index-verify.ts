import { globMatcher, type IndexCheck, verifyIndex } from '../rag/index.ts';
import { EXIT } from './exit-codes.ts';
import type { CommandIo, CommandResult } from './io.ts';
import { assertFolder, type IndexOptions, indexFolder } from './retrieval-index.ts';

export interface IndexVerifyOptions extends IndexOptions {
  /** Folder that was indexed; without it only the index itself is checked. */
  readonly repo?: string;
  readonly exclude?: readonly string[];
}

const shown = 10;

const changesOf = (check: IndexCheck): string[] =>
  (['added', 'changed', 'removed'] as const).flatMap((kind) => [
    ...check[kind].slice(0, shown).map((path) => `${kind}: ${path}`),
    ...(check[kind].length > shown ? [`${kind}: and ${check[kind].length - shown} more`] : []),
  ]);

/** `veriloom index verify`: exit 0 when every part is whole (and fresh, with --repo), 1 when stale; damage throws. */
export async function runIndexVerify(options: IndexVerifyOptions, io: CommandIo): Promise<CommandResult> {
  const folder = await indexFolder(options, io);
  const root = options.repo === undefined ? null : await assertFolder(options.repo, io);
  const check = await verifyIndex(folder, { root, exclude: globMatcher(options.exclude ?? []) });
  const human = [`${folder}: ${check.status}`, ...changesOf(check)].join('\n');
  const document = { schema: 'index@1', action: 'verify', folder, ...check };
  return { document, human, exitCode: check.status === 'stale' ? EXIT.failed : EXIT.done };
}
