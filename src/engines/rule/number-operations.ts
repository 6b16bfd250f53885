import type { Value } from '../../english/index.ts';
import type { Expressed, Unspeakable } from './expressed.ts';

/** How the surroundings of an operation on numbers print values. */
export interface NumberPlace {
  readonly express: (value: Value) => Expressed | Unspeakable;
  readonly isSigned: (value: Value) => boolean;
  /** Bits of where the result goes; null where that is not known. */
  readonly want: number | null;
}

interface Operands {
  readonly texts: readonly string[];
  readonly width: number;
  readonly isSigned: boolean;
}

type Printed = Expressed | Unspeakable;

const isRefusal = (found: Printed | Operands): found is Unspeakable => 'why' in found;

/** Prints minima, maxima, medians, averages, distances and counts of zeros; null where the name is none of them. */
export function numberOperation(name: string, args: readonly Value[], place: NumberPlace): Printed | null {
  return PRINTERS[name]?.(args, place) ?? null;
}

const PRINTERS: Readonly<Record<string, (args: readonly Value[], place: NumberPlace) => Printed>> = {
  max: (args, place) => ofAlike(args, place, (operands) => extreme(operands, '>')),
  min: (args, place) => ofAlike(args, place, (operands) => extreme(operands, '<')),
  median: (args, place) => ofAlike(args, place, median),
  average: (args, place) => ofAlike(args, place, average),
  ranged: (args, place) => ranged(args, place),
  'abs-diff': (args, place) => distance(args, place),
  leading: (args, place) => zeros(args, place, 'leading'),
  trailing: (args, place) => zeros(args, place, 'trailing'),
};

/** A value whose whole range the text gives. */
function ranged([value, low, high]: readonly Value[], place: NumberPlace): Printed {
  const found = value === undefined ? { why: 'a range of nothing' } : place.express(value);
  if (isRefusal(found)) return found;
  const isAll = low?.k === 'num' && high?.k === 'num' && Number(low.value) === 0;
  return isAll && Number(high.value) === 2 ** (found.width ?? 0) - 1
    ? found
    : { why: `the stated range is not that of ${found.text}` };
}

/** Most values that are compared with each other in one expression. */
const MAX_OPERANDS = 8;

function ofAlike(args: readonly Value[], place: NumberPlace, print: (operands: Operands) => string | null): Printed {
  const operands = alike(args, place);
  if (isRefusal(operands)) return operands;
  const text = print(operands);
  return text === null ? { why: 'so many values are not combined here' } : { text, width: operands.width };
}

/** Two or more values of one width and one sign. */
function alike(args: readonly Value[], place: NumberPlace): Operands | Unspeakable {
  const texts: string[] = [];
  const widths = new Set<number | null>();
  const signs = new Set<boolean>();
  for (const arg of args) {
    const found = place.express(arg);
    if (isRefusal(found)) return found;
    if (arg.k === 'num') return { why: 'a bare number among values has no width' };
    texts.push(found.text);
    widths.add(found.width);
    signs.add(place.isSigned(arg));
  }
  const [width] = widths;
  const isAlike = widths.size === 1 && signs.size === 1 && new Set(texts).size === texts.length;
  if (!isAlike || width === null || width === undefined)
    return { why: 'values of different width or sign are compared' };
  if (texts.length < 2 || texts.length > MAX_OPERANDS)
    return { why: `${String(texts.length)} values are not compared here` };
  return { texts, width, isSigned: signs.has(true) };
}

const marked = (text: string, { isSigned }: Operands): string => (isSigned ? `$signed(${text})` : text);

function pick(one: string, two: string, relation: '<' | '>', operands: Operands): string {
  return `((${marked(one, operands)} ${relation} ${marked(two, operands)}) ? ${one} : ${two})`;
}

/** A balanced tree of choices: the text doubles with each level. */
function extreme(operands: Operands, relation: '<' | '>'): string {
  const level = (texts: readonly string[]): string => {
    const [only] = texts;
    if (only !== undefined && texts.length === 1) return only;
    const middle = Math.ceil(texts.length / 2);
    return pick(level(texts.slice(0, middle)), level(texts.slice(middle)), relation, operands);
  };
  return level(operands.texts);
}

/** The middle one of three. */
function median(operands: Operands): string | null {
  const [a, b, c] = operands.texts;
  if (a === undefined || b === undefined || c === undefined || operands.texts.length !== 3) return null;
  const [low, high] = [pick(a, b, '<', operands), pick(a, b, '>', operands)];
  return pick(low, pick(high, c, '<', operands), '>', operands);
}

/** The sum of a power of two of unsigned values, with all its bits, divided by their number and rounded down. */
function average({ texts, width, isSigned }: Operands): string | null {
  const shift = Math.log2(texts.length);
  if (isSigned || !Number.isInteger(shift)) return null;
  const wide = width + shift;
  const sum = texts.map((text) => `zext(${text}, ${String(wide)})`).join(' + ');
  return `trunc((${sum}) >> ${String(shift)}, ${String(width)})`;
}

/** The distance of two unsigned numbers. */
function distance(args: readonly Value[], place: NumberPlace): Printed {
  const operands = alike(args, place);
  if (isRefusal(operands)) return operands;
  const [a, b] = operands.texts;
  if (operands.isSigned || a === undefined || b === undefined || operands.texts.length !== 2)
    return { why: 'only the distance of two unsigned numbers is known here' };
  return { text: `((${a} > ${b}) ? (${a} - ${b}) : (${b} - ${a}))`, width: operands.width };
}

/** Zeros before the first 1, from one end; all of them where there is no 1. */
function zeros([arg]: readonly Value[], place: NumberPlace, end: 'leading' | 'trailing'): Printed {
  const found = arg === undefined ? { why: 'zeros of nothing' } : place.express(arg);
  if (isRefusal(found)) return found;
  const { want } = place;
  if (found.width === null || want === null || arg?.k !== 'name' || 2 ** want <= found.width)
    return { why: 'a count of zeros needs a named vector and a result that can hold all its bits' };
  const { width } = found;
  const bit = (index: number): number => (end === 'leading' ? width - 1 - index : index);
  const text = Array.from({ length: width }, (_, index) => index).reduceRight(
    (rest, index) => `(trunc(${found.text} >> ${String(bit(index))}, 1) ? ${String(want)}'d${String(index)} : ${rest})`,
    `${String(want)}'d${String(width)}`,
  );
  return { text, width: want };
}
