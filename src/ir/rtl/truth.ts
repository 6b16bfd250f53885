import type { RtlExpr } from '../../contracts/rtl.ts';
import { evalRtl } from './eval.ts';
import { visit } from './walk.ts';

/** Bits over which conditions are compared by trying every value; more is "not known". */
const MAX_BITS = 14;

/** How a list of one-bit conditions covers the values of the nets they read. */
export interface Coverage {
  /** Some condition holds under every assignment. */
  readonly complete: boolean;
  /** Pairs of conditions (by index, first smaller) that hold together somewhere. */
  readonly overlaps: readonly (readonly [number, number])[];
  /** An assignment that no condition covers, as `a=1, b=0`; null where complete. */
  readonly gap: string | null;
}

/**
 * Tries every assignment to the nets that the conditions read, up to 14 bits in all. Null where they read more, or a
 * memory: then nothing is known.
 */
export const coverageOf = (conditions: readonly RtlExpr[]): Coverage | null => {
  const nets = readNets(conditions);
  if (nets === null) return null;
  const overlaps = new Map<string, readonly [number, number]>();
  let gap: string | null = null;
  for (const values of assignments(nets)) {
    const held = conditions.flatMap((c, i) => (evalRtl(c, (name) => values.get(name) ?? 0n) === 1n ? [i] : []));
    if (held.length === 0) gap ??= [...values].map(([name, value]) => `${name}=${value}`).join(', ');
    for (const [i, second] of held.slice(1).entries()) {
      const first = held[i] ?? 0;
      overlaps.set(`${first},${second}`, [first, second]);
    }
  }
  return { complete: gap === null, overlaps: [...overlaps.values()], gap };
};

const readNets = (conditions: readonly RtlExpr[]): ReadonlyMap<string, number> | null => {
  const nets = new Map<string, number>();
  let known = true;
  for (const condition of conditions) {
    visit(condition, (expr) => {
      if (expr.op === 'net') nets.set(expr.name, expr.width);
      if (expr.op === 'word') known = false;
    });
  }
  const bits = [...nets.values()].reduce((sum, width) => sum + width, 0);
  return known && bits <= MAX_BITS ? nets : null;
};

/** Every assignment to nets of the given widths. */
export const assignments = function* (nets: ReadonlyMap<string, number>): Generator<ReadonlyMap<string, bigint>> {
  const entries = [...nets];
  const total = entries.reduce((sum, [, width]) => sum + width, 0);
  for (let code = 0n; code < 1n << BigInt(total); code += 1n) {
    const values = new Map<string, bigint>();
    let rest = code;
    for (const [name, width] of entries) {
      values.set(name, BigInt.asUintN(width, rest));
      rest >>= BigInt(width);
    }
    yield values;
  }
};
