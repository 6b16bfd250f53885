import { expect, it } from 'vitest';
import { evaluateBits } from '../../src/engines/rule/evaluate.ts';
import { op, ref } from '../../src/english/value.ts';

const POINTS = Array.from({ length: 8 }, (_, bits) => [4, 2, 1].map((bit) => (bits & bit ? 1n : 0n)));

it.each<[string, (bits: readonly bigint[]) => boolean]>([
  ['&', (bits) => bits.every((bit) => bit === 1n)],
  ['|', (bits) => bits.includes(1n)],
  ['^', (bits) => bits.filter((bit) => bit === 1n).length % 2 === 1],
  ['~&', (bits) => !bits.every((bit) => bit === 1n)],
  ['~|', (bits) => !bits.includes(1n)],
  ['&&', (bits) => bits.every((bit) => bit === 1n)],
  ['||', (bits) => bits.includes(1n)],
])('%s of three signals looks at all of them', (name, expected) => {
  const value = op(name, ref('a'), ref('b'), ref('c'));
  for (const bits of POINTS) {
    const values = new Map(['a', 'b', 'c'].map((one, at) => [one, bits[at] ?? 0n]));
    expect(evaluateBits(value, { values, lsb: () => 0 })).toBe(expected(bits) ? 1n : 0n);
  }
});

it.each(['~^', '==', '<'])('%s of three signals has no value', (name) => {
  const values = new Map([
    ['a', 0n],
    ['b', 1n],
    ['c', 1n],
  ]);
  expect(evaluateBits(op(name, ref('a'), ref('b'), ref('c')), { values, lsb: () => 0 })).toBeNull();
});
