import type { Value } from '../../english/index.ts';
import type { Expressed, Unspeakable } from './expressed.ts';

/** A comparison of two's complement numbers: both sides are marked, since a bare literal would make it unsigned. */
export function signedComparison(
  name: string,
  values: readonly Value[],
  sides: { readonly one: Expressed; readonly two: Expressed; readonly isMixed: boolean },
): Expressed | Unspeakable {
  const { one, two, isMixed } = sides;
  if (['==', '!='].includes(name))
    return one.width === two.width
      ? { text: `(${one.text} ${name} ${two.text})`, width: 1 }
      : { why: 'numbers of different width and sign are compared' };
  const width = one.width ?? 1;
  const isHuge = values.some((value) => value.k === 'num' && BigInt(value.value) >= 1n << BigInt(width - 1));
  if (isMixed || isHuge) return { why: 'signed and unsigned values are compared' };
  return { text: `($signed(${one.text}) ${name} $signed(${two.text}))`, width: 1 };
}

/** Arithmetic on two's complement numbers: where the result is wider, every operand is extended by its sign. */
export function signedInfix(
  name: string,
  parts: readonly Expressed[],
  at: { readonly signs: readonly string[]; readonly want: number | null },
): Expressed | Unspeakable {
  const widths = parts.map((part) => part.width ?? 0);
  const width = Math.max(...widths);
  const isSame = widths.every((one) => one === width) && at.want === width && name !== '*';
  if (isSame) return { text: `(${parts.map((part) => part.text).join(` ${name} `)})`, width };
  if (at.signs.some((sign) => sign !== 'signed')) return { why: 'signed and unsigned values are computed with' };
  return { text: `(${parts.map((part) => `$signed(${part.text})`).join(` ${name} `)})`, width };
}
