import { z } from 'zod';

/** Raised with every change of the scanner, the documents or the layout that makes older indexes give other answers. */
export const indexVersion = 3;

const part = z.object({
  /** File name inside the index folder; holds the start of its digest, so a new version never overwrites an old one. */
  file: z.string().regex(/^[a-z]+-[0-9a-f]{16}\.[a-z0-9]+$/),
  bytes: z.number().int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

export type IndexPart = z.infer<typeof part>;

/** First file read and last file written of an index folder. Nothing in it depends on the clock or the machine. */
export const indexManifestSchema = z.object({
  schema: z.literal('rag-index@1'),
  version: z.number().int(),
  embedder: z.object({ id: z.string(), digest: z.string(), dimension: z.number().int().positive() }),
  chunks: z.object({ bodyLines: z.number().int().positive() }),
  /** Whether facts were made exact by an elaboration. */
  elaborated: z.boolean(),
  counts: z.object({
    files: z.number().int().nonnegative(),
    units: z.number().int().nonnegative(),
    chunks: z.number().int().nonnegative(),
    bytes: z.number().int().nonnegative(),
    latin1: z.number().int().nonnegative(),
    skipped: z.record(z.string(), z.number().int()),
  }),
  parts: z.object({ facts: part, columns: part, vectors: part, texts: part, neighbours: part.nullable() }),
});

export type IndexManifest = z.infer<typeof indexManifestSchema>;
