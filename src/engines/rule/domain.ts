import type { PlanDomain } from '../../contracts/plan.ts';
import { literalOf, type ResetFacts, type Value } from '../../english/index.ts';
import type { Draft, Fact } from './facts.ts';
import { factsOf } from './facts.ts';

/** Name of the one clock domain that single-clock designs have. */
export const MAIN_DOMAIN = 'main';

/** The domain of the design's clock and reset; null where there is no clock. */
export function mainDomain(draft: Draft): PlanDomain | null {
  if (draft.clock === null) return null;
  const reset =
    draft.reset === null ? null : { signal: draft.reset.signal, kind: draft.reset.kind, active: draft.reset.active };
  return { name: MAIN_DOMAIN, clock: draft.clock.name, edge: draft.clock.edge, reset };
}

/** Value of a `fill` or literal at a width, as a number or a based literal; null where it does not fit. */
export function resetLiteral(value: Value, width: number | null): string | number | null {
  if (value.k === 'fill') return value.bit === 0 ? 0 : width === null ? null : `${String(width)}'b${'1'.repeat(width)}`;
  const literal = literalOf(value);
  if (literal === null || width === null) return literal;
  return value.k === 'num' && BigInt(value.value) < 1n << BigInt(width) ? `${String(width)}'d${value.value}` : null;
}

/** Facts that state the clock's edge or the reset's kind: every clocked piece accounts for them. */
export function clockingFacts(draft: Draft): readonly Fact[] {
  return [...draft.clockFacts, ...draft.resetFacts];
}

const plainValue = (value: Value | null): string =>
  value === null ? '' : value.k === 'fill' && value.bit === 0 ? '0' : String(literalOf(value) ?? JSON.stringify(value));

const sameValue = (left: Value | null, right: Value | null): boolean => plainValue(left) === plainValue(right);

const isPartial = (target: Value | null): boolean =>
  target !== null &&
  (['index', 'slice', 'part'].includes(target.k) ||
    (target.k === 'op' && !['all', 'every', 'every-output'].includes(target.op)));

/** What the text says that reset does to registers. */
export interface StatedReset {
  readonly state: string | null;
  readonly value: Value | null;
}

/** Signals that a reset sentence is about; null where it is about all that the reset touches. */
export type ResetTargets = (target: Value) => readonly string[] | null;

/**
 * What the text says that reset sets registers to, where it says one thing; `undefined` where it says several. With
 * `of`, only what it says of that signal: `targets` tells which signals a sentence that names some is about.
 */
export function statedReset(
  draft: Draft,
  of: { readonly name: string; readonly targets: ResetTargets } | null = null,
): StatedReset | null | undefined {
  const all = [...factsOf(draft.facts, 'reset').map((fact) => fact.statement.reset), ...builtResets(draft)].filter(
    (reset) => (reset.state !== null || reset.value !== null) && isAbout(reset.target, of),
  );
  // "Its initial state" is whichever state another sentence names.
  const named = all.filter((reset) => reset.state !== '*');
  const told = named.length > 0 ? named : all;
  // A reset of some bits only leaves open what the others become.
  if (draft.facts.some((fact) => fact.statement.s === 'reset' && isPartial(fact.statement.reset.target)))
    return undefined;
  const [first] = told;
  if (first === undefined) return null;
  const same = told.every((reset) => reset.state === first.state && sameValue(reset.value, first.value));
  return same ? { state: first.state, value: first.value } : undefined;
}

function isAbout(target: Value | null, of: { readonly name: string; readonly targets: ResetTargets } | null): boolean {
  const names = target === null || of === null ? null : of.targets(target);
  return names === null || of === null || names.includes(of.name);
}

function builtResets(draft: Draft): readonly ResetFacts[] {
  return factsOf(draft.facts, 'build').flatMap((fact) =>
    fact.statement.thing.features.flatMap((feature) => (feature.reset === undefined ? [] : [feature.reset])),
  );
}
