import type { Thing } from '../../../english/index.ts';
import type { Subject } from './next.ts';

/** The phrase has this adjective. */
export const hasWord = (thing: Thing, word: string): boolean =>
  thing.features.some((feature) => feature.f === 'adj' && feature.word === word);

/** How a counter's value is written where that is not plain binary. */
export function codingOf(thing: Thing, width: number): 'gray' | 'bcd' | null {
  if (hasWord(thing, 'gray') || hasWord(thing, 'gray code')) return 'gray';
  return hasWord(thing, 'bcd') && width > 4 ? 'bcd' : null;
}

/** Decimal digits of a BCD counter, null of another; a string says why they do not fit. */
function digitsOf(thing: Thing, width: number): number | string | null {
  const stated = thing.features.find((feature) => feature.f === 'digits')?.n ?? null;
  if (!hasWord(thing, 'bcd')) return stated === null ? null : 'the code of the digits is not stated';
  const digits = stated ?? width / 4;
  return width % 4 === 0 && digits === width / 4 ? digits : 'the digits of the BCD counter do not fit its output';
}

/** Smallest and largest value that a counter phrase gives; null for the natural range, a string says why it cannot be. */
export function rangeOf(thing: Thing, width: number): Subject['range'] | string {
  const coded = digitsOf(thing, width);
  if (typeof coded === 'string') return coded;
  const isCoded = coded !== null && coded > 1;
  const [range, other] = thing.features
    .filter((feature) => feature.f === 'range')
    .map(({ n = 0, m = 0 }) => ({ low: Math.min(n, m), high: Math.max(n, m) }));
  const [length, more] = lengthsOf(thing, isCoded);
  if (other !== undefined || more !== undefined) return 'the counter is given two ranges';
  const whole = isCoded ? { low: 0, high: 10 ** coded - 1 } : null;
  const found = range ?? (length === undefined ? whole : { low: 0, high: length - 1 });
  if (found === null) return null;
  if (length !== undefined && found.high - found.low + 1 !== length)
    return 'the range and the period of the counter do not agree';
  const size = isCoded ? 10 ** coded : 2 ** width;
  const fits = found.high < size && found.low < found.high && !(isCoded && found.low !== 0);
  return fits ? found : 'the range of the counter does not fit its output';
}

/** Numbers of states that the phrase names, each once. */
function lengthsOf(thing: Thing, isCoded: boolean): readonly number[] {
  const moduli = thing.features.filter((feature) => feature.f === 'modulus').map((feature) => feature.n ?? 0);
  const isDecade = hasWord(thing, 'decade') || (hasWord(thing, 'bcd') && !isCoded);
  return [...new Set([...moduli, ...(isDecade ? [10] : [])])];
}
