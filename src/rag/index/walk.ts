import { createHash } from 'node:crypto';
import type { Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { licenceOf } from '../extract/licence.ts';

/** A file read for indexing. */
export interface SourceText {
  /** Relative to the root, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly bytes: number;
  /** Of the bytes and, where there is one, of the description beside it. */
  readonly sha256: string;
  /** Text of a `spec.md` in the same folder: what the design is for, in prose. Empty where there is none. */
  readonly description: string;
  /** Licence of the nearest LICENSE file at or above the file; null where there is none or it is not recognised. */
  readonly folderLicence: string | null;
  readonly encoding: 'utf-8' | 'latin1';
}

export type SkipReason = 'binary' | 'too-large' | 'unreadable' | 'symlink' | 'excluded';

export interface Skipped {
  readonly path: string;
  readonly reason: SkipReason;
}

export interface WalkOptions {
  /** Larger files are skipped with a count: generated netlists help no one. */
  readonly maxFileBytes: number;
  /** Paths for which this is true are left out. */
  readonly exclude: (path: string) => boolean;
}

const sources = /\.(?:v|sv|vh|svh)$/i;
const licenceFile = /^(?:LICEN[CS]E|COPYING)(?:[.-].*)?$/i;
const ignoredFolders: ReadonlySet<string> = new Set(['node_modules', '__pycache__']);
/** Folders deeper than this are not entered. */
const deepestFolder = 64;

export interface Listing {
  readonly files: readonly string[];
  /** LICENSE files by folder. */
  readonly licences: ReadonlyMap<string, string>;
  readonly skipped: Skipped[];
}

interface Found {
  readonly files: string[];
  readonly licences: Map<string, string>;
  readonly skipped: Skipped[];
}

const readFolder = async (root: string, folder: string, found: Found): Promise<string[]> => {
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => null);
  if (entries === null) {
    found.skipped.push({ path: folder, reason: 'unreadable' });
    return [];
  }
  const folders: string[] = [];
  for (const entry of entries) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    const enters = entry.isDirectory() && !entry.name.startsWith('.') && !ignoredFolders.has(entry.name);
    if (enters) folders.push(path);
    else noteFile(entry, { path, folder, found });
  }
  return folders;
};

const noteFile = (
  entry: Dirent,
  at: { readonly path: string; readonly folder: string; readonly found: Found },
): void => {
  const { path, folder, found } = at;
  const isSource = sources.test(entry.name);
  // Links are not followed: they may lead out of the repository or round in a circle, and what they name is read anyway.
  if (entry.isSymbolicLink() && isSource) found.skipped.push({ path, reason: 'symlink' });
  else if (entry.isFile() && isSource) found.files.push(path);
  else if (entry.isFile() && licenceFile.test(entry.name)) found.licences.set(folder, path);
};

/** Verilog and SystemVerilog files under a folder, sorted by path. Hidden folders and links are not entered. */
export const listSources = async (root: string, options: Pick<WalkOptions, 'exclude'>): Promise<Listing> => {
  const found: Found = { files: [], licences: new Map(), skipped: [] };
  let folders = [''];
  for (let depth = 0; depth < deepestFolder && folders.length > 0; depth += 1) {
    const next: string[] = [];
    for (const folder of folders) next.push(...(await readFolder(root, folder, found)));
    folders = next;
  }
  const files: string[] = [];
  for (const path of found.files) {
    if (options.exclude(path)) found.skipped.push({ path, reason: 'excluded' });
    else files.push(path);
  }
  return { ...found, files: files.sort(byCodeUnit) };
};

/** Order of strings that no locale changes. */
const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Bytes looked at for the zero byte that no text holds. */
const sniffed = 8192;

/** UTF-8 where the bytes are that; otherwise Latin-1, which every byte is, so that old comments keep their words. */
export const decodeText = (bytes: Uint8Array): { readonly text: string; readonly encoding: 'utf-8' | 'latin1' } => {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    // The decoder throws for malformed UTF-8 only: the bytes are read as Latin-1 instead.
    return { text: Buffer.from(bytes).toString('latin1'), encoding: 'latin1' };
  }
};

interface ReadOptions extends WalkOptions {
  readonly root: string;
  readonly listing: Listing;
}

/** Reads the listed files one after the other; what cannot be read is added to the listing's skipped files. */
export async function* readSources(options: ReadOptions): AsyncGenerator<SourceText> {
  const { root, listing } = options;
  const beside = new Map<string, string>();
  const licences = new Map<string, string | null>();
  for (const path of listing.files) {
    const read = await readOne(join(root, path), options.maxFileBytes);
    if (typeof read === 'string') {
      listing.skipped.push({ path, reason: read });
      continue;
    }
    const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
    if (!beside.has(folder)) beside.set(folder, await descriptionIn(join(root, folder)));
    const description = beside.get(folder) ?? '';
    const sha256 = createHash('sha256').update(read).update(description).digest('hex');
    const folderLicence = await licenceAbove(folder, { root, listing, known: licences });
    yield { path, bytes: read.byteLength, sha256, description, folderLicence, ...decodeText(read) };
  }
}

const readOne = async (file: string, maxBytes: number): Promise<Uint8Array | SkipReason> => {
  const size = await stat(file).then(
    (s) => s.size,
    () => -1,
  );
  if (size > maxBytes) return 'too-large';
  const bytes = size < 0 ? null : await readFile(file).catch(() => null);
  if (bytes === null) return 'unreadable';
  return bytes.subarray(0, sniffed).includes(0) ? 'binary' : bytes;
};

/** Characters of a description that are used. */
const longestDescription = 4000;

const descriptionIn = async (folder: string): Promise<string> => {
  const bytes = await readFile(join(folder, 'spec.md')).catch(() => null);
  return bytes === null ? '' : decodeText(bytes).text.slice(0, longestDescription);
};

const licenceAbove = async (
  folder: string,
  from: { readonly root: string; readonly listing: Listing; readonly known: Map<string, string | null> },
): Promise<string | null> => {
  const known = from.known.get(folder);
  if (known !== undefined) return known;
  const file = from.listing.licences.get(folder);
  const text = file === undefined ? null : await readFile(join(from.root, file)).catch(() => null);
  let licence = text === null ? null : licenceOf(decodeText(text).text);
  if (licence === null && folder !== '') {
    const above = dirname(folder);
    licence = await licenceAbove(above === '.' ? '' : above, from);
  }
  from.known.set(folder, licence);
  return licence;
};
