import { z } from 'zod';

/** Schema of {@link PlanSource}. */
export const src = z.object({ start: z.number().int(), end: z.number().int(), rule: z.string().optional() });

/** Where a node came from: offsets into the spec's normalised text, and the rule that read it. */
export type PlanSource = z.infer<typeof src>;
