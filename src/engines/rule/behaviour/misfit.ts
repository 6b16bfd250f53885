import type { Action, Value } from '../../../english/index.ts';
import { factsOf } from '../facts.ts';
import type { Job } from './job.ts';
import type { Subject } from './next.ts';
import type { RegisterThing } from './things.ts';

/** What the component phrase says of movement, against what sentences say. */
function directionClash(job: Job, subject: Subject, thing: RegisterThing | null): string | null {
  const ways = job.steps.map((step) =>
    step.action.a === 'step' || step.action.a === 'shift' ? step.action.dir : null,
  );
  const stated = thing?.subject.direction ?? null;
  if (stated !== null && ways.some((way) => way !== null && way !== 'any' && way !== stated))
    return 'sentences and component name different directions';
  const own = thing?.fact.sentence;
  // "A saturating counter that increments when …" tells when; one that always counts denies it.
  if (
    subject.saturates &&
    job.steps.some(
      (step) =>
        step.action.a === 'step' && !((step.fact.sentence === own || step.guard !== null) && isPlainStep(step.action)),
    )
  )
    return 'a saturating counter and sentences that count are not held together';
  const head = thing?.fact.statement.s === 'build' ? thing.fact.statement.thing.head : null;
  if (head === 'lfsr' && !job.steps.some((step) => feedsBack(step.action)))
    return 'an LFSR that no sentence shifts with an exclusive-or fed back';
  return (thing === null ? null : missingOption(job, thing)) ?? flipFlopClash(job, head);
}

/** A step of one without a range of its own, which stops where the counter ends. */
const isPlainStep = ({ by, range }: Extract<Action, { readonly a: 'step' }>): boolean =>
  by.k === 'num' && by.value === '1' && range === undefined;

/** A flip-flop that is called by its inputs, and sentences that do not do what such a one does. */
function flipFlopClash(job: Job, head: string | null): string | null {
  const kinds = new Set(job.steps.map((step) => step.action.a));
  if (head === 'jkff' && !(kinds.has('toggle') && kinds.has('set')))
    return 'a JK flip-flop that no sentences set and toggle';
  if (head === 'srff' && constantsSet(job).size < 2) return 'an SR flip-flop that no sentences set and reset';
  return head === 'tff' && kinds.size > 0 && !kinds.has('toggle')
    ? 'a toggle flip-flop that no sentence toggles'
    : null;
}

/** Constants that sentences set the register to. */
const constantsSet = (job: Job): ReadonlySet<string> =>
  new Set(
    job.steps.flatMap(({ action }) => {
      if (action.a !== 'set') return [];
      if (action.value.k === 'fill') return [String(action.value.bit)];
      return action.value.k === 'num' ? [action.value.value] : [];
    }),
  );

/** What the phrase says the register has, and no sentence does: a preset, so many ways to choose from, byte enables. */
function missingOption(job: Job, { fact }: RegisterThing): string | null {
  const features = fact.statement.s === 'build' ? fact.statement.thing.features : [];
  const sources = job.steps.filter(({ action }) => action.a === 'set' && action.value.k === 'name').length;
  for (const { f, n } of features) {
    if (f === 'preset' && ![...constantsSet(job)].some((one) => one !== '0')) return 'a preset that no sentence tells';
    if (f === 'mux-front' && sources !== n) return 'a multiplexer in front with other choices than the sentences give';
    if (f === 'byte-enables' && !job.steps.some((step) => step.part !== undefined))
      return 'byte enables that no sentence tells';
  }
  return null;
}

/** The action moves the register and brings in an exclusive-or. */
function feedsBack(action: Action): boolean {
  const moved =
    action.a === 'shift' ? action.fill : action.a === 'set' && isOp(action.value, 'cat') ? action.value : null;
  return moved !== null && mentions(moved, ['^', '~^', 'u^']);
}

const isOp = (value: Value, name: string): boolean => value.k === 'op' && value.op === name;

const mentions = (value: Value, ops: readonly string[]): boolean =>
  value.k === 'op' && (ops.includes(value.op) || value.args.some((arg) => mentions(arg, ops)));

/** A register that is called bidirectional or universal and shifts one way only. */
function oneWay(job: Job, thing: RegisterThing | null): string | null {
  const features = thing?.fact.statement.s === 'build' ? thing.fact.statement.thing.features : [];
  const word = features.find((feature) => feature.word === 'bidirectional' || feature.word === 'universal')?.word;
  const ways = new Set(job.steps.flatMap((step) => (step.action.a === 'shift' ? [step.action.dir] : [])));
  // Without any shift the phrase leaves it to the ports ("a bidirectional counter").
  const isOpen = word === undefined || (ways.size === 0 && word === 'bidirectional');
  return isOpen || (ways.has('left') && ways.has('right'))
    ? null
    : `a ${word} shift register needs sentences that say when it shifts left and when right`;
}

/** A condition compares a counter with a value outside of the range that the text gives it. */
function asksBeyond(job: Job, { name, range }: Subject): boolean {
  if (range === null) return false;
  const isBeyond = (value: Value): boolean => {
    if (value.k !== 'op') return false;
    const [left, right] = value.args;
    const asked = left?.k === 'name' && left.name === name && right?.k === 'num' ? Number(right.value) : null;
    const isOut = asked !== null && (asked < range.low || asked > range.high);
    return (value.op === '==' && isOut) || value.args.some((arg) => isBeyond(arg));
  };
  return job.steps.some(({ guard, target }) => target === name && guard !== null && isBeyond(guard));
}

/** What sentences claim of the register, held against what it is. */
export function misfit(job: Job, subject: Subject, thing: RegisterThing | null): string | null {
  const ranges = factsOf(job.facts, 'fact').filter((fact) => fact.statement.fact === 'value-range');
  for (const { statement } of ranges) {
    const [, low, high] = statement.values;
    const isFull =
      low?.k === 'num' &&
      high?.k === 'num' &&
      Number(low.value) === (subject.range?.low ?? 0) &&
      Number(high.value) === (subject.range?.high ?? 2 ** subject.width - 1);
    if (!isFull) return 'the stated range of values is not that of the output';
  }
  if (asksBeyond(job, subject)) return 'a condition is about a value that the counter never has';
  const clash = directionClash(job, subject, thing);
  if (clash !== null) return clash;
  const isBoth =
    thing?.fact.statement.s === 'build' &&
    thing.fact.statement.thing.features.some((feature) => feature.word === 'up down');
  const dirs = new Set(job.steps.flatMap((step) => (step.action.a === 'step' ? [step.action.dir] : [])));
  if (isBoth && !(dirs.has('up') && dirs.has('down')))
    return 'an up/down counter needs sentences that say when it counts up and when down';
  return oneWay(job, thing);
}
