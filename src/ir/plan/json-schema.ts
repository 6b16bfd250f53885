import { z } from 'zod';
import { designPlanSchema } from '../../contracts/plan.ts';

/** JSON Schema (draft 2020-12) of a plan, for models that fill one; generated from the zod schema, so that it cannot differ. */
export const planJsonSchema = (): Readonly<Record<string, unknown>> =>
  z.toJSONSchema(designPlanSchema, { io: 'output' });
