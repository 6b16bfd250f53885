import { z } from 'zod';
import { designPlanSchema } from '../../../contracts/plan.ts';

/** Node kinds that are read where they come but not offered: the prompt does not explain them. */
const NOT_OFFERED: ReadonlySet<unknown> = new Set(['component', 'for']);

/** What a model need not write: places in the spec, bookkeeping, and what is filled in from the interface. */
const LEFT_OUT: ReadonlySet<string> = new Set(['src', 'coverage', 'checks', 'assumptions', 'role', 'by']);

type Json = Readonly<Record<string, unknown>>;

/**
 * The plan's JSON Schema for models, made from the zod schema of the contract: bookkeeping is taken out, and `ir`, `top`
 * and the top module's ports are not asked for, because the specification gives them.
 */
export const planReplySchema = (): Json => {
  const schema = pruned(z.toJSONSchema(designPlanSchema, { io: 'input' })) as Json;
  const { properties, modules } = partsOf(schema);
  const item = modules['items'] as Json;
  return {
    type: 'object',
    properties: { ...properties, modules: { ...modules, items: { ...item, required: ['name', 'body'] } } },
    required: ['modules'],
    additionalProperties: false,
  };
};

function partsOf(schema: Json): { readonly properties: Json; readonly modules: Json } {
  const { ir: _ir, top: _top, ...properties } = schema['properties'] as Json;
  return { properties, modules: properties['modules'] as Json };
}

// Patterns and bounds of numbers cost grammar and help no model.
const NOISE: ReadonlySet<string> = new Set(['$schema', 'pattern', 'minimum', 'maximum', 'minLength']);

const kindOf = (item: unknown): unknown => {
  const properties = item !== null && typeof item === 'object' && 'properties' in item ? item.properties : null;
  const kind = properties !== null && typeof properties === 'object' && 'kind' in properties ? properties.kind : null;
  return kind !== null && typeof kind === 'object' && 'const' in kind ? kind.const : null;
};

function pruned(value: unknown, isProperties = false): unknown {
  if (Array.isArray(value)) return value.filter((item) => !NOT_OFFERED.has(kindOf(item))).map((item) => pruned(item));
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([key]) => (isProperties ? !LEFT_OUT.has(key) : !NOISE.has(key)));
  // An expression is text; its object form is read, but not offered.
  return Object.fromEntries(entries.map(([key, inner]) => [key, textIfOpen(pruned(inner, key === 'properties'))]));
}

const textIfOpen = (value: unknown): unknown =>
  value !== null && typeof value === 'object' && Object.keys(value).length === 0 ? { type: 'string' } : value;
