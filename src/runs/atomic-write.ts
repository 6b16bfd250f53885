import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ToolchainError } from '../contracts/error.ts';

const DISK_CODES = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM']);

/** Turns the file system's own refusals into a `disk` error with a hint; anything else is rethrown as it is. */
export function rethrowDisk(error: unknown, path: string): never {
  const code = (error as NodeJS.ErrnoException).code;
  if (code !== undefined && DISK_CODES.has(code)) {
    const hint =
      code === 'ENOSPC' || code === 'EDQUOT' ? 'Free some space and run again.' : 'Choose a writable folder.';
    throw new ToolchainError('disk', `cannot write ${path}: ${code}`, { hint, cause: error });
  }
  throw error;
}

/**
 * Writes a whole file or nothing: temporary file beside it, fsync, rename. A reader never sees half of it,
 * also after kill -9. Throws {@link ToolchainError} `disk` when the place is full or not writable.
 */
export async function writeAtomically(path: string, content: string | Uint8Array): Promise<void> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    await mkdir(dirname(path), { recursive: true });
    const file = await open(temporary, 'w', 0o644);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    rethrowDisk(error, path);
  }
}
