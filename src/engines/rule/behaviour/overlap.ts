import { namesOf, type Value } from '../../../english/index.ts';
import { evaluateBits } from '../evaluate.ts';
import type { Draft } from '../facts.ts';

/** Most bits of guard variables for which every combination is tried. */
const MAX_BITS = 14;

/** Every assignment of the signals that some guards read; null where there are too many or a width is unknown. */
export function assignmentsOf(
  guards: readonly (Value | null)[],
  draft: Draft,
  internals: ReadonlyMap<string, number>,
): readonly ReadonlyMap<string, bigint>[] | null {
  const names = [...new Set(guards.flatMap((guard) => (guard === null ? [] : namesOf(guard))))];
  const widths = names.map(
    (name) => draft.ports.find((port) => port.name === name)?.width ?? internals.get(name) ?? null,
  );
  const total = widths.reduce<number>((sum, width) => sum + (width ?? MAX_BITS + 1), 0);
  if (total > MAX_BITS) return null;
  return Array.from({ length: 2 ** total }, (_, code) => {
    const values = new Map<string, bigint>();
    let rest = code;
    names.forEach((name, index) => {
      const size = 2 ** (widths[index] ?? 1);
      values.set(name, BigInt(rest % size));
      rest = Math.floor(rest / size);
    });
    return values;
  });
}

/** Whether a guard holds; null where it cannot be evaluated. A null guard always holds. */
export function holds(guard: Value | null, values: ReadonlyMap<string, bigint>, draft: Draft): boolean | null {
  if (guard === null) return true;
  const result = evaluateBits(guard, {
    values,
    lsb: (name) => draft.ports.find((port) => port.name === name)?.lsb ?? 0,
  });
  return result === null ? null : result !== 0n;
}
