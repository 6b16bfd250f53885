import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { canonicalJson, folderStore, resultKey } from '../../src/bench/store/result-store.ts';
import { freshFolder } from './harness.ts';
import { mountSmallDisk } from './small-disk.ts';

const any = (value: unknown): unknown => value;

describe('the result store', () => {
  it('gives back what was put, and nothing for another key', async () => {
    const store = folderStore(freshFolder());
    await store.put('ab12', { pass: true });
    expect(await store.get('ab12', any)).toEqual({ pass: true });
    expect(await store.get('ab13', any)).toBeNull();
  });

  it('takes a damaged file for none and replaces it', async () => {
    const root = freshFolder();
    const store = folderStore(root);
    await store.put('ab12', { pass: true });
    writeFileSync(join(root, 'ab', 'ab12.json'), '{"pass":');
    expect(await store.get('ab12', any)).toBeNull();
    await store.put('ab12', { pass: false });
    expect(await store.get('ab12', any)).toEqual({ pass: false });
  });

  it('survives many writers of one key and leaves no temporary file', async () => {
    const root = freshFolder();
    const stores = [folderStore(root), folderStore(root)];
    await Promise.all(Array.from({ length: 60 }, (_, i) => stores[i % 2]?.put('cd34', { same: true })));
    expect(await folderStore(root).get('cd34', any)).toEqual({ same: true });
    expect(readdirSync(join(root, 'cd'))).toEqual(['cd34.json']);
  });

  it('reports a full disk as an error of kind disk and keeps what it had', async ({ skip }) => {
    const root = freshFolder();
    const disk = mountSmallDisk(root, '64k');
    if (disk === null) return skip('a small file system cannot be mounted here');
    try {
      const store = folderStore(root);
      await store.put('aa01', { kept: 1 });
      const filling = async (): Promise<void> => {
        for (let i = 0; i < 200; i += 1) await store.put(`bb${i}`, 'x'.repeat(4_000));
      };
      await expect(filling()).rejects.toMatchObject({ kind: 'disk', hint: expect.stringContaining('Free some space') });
      expect(await store.get('aa01', any)).toEqual({ kept: 1 });
      expect(readdirSync(join(root, 'bb')).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    } finally {
      disk.remove();
    }
  });

  it('reports a place that is no folder as an error', async () => {
    const root = freshFolder();
    mkdirSync(join(root, 'x'));
    writeFileSync(join(root, 'x', 'ab'), '');
    await expect(folderStore(join(root, 'x')).put('ab12', 1)).rejects.toThrow();
  });
});

describe('a key', () => {
  it('does not depend on the order of names', () => {
    expect(canonicalJson({ b: [1, { d: 2, c: null }], a: 'x' })).toBe('{"a":"x","b":[1,{"c":null,"d":2}]}');
    expect(resultKey({ a: 1, b: 2 })).toBe(resultKey({ b: 2, a: 1 }));
  });
  it('changes with any part', () => {
    expect(resultKey({ tool: '11.0' })).not.toBe(resultKey({ tool: '12.0' }));
    expect(resultKey({ limits: { wallMs: 1 } })).not.toBe(resultKey({ limits: { wallMs: 2 } }));
  });
});
