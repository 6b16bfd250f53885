import type { Value } from '../../english/index.ts';
import type { Expressed, Unspeakable } from './expressed.ts';
import { type Context, widthOf } from './speech.ts';

/** The signal that a value names, directly or by a noun; null where it is something else. */
export function baseName(value: Value, context: Context): string | null {
  if (value.k === 'name') return value.name;
  return value.k === 'noun' ? context.noun(value.noun) : null;
}

/** Refuses an index that the signal does not have; null where it has. */
export function inRange(name: string, index: number, context: Context): Unspeakable | null {
  const port = context.draft.ports.find((one) => one.name === name);
  const [msb, lsb] = port === undefined ? [(context.internals?.get(name) ?? 0) - 1, 0] : [port.msb, port.lsb];
  if (msb === null || lsb === null) return null;
  return index >= Math.min(msb, lsb) && index <= Math.max(msb, lsb)
    ? null
    : { why: `${name} has no bit ${String(index)}` };
}

/** A part of a vector by position word, as a slice. */
export function partOf(value: Extract<Value, { readonly k: 'part' }>, context: Context): Expressed | Unspeakable {
  const name = baseName(value.of, context);
  const port = context.draft.ports.find((one) => one.name === name);
  const width = name === null ? null : widthOf(name, context);
  if (name === null || width === null) return { why: 'a part of a signal needs a signal of known width' };
  const lsb = port?.lsb ?? 0;
  const msb = port?.msb ?? width - 1;
  if (msb < lsb) return { why: `parts of ${name} are not clear, its range is reversed` };
  const size = value.size ?? (value.part.endsWith('-half') ? width / 2 : 1);
  if (!Number.isInteger(size) || size < 1 || size > width) return { why: `${name} has no such part` };
  const isHigh = value.part === 'msb' || value.part.startsWith('upper');
  const [high, low] = isHigh ? [msb, msb - size + 1] : [lsb + size - 1, lsb];
  return {
    text: width === 1 ? name : high === low ? `${name}[${String(high)}]` : `${name}[${String(high)}:${String(low)}]`,
    width: size,
  };
}

/** The bits of a port in reverse order. */
export function reversal(args: readonly Value[], context: Context): Expressed | Unspeakable {
  const [arg] = args;
  const name = arg === undefined ? null : baseName(arg, context);
  const port = context.draft.ports.find((one) => one.name === name);
  if (port?.width == null || port.msb === null || port.lsb === null)
    return { why: 'only a port of known width can be reversed' };
  const step = port.msb >= port.lsb ? 1 : -1;
  const bits = Array.from(
    { length: port.width },
    (_, index) => `${port.name}[${String((port.lsb ?? 0) + step * index)}]`,
  );
  return { text: `{${bits.join(', ')}}`, width: port.width };
}

/** The bits of a port added up; the sum is as wide as where it goes. */
export function onesOf(
  args: readonly Value[],
  { context, want }: { readonly context: Context; readonly want: number | null },
): Expressed | Unspeakable {
  const [counted] = args;
  // Zeros are the ones of the inverse.
  const isInverse = counted?.k === 'op' && counted.op === 'u~';
  const arg = isInverse ? counted.args[0] : counted;
  const name = arg === undefined ? null : baseName(arg, context);
  const port = context.draft.ports.find((one) => one.name === name);
  if (port?.width == null || want === null || 2 ** want <= port.width)
    return { why: 'a count of ones needs a port of known width and a result that holds it' };
  const low = Math.min(port.lsb ?? 0, port.msb ?? 0);
  const bits = Array.from({ length: port.width }, (_, index) => {
    const bit = port.width === 1 ? port.name : `${port.name}[${String(index + low)}]`;
    return isInverse ? `!${bit}` : bit;
  });
  return { text: `(${bits.join(' + ')})`, width: want };
}
