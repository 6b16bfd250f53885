import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ToolchainError } from '../contracts/error.ts';

const FULL_CODES: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT']);
const PLACE_CODES: ReadonlySet<string> = new Set(['EROFS', 'EACCES', 'EPERM', 'EIO', 'ENOTDIR', 'EEXIST', 'EISDIR']);

/** The file system's refusal as a `disk` error that says what to do; anything else unchanged. */
export function asDiskError(error: unknown, path: string): unknown {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (!FULL_CODES.has(code) && !PLACE_CODES.has(code)) return error;
  const hint = FULL_CODES.has(code)
    ? 'Free some space and run the same command again; finished work is kept.'
    : 'Choose another, writable place.';
  return new ToolchainError('disk', `cannot write ${path}: ${code}`, { hint, cause: error });
}

/**
 * Writes a whole file or nothing: temporary file beside it, fsync, rename. A reader never sees half of it,
 * also after kill -9. Throws {@link ToolchainError} `disk` when the place is full or not writable.
 */
export async function writeAtomically(path: string, content: string | Uint8Array): Promise<void> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    await mkdir(dirname(path), { recursive: true });
    const file = await open(temporary, 'wx', 0o644);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw asDiskError(error, path);
  }
}
