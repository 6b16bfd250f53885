import { describe, expect, test } from 'vitest';
import { BLOCKS } from './blocks.ts';
import { planText, specOf } from './circuit.ts';
import { expectFewRefused } from './seeds.ts';

describe('blocks in words', () => {
  test.each(Object.entries(BLOCKS))('200 random %s are right or refused, and most are accepted', (_name, generate) => {
    expectFewRefused(generate, 50);
  });
});

describe('parity bits told by the number of ones', () => {
  const PORTS = ['input d (4 bits)', 'input m', 'output p'];
  test.each([
    'When m is 0, p is chosen so that the number of ones in d and m together is even. When m is 1, it is chosen so that this number is odd.',
    'When m is 0, p is chosen so that the number of ones in d is even. When m is 1, it is chosen so that this number is odd.',
    'When m is 0, p is chosen so that the number of zeros in d and p together is even. When m is 1, it is chosen so that this number is odd.',
    'When m is 0, p is chosen so that this number is even. When m is 1, it is chosen so that this number is odd.',
    'When m is 0, p is chosen so that the number of ones in d and p together is three. When m is 1, p is 0.',
  ])('abstains from "%s"', (text) => {
    expect(planText(specOf(PORTS, text)).ok).toBe(false);
  });
});

test.each(['y is the sum of a and the inverse of b.', 'y is the product of a and the inverse of b.'])(
  '"%s" leaves open how wide the inverse is',
  (text) => {
    const ports = ['input a (4 bits)', 'input b (4 bits)', 'output y (8 bits)'];
    expect(planText(specOf(ports, text)).ok).toBe(false);
  },
);
