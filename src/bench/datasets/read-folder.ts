import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ToolchainError } from '../../contracts/error.ts';

/** Largest file a dataset may contain; a larger one is refused rather than read into memory. */
const LARGEST_BYTES = 64 * 1024 * 1024;

/** Names in a folder, sorted; throws `input` with a hint where there is no such folder. */
export async function listFolder(dir: string): Promise<readonly { readonly name: string; readonly folder: boolean }[]> {
  const entries = await readdir(dir, { withFileTypes: true }).catch((cause: unknown) => {
    throw new ToolchainError('input', `cannot read the folder ${dir}`, {
      hint: 'Give the path of the dataset with --dataset.',
      cause,
    });
  });
  return entries
    .map((entry) => ({ name: entry.name, folder: entry.isDirectory() }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Bytes of a dataset file. Throws `input` when it cannot be read or is larger than 64 MiB. */
export async function readDataFile(path: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(path);
    if (size <= LARGEST_BYTES) return await readFile(path);
  } catch (cause) {
    throw new ToolchainError('input', `cannot read ${path}`, { hint: 'Check the path and its permissions.', cause });
  }
  throw new ToolchainError('input', `${path} is larger than 64 MiB`, { hint: 'Check that this is a dataset file.' });
}

/** A dataset file as text, with LF line ends kept as they are. */
export const readDataText = async (path: string): Promise<string> => new TextDecoder().decode(await readDataFile(path));

/** Every file below a folder, relative paths with `/`, sorted; symbolic links are not followed. */
export async function walkFolder(dir: string, prefix = ''): Promise<readonly string[]> {
  const found: string[] = [];
  for (const entry of await listFolder(prefix === '' ? dir : join(dir, prefix))) {
    const path = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
    if (entry.folder) found.push(...(await walkFolder(dir, path)));
    else found.push(path);
  }
  return found;
}

/** Lines of a JSONL file with their 1-based numbers; empty lines are left out. Throws `input` on a line that is not an object. */
export function parseJsonl(
  text: string,
  path: string,
): readonly { readonly line: number; readonly value: Record<string, unknown> }[] {
  return text.split('\n').flatMap((raw, index) => {
    if (raw.trim() === '') return [];
    const value = parseLine(raw);
    if (value !== null) return [{ line: index + 1, value }];
    throw new ToolchainError('input', `${path}:${index + 1} is not a JSON object`, {
      hint: 'Each line must hold one JSON object.',
    });
  });
}

function parseLine(raw: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(raw);
    return value !== null && typeof value === 'object' && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    // The caller names file and line.
    return null;
  }
}
