import { z } from 'zod';
import { designPlanSchema } from '../../../contracts/plan.ts';

/** Node kinds that are read where they come but not offered: the prompt does not explain them. */
const NOT_OFFERED = {
  plan: new Set<unknown>(['component', 'for', 'raw']),
  raw: new Set<unknown>(['component', 'for']),
} as const;

/**
 * What a model need not write: places in the spec, bookkeeping, what is filled in from the interface, and what the prompt
 * does not explain. All of it is read where it comes; some endpoints charge the schema to the prompt.
 */
const LEFT_OUT: ReadonlySet<string> = new Set([
  ...['src', 'coverage', 'checks', 'assumptions', 'role', 'by', 'doc', 'origin', 'params', 'min', 'max'],
  ...['range', 'under_enable', 'write_mask', 'dontcare_when', 'dontcare_policy', 'into', 'by_inspection', 'vars'],
  ...['guards', 'reset_all', 'mask', 'when_disabled', 'read_during_write'],
]);

type Json = Readonly<Record<string, unknown>>;

const VALUES: Json = { type: 'object', additionalProperties: { type: 'string' } };
/** Points or cycles at which a module is checked alone; they become checks of the plan. */
const EXAMPLES: Json = {
  type: 'array',
  items: { type: 'object', properties: { in: VALUES, out: VALUES }, required: ['in', 'out'] },
};

/**
 * The plan's JSON Schema for models, made from the zod schema of the contract: bookkeeping is taken out, and `ir`, `top`
 * and the top module's ports are not asked for, because the specification gives them.
 */
export const planReplySchema = (kind: keyof typeof NOT_OFFERED = 'plan'): Json => {
  const offered = withoutKinds(z.toJSONSchema(designPlanSchema, { io: 'input' }), NOT_OFFERED[kind]);
  const schema = pruned(offered) as Json;
  const { properties, modules } = partsOf(schema);
  const item = modules['items'] as Json;
  const known = { ...(item['properties'] as Json), doc: { type: 'string' }, examples: EXAMPLES };
  return {
    type: 'object',
    properties: {
      ...properties,
      modules: { ...modules, items: { ...item, properties: known, required: ['name', 'body'] } },
    },
    required: ['modules'],
    additionalProperties: false,
  };
};

function partsOf(schema: Json): { readonly properties: Json; readonly modules: Json } {
  const { ir: _ir, top: _top, ...properties } = schema['properties'] as Json;
  return { properties, modules: properties['modules'] as Json };
}

// Patterns and bounds of numbers cost grammar and help no model.
const NOISE: ReadonlySet<string> = new Set(['$schema', 'pattern', 'minimum', 'maximum', 'minLength', 'propertyNames']);

const kindOf = (item: unknown): unknown => {
  const properties = item !== null && typeof item === 'object' && 'properties' in item ? item.properties : null;
  const kind = properties !== null && typeof properties === 'object' && 'kind' in properties ? properties.kind : null;
  return kind !== null && typeof kind === 'object' && 'const' in kind ? kind.const : null;
};

function withoutKinds(value: unknown, kinds: ReadonlySet<unknown>): unknown {
  if (Array.isArray(value))
    return value.filter((item) => !kinds.has(kindOf(item))).map((item) => withoutKinds(item, kinds));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutKinds(inner, kinds)]));
}

function pruned(value: unknown, isProperties = false): unknown {
  if (Array.isArray(value)) return value.map((item) => pruned(item));
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([key]) => (isProperties ? !LEFT_OUT.has(key) : !NOISE.has(key)));
  // An expression is text; its object form is read, but not offered.
  return Object.fromEntries(entries.map(([key, inner]) => [key, textIfOpen(pruned(inner, key === 'properties'))]));
}

const textIfOpen = (value: unknown): unknown =>
  value !== null && typeof value === 'object' && Object.keys(value).length === 0 ? { type: 'string' } : value;
