import type { PlanFinding, PlanModule } from '../../contracts/plan.ts';
import type { RtlModule } from '../../contracts/rtl.ts';

/** One parameter of a module set to a value other than its default. */
export interface Shifted {
  readonly param: string;
  /** The module as planned, at the default plus one and plus two. */
  readonly modules: readonly [PlanModule, PlanModule];
}

/** For each parameter the module at two more values, so that what depends on it can be told from what does not. */
export const shiftParameters = (module: PlanModule): readonly Shifted[] =>
  (module.params ?? []).map((param) => {
    const at = (by: number): PlanModule => ({
      ...module,
      params: (module.params ?? []).map((p) =>
        p.name === param.name ? { ...p, default: `(${p.default}) + ${by}` } : p,
      ),
    });
    return { param: param.name, modules: [at(1), at(2)] };
  });

/**
 * Whether three lowerings of a module differ in nothing but numbers that grow by the same amount with the parameter, so
 * that the text can name the parameter there. What else depends on it (an operator that comes or goes, a value compared
 * with) is a refusal.
 */
export const isAffine = (base: RtlModule, next: RtlModule, afterNext: RtlModule): boolean =>
  alike(behaviourOf(base), behaviourOf(next), behaviourOf(afterNext));

const behaviourOf = ({ name, ports, items, unused }: RtlModule): unknown => ({ name, ports, items, unused });

const alike = (a: unknown, b: unknown, c: unknown): boolean => {
  if (typeof a === 'number' && typeof b === 'number' && typeof c === 'number') return c - b === b - a;
  if (Array.isArray(a) && Array.isArray(b) && Array.isArray(c)) {
    return a.length === b.length && b.length === c.length && a.every((item, i) => alike(item, b[i], c[i]));
  }
  if (isRecord(a) && isRecord(b) && isRecord(c)) return alikeRecords(a, b, c);
  return a === b && b === c;
};

type PlainRecord = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is PlainRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const alikeRecords = (a: PlainRecord, b: PlainRecord, c: PlainRecord): boolean => {
  // A constant under its own name says by that name what it is.
  const keys = Object.keys(a).filter((key) => !(key === 'value' && a['op'] === 'named'));
  if ([b, c].some((other) => Object.keys(other).join() !== Object.keys(a).join())) return false;
  const valued = [a, b, c].map(constantOf);
  return keys.every((key) =>
    key === 'value' && valued.every((v) => v !== null)
      ? alikeConstants(valued.filter((v) => v !== null))
      : alike(a[key], b[key], c[key]),
  );
};

interface Constant {
  readonly value: bigint;
  /** Null for a parameter of an instance, which has no width. */
  readonly width: number | null;
}

const constantOf = (record: PlainRecord): Constant | null => {
  const { value, width } = record;
  if (typeof value !== 'bigint') return null;
  return { value, width: typeof width === 'number' ? width : null };
};

/** All zeros, all ones, or one value with at least one leading zero wherever the width changes. */
const alikeConstants = (constants: readonly Constant[]): boolean => {
  const [a, b, c] = constants;
  if (a === undefined || b === undefined || c === undefined) return false;
  if (a.width === null) return c.value - b.value === b.value - a.value;
  if (a.width === b.width) return a.value === b.value && b.value === c.value;
  const ones = constants.every(({ value, width }) => value === (1n << BigInt(width ?? 1)) - 1n);
  const same = constants.every(
    ({ value, width }) => value === a.value && (value === 0n || value.toString(2).length < (width ?? 1)),
  );
  return ones || same;
};

/** The refusal of a parameter that changes more than widths. */
export const parameterRefusal = (module: PlanModule, param: string): PlanFinding => ({
  rule: 'LOWER',
  severity: 'error',
  message: `parameter "${param}" changes more than widths in proportion; plan the module at a fixed value`,
  module: module.name,
  node: `param ${param}`,
  src: null,
});
