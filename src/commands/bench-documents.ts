import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { BenchAuditDocument, BenchRunDocument } from '../contracts/bench.ts';
import { ToolchainError } from '../contracts/error.ts';

// Written by this program: the outline is checked, the inside is trusted.
const runOutline = z.looseObject({
  schema: z.literal('bench-run@1'),
  manifest: z.looseObject({ dataset: z.looseObject({ id: z.string() }) }),
  passAtK: z.array(z.looseObject({ k: z.number() })),
  tasks: z.array(z.looseObject({ task: z.string(), samples: z.number(), ownPass: z.number(), ownScored: z.number() })),
  samples: z.array(
    z.looseObject({ task: z.string(), sample: z.number(), own: z.looseObject({ outcome: z.string() }) }),
  ),
  candidates: z.record(z.string(), z.looseObject({ text: z.string() })),
});
const auditOutline = z.looseObject({
  schema: z.literal('bench-audit@1'),
  dataset: z.looseObject({ sha256: z.string() }),
  tasks: z.array(
    z.looseObject({ task: z.string(), defects: z.array(z.looseObject({ defect: z.string(), severity: z.string() })) }),
  ),
});

/** Report of a benchmark run, from its file or the folder that holds `report.json`. Throws `input` for anything else. */
export async function readRun(path: string): Promise<BenchRunDocument> {
  const value = await readJson(path);
  if (runOutline.safeParse(value).success) return value as BenchRunDocument;
  throw new ToolchainError('input', `${path} is not a bench-run@1 report`, {
    hint: 'Make one with: veriloom bench run … --report run.json',
  });
}

/** Manifest of an audit. Throws `input` for anything else. */
export async function readAudit(path: string): Promise<BenchAuditDocument> {
  const value = await readJson(path);
  if (auditOutline.safeParse(value).success) return value as BenchAuditDocument;
  throw new ToolchainError('input', `${path} is not a bench-audit@1 manifest`, {
    hint: 'Make one with: veriloom bench audit … -o audit.json',
  });
}

async function readJson(path: string): Promise<unknown> {
  const folder = await stat(path).then(
    (info) => info.isDirectory(),
    () => false,
  );
  const file = folder ? join(path, 'report.json') : path;
  try {
    return JSON.parse(await readFile(file, 'utf8')) as unknown;
  } catch (cause) {
    throw new ToolchainError('input', `cannot read ${file}`, {
      hint: 'Give the JSON file of a benchmark run or audit.',
      cause,
    });
  }
}
