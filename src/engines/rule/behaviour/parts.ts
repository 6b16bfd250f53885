import { fail, type Outcome, ok } from '../../../contracts/outcome.ts';
import { literalOf, namesOf, type Value } from '../../../english/index.ts';
import { express } from '../express.ts';
import { type Port, type Trouble, troubleAt } from '../facts.ts';
import { isUnspeakable } from '../speech.ts';
import { contextOf, type Job } from './job.ts';
import type { NextValue, Subject } from './next.ts';
import { ordered } from './priority.ts';
import type { Step } from './steps.ts';

/** Bits of a vector, by their numbers. */
interface Bounds {
  readonly high: number;
  readonly low: number;
}

/** Highest and lowest bit that a partial target names; null where the signal has no such bits. */
function boundsOf(target: Value, port: Port): Bounds | null {
  const [msb, lsb] = [port.msb ?? -1, port.lsb ?? 0];
  const found = statedBounds(target, { msb, lsb, width: port.width ?? 0 });
  return found !== null && found.high <= msb && found.low >= lsb && found.high >= found.low ? found : null;
}

function statedBounds(
  target: Value,
  { msb, lsb, width }: { readonly msb: number; readonly lsb: number; readonly width: number },
): Bounds | null {
  if (target.k === 'index') {
    const at = literalOf(target.at);
    return at === null ? null : { high: at, low: at };
  }
  if (target.k === 'slice') {
    const [high, low] = [literalOf(target.high), literalOf(target.low)];
    return high === null || low === null ? null : { high, low };
  }
  if (target.k !== 'part') return null;
  const size = target.size ?? (target.part.endsWith('-half') ? width / 2 : 1);
  if (!Number.isInteger(size) || size < 1) return null;
  const isUpper = target.part === 'msb' || target.part.startsWith('upper');
  return isUpper ? { high: msb, low: msb - size + 1 } : { high: lsb + size - 1, low: lsb };
}

/**
 * The next value of a register that sentences set part by part: every bit belongs to one part, and each part has its
 * own conditions. Fails where parts overlap, leave bits out, or stand beside sentences about the whole.
 */
export function nextOfParts(job: Job, subject: Subject, steps: readonly Step[]): Outcome<NextValue, Trouble> {
  const [first] = steps;
  const port = job.draft.ports.find((one) => one.name === subject.name);
  if (first === undefined || port === undefined) return ok({ text: subject.name, reads: [] });
  const parts = new Map<string, { readonly bounds: Bounds; readonly steps: Step[] }>();
  for (const step of steps) {
    if (step.part === undefined && step.action.a === 'hold') continue;
    const bounds = step.part === undefined ? null : boundsOf(step.part, port);
    if (bounds === null)
      return fail(troubleAt('unsupported', `this does not name a part of ${subject.name}`, step.fact.span));
    const key = `${String(bounds.high)}:${String(bounds.low)}`;
    const known = parts.get(key) ?? { bounds, steps: [] };
    parts.set(key, { ...known, steps: [...known.steps, step] });
  }
  const sorted = [...parts.values()].sort((left, right) => right.bounds.high - left.bounds.high);
  if (
    !isWhole(
      sorted.map((one) => one.bounds),
      port,
    )
  )
    return fail(troubleAt('incomplete', `the bits of ${subject.name} are not each told once`, first.fact.span));
  const made: NextValue[] = [];
  for (const part of sorted) {
    const next = nextOfPart({ ...job, steps: part.steps }, subject, part.bounds);
    if (!next.ok) return next;
    made.push(next.value);
  }
  return ok({ text: `{${made.map((one) => one.text).join(', ')}}`, reads: made.flatMap((one) => one.reads) });
}

function isWhole(sorted: readonly Bounds[], port: Port): boolean {
  let next = port.msb ?? -1;
  for (const { high, low } of sorted) {
    if (high !== next) return false;
    next = low - 1;
  }
  return next === (port.lsb ?? 0) - 1;
}

function nextOfPart(job: Job, subject: Subject, { high, low }: Bounds): Outcome<NextValue, Trouble> {
  const order = ordered(job, subject.name);
  if (!order.ok) return order;
  const own = high === low ? `${subject.name}[${String(high)}]` : `${subject.name}[${String(high)}:${String(low)}]`;
  const reads: string[] = [];
  let text = own;
  for (const step of [...order.value].reverse()) {
    const value = partValue(step, { own, width: high - low + 1 }, job);
    const guard = step.guard === null ? null : express(step.guard, contextOf(job.draft));
    if ('why' in value) return fail(troubleAt('unsupported', value.why, step.fact.span));
    if (guard !== null && isUnspeakable(guard)) return fail(troubleAt('unsupported', guard.why, step.fact.span));
    reads.push(...value.reads, ...(step.guard === null ? [] : namesOf(step.guard)));
    text = guard === null ? value.text : `(${guard.text} ? ${value.text} : ${text})`;
  }
  return ok({ text, reads });
}

function partValue(
  { action }: Step,
  { own, width }: { readonly own: string; readonly width: number },
  { draft }: Job,
): NextValue | { readonly why: string } {
  if (action.a === 'hold') return { text: own, reads: [] };
  if (action.a === 'toggle') return { text: `(~${own})`, reads: [] };
  if (action.a !== 'set') return { why: 'a part of a register can be set, kept or toggled' };
  const found = express(action.value, contextOf(draft), width);
  if (isUnspeakable(found)) return found;
  return found.width === width
    ? { text: found.text, reads: namesOf(action.value) }
    : { why: `${found.text} does not have the ${String(width)} bits of the part` };
}
