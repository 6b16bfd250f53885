import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runIndexBuild } from '../../src/commands/index-build.ts';
import { offlineSettings } from '../../src/rag/embed/embedder.ts';
import { embedderNamed } from '../../src/rag/embed/registry.ts';
import { indexDigest, readManifest } from '../../src/rag/index/folder.ts';
import { openIndex } from '../../src/rag/index/load.ts';
import { noFilter } from '../../src/rag/retrieve/filter.ts';
import { search } from '../../src/rag/retrieve/search.ts';
import { commandIo } from './command-io.ts';
import { temporaryFolder } from './repository.ts';

const committed = resolve(import.meta.dirname, '../../rag-index/designs');

describe('the committed index of the design library', () => {
  it('is that of the library as it stands (else: veriloom index build --config rag-index/designs.json)', async () => {
    const out = temporaryFolder();
    await runIndexBuild(undefined, { config: 'rag-index/designs.json', out }, commandIo());
    expect(indexDigest(await readManifest(committed))).toBe(indexDigest(await readManifest(out)));
  });

  it.each([
    ['uart transmitter with a busy output', 'uart-transmitter/golden.v'],
    ['fair round robin arbiter for requests', 'round-robin-arbiter/golden.v'],
    ['synchronous fifo with full and empty', 'sync-fifo/golden.v'],
  ])('answers “%s” with %s', async (text, path) => {
    const embedder = await embedderNamed('hash', offlineSettings);
    const index = await openIndex(committed, embedder);
    const { hits } = await search(index, embedder, { form: 'text', text, path: null }, { limit: 3, filter: noFilter });
    expect(hits[0]?.path).toBe(path);
    expect(hits[0]?.licence).toBe('Apache-2.0');
  });
});
