import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomically } from '../../disk/atomic-write.ts';
import { jsonOrNull } from '../../util/json.ts';
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
      return text === null ? null : check(jsonOrNull(text));
    },
    put: (key, value) => writeAtomically(pathOf(key), `${JSON.stringify(value)}\n`),
  };
}

/** A store that keeps nothing on disk. */
export function memoryStore(): ResultStore {
  const kept = new Map<string, string>();
  return {
    get: async (key, check) => {
      const text = kept.get(key);
      return text === undefined ? null : check(jsonOrNull(text));
    },
    put: async (key, value) => {
      kept.set(key, JSON.stringify(value));
    },
  };
}
