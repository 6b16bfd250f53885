import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runContext } from '../../src/commands/context.ts';
import { runIndexBuild } from '../../src/commands/index-build.ts';
import { runIndexStats } from '../../src/commands/index-stats.ts';
import { runIndexVerify } from '../../src/commands/index-verify.ts';
import { runSearch } from '../../src/commands/search.ts';
import { commandIo } from '../rag/command-io.ts';
import { soc, temporaryFolder, writeFiles } from '../rag/repository.ts';

const cwd = writeFiles(temporaryFolder(), soc);
const io = commandIo({ cwd });
const document = async (work: Promise<{ readonly document: object }>) =>
  (await work).document as Record<string, unknown>;

describe('index build, stats, verify', () => {
  it('build makes .veriloom/index in the repository, and the other commands find it there', async () => {
    const built = await runIndexBuild('.', { defaultLicence: 'ISC' }, io);
    expect(built).toMatchObject({
      exitCode: 0,
      document: { schema: 'index@1', action: 'build', folder: join(cwd, '.veriloom/index'), fresh: 9 },
    });
    expect(built.human).toContain('9 files, 8 design units');
    const stats = await runIndexStats({}, io);
    expect(stats.document).toMatchObject({
      action: 'stats',
      stats: {
        files: 9,
        instances: 7,
        unitKinds: { module: 7, package: 1 },
        licences: { MIT: 8, 'CERN-OHL-S-2.0': 1 },
      },
    });
    expect(await runIndexVerify({ repo: '.' }, io)).toMatchObject({
      exitCode: 0,
      document: { action: 'verify', status: 'fresh' },
    });
    expect(await runIndexVerify({}, io)).toMatchObject({ exitCode: 0, document: { status: 'intact' } });
  });

  it('verify exits 1 for a stale index and names what changed', async () => {
    const root = writeFiles(temporaryFolder(), soc);
    await runIndexBuild(root, {}, io);
    writeFiles(root, { 'rtl/late.v': 'module late; endmodule\n' });
    const result = await runIndexVerify({ index: join(root, '.veriloom/index'), repo: root }, io);
    expect(result).toMatchObject({ exitCode: 1, document: { status: 'stale', added: ['rtl/late.v'] } });
    expect(result.human).toContain('added: rtl/late.v');
  });

  it.each([
    [{}, undefined, 'no repository is named'],
    [{}, 'nowhere', 'nowhere: no such folder'],
    [{ embedder: 'magic' }, '.', 'unknown embedder: magic'],
    [{ chunkLines: '1' }, '.', '--chunk-lines 1: not a whole number of at least 4'],
    [{ config: 'LICENSE' }, undefined, 'LICENSE is not JSON'],
  ])('build with %j of %s is refused', async (options, repo, message) => {
    await expect(runIndexBuild(repo, options, io)).rejects.toThrow(message);
  });
});

describe('search', () => {
  it('prints ranked hits with place, licence and reasons', async () => {
    const result = await runSearch({ query: 'blink a lamp', limit: '2' }, io);
    expect(result.exitCode).toBe(0);
    expect(result.human.split('\n')).toHaveLength(2);
    expect(result.human).toMatch(/^ {2}1\. \d\.\d\d blink\/blinker\.v:1-2 blinker \[MIT\] signatureWords/);
    expect(result.document).toMatchObject({
      schema: 'search@1',
      query: { form: 'text' },
      hits: [{ rank: 1, path: 'blink/blinker.v', unit: 'blinker' }, { rank: 2 }],
    });
  });

  it('for a module and for a line leaves the asking file out and says what its text names', async () => {
    const ofModule = await document(runSearch({ module: 'right_port' }, io));
    expect(ofModule).toMatchObject({ query: { form: 'header', path: 'rtl/right_port.sv' } });
    const ofLine = await document(runSearch({ file: 'rtl/right_port.sv', line: '6' }, io));
    expect(ofLine).toMatchObject({ query: { form: 'completion', path: 'rtl/right_port.sv' } });
    expect(ofLine['named']).toContainEqual({ kind: 'package', name: 'soc_pkg' });
    for (const { hits } of [ofModule, ofLine] as { hits: { path: string }[] }[]) {
      expect(hits.map((hit) => hit.path)).not.toContain('rtl/right_port.sv');
      expect(hits.slice(0, 5).map((hit) => hit.path)).toEqual(
        expect.arrayContaining(['rtl/beat_queue.sv', 'rtl/token_gate.sv']),
      );
    }
  });

  it('exits 3 when nothing passes the filter', async () => {
    expect(await runSearch({ query: 'lamp', licence: ['GPL-9'] }, io)).toMatchObject({
      exitCode: 3,
      human: 'nothing found',
    });
  });

  it.each([
    [{}, 'there is no question'],
    [{ query: 'a', module: 'b' }, 'more than one question is given'],
    [{ file: 'rtl/soc_top.sv' }, '--file needs --line'],
    [{ query: 'a', line: '3' }, '--line needs --file'],
    [{ module: 'nobody' }, 'no file of the index defines nobody'],
    [{ query: 'a', index: 'rtl' }, 'there is no retrieval index here'],
    [{ query: 'a', limit: '0' }, '--limit 0'],
  ])('%j is refused', async (options, message) => {
    await expect(runSearch(options, io)).rejects.toThrow(message);
  });

  it('without an index of its own asks the design library that comes with the program', async () => {
    const found = await document(runSearch({ query: 'arbiter' }, commandIo({ cwd: temporaryFolder() })));
    expect((found['hits'] as { path: string }[])[0]?.path).toBe('round-robin-arbiter/golden.v');
  });
});

describe('context', () => {
  it('for a line is the whole prompt; for words only the passages', async () => {
    const ofLine = await runContext({ file: 'rtl/right_port.sv', line: '6', budget: '600' }, io);
    expect(ofLine).toMatchObject({ exitCode: 0, document: { schema: 'context@1', budget: 600 } });
    expect(ofLine.human.endsWith('  state_t state;\n')).toBe(true);
    const tokens = ((await ofLine.document) as unknown as { tokens: number }).tokens;
    expect(tokens).toBeLessThanOrEqual(600);
    const ofWords = await runContext({ query: 'beats queue' }, io);
    expect(ofWords).toMatchObject({ document: { prompt: null } });
    expect(ofWords.human).toContain(
      '// rtl/beat_queue.sv:1-4 (signature, licence MIT)\n// First-in first-out queue of beats.\n',
    );
  });

  it('exits 3 when no passage fits the budget', async () => {
    expect(await runContext({ query: 'beats', budget: '1' }, io)).toMatchObject({
      exitCode: 3,
      document: { passages: [] },
    });
  });
});
