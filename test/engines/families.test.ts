import { describe, test } from 'vitest';
import { adder, type Case, choice, counter, detector, gate, mux, narration, shifter } from './families.ts';
import { expectFewRefused } from './seeds.ts';

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
    expectFewRefused(generate, 50);
  });
});
