import type { Action, Value } from '../../../english/index.ts';
import { namesOf } from '../../../english/index.ts';
import type { Context, Unspeakable } from '../express.ts';
import { express, isUnspeakable } from '../express.ts';

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

function stepped(
  action: Extract<Action, { readonly a: 'step' }>,
  subject: Subject,
  context: Context,
): NextValue | Unspeakable {
  const dir = action.dir === 'any' ? (subject.direction === 'down' ? 'down' : 'up') : action.dir;
  const by = express(action.by, context, subject.width);
  if (isUnspeakable(by)) return by;
  const { name, width, range } = subject;
  const text = `(${name} ${dir === 'up' ? '+' : '-'} ${by.text})`;
  const isOne = action.by.k === 'num' && action.by.value === '1';
  const end = dir === 'up' ? (range?.high ?? 2 ** width - 1) : (range?.low ?? 0);
  const start = dir === 'up' ? (range?.low ?? 0) : (range?.high ?? 2 ** width - 1);
  const isNatural = range === null || (range.low === 0 && range.high === 2 ** width - 1);
  if (subject.saturates)
    return isOne
      ? { text: `((${name} == ${String(width)}'d${String(end)}) ? ${name} : ${text})`, reads: namesOf(action.by) }
      : { why: 'saturation with a step other than one' };
  if (isNatural) return { text, reads: namesOf(action.by) };
  if (!isOne) return { why: 'a counter with a range can only step by one' };
  return {
    text: `((${name} == ${String(width)}'d${String(end)}) ? ${String(width)}'d${String(start)} : ${text})`,
    reads: [],
  };
}

function shifted(
  action: Extract<Action, { readonly a: 'shift' }>,
  subject: Subject,
  context: Context,
): NextValue | Unspeakable {
  const { name, width, lsb } = subject;
  const dir = action.dir ?? (subject.direction === 'left' || subject.direction === 'right' ? subject.direction : null);
  if (dir === null) return { why: 'the direction of the shift is not stated' };
  const by = action.by === null ? 1 : action.by.k === 'num' ? Number(action.by.value) : Number.NaN;
  if (!Number.isInteger(by) || by < 1 || by > width)
    return { why: 'the amount of the shift is not a number that fits' };
  const at = (high: number, low: number): string =>
    width === 1
      ? name
      : high === low
        ? `${name}[${String(high + lsb)}]`
        : `${name}[${String(high + lsb)}:${String(low + lsb)}]`;
  if (action.style === 'rotate') {
    if (by === width) return { text: name, reads: [] };
    return {
      text:
        dir === 'left'
          ? `{${at(width - 1 - by, 0)}, ${at(width - 1, width - by)}}`
          : `{${at(by - 1, 0)}, ${at(width - 1, by)}}`,
      reads: [],
    };
  }
  const fill = fillOf(action, { subject, by, dir }, context);
  if (isUnspeakableFill(fill)) return fill;
  if (by === width) return { text: fill.text, reads: fill.reads };
  return {
    text: dir === 'left' ? `{${at(width - 1 - by, 0)}, ${fill.text}}` : `{${fill.text}, ${at(width - 1, by)}}`,
    reads: fill.reads,
  };
}

const isUnspeakableFill = (found: NextValue | Unspeakable): found is Unspeakable => 'why' in found;

interface Shift {
  readonly subject: Subject;
  readonly by: number;
  readonly dir: 'left' | 'right';
}

function fillOf(
  action: Extract<Action, { readonly a: 'shift' }>,
  { subject, by, dir }: Shift,
  context: Context,
): NextValue | Unspeakable {
  const isArithmetic = action.style === 'arithmetic' || (action.style === null && subject.arithmetic);
  const given = action.fill ?? subject.serial;
  if (isArithmetic && given === null) {
    const sign = subject.width === 1 ? subject.name : `${subject.name}[${String(subject.width - 1 + subject.lsb)}]`;
    return dir === 'right'
      ? { text: by === 1 ? sign : `{${String(by)}{${sign}}}`, reads: [] }
      : { text: `${String(by)}'b${'0'.repeat(by)}`, reads: [] };
  }
  if (given === null)
    return action.style === 'logical'
      ? { text: `${String(by)}'b${'0'.repeat(by)}`, reads: [] }
      : { why: 'what is shifted in is not stated' };
  const found = express(given, context, by);
  if (isUnspeakable(found)) return found;
  return found.width === by
    ? { text: found.text, reads: namesOf(given) }
    : { why: 'what is shifted in does not have as many bits as the shift' };
}
