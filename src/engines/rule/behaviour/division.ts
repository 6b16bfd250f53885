import { literalOf, type Value } from '../../../english/index.ts';
import { type Draft, type Fact, factsOf, type Trouble, troubleAt } from '../facts.ts';
import { signalName } from '../internals.ts';
import type { Job } from './job.ts';
import { holds } from './overlap.ts';
import { ordered } from './priority.ts';
import { isResetStep } from './reset-steps.ts';
import type { Step } from './steps.ts';

/** Longest period of a divided clock that is tried. */
const MAX_PERIOD = 20_000;

const KINDS: ReadonlySet<string> = new Set(['divides', 'divides-each', 'uses-count']);

/** Claims of what the whole does: they are held against what the steps make of it. */
export const claimsOf = (facts: readonly Fact[]): readonly Fact[] =>
  factsOf(facts, 'fact').filter((fact) => KINDS.has(fact.statement.fact));

/** The first claim that the steps do not bear out. */
export function falseClaim(job: Job): Trouble | null {
  for (const fact of factsOf(job.open.facts, 'fact')) {
    const why = KINDS.has(fact.statement.fact) ? refuted(fact, job) : null;
    if (why !== null) return troubleAt('contradiction', why, fact.span);
  }
  return null;
}

type PlainFact = ReturnType<typeof factsOf<'fact'>>[number];

function refuted(fact: PlainFact, job: Job): string | null {
  const { statement } = fact;
  if (statement.fact === 'uses-count') return countRefuted(statement.text ?? '', statement.n ?? 0, job);
  return statement.fact === 'divides-each' ? eachRefuted(fact, job) : oneRefuted(fact, job);
}

/** The outputs, in their order, divide by the numbers given. */
function eachRefuted({ statement: { values } }: PlainFact, job: Job): string | null {
  const { outputs } = job.draft;
  if (values.length !== outputs.length) return 'there are not as many outputs as frequencies';
  const wrong = outputs.find((port, index) => !dividesBy(port.name, literalOf(values[index] ?? NONE), job));
  return wrong === undefined ? null : `${wrong.name} does not have the frequency that the text gives it`;
}

function oneRefuted(fact: PlainFact, job: Job): string | null {
  const { statement } = fact;
  const { outputs } = job.draft;
  const [named] = statement.values;
  const sole = outputs.length === 1 ? (outputs[0]?.name ?? null) : null;
  const own = outputs.find((port) => port.name === fact.about)?.name ?? sole;
  const name = named?.k === 'name' ? named.name : own;
  if (name === null) return 'it is not clear which output is the divided clock';
  const duty = statement.text === undefined ? null : Number(statement.text);
  return dividesBy(name, statement.n ?? null, job, duty)
    ? null
    : `${name} is not the clock divided by ${String(statement.n)}`;
}

const NONE: Value = { k: 'fill', bit: 0 };

/** Whether an output, out of reset and undisturbed, has a period of so many cycles (and is high for that share of it). */
function dividesBy(name: string, period: number | null, job: Job, duty: number | null = null): boolean {
  if (period === null || period < 2 || period > MAX_PERIOD) return false;
  const run = trace(name, 2 * period, job);
  if (run === null) return false;
  const one = run.slice(0, period);
  const isPeriodic = one.join('') === run.slice(period).join('');
  const edges = one.filter((value, at) => value !== one[(at + period - 1) % period]).length;
  const high = one.filter((value) => value === 1n).length;
  return isPeriodic && edges === 2 && (duty === null || high * 100 === duty * period);
}

/** What each register does, in order of priority, and the values they start with. */
interface Program {
  readonly steps: ReadonlyMap<string, readonly Step[]>;
  readonly values: Map<string, bigint>;
}

function programOf(job: Job): Program | null {
  const { draft } = job;
  const steps = new Map<string, readonly Step[]>();
  const values = new Map<string, bigint>();
  for (const target of new Set(job.all.map((step) => step.target))) {
    const mine = job.all.filter((step) => step.target === target);
    const order = ordered({ ...job, steps: mine.filter((step) => !isResetStep(step, draft)) }, target);
    if (!order.ok) return null;
    steps.set(target, order.value);
    const [reset] = mine.filter((step) => isResetStep(step, draft));
    values.set(target, reset?.action.a === 'set' ? BigInt(literalOf(reset.action.value) ?? 0) : 0n);
  }
  if (draft.reset !== null) values.set(draft.reset.signal, draft.reset.active === 'high' ? 0n : 1n);
  return { steps, values };
}

/** Values of a signal in the cycles after reset; null where they depend on an input or are not numbers. */
function trace(name: string, length: number, job: Job): readonly bigint[] | null {
  const program = programOf(job);
  if (program === null) return null;
  const { steps, values } = program;
  const seen: bigint[] = [];
  for (let cycle = 0; cycle < length; cycle += 1) {
    seen.push(values.get(name) ?? 0n);
    const next = [...steps].map(([target, mine]) => [target, nextOf(target, mine, values, job.draft)] as const);
    for (const [target, value] of next) {
      if (value === null) return null;
      values.set(target, value);
    }
  }
  return seen;
}

function nextOf(
  target: string,
  steps: readonly Step[],
  values: ReadonlyMap<string, bigint>,
  draft: Draft,
): bigint | null {
  const now = values.get(target) ?? 0n;
  for (const step of steps) {
    const acts = holds(step.guard, values, draft);
    if (acts === null) return null;
    if (acts) return acted(step, now, draft);
  }
  if (steps.length > 0 && steps.every((step) => step.wire)) return 0n;
  return now;
}

function acted({ action, target }: Step, now: bigint, draft: Draft): bigint | null {
  const width = draft.ports.find((port) => port.name === target)?.width ?? null;
  if (width === null || action.a === 'shift') return null;
  const size = 1n << BigInt(width);
  if (action.a === 'hold') return now;
  if (action.a === 'toggle') return size - 1n - now;
  if (action.a === 'step' && action.wraps === true && now === BigInt(action.range?.[1] ?? -1))
    return BigInt(action.range?.[0] ?? 0);
  const value = literalOf(action.a === 'set' ? action.value : action.by);
  if (value === null) return null;
  if (action.a === 'set') return BigInt(value);
  return (now + (action.dir === 'down' ? size - BigInt(value) : BigInt(value))) % size;
}

/** "Uses three counters": internal registers that count, and outputs that do nothing but toggle (counters of one bit). */
function countRefuted(noun: string, n: number, job: Job): string | null {
  const inside = new Set(job.draft.internals.map((one) => signalName(one)));
  const moving = job.all.filter((step) => !isResetStep(step, job.draft));
  const ofKind = [...new Set(moving.map((step) => step.target))].filter((target) => {
    const mine = moving.filter((step) => step.target === target);
    if (noun === 'register') return inside.has(target);
    return (
      mine.some((step) => step.action.a === 'step') ||
      mine.every((step) => step.action.a === 'toggle' && step.guard === null)
    );
  });
  return ofKind.length === n ? null : `the text tells of ${String(ofKind.length)} ${noun}s, not of ${String(n)}`;
}
