import { expect } from 'vitest';
import { planText } from './circuit.ts';
import type { Case } from './families.ts';

const SEEDS = 200;

/** Plans 200 random specifications, holds every one that is accepted against its model, and gives what became of the others. */
function refusalsOf(generate: (seed: number) => Case): readonly string[] {
  const refused: string[] = [];
  for (let seed = 0; seed < SEEDS; seed += 1) {
    const one = generate(seed);
    const planned = planText(one.spec);
    if (planned.ok) expect(one.check(planned.circuit()), `seed ${String(seed)}\n${one.spec}`).toBeNull();
    else {
      const quotes = planned.refusal.quotes.map((quote) => quote.text).join(' | ');
      refused.push(`${planned.refusal.detail} ${quotes}\n${one.spec}`);
    }
  }
  return refused;
}

/** Expects that fewer than so many of 200 are refused, and shows some of those. */
export function expectFewRefused(generate: (seed: number) => Case, limit: number): void {
  const refused = refusalsOf(generate);
  expect(refused.length, refused.slice(0, 3).join('\n---\n')).toBeLessThan(limit);
}
