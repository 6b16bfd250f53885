import { z } from 'zod';

/** The first and last file of a run folder. `started` on disk with no process behind it means the run crashed. */
export const runManifestSchema = z.object({
  schema: z.literal('run@1'),
  id: z.string(),
  command: z.string(),
  status: z.enum(['started', 'success', 'cancelled', 'error']),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  argv: z.array(z.string()),
  seed: z.number().int(),
  version: z.string(),
  revision: z.object({ commit: z.string(), dirty: z.boolean() }).nullable(),
  tools: z.record(z.string(), z.string()),
  model: z.object({ id: z.string(), temperature: z.number() }).nullable(),
  oracle: z.enum(['hidden', 'visible', 'none']),
});

export type RunManifest = z.infer<typeof runManifestSchema>;
