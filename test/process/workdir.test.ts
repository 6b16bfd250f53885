import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { withWorkdir } from '../tools/real-tools.ts';

it('a work folder is private, and gone afterwards', async () => {
  const folder = await withWorkdir(async (cwd) => {
    expect(statSync(cwd).mode & 0o777).toBe(0o700);
    writeFileSync(join(cwd, 'file'), '');
    return cwd;
  });
  expect(existsSync(folder)).toBe(false);
});

it('a work folder is gone after a failure too, and no two are the same', async () => {
  const seen: string[] = [];
  const use = async (cwd: string): Promise<void> => {
    seen.push(cwd);
    throw new Error('inner');
  };
  await expect(withWorkdir(use)).rejects.toThrow('inner');
  await expect(withWorkdir(use)).rejects.toThrow('inner');
  expect(new Set(seen).size).toBe(2);
  expect(seen.some((path) => existsSync(path))).toBe(false);
});
