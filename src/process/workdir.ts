import { rmSync } from 'node:fs';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Calls `use` with a fresh folder that only this user can read, and deletes it whatever happened. */
export type WithWorkdir = <T>(use: (folder: string) => Promise<T>) => Promise<T>;

/** Folders in use; deleted on an orderly exit in the middle of a run, such as after Ctrl-C. */
const live = new Set<string>();
let watching = false;

/** Makes a {@link WithWorkdir} whose folders lie in `root` (an existing folder, usually the system's temporary one). */
export const createWithWorkdir =
  (root: string): WithWorkdir =>
  async (use) => {
    // mkdtemp creates with mode 0700 and fails on an existing name, so nobody can have prepared the folder.
    const folder = await mkdtemp(join(await realpath(root), 'veriloom-'));
    live.add(folder);
    deleteOnExit();
    try {
      return await use(folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
      live.delete(folder);
    }
  };

const deleteOnExit = (): void => {
  if (watching) return;
  watching = true;
  process.once('exit', () => {
    for (const folder of live) rmSync(folder, { recursive: true, force: true });
  });
};
