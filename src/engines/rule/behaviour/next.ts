import type { Action, Value } from '../../../english/index.ts';
import { namesOf } from '../../../english/index.ts';
import { express } from '../express.ts';
import type { Unspeakable } from '../expressed.ts';
import { type Context, isUnspeakable } from '../speech.ts';

/** The signal an action changes, with what is known of its values. */
export interface Subject {
  readonly name: string;
  readonly width: number;
  readonly lsb: number;
  /** Smallest and largest value of a counter, where the text gives a range; null for the natural wrap. */
  readonly range: { readonly low: number; readonly high: number } | null;
  /** Direction of shifts and counts that a sentence leaves open. */
  readonly direction: 'left' | 'right' | 'up' | 'down' | null;
  /** What a shift brings in where a sentence does not say; null where that is open. */
  readonly serial: Value | null;
  readonly arithmetic: boolean;
  readonly saturates: boolean;
  /** How the value is written where that is not plain binary. */
  readonly coding?: 'gray' | 'bcd';
}

/** A next value as an expression, and the signals it reads. */
export interface NextValue {
  readonly text: string;
  readonly reads: readonly string[];
}

/** The next value that an action gives its subject. */
export function nextOf(action: Action, subject: Subject, context: Context): NextValue | Unspeakable {
  switch (action.a) {
    case 'set':
      return setTo(action.value, subject, context);
    case 'hold':
      return { text: subject.name, reads: [] };
    case 'toggle':
      return { text: `~${subject.name}`, reads: [] };
    case 'step':
      return stepped(action, subject, context);
    case 'shift':
      return shifted(action, subject, context);
  }
}

function setTo(value: Value, subject: Subject, context: Context): NextValue | Unspeakable {
  const found = express(value, context, subject.width);
  if (isUnspeakable(found)) return found;
  if (found.width !== null && found.width !== subject.width) {
    const isArithmetic =
      value.k === 'op' && ['+', '-', '*', 'popcount'].includes(value.op) && found.width < subject.width;
    if (!isArithmetic)
      return { why: `${found.text} has ${String(found.width)} bits, ${subject.name} has ${String(subject.width)}` };
  }
  return { text: found.text, reads: namesOf(value) };
}

/** First and last value of a count, in its direction. */
function endsOf(
  subject: Subject,
  dir: 'up' | 'down',
): { readonly start: number; readonly end: number; readonly isNatural: boolean } {
  const low = subject.range?.low ?? 0;
  const high = subject.range?.high ?? 2 ** subject.width - 1;
  const isNatural = low === 0 && high === 2 ** subject.width - 1;
  return dir === 'up' ? { start: low, end: high, isNatural } : { start: high, end: low, isNatural };
}

/** The subject with the range that the step itself says it wraps in, which must be the one it has. */
function rangeOf(action: Extract<Action, { readonly a: 'step' }>, subject: Subject): Subject | Unspeakable {
  if (action.wraps !== true || action.range === undefined) return subject;
  const range = { low: Math.min(...action.range), high: Math.max(...action.range) };
  const isSame = subject.range === null || (subject.range.low === range.low && subject.range.high === range.high);
  return isSame && !subject.saturates ? { ...subject, range } : { why: `${subject.name} is given two ranges` };
}

function stepped(
  action: Extract<Action, { readonly a: 'step' }>,
  subject: Subject,
  context: Context,
): NextValue | Unspeakable {
  const stated = subject.direction === 'down' ? 'down' : 'up';
  const dir = action.dir === 'any' ? stated : action.dir;
  const by = express(action.by, context, subject.width);
  if (isUnspeakable(by)) return by;
  if (subject.coding !== undefined) return codedStep(action, subject, dir);
  const { name, width } = subject;
  const text = `(${name} ${dir === 'up' ? '+' : '-'} ${by.text})`;
  const own = rangeOf(action, subject);
  if ('why' in own) return own;
  const { start, end, isNatural } = endsOf(own, dir);
  if (isNatural && !subject.saturates) return { text, reads: namesOf(action.by) };
  if (action.by.k !== 'num' || action.by.value !== '1') return { why: 'a counter with an end can only step by one' };
  const after = subject.saturates ? name : `${String(width)}'d${String(start)}`;
  return { text: `((${name} == ${String(width)}'d${String(end)}) ? ${after} : ${text})`, reads: [] };
}

/** One step of a counter whose value is a Gray code, or decimal digits of four bits each. */
function codedStep(
  action: Extract<Action, { readonly a: 'step' }>,
  subject: Subject,
  dir: 'up' | 'down',
): NextValue | Unspeakable {
  const { name, width, coding, range } = subject;
  if (action.by.k !== 'num' || action.by.value !== '1' || subject.saturates || subject.lsb !== 0)
    return { why: 'a coded counter can only step by one' };
  if (coding === 'gray') {
    const bits = Array.from({ length: width }, (_, low) => `(^(${name} >> ${String(width - 1 - low)}))`);
    const next = `({${bits.join(', ')}} ${dir === 'up' ? '+' : '-'} ${String(width)}'d1)`;
    return { text: `(${next} ^ (${next} >> 1))`, reads: [] };
  }
  if (dir === 'down' || range === null) return { why: 'a BCD counter that counts down is not read' };
  const digits = width / 4;
  if (range.low !== 0 || String(range.high).length > digits)
    return { why: `the range does not fit the decimal digits of ${name}` };
  const parts = Array.from({ length: digits }, (_, low) => digitStep(name, digits - 1 - low));
  const end = `${String(width)}'h${String(range.high).padStart(digits, '0')}`;
  return { text: `((${name} == ${end}) ? ${String(width)}'d0 : {${parts.join(', ')}})`, reads: [] };
}

/** Decimal digit `at` after one more, with the carry of the digits below it. */
function digitStep(name: string, at: number): string {
  const digit = (index: number): string => `${name}[${String(4 * index + 3)}:${String(4 * index)}]`;
  const below = Array.from({ length: at }, (_, index) => `(${digit(index)} == 4'd9)`).join(' & ');
  const next = `((${digit(at)} == 4'd9) ? 4'd0 : (${digit(at)} + 4'd1))`;
  return at === 0 ? next : `((${below}) ? ${next} : ${digit(at)})`;
}

/** Bits `high` to `low` of the subject, counted from its least significant bit. */
function bitsOf({ name, width, lsb }: Subject, high: number, low: number): string {
  if (width === 1) return name;
  return high === low ? `${name}[${String(high + lsb)}]` : `${name}[${String(high + lsb)}:${String(low + lsb)}]`;
}

function shifted(
  action: Extract<Action, { readonly a: 'shift' }>,
  subject: Subject,
  context: Context,
): NextValue | Unspeakable {
  const own = subject.direction === 'left' || subject.direction === 'right' ? subject.direction : null;
  const dir = action.dir ?? own;
  if (dir === null) return { why: 'the direction of the shift is not stated' };
  const by = amountOf(action.by);
  if (by === null || by > subject.width) return { why: 'the amount of the shift is not a number that fits' };
  if (action.style === 'rotate') return { text: rotated(subject, by, dir), reads: [] };
  if (action.at !== undefined && !entersThere(action.at, { subject, by, dir }))
    return { why: 'the bit that the new one is said to enter at is not the one that the shift makes free' };
  const fill = fillOf(action, { subject, by, dir }, context);
  if (isUnspeakableFill(fill) || by === subject.width) return fill;
  const kept = dir === 'left' ? bitsOf(subject, subject.width - 1 - by, 0) : bitsOf(subject, subject.width - 1, by);
  return { text: dir === 'left' ? `{${kept}, ${fill.text}}` : `{${fill.text}, ${kept}}`, reads: fill.reads };
}

/** How far to shift; one where the text does not say, null where it is no positive number. */
function amountOf(by: Value | null): number | null {
  if (by === null) return 1;
  const amount = by.k === 'num' ? Number(by.value) : Number.NaN;
  return Number.isInteger(amount) && amount >= 1 ? amount : null;
}

function rotated(subject: Subject, by: number, dir: 'left' | 'right'): string {
  const top = subject.width - 1;
  if (by === subject.width) return subject.name;
  return dir === 'left'
    ? `{${bitsOf(subject, top - by, 0)}, ${bitsOf(subject, top, top - by + 1)}}`
    : `{${bitsOf(subject, by - 1, 0)}, ${bitsOf(subject, top, by)}}`;
}

const isUnspeakableFill = (found: NextValue | Unspeakable): found is Unspeakable => 'why' in found;

interface Shift {
  readonly subject: Subject;
  readonly by: number;
  readonly dir: 'left' | 'right';
}

/** A single bit enters a left shift at the lowest bit and a right shift at the highest. */
function entersThere(at: Value, { subject, by, dir }: Shift): boolean {
  if (at.k !== 'index' || at.at.k !== 'num' || by !== 1) return false;
  const isOwn = (at.of.k === 'name' && at.of.name === subject.name) || (at.of.k === 'noun' && at.of.noun === 'it');
  return isOwn && Number(at.at.value) === (dir === 'left' ? subject.lsb : subject.lsb + subject.width - 1);
}

function fillOf(
  action: Extract<Action, { readonly a: 'shift' }>,
  shift: Shift,
  context: Context,
): NextValue | Unspeakable {
  const { subject, by } = shift;
  const isArithmetic = action.style === 'arithmetic' || (action.style === null && subject.arithmetic);
  const given = action.fill ?? subject.serial;
  if (given === null) return silentFill(action.style === 'logical', isArithmetic, shift);
  const found = express(given, context, by);
  if (isUnspeakable(found)) return found;
  return found.width === by
    ? { text: found.text, reads: namesOf(given) }
    : { why: 'what is shifted in does not have as many bits as the shift' };
}

/** What comes in where no sentence says: zeros for a logical shift, the sign for an arithmetic one to the right. */
function silentFill(isLogical: boolean, isArithmetic: boolean, { subject, by, dir }: Shift): NextValue | Unspeakable {
  const zeros = { text: `${String(by)}'b${'0'.repeat(by)}`, reads: [] };
  if (!isArithmetic) return isLogical ? zeros : { why: 'what is shifted in is not stated' };
  if (dir === 'left') return zeros;
  const sign = bitsOf(subject, subject.width - 1, subject.width - 1);
  return { text: by === 1 ? sign : `{${String(by)}{${sign}}}`, reads: [] };
}
