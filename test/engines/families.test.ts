import { describe, expect, test } from 'vitest';
import { planText } from './circuit.ts';
import { adder, type Case, choice, counter, detector, gate, mux, narration, shifter } from './families.ts';

const SEEDS = Array.from({ length: 200 }, (_, seed) => seed);

describe('component families in words', () => {
  test.each<[string, (seed: number) => Case]>([
    ['counters', counter],
    ['narrated registers', narration],
    ['choices', choice],
    ['gates', gate],
    ['adders', adder],
    ['shift registers', shifter],
    ['multiplexers', mux],
    ['sequence detectors', detector],
  ])('200 random %s are right or refused, and most are accepted', (_name, generate) => {
    let accepted = 0;
    const refusals = new Map<string, string>();
    for (const seed of SEEDS) {
      const one = generate(seed);
      const planned = planText(one.spec);
      if (planned.ok) {
        accepted += 1;
        const wrong = one.check(planned.circuit());
        expect(wrong, `seed ${String(seed)}\n${one.spec}`).toBeNull();
      } else refusals.set(planned.refusal.detail, one.spec);
    }
    expect(
      accepted,
      [...refusals]
        .map(([why, spec]) => `${why}\n${spec}`)
        .slice(0, 3)
        .join('\n---\n'),
    ).toBeGreaterThan(150);
  });
});
