import { createHash, randomBytes } from 'node:crypto';
import { appendFile, mkdir } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { ToolchainError } from '../contracts/error.ts';
import type { RunManifest } from '../contracts/run.ts';
import type { Artifact } from '../contracts/source.ts';
import { asDiskError, writeAtomically } from '../disk/atomic-write.ts';

/** What is known when a run starts; the folder fills in the rest. */
export type RunStart = Omit<RunManifest, 'schema' | 'id' | 'status' | 'startedAt' | 'endedAt'>;

/** One run on disk: manifest, append-only events, artifacts. */
export interface RunFolder {
  readonly id: string;
  readonly dir: string;
  /** Appends one line to `events.jsonl`. */
  readonly event: (type: string, data: Readonly<Record<string, unknown>>) => Promise<void>;
  /** Keeps a file under the folder; the path is relative and may not leave it. */
  readonly keep: (path: string, content: string | Uint8Array) => Promise<Artifact>;
  readonly finish: (status: Exclude<RunManifest['status'], 'started'>) => Promise<void>;
}

/** `20261122T213000Z-1a2b3c`: sorts by time, unique among runs that start in the same second. */
export function runId(nowMs: number): string {
  const utc = new Date(nowMs).toISOString().replace(/[-:]/g, '').replace(/\.\d+/, '');
  return `${utc}-${randomBytes(3).toString('hex')}`;
}

/** Creates the folder and writes the manifest with status `started`, so that a crash leaves a trace. */
export async function startRun(root: string, start: RunStart, now: () => number): Promise<RunFolder> {
  const id = runId(now());
  const dir = join(resolve(root), id);
  const startedAt = new Date(now()).toISOString();
  const write = (status: RunManifest['status'], endedAt: string | null): Promise<void> =>
    writeAtomically(
      join(dir, 'run.json'),
      `${JSON.stringify({ schema: 'run@1', id, status, startedAt, endedAt, ...start }, null, 2)}\n`,
    );
  await mkdir(dir, { recursive: true }).catch((error: unknown) => {
    throw asDiskError(error, dir);
  });
  await write('started', null);
  return {
    id,
    dir,
    event: async (type, data) => {
      const line = `${JSON.stringify({ at: new Date(now()).toISOString(), type, ...data })}\n`;
      const file = join(dir, 'events.jsonl');
      await appendFile(file, line).catch((error: unknown) => {
        throw asDiskError(error, file);
      });
    },
    keep: (path, content) => keepArtifact(dir, path, content),
    finish: (status) => write(status, new Date(now()).toISOString()),
  };
}

async function keepArtifact(dir: string, path: string, content: string | Uint8Array): Promise<Artifact> {
  const target = resolve(dir, path);
  if (!target.startsWith(dir + sep)) {
    throw new ToolchainError('input', `artifact path leaves the run folder: ${path}`, {
      hint: 'Use a relative path without "..".',
    });
  }
  await writeAtomically(target, content);
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return {
    path,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    bytes: bytes.byteLength,
    truncated: false,
  };
}
