import { literalOf, namesOf, type Value } from '../../../english/index.ts';
import type { Draft, Port } from '../facts.ts';
import { assignmentsOf, holds } from './overlap.ts';
import type { Step } from './steps.ts';

/** Most values of one register that are tried. */
const MAX_VALUES = 4096;

/** Widest signal all of whose values are tried. */
const MAX_LOADED_BITS = 10;

/** What a register's steps say of its values. */
export interface Values {
  readonly low: number;
  readonly high: number;
}

/**
 * Smallest and largest value that a register takes, as a number without a width: from its reset value and whatever
 * it is loaded with, every step that can act is followed until nothing new appears. Null where that does not end,
 * or where a step is not one of numbers. `steps` are in order of priority, without those of the reset.
 */
export function valuesOf(
  target: string,
  steps: readonly Step[],
  at: { readonly draft: Draft; readonly starts: readonly number[]; readonly loaded: number | null },
): Values | null {
  const all = at.loaded === null ? [] : Array.from({ length: 2 ** at.loaded }, (_, value) => value);
  const seen = new Set<number>([...at.starts, ...all]);
  const open = [...seen];
  const guards = steps.map((step) => step.guard);
  const others = assignmentsOf(guards, without(at.draft, target), new Map());
  if (others === null) return null;
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    for (const assignment of others) {
      const values = new Map([...assignment, [target, BigInt(value)] as const]);
      const next = nextValue(value, actingStep(steps, values, at.draft), at.loaded);
      if (next === 'loaded') continue;
      if (next === null || next < 0 || seen.size > MAX_VALUES) return null;
      if (seen.has(next)) continue;
      seen.add(next);
      open.push(next);
    }
  }
  return { low: Math.min(...seen), high: Math.max(...seen) };
}

/** The draft with the target as a signal of no bits, so that only the others are enumerated. */
const without = (draft: Draft, target: string): Draft => ({
  ...draft,
  ports: draft.ports.map((port): Port => (port.name === target ? { ...port, width: 0 } : port)),
});

function actingStep(
  steps: readonly Step[],
  values: ReadonlyMap<string, bigint>,
  draft: Draft,
): Step | null | undefined {
  for (const step of steps) {
    const acts = holds(step.guard, values, draft);
    if (acts === null) return null;
    if (acts) return step;
  }
  return undefined;
}

function nextValue(value: number, step: Step | null | undefined, loaded: number | null): number | 'loaded' | null {
  if (step === undefined) return value;
  if (step === null) return null;
  const { action } = step;
  if (action.a === 'hold') return value;
  if (action.a === 'set') return constantOf(action.value) ?? (loaded === null ? null : 'loaded');
  if (action.a !== 'step' || action.dir === 'any') return null;
  if (action.wraps === true && value === action.range?.[1]) return action.range[0];
  const by = literalOf(action.by);
  return by === null ? null : value + (action.dir === 'up' ? by : -by);
}

const constantOf = (value: Value): number | null =>
  value.k === 'fill' ? (value.bit === 0 ? 0 : null) : literalOf(value);

/** Signals that a register is set to as a whole. */
function sourcesOf(steps: readonly Step[]): readonly Value[] {
  return steps.flatMap((step) =>
    step.action.a === 'set' && constantOf(step.action.value) === null ? [step.action.value] : [],
  );
}

/**
 * Bits of an internal register whose width the text does not state: one where it is only set to 0 and 1 or toggled,
 * those of the signal it is loaded with, or those that its largest value needs. Null where the text leaves it open.
 */
export function inferredWidth(
  target: string,
  steps: readonly Step[],
  draft: Draft,
  starts: readonly number[],
): number | null {
  const sources = sourcesOf(steps);
  const widths = sources.map((value) => bitwiseWidth(value, draft));
  const [loaded = null] = widths;
  if (widths.some((width) => width === null || width !== loaded)) return null;
  const moves = new Set(steps.map((step) => step.action.a));
  if (moves.has('toggle')) return loaded === null && steps.every((step) => isBitStep(step)) ? 1 : null;
  if (moves.has('shift') || (loaded ?? 0) > MAX_LOADED_BITS) return moves.has('step') ? null : loaded;
  return fittingWidth(valuesOf(target, steps, { draft, starts, loaded }), loaded);
}

const BITWISE: readonly string[] = ['&', '|', '^', '~^', '~&', '~|', 'u~'];

/** Bits of a signal, or of signals as wide as each other that are combined bit by bit; null for anything else. */
function bitwiseWidth(value: Value, draft: Draft): number | null {
  if (value.k === 'name') return draft.ports.find((port) => port.name === value.name)?.width ?? null;
  if (value.k !== 'op' || !BITWISE.includes(value.op)) return null;
  const widths = value.args.map((arg) => bitwiseWidth(arg, draft));
  const [first = null] = widths;
  return widths.every((width) => width === first) ? first : null;
}

/** Bits for all values: those of what is loaded, where nothing grows beyond them. */
function fittingWidth(found: Values | null, loaded: number | null): number | null {
  if (found === null) return null;
  const needed = Math.max(1, Math.ceil(Math.log2(found.high + 1)));
  if (loaded === null) return needed;
  return needed <= loaded ? loaded : null;
}

function isBitStep({ action }: Step): boolean {
  if (action.a !== 'set') return action.a === 'toggle' || action.a === 'hold';
  const value = constantOf(action.value);
  return value === 0 || value === 1;
}

/** Names that the guards and values of some steps read. */
export const readsOfSteps = (steps: readonly Step[]): ReadonlySet<string> =>
  new Set(
    steps.flatMap((step) => [
      ...(step.guard === null ? [] : namesOf(step.guard)),
      ...(step.action.a === 'set' ? namesOf(step.action.value) : []),
    ]),
  );
