import { chmodSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ToolchainError } from '../../../src/contracts/error.ts';
import { hashEmbedder } from '../../../src/rag/embed/hash.ts';
import { loadIndex, openIndex } from '../../../src/rag/index/load.ts';
import { verifyIndex } from '../../../src/rag/index/verify.ts';
import { build, soc, temporaryFolder, writeFiles } from '../repository.ts';

const problemOf = async (work: Promise<unknown>): Promise<ToolchainError> => {
  const error = await work.then(
    () => null,
    (e: unknown) => e,
  );
  return error as ToolchainError;
};

const partsOf = (folder: string): Record<string, string> =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name)).toString('base64')]));

describe('an index', () => {
  it('knows files, units, licences and graph of a repository', async () => {
    const out = temporaryFolder();
    const { manifest } = await build(writeFiles(temporaryFolder(), soc), out);
    expect(manifest.counts).toMatchObject({ files: 9, units: 8, latin1: 0, skipped: {} });
    const index = await openIndex(out, hashEmbedder());
    const licences = Object.fromEntries(index.data.files.map((f) => [f.path, f.licence]));
    expect(licences).toMatchObject({ 'rtl/soc_top.sv': 'CERN-OHL-S-2.0', 'rtl/beat_queue.sv': 'MIT' });
    const mentions = index.corpus.graph.mentions[index.corpus.fileOf.get('rtl/left_port.sv') ?? -1];
    const names = mentions?.map((m) => index.corpus.graph.symbols[m.symbol]?.name);
    expect(names).toEqual(['checks.svh', 'soc_pkg', 'beat_queue', 'token_gate', 'CHECK']);
    expect(await index.textOf(index.corpus.fileOf.get('blink/blinker.v') ?? -1)).toBe(soc['blink/blinker.v']);
  });

  it('is the same, byte for byte, whether built at once or renewed step by step', async () => {
    const root = writeFiles(temporaryFolder(), soc);
    const stepwise = temporaryFolder();
    await build(root, stepwise);
    writeFiles(root, {
      'rtl/token_gate.sv': 'module token_gate (input clk, output grant, output late);\nendmodule\n',
      'a/new.v': 'module fresh; endmodule\n',
    });
    rmSync(join(root, 'blink'), { recursive: true });
    const renewed = await build(root, stepwise);
    expect(renewed).toMatchObject({ fresh: 2, kept: 7, removed: 1, discarded: null });
    const cold = temporaryFolder();
    const anew = await build(root, cold);
    expect(renewed.digest).toBe(anew.digest);
    expect(partsOf(stepwise)).toEqual(partsOf(cold));
  });

  it('of an unchanged repository reads nothing anew and leaves no other file', async () => {
    const root = writeFiles(temporaryFolder(), soc);
    const out = temporaryFolder();
    const first = await build(root, out);
    const second = await build(root, out);
    expect(second).toMatchObject({ fresh: 0, kept: 9, removed: 0, digest: first.digest });
    expect(
      readdirSync(out)
        .sort()
        .map((n) => n.replace(/-[0-9a-f]{16}/, '')),
    ).toEqual(['columns.bin', 'facts.json', 'manifest.json', 'texts.bin', 'vectors.bin']);
  });

  it('stays the old one when a build is cut short', async () => {
    const root = writeFiles(temporaryFolder(), soc);
    const out = temporaryFolder();
    const { digest } = await build(root, out);
    writeFiles(root, { 'rtl/another.v': 'module another; endmodule\n' });
    const broken = { ...hashEmbedder(), embed: () => Promise.reject(new Error('power cut')) };
    expect((await problemOf(build(root, out, {}, broken))).message).toBe('power cut');
    writeFileSync(join(out, 'vectors-0123456789abcdef.bin.0011.tmp'), 'half');
    expect((await loadIndex(out)).digest).toBe(digest);
    await build(root, out);
    expect(readdirSync(out).filter((n) => n.endsWith('.tmp') || n.endsWith('.lock'))).toEqual([]);
  });

  it('says whether the folder it was made of has changed', async () => {
    const root = writeFiles(temporaryFolder(), soc);
    const out = temporaryFolder();
    await build(root, out);
    const check = () => verifyIndex(out, { root, exclude: () => false });
    expect((await check()).status).toBe('fresh');
    writeFiles(root, { 'rtl/soc_top.sv': 'module soc_top; endmodule\n', 'x.v': 'module x; endmodule\n' });
    rmSync(join(root, 'tb'), { recursive: true });
    expect(await check()).toEqual({
      status: 'stale',
      added: ['x.v'],
      changed: ['rtl/soc_top.sv'],
      removed: ['tb/soc_tb.sv'],
    });
  });
});

describe('bad input', () => {
  it('is skipped with a count, and nothing else is lost', async () => {
    const root = writeFiles(temporaryFolder(), {
      ...soc,
      'bad/binary.v': Uint8Array.from([109, 0, 1, 2]),
      'bad/large.v': `module large; endmodule\n${' '.repeat(70_000)}`,
      'bad/latin.v': Uint8Array.from(Buffer.from('// Z\xe4hler\nmodule latin; endmodule\n', 'latin1')),
      'bad/empty.v': '',
      'bad/locked.v': 'module locked; endmodule\n',
      'bad/left_out.v': 'module left_out; endmodule\n',
      '.hidden/secret.v': 'module secret; endmodule\n',
    });
    symlinkSync(root, join(root, 'bad', 'circle'));
    symlinkSync('/etc/passwd', join(root, 'bad', 'link.v'));
    chmodSync(join(root, 'bad/locked.v'), 0);
    const mayReadAll = process.getuid?.() === 0;
    const out = temporaryFolder();
    const { manifest, skipped } = await build(root, out, {
      maxFileBytes: 65_536,
      exclude: (p) => p === 'bad/left_out.v',
    });
    expect(manifest.counts.skipped).toEqual({
      binary: 1,
      excluded: 1,
      symlink: 1,
      'too-large': 1,
      ...(mayReadAll ? {} : { unreadable: 1 }),
    });
    expect(skipped).toContainEqual({ path: 'bad/large.v', reason: 'too-large' });
    expect(manifest.counts.latin1).toBe(1);
    const index = await openIndex(out, hashEmbedder());
    expect(index.data.files.map((f) => f.path).filter((p) => p.startsWith('bad/'))).toEqual([
      'bad/empty.v',
      'bad/latin.v',
      ...(mayReadAll ? ['bad/locked.v'] : []),
    ]);
    expect(await index.textOf(index.corpus.fileOf.get('bad/latin.v') ?? -1)).toContain('Zähler');
  });

  it('an empty folder gives an empty index that answers nothing', async () => {
    const out = temporaryFolder();
    expect((await build(temporaryFolder(), out)).manifest.counts).toMatchObject({ files: 0, chunks: 0 });
    expect((await openIndex(out, hashEmbedder())).data.files).toEqual([]);
  });
});

describe('an index that cannot be used', () => {
  const built = async (): Promise<string> => {
    const out = temporaryFolder();
    await build(writeFiles(temporaryFolder(), soc), out);
    return out;
  };
  const part = (folder: string, name: string): string =>
    join(folder, readdirSync(folder).find((n) => n.startsWith(name)) ?? '');
  it.each([
    ['missing', () => Promise.resolve(temporaryFolder()), 'there is no retrieval index here'],
    [
      'with a manifest cut short',
      async () => {
        const f = await built();
        writeFileSync(join(f, 'manifest.json'), readFileSync(join(f, 'manifest.json')).subarray(0, 100));
        return f;
      },
      'the index manifest is damaged',
    ],
    [
      'of something else',
      async () => writeFiles(temporaryFolder(), { 'manifest.json': '{"name":"app"}' }),
      'is not that of a retrieval index',
    ],
    [
      'of another version',
      async () => {
        const f = await built();
        const p = join(f, 'manifest.json');
        writeFileSync(p, readFileSync(p, 'utf8').replace('"version": 3', '"version": 99'));
        return f;
      },
      'the index has version 99',
    ],
    [
      'with a flipped bit',
      async () => {
        const f = await built();
        const p = part(f, 'vectors');
        const b = readFileSync(p);
        b[40] = (b[40] ?? 0) ^ 1;
        writeFileSync(p, b);
        return f;
      },
      'is not what its manifest says',
    ],
    [
      'with a part cut short',
      async () => {
        const f = await built();
        const p = part(f, 'columns');
        writeFileSync(p, readFileSync(p).subarray(0, 50));
        return f;
      },
      'is not what its manifest says',
    ],
    [
      'with a part missing',
      async () => {
        const f = await built();
        rmSync(part(f, 'facts'));
        return f;
      },
      'is missing or unreadable',
    ],
    [
      'with a manifest that counts wrong',
      async () => {
        const f = await built();
        const p = join(f, 'manifest.json');
        writeFileSync(p, readFileSync(p, 'utf8').replace('"files": 9', '"files": 8'));
        return f;
      },
      '9 files, the manifest says 8',
    ],
    [
      'whose manifest names a file elsewhere',
      async () => {
        const f = await built();
        const p = join(f, 'manifest.json');
        writeFileSync(p, readFileSync(p, 'utf8').replace(/"file": "facts[^"]*"/, '"file": "../../etc/passwd"'));
        return f;
      },
      'is not that of a retrieval index',
    ],
  ])('%s is an error that says so', async (_, make, message) => {
    const problem = await problemOf(openIndex(await make(), hashEmbedder()));
    expect(problem).toMatchObject({ kind: 'index' });
    expect(problem.message).toContain(message);
    expect(problem.hint).not.toBe('');
  });

  it('because of another embedder is an error, though the dimensions agree', async () => {
    const other = { ...hashEmbedder(), id: 'transformers:mini' };
    const problem = await problemOf(openIndex(await built(), other));
    expect(problem.message).toBe(
      'the index was built with hash-ngram-256-v1 (dimension 256), the query would use transformers:mini (dimension 256)',
    );
  });

  it('is built anew, and the report says why', async () => {
    const root = writeFiles(temporaryFolder(), soc);
    const out = temporaryFolder();
    await build(root, out);
    writeFileSync(part(out, 'vectors'), 'x');
    expect(await build(root, out)).toMatchObject({
      fresh: 9,
      kept: 0,
      discarded: expect.stringContaining('is not what its manifest says'),
    });
    expect(await build(root, out, {}, hashEmbedder({ dimension: 64 }))).toMatchObject({
      fresh: 9,
      discarded: 'it was built with the embedder hash-ngram-256-v1',
    });
  });

  it('while another build holds it is an error, and a lock left by a crash is not', async () => {
    const root = writeFiles(temporaryFolder(), soc);
    const out = temporaryFolder();
    writeFileSync(join(out, 'build.lock'), `${process.ppid}\n`);
    expect((await problemOf(build(root, out))).message).toContain('another build');
    writeFileSync(join(out, 'build.lock'), '4194303\n');
    expect(await build(root, out)).toMatchObject({ fresh: 9 });
  });
});
