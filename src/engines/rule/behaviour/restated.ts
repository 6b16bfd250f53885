import { fail, type Outcome, ok } from '../../../contracts/outcome.ts';
import type { Value } from '../../../english/index.ts';
import { evaluateBits } from '../evaluate.ts';
import { type Draft, type Trouble, troubleAt } from '../facts.ts';
import { assignmentsOf, holds } from './overlap.ts';
import type { Step } from './steps.ts';

/**
 * The steps without those that only say again what the others say ("that is, …"). Each of these is checked against the
 * others wherever it applies; fails where they differ or where that cannot be told.
 */
export function withoutRestated(steps: readonly Step[], draft: Draft): Outcome<readonly Step[], Trouble> {
  const [base, again] = [steps.filter((step) => !step.restates), steps.filter((step) => step.restates)];
  const [first] = again;
  if (first === undefined || base.length === 0) return ok(steps);
  const isAgreed =
    new Set(base.map((step) => step.chain)).size === 1 && chainsOf(again).every((chain) => agrees(chain, base, draft));
  if (isAgreed) return ok(base);
  // "That is, the count pauses while en is 0": said first, it is a sentence like any other, held against the rest as such.
  const isKeeping = again.every((step) => step.action.a === 'hold' && step.guard !== null);
  return isKeeping
    ? ok(steps)
    : fail(troubleAt('ambiguous', 'it is not clear that this says the same again', first.fact.span));
}

const chainsOf = (steps: readonly Step[]): readonly (readonly Step[])[] =>
  [...new Set(steps.map((step) => step.chain))].map((id) => steps.filter((step) => step.chain === id));

function agrees(again: readonly Step[], base: readonly Step[], draft: Draft): boolean {
  const all = [...again, ...base];
  const cases = assignmentsOf(
    all.flatMap((step) => [step.guard, ...(step.action.a === 'set' ? [step.action.value] : [])]),
    draft,
    new Map(),
  );
  return (
    cases?.every((values) => {
      const [said, meant] = [takenIn(again, values, draft), takenIn(base, values, draft)];
      if (said === null || meant === null) return false;
      return said === undefined || (meant !== undefined && isSame(said, meant, { values, draft }));
    }) === true
  );
}

/** The step that applies; undefined where none does, null where that cannot be told. */
function takenIn(steps: readonly Step[], values: ReadonlyMap<string, bigint>, draft: Draft): Step | undefined | null {
  for (const step of steps) {
    const isTrue = holds(step.guard, values, draft);
    if (isTrue === null) return null;
    if (isTrue) return step;
  }
  return undefined;
}

function isSame(
  one: Step,
  two: Step,
  at: { readonly values: ReadonlyMap<string, bigint>; readonly draft: Draft },
): boolean {
  if (one.action.a !== 'set' || two.action.a !== 'set')
    return JSON.stringify({ ...one.action, target: null }) === JSON.stringify({ ...two.action, target: null });
  const width = at.draft.ports.find((port) => port.name === one.target)?.width;
  const [left, right] = [one.action.value, two.action.value].map((value) =>
    width === 1 ? bitIn(value, at) : (constantIn(value) ?? vectorIn(value, width ?? null, at)),
  );
  return left !== null && left === right;
}

/** Operations on whole vectors whose value does not depend on how wide the surroundings are. */
const BY_BIT: ReadonlySet<string> = new Set(['&', '|', '^', 'gray', '>>', 'shr']);

/** The value of a vector made of signals that are as wide as the target. */
function vectorIn(
  value: Value | undefined,
  width: number | null,
  at: { readonly values: ReadonlyMap<string, bigint>; readonly draft: Draft },
): bigint | null {
  const isPlain = (one: Value): boolean =>
    one.k === 'num' ||
    (one.k === 'name' && at.draft.ports.some((port) => port.name === one.name && port.width === width)) ||
    (one.k === 'op' && BY_BIT.has(one.op) && one.args.every((arg) => isPlain(arg)));
  return value !== undefined && width !== null && isPlain(value) ? bitIn(value, at) : null;
}

const constantIn = (value: Value | undefined): bigint | null =>
  value?.k === 'num' && value.cube === undefined ? BigInt(value.value) : null;

function bitIn(
  value: Value | undefined,
  at: { readonly values: ReadonlyMap<string, bigint>; readonly draft: Draft },
): bigint | null {
  if (value === undefined) return null;
  if (value.k === 'fill') return BigInt(value.bit);
  const lsb = (name: string): number => at.draft.ports.find((port) => port.name === name)?.lsb ?? 0;
  return evaluateBits(value, { values: at.values, lsb });
}
