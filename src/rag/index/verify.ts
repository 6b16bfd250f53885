import { defaultMaxFileBytes } from './build.ts';
import { readManifest, readPart } from './folder.ts';
import { loadIndex } from './load.ts';
import { listSources, readSources } from './walk.ts';

export interface IndexCheck {
  readonly status: 'fresh' | 'stale' | 'intact';
  /** Paths that are in the folder and not in the index, the other way round, and with another content. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
}

/**
 * Reads every part of an index and compares it with its digest; with a root, also compares the files there with those
 * that were indexed. `intact` when no root was given. Throws `index` where a part is damaged.
 */
export const verifyIndex = async (
  folder: string,
  against: { readonly root: string | null; readonly exclude: (path: string) => boolean },
): Promise<IndexCheck> => {
  const manifest = await readManifest(folder);
  for (const part of Object.values(manifest.parts)) if (part !== null) await readPart(folder, part);
  const index = await loadIndex(folder);
  if (against.root === null) return { status: 'intact', added: [], removed: [], changed: [] };
  const indexed = new Map(index.data.files.map((file) => [file.path, file.sha256]));
  const added: string[] = [];
  const changed: string[] = [];
  const listing = await listSources(against.root, against);
  const options = { root: against.root, listing, maxFileBytes: defaultMaxFileBytes, exclude: against.exclude };
  for await (const source of readSources(options)) {
    const known = indexed.get(source.path);
    indexed.delete(source.path);
    if (known === undefined) added.push(source.path);
    else if (known !== source.sha256) changed.push(source.path);
  }
  const removed = [...indexed.keys()];
  const stale = added.length + changed.length + removed.length > 0;
  return { status: stale ? 'stale' : 'fresh', added, removed, changed };
};
