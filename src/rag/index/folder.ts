import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ToolchainError } from '../../contracts/error.ts';
import { writeAtomically } from '../../disk/atomic-write.ts';
import { type IndexManifest, type IndexPart, indexManifestSchema, indexVersion } from './manifest.ts';

const manifestName = 'manifest.json';

const problem = (folder: string, what: string, hint: string, cause?: unknown): ToolchainError =>
  new ToolchainError('index', `${folder}: ${what}`, { hint, ...(cause === undefined ? {} : { cause }) });

const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Writes one part under a name that holds its digest. */
export const writePart = async (
  folder: string,
  part: { readonly name: string; readonly extension: string; readonly bytes: Uint8Array },
): Promise<IndexPart> => {
  const sha256 = digestOf(part.bytes);
  const file = `${part.name}-${sha256.slice(0, 16)}.${part.extension}`;
  await writeAtomically(join(folder, file), part.bytes);
  return { file, bytes: part.bytes.byteLength, sha256 };
};

export const manifestText = (manifest: IndexManifest): string => `${JSON.stringify(manifest, null, 2)}\n`;

/** Digest that names an index: that of its manifest, which names every part by digest. */
export const indexDigest = (manifest: IndexManifest): string =>
  createHash('sha256').update(manifestText(manifest)).digest('hex');

/** Makes the parts the index: the manifest is renamed into place last, then parts of older versions go. */
export const commitManifest = async (folder: string, manifest: IndexManifest): Promise<void> => {
  await writeAtomically(join(folder, manifestName), manifestText(manifest));
  const kept = new Set([manifestName, ...Object.values(manifest.parts).map((p) => p?.file ?? '')]);
  for (const name of await readdir(folder)) {
    const ours = /^[a-z]+-[0-9a-f]{16}\.[a-z0-9]+(?:\.[0-9a-f]+\.tmp)?$|^manifest\.json\.[0-9a-f]+\.tmp$/.test(name);
    if (ours && !kept.has(name)) await rm(join(folder, name), { force: true });
  }
};

/** Reads and checks the manifest. Throws `index` where there is none, or it is foreign, damaged or of another version. */
export const readManifest = async (folder: string): Promise<IndexManifest> => {
  const rebuild = `Build it: veriloom index build REPO -o ${folder}`;
  const text = await readFile(join(folder, manifestName), 'utf8').catch((cause: unknown) => {
    throw problem(folder, 'there is no retrieval index here', rebuild, cause);
  });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw problem(folder, 'the index manifest is damaged: it is not JSON', rebuild, cause);
  }
  const version = (json as { version?: unknown } | null)?.version;
  if (typeof version === 'number' && version !== indexVersion)
    throw problem(folder, `the index has version ${version}, this program reads ${indexVersion}`, rebuild);
  const parsed = indexManifestSchema.safeParse(json);
  if (!parsed.success)
    throw problem(
      folder,
      'manifest.json is not that of a retrieval index',
      'Name the folder of an index built by veriloom index build.',
    );
  return parsed.data;
};

/** Reads one part and compares it with its digest. */
export const readPart = async (folder: string, part: IndexPart): Promise<Uint8Array> => {
  const rebuild = `Build it again: veriloom index build REPO -o ${folder}`;
  const bytes = await readFile(join(folder, part.file)).catch((cause: unknown) => {
    throw problem(folder, `the index is damaged: ${part.file} is missing or unreadable`, rebuild, cause);
  });
  if (bytes.byteLength !== part.bytes || digestOf(bytes) !== part.sha256)
    throw problem(folder, `the index is damaged: ${part.file} is not what its manifest says`, rebuild);
  return bytes;
};

const lockName = 'build.lock';

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: the process exists and belongs to someone else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** Keeps two builds out of one folder. A lock whose process is gone is taken over. */
export const withLock = async <T>(folder: string, work: () => Promise<T>): Promise<T> => {
  await mkdir(folder, { recursive: true }).catch((cause: unknown) => {
    throw new ToolchainError('disk', `${folder}: the folder cannot be made`, {
      hint: 'Choose a folder you may write to with -o.',
      cause,
    });
  });
  const path = join(folder, lockName);
  const holder = Number(await readFile(path, 'utf8').catch(() => '0'));
  if (holder > 0 && holder !== process.pid && isAlive(holder))
    throw problem(
      folder,
      `another build (process ${holder}) writes this index`,
      'Wait for it, or build into another folder with -o.',
    );
  await writeFile(path, `${process.pid}\n`).catch((cause: unknown) => {
    throw new ToolchainError('disk', `${folder}: cannot be written`, {
      hint: 'Choose a folder you may write to with -o.',
      cause,
    });
  });
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
};
