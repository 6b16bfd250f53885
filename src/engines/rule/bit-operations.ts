import type { Value } from '../../english/index.ts';
import type { Expressed, Unspeakable } from './expressed.ts';

/** How the surroundings of a bit operation print values. */
export interface BitPlace {
  readonly express: (value: Value, want: number | null) => Expressed | Unspeakable;
  /** Bits of where the result goes; null where that is not known. */
  readonly want: number | null;
  readonly isSigned: (value: Value) => boolean;
}

type Printed = Expressed | Unspeakable;
type Printer = (args: readonly Value[], place: BitPlace) => Printed;

const isRefusal = (found: Printed): found is Unspeakable => 'why' in found;

/** Prints an operation on the bits of its operands; null where the name is none of them. */
export function bitOperation(name: string, args: readonly Value[], place: BitPlace): Printed | null {
  const [head, tail] = name.split(':');
  if (head === 'ones' || head === 'zeros') return counted({ level: head, rel: tail ?? '' }, args, place);
  if (head === 'swap' || head === 'reverse-bytes') return swapped(tail ?? null, args, place);
  if (head === 'rot') return rotated(tail === 'left' ? 'rotl' : 'rotr', args, place);
  return PRINTERS[name]?.(args, place) ?? null;
}

const PRINTERS: Readonly<Record<string, Printer>> = {
  sized: (args, place) => sized(args, place),
  majority: (args, place) => majority(args, place),
  onehot: (args, place) => oneHot(args, place),
  'first-high': (args, place) => firstOne(args, place, 'high'),
  'first-low': (args, place) => firstOne(args, place, 'low'),
  negative: (args, place) => signBit(args, place),
  abs: (args, place) => absolute(args, place),
  gray: (args, place) => each(args, place, (v) => `(${v.text} ^ (${v.text} >> 1))`),
  'from-gray': (args, place) => fromGray(args, place),
  asr: (args, place) => arithmeticRight(args, place),
  shr: (args, place) => shiftedRight(args, place),
  route: (args, place) => routed(args, place),
};

/** Prints the operand of an operation that gives as many bits as it takes. */
function each(
  args: readonly Value[],
  place: BitPlace,
  text: (value: { text: string; width: number }) => string,
): Printed {
  const found = operand(args, place);
  return isRefusal(found) ? found : { text: text(found), width: found.width };
}

/** One bit that goes to the selected bit of the result, the others being 0. */
function routed([bit, at]: readonly Value[], place: BitPlace): Printed {
  const found = bit === undefined || at === undefined ? [] : [operand([bit], place), operand([at], place)];
  const [one, select] = found;
  if (one === undefined || select === undefined || place.want === null)
    return { why: 'it is not clear where the bit goes' };
  if (isRefusal(one)) return one;
  if (isRefusal(select)) return select;
  return one.width === 1 && 2 ** select.width === place.want
    ? { text: `(zext(${one.text}, ${String(place.want)}) << ${select.text})`, width: place.want }
    : { why: 'one bit is routed to as many places as the selection has values' };
}

function operand(
  args: readonly Value[],
  place: BitPlace,
): { readonly text: string; readonly width: number } | Unspeakable {
  const [arg] = args;
  const found = arg === undefined ? { why: 'an operation without operand' } : place.express(arg, null);
  if (isRefusal(found)) return found;
  return found.width === null
    ? { why: `the width of ${found.text} is not known` }
    : { text: found.text, width: found.width };
}

/** A value with the width that the text gives it. */
function sized([value, bits]: readonly Value[], place: BitPlace): Printed {
  if (value === undefined || bits?.k !== 'num') return { why: 'a width without a value' };
  const said = Number(bits.value);
  if (place.want !== null && place.want !== said) return { why: 'the stated width is not that of its target' };
  const found = place.express(value, said);
  if (isRefusal(found)) return found;
  const isNarrower =
    found.width !== null && found.width < said && value.k === 'op' && ['+', '*', '-'].includes(value.op);
  return found.width === said || isNarrower
    ? { text: found.text, width: place.want === null ? found.width : said }
    : { why: `${found.text} does not have the ${String(said)} bits that the text says` };
}

/** All bits of some values side by side: one vector, or single bits. */
function bundle(
  args: readonly Value[],
  place: BitPlace,
): { readonly text: string; readonly width: number } | Unspeakable {
  const parts: { readonly text: string; readonly width: number }[] = [];
  for (const arg of args) {
    const found = operand([arg], place);
    if (isRefusal(found)) return found;
    parts.push(found);
  }
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  return parts.length > 1 && parts.every((part) => part.width === 1)
    ? { text: `{${parts.map((part) => part.text).join(', ')}}`, width: parts.length }
    : { why: 'bits are counted over one vector or over single bits' };
}

function counted(
  how: { readonly level: 'ones' | 'zeros'; readonly rel: string },
  [limit, ...values]: readonly Value[],
  place: BitPlace,
): Printed {
  const bits = bundle(values, place);
  if (isRefusal(bits)) return bits;
  const n = limit?.k === 'num' ? Number(limit.value) : -1;
  const { rel } = how;
  if (n < 0 || (rel === '<' && n === 0) || (rel === '>' && n === bits.width) || n > bits.width)
    return { why: `${String(n)} of ${String(bits.width)} bits cannot be` };
  const text = how.level === 'ones' ? bits.text : `(~${bits.text})`;
  return { text: countText(rel, n, { text, width: bits.width }), width: 1 };
}

function countText(rel: string, n: number, bits: { readonly text: string; readonly width: number }): string {
  const { text, width } = bits;
  if (rel === '>' || rel === '<') return rel === '>' ? countText('>=', n + 1, bits) : countText('<=', n - 1, bits);
  if (rel === 'odd' || rel === 'even') return rel === 'odd' ? `(^${text})` : `(~(^${text}))`;
  if (rel === 'all') return `(&${text})`;
  if (rel === '>=' && n === 1) return `(|${text})`;
  if (rel === '<=' && n === 0) return `(~(|${text}))`;
  const size = width.toString(2).length;
  return `(popcount(${text}) ${rel} ${String(size)}'d${String(n)})`;
}

function majority(args: readonly Value[], place: BitPlace): Printed {
  const bits = bundle(args, place);
  if (isRefusal(bits)) return bits;
  if (bits.width % 2 === 0) return { why: 'a majority of an even number of bits can be tied' };
  return { text: countText('>=', (bits.width + 1) / 2, bits), width: 1 };
}

function oneHot([index]: readonly Value[], place: BitPlace): Printed {
  const { want } = place;
  if (index === undefined || want === null) return { why: 'the width of the one-hot code is not known' };
  if (index.k === 'num')
    return Number(index.value) < want
      ? { text: `(${String(want)}'d1 << ${index.value})`, width: want }
      : { why: `there is no bit ${index.value}` };
  const found = operand([index], place);
  if (isRefusal(found)) return found;
  return 2 ** found.width > want
    ? { why: `some values of ${found.text} name no bit` }
    : { text: `(${String(want)}'d1 << ${found.text})`, width: want };
}

/** Position of the first 1; where there is none, the steps around it say what comes out. */
function firstOne(args: readonly Value[], place: BitPlace, end: 'high' | 'low'): Printed {
  const found = operand(args, place);
  if (isRefusal(found)) return found;
  const { want } = place;
  const [arg] = args;
  if (want === null || arg?.k !== 'name' || 2 ** want < found.width)
    return { why: 'a position needs a named vector and a result that holds it' };
  const order = Array.from({ length: found.width }, (_, bit) => (end === 'low' ? bit : found.width - 1 - bit));
  const literal = (bit: number): string => `${String(want)}'d${String(bit)}`;
  const last = order.at(-1) ?? 0;
  const text = order
    .slice(0, -1)
    .reduceRight(
      (rest, bit) => `(trunc(${found.text} >> ${String(bit)}, 1) ? ${literal(bit)} : ${rest})`,
      literal(last),
    );
  return { text, width: want };
}

/** The magnitude of a two's complement number; the most negative one keeps its bits, which read unsigned are its magnitude. */
function absolute(args: readonly Value[], place: BitPlace): Printed {
  const [arg] = args;
  if (arg === undefined || !place.isSigned(arg))
    return { why: 'an absolute value needs a number that is said to be signed' };
  return each(
    args,
    place,
    ({ text, width }) => `((${text} >> ${String(width - 1)}) == ${String(width)}'d1 ? -${text} : ${text})`,
  );
}

function signBit(args: readonly Value[], place: BitPlace): Printed {
  const [arg] = args;
  const found = operand(args, place);
  if (isRefusal(found)) return found;
  return arg !== undefined && place.isSigned(arg)
    ? { text: `(trunc(${found.text} >> ${String(found.width - 1)}, 1))`, width: 1 }
    : { why: 'only a number that is said to be signed can be negative' };
}

function fromGray(args: readonly Value[], place: BitPlace): Printed {
  return each(args, place, ({ text, width }) => {
    const bits = Array.from({ length: width }, (_, low) => `(^(${text} >> ${String(width - 1 - low)}))`);
    return `{${bits.join(', ')}}`;
  });
}

function rotated(name: string, [value, by]: readonly Value[], place: BitPlace): Printed {
  const found = operand(value === undefined ? [] : [value], place);
  if (isRefusal(found)) return found;
  if (by?.k === 'num' && Number(by.value) < found.width)
    return { text: `${name}(${found.text}, ${by.value})`, width: found.width };
  const amount = operand(by === undefined || by.k === 'num' ? [] : [by], place);
  return isRefusal(amount) ? amount : { text: `${name}(${found.text}, ${amount.text})`, width: found.width };
}

/** A right shift that repeats the sign; where the text names the bit that comes in, that must be it. */
function arithmeticRight([value, by, bit]: readonly Value[], place: BitPlace): Printed {
  const found = rotated(
    'ashr',
    [value, by].flatMap((one) => one ?? []),
    place,
  );
  if (isRefusal(found) || bit === undefined || found.width === null) return found;
  const isNamed = value?.k === 'name' && 'of' in bit && bit.of.k === 'name' && bit.of.name === value.name;
  const isTop =
    isNamed && (bit.k === 'part' ? bit.part === 'msb' : bit.k === 'index' && isNumber(bit.at, found.width - 1));
  return isTop ? found : { why: 'the bit that is said to come in is not the sign of what is shifted' };
}

const isNumber = (value: Value, number: number): boolean => value.k === 'num' && Number(value.value) === number;

/** A right shift of which no word says what comes in: zeros, unless the number is said to be signed. */
function shiftedRight(args: readonly Value[], place: BitPlace): Printed {
  const [value] = args;
  if (value === undefined || place.isSigned(value)) return { why: 'what is shifted in is not stated' };
  return place.express({ k: 'op', op: '>>', args }, place.want);
}

const UNIT_BITS: Readonly<Record<string, number>> = { bytes: 8, nibbles: 4 };

/** Two parts exchanged, or all bytes in the other order. */
function swapped(unit: string | null, args: readonly Value[], place: BitPlace): Printed {
  const found = operand(args, place);
  const [arg] = args;
  if (isRefusal(found)) return found;
  const size = unit === 'halves' ? found.width / 2 : (UNIT_BITS[unit ?? 'bytes'] ?? 8);
  const count = found.width / size;
  if (
    !Number.isInteger(size) ||
    !Number.isInteger(count) ||
    count < 2 ||
    (unit !== null && count !== 2) ||
    arg?.k !== 'name'
  )
    return { why: `${found.text} does not consist of the parts that are exchanged` };
  const parts = Array.from(
    { length: count },
    (_, index) => `trunc(${found.text} >> ${String(index * size)}, ${String(size)})`,
  );
  return { text: `{${parts.join(', ')}}`, width: found.width };
}
