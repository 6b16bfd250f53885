import { expect, test } from 'vitest';
import { planText, specOf } from './circuit.ts';
import { LIMITS } from './limits.ts';
import { expectFewRefused } from './seeds.ts';

test.each(Object.entries(LIMITS))('200 random %s are right or refused, and most are accepted', (_name, generate) => {
  expectFewRefused(generate, 40);
});

const PORTS = ['input clk', 'input go', 'input en', 'input d (4 bits)', 'output q (4 bits)', 'output r (4 bits)'];
const EDGE = 'All registers are triggered on the rising edge of clk.';

test.each([
  'q takes d, and r is inverted if en is 1.',
  'If en is 1, q takes d and r is inverted when go is 1.',
  'q takes d if en is 1 and r is inverted.',
  'If en is 1, q takes d. Then r is inverted.',
  'If en is 1, q takes d; then r is inverted.',
  'q takes d and then r takes q.',
  'If en is 1, q takes d. If go is 1, r takes d. The output is inverted.',
  'If en stays 1, q takes d. If go is 1, r takes d.',
  'Once en is 1, q takes d. If go is 1, r takes d.',
  'q takes d and r becomes 5 except when en is 0.',
])('what "%s" says of which action is open', (text) => {
  expect(planText(specOf(PORTS, `${EDGE} ${text}`)).ok).toBe(false);
});
