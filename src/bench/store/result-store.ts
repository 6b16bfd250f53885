import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ToolchainError } from '../../contracts/error.ts';
import { sha256 } from '../datasets/digest.ts';

/** Results by the digest of everything that decides them. Safe for several runs at once, also across kill -9. */
export interface ResultStore {
  readonly get: <T>(key: string, check: (value: unknown) => T | null) => Promise<T | null>;
  readonly put: (key: string, value: unknown) => Promise<void>;
}

/** Key of a result: digest of inputs, tool versions, flags and limits, whatever the order of the names. */
export const resultKey = (parts: Readonly<Record<string, unknown>>): string => sha256(canonicalJson(parts));

/** JSON with the names of every object in order, so that equal values give equal bytes. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, item]) => `${JSON.stringify(name)}:${canonicalJson(item)}`).join(',')}}`;
}

/**
 * A store in a folder, one file a result. A file appears by rename after fsync, so a reader sees all of it or none;
 * an unreadable or foreign file counts as absent. Throws `disk` where the place is full or not writable.
 */
export function folderStore(root: string): ResultStore {
  const pathOf = (key: string): string => join(root, key.slice(0, 2), `${key}.json`);
  return {
    get: async (key, check) => {
      const text = await readFile(pathOf(key), 'utf8').catch(() => null);
      return text === null ? null : check(parse(text));
    },
    put: async (key, value) => {
      const path = pathOf(key);
      const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
      try {
        await mkdir(dirname(path), { recursive: true });
        await writeDurably(temporary, `${JSON.stringify(value)}\n`);
        await rename(temporary, path);
      } catch (error) {
        await rm(temporary, { force: true }).catch(() => undefined);
        throw asDiskError(error, path);
      }
    },
  };
}

/** A store that keeps nothing on disk. */
export function memoryStore(): ResultStore {
  const kept = new Map<string, string>();
  return {
    get: async (key, check) => {
      const text = kept.get(key);
      return text === undefined ? null : check(parse(text));
    },
    put: async (key, value) => {
      kept.set(key, JSON.stringify(value));
    },
  };
}

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o644);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Codes of a place that is full or may not be written. */
const DISK_CODES: ReadonlySet<string> = new Set([
  'ENOSPC',
  'EDQUOT',
  'EROFS',
  'EACCES',
  'EPERM',
  'EIO',
  'ENOTDIR',
  'EEXIST',
  'EISDIR',
]);

/** The file system's refusal as an error that says what to do; anything else unchanged. */
export function asDiskError(error: unknown, path: string): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === undefined || !DISK_CODES.has(code)) return error;
  const full = code === 'ENOSPC' || code === 'EDQUOT';
  return new ToolchainError('disk', `cannot write ${path}: ${code}`, {
    hint: full
      ? 'Free some space and run the same command again; finished work is kept.'
      : 'Choose another, writable place.',
    cause: error,
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // A damaged file is as good as none: the work is done again and the file replaced.
    return null;
  }
}
