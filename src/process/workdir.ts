import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Calls `use` with a fresh folder that only this user can read, and deletes it whatever happened. */
export type WithWorkdir = <T>(use: (folder: string) => Promise<T>) => Promise<T>;

/** Makes a {@link WithWorkdir} whose folders lie in `root` (an existing folder, usually the system's temporary one). */
export const createWithWorkdir =
  (root: string): WithWorkdir =>
  async (use) => {
    // mkdtemp creates with mode 0700 and fails on an existing name, so nobody can have prepared the folder.
    const folder = await mkdtemp(join(await realpath(root), 'veriloom-'));
    try {
      return await use(folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
