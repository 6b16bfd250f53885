import { mapValue, type Value } from '../../../english/index.ts';
import type { Draft } from '../facts.ts';

const MARK = '#';

const COMPARING: ReadonlySet<string> = new Set(['==', '!=', '<', '>', '<=', '>=']);

/** Operators whose results are integers without a width of their own. */
const ARITHMETIC: ReadonlySet<string> = new Set(['+', '-', '*', 'exact', 'loose', 'whole', 'quotient']);

/** The number that a literal or negated literal writes, as a list of at most one. */
export function numberIn(value: Value): readonly bigint[] {
  if (value.k === 'num') return value.cube === undefined ? [BigInt(value.value)] : [];
  const [only] = value.k === 'op' && value.op === 'u-' ? value.args : [];
  return only === undefined ? [] : numberIn(only).map((one) => -one);
}

/** True for the name that stands for an integer compared with numbers. */
export const isInteger = (name: string): boolean => name.startsWith(MARK);

/** Values around the constants an integer is compared with: they tell all its comparisons apart. */
export const integersNear = (constants: ReadonlySet<bigint>): readonly bigint[] => [
  ...new Set([...constants].flatMap((one) => [one - 1n, one, one + 1n])),
];

/**
 * A condition with every integer that is compared with a number (a sum, a signed signal) replaced by a name of its own.
 * That name may take any value, so what cannot overlap after this cannot overlap at all.
 */
export function abstracted(guard: Value, draft: Draft): Value {
  return mapValue(guard, (value) => {
    if (value.k !== 'op' || !COMPARING.has(value.op) || value.args.length !== 2) return value;
    if (!value.args.some((arg) => numberIn(arg).length > 0)) return value;
    return { ...value, args: value.args.map((arg) => (isExact(arg, draft) ? standIn(arg) : arg)) };
  });
}

const isExact = (value: Value, draft: Draft): boolean =>
  value.k === 'op'
    ? ARITHMETIC.has(value.op) && numberIn(value).length === 0
    : value.k === 'name' && draft.ports.some((port) => port.signed && port.name === value.name);

const READINGS: ReadonlySet<string> = new Set(['exact', 'loose', 'whole']);

/** Exact and loose readings of one sum are one integer. */
function standIn(value: Value): Value {
  const [only] = value.k === 'op' && READINGS.has(value.op) ? value.args : [];
  return only === undefined ? { k: 'name', name: `${MARK}${JSON.stringify(value)}` } : standIn(only);
}
