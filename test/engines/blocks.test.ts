import { describe, expect, test } from 'vitest';
import { BLOCKS } from './blocks.ts';
import { planText } from './circuit.ts';

describe('blocks in words', () => {
  test.each(Object.entries(BLOCKS))('200 random %s are right or refused, and most are accepted', (_name, generate) => {
    const refused: string[] = [];
    for (let seed = 0; seed < 200; seed += 1) {
      const one = generate(seed);
      const planned = planText(one.spec);
      if (planned.ok) expect(one.check(planned.circuit()), `seed ${String(seed)}\n${one.spec}`).toBeNull();
      else refused.push(`${planned.refusal.detail}\n${one.spec}`);
    }
    expect(refused.length, refused.slice(0, 2).join('\n---\n')).toBeLessThan(50);
  });
});
