import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../cli/spawn.ts';
import { planText } from '../engines/circuit.ts';

const GUIDE = readFileSync(join(ROOT, 'docs/guides/wording.md'), 'utf8');

const blocks = (kind: string): readonly string[] =>
  [...GUIDE.matchAll(new RegExp(`^\`\`\`\`${kind}\\n([\\s\\S]*?)^\`\`\`\``, 'gm'))].map((hit) => hit[1] ?? '');

describe('the guide to wordings', () => {
  test('shows a text of each family, and some that are refused', () => {
    expect(blocks('text').length).toBeGreaterThan(8);
    expect(blocks('refused').length).toBeGreaterThan(2);
  });

  test.each(blocks('text'))('%s is read whole', (text) => {
    const planned = planText(text);
    expect(planned.ok ? null : [planned.refusal.detail, planned.refusal.quotes]).toBeNull();
  });

  test.each(blocks('refused'))('%s is refused', (text) => {
    expect(planText(text).ok).toBe(false);
  });
});
