import type { RtlExpr, RtlTarget } from '../../contracts/rtl.ts';
import { operandsOf } from '../rtl/walk.ts';

/** One bit of a net: `name/offset`, the offset counted from the least significant bit. */
export type BitName = `${string}/${number}`;

/** Bits that one bit of an expression's value can depend on. */
export const bitDependencies = (expr: RtlExpr, bit: number): ReadonlySet<BitName> => {
  const found = new Set<BitName>();
  collect(expr, { lo: bit, hi: bit }, found);
  return found;
};

/** A stretch of bits, both ends included. */
interface Stretch {
  readonly lo: number;
  readonly hi: number;
}

// Each node is met once with a stretch, never bit by bit: sums of sums would take exponential time otherwise.
const collect = (expr: RtlExpr, at: Stretch, found: Set<BitName>): void => {
  const hi = Math.min(at.hi, expr.width - 1);
  if (at.lo > hi || at.lo < 0) return;
  for (const [operand, stretch] of contributions(expr, { lo: at.lo, hi })) collect(operand, stretch, found);
  if (expr.op === 'net') for (let bit = at.lo; bit <= hi; bit += 1) found.add(`${expr.name}/${bit}`);
};

const whole = (expr: RtlExpr): readonly [RtlExpr, Stretch] => [expr, { lo: 0, hi: expr.width - 1 }];

/** Which bits of which operands a stretch of the value depends on. */
const contributions = (expr: RtlExpr, at: Stretch): readonly (readonly [RtlExpr, Stretch])[] => {
  switch (expr.op) {
    case 'slice':
      return [[expr.a, { lo: at.lo + expr.lo, hi: at.hi + expr.lo }]];
    case 'trunc':
    case '~':
    case 'zext':
      return [[expr.a, at]];
    case 'sext':
      return [[expr.a, { lo: Math.min(at.lo, expr.a.width - 1), hi: at.hi }]];
    case 'mux':
      return [whole(expr.sel), [expr.yes, at], [expr.no, at]];
    case 'concat':
      return partsWithin(expr.parts, at);
    case '&':
    case '|':
    case '^':
      return [
        [expr.a, at],
        [expr.b, at],
      ];
    case '+':
    case '-':
    case '*':
      // A carry comes from below only.
      return [
        [expr.a, { lo: 0, hi: at.hi }],
        [expr.b, { lo: 0, hi: at.hi }],
      ];
    default:
      return 'by' in expr && expr.by.op === 'const'
        ? shifted(expr, Number(expr.by.value), at)
        : operandsOf(expr).map(whole);
  }
};

const shifted = (
  expr: Extract<RtlExpr, { readonly by: RtlExpr }>,
  amount: number,
  at: Stretch,
): readonly (readonly [RtlExpr, Stretch])[] => {
  if (expr.op === '<<') return [[expr.a, { lo: Math.max(0, at.lo - amount), hi: at.hi - amount }]];
  const top = expr.op === 's>>' ? [[expr.a, { lo: expr.width - 1, hi: expr.width - 1 }] as const] : [];
  return [[expr.a, { lo: at.lo + amount, hi: at.hi + amount }], ...top];
};

const partsWithin = (parts: readonly RtlExpr[], at: Stretch): readonly (readonly [RtlExpr, Stretch])[] => {
  let low = 0;
  return parts.toReversed().flatMap((part) => {
    const from = low;
    low += part.width;
    return at.lo < low && at.hi >= from ? [[part, { lo: Math.max(0, at.lo - from), hi: at.hi - from }] as const] : [];
  });
};

/** The bits a target writes, least significant first; null where the place is variable or a memory. */
export const bitsOfTarget = (target: RtlTarget): readonly (BitName | null)[] => {
  switch (target.kind) {
    case 'net':
      return Array.from({ length: target.width }, (_, bit): BitName => `${target.name}/${bit}`);
    case 'slice':
      return Array.from({ length: target.width }, (_, bit): BitName => `${target.name}/${target.lo + bit}`);
    case 'concat':
      return target.parts.toReversed().flatMap(bitsOfTarget);
    default:
      return Array.from({ length: target.width }, () => null);
  }
};
