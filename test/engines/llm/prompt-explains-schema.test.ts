import { expect, test } from 'vitest';
import { PLAN_SYSTEM, RAW_PLAN_SYSTEM } from '../../../src/engines/llm/prompts/plan.ts';
import { planReplySchema } from '../../../src/engines/llm/prompts/plan-schema.ts';
import { estimateTokens } from '../../../src/util/estimate-tokens.ts';

/** Names of properties and of node kinds, wherever they stand. */
function offered(value: unknown, names = new Set<string>()): ReadonlySet<string> {
  if (Array.isArray(value)) for (const item of value) offered(item, names);
  else if (value !== null && typeof value === 'object') {
    const { properties, const: kind } = value as { readonly properties?: object; readonly const?: unknown };
    for (const name of Object.keys(properties ?? {})) names.add(name);
    if (typeof kind === 'string') names.add(kind);
    for (const inner of Object.values(value)) offered(inner, names);
  }
  return names;
}

// A name for what the given examples show under another word, or that only solved facts use.
const NOT_NEEDED = new Set(['state_in', 'next_out', 'lhs', 'bit', 'state', 'codes', 'init', 'enable', 'signed']);

test.each([
  ['plan', PLAN_SYSTEM],
  ['raw', RAW_PLAN_SYSTEM],
] as const)('whatever the schema of a %s offers, the prompt explains', (kind, prompt) => {
  const names = [...offered(planReplySchema(kind))];
  expect(names).toContain('fsm');
  expect(names.filter((name) => !NOT_NEEDED.has(name) && !prompt.includes(`"${name}"`))).toEqual([]);
});

test('raw nodes are offered only by their own prompt', () => {
  expect(offered(planReplySchema('plan')).has('raw')).toBe(false);
  expect(PLAN_SYSTEM).not.toContain('raw');
});

test('prompt and schema leave a context of 8k its room', () => {
  const schema = estimateTokens(JSON.stringify(planReplySchema('plan')));
  expect(estimateTokens(PLAN_SYSTEM)).toBeLessThan(1_900);
  expect(schema).toBeLessThan(3_500);
});
