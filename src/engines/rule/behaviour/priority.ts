import { fail, type Outcome, ok } from '../../../contracts/outcome.ts';
import { namesOf, type Value } from '../../../english/index.ts';
import { type Draft, factsOf, type Trouble, troubleAt } from '../facts.ts';
import type { Job } from './job.ts';
import { assignmentsOf, holds } from './overlap.ts';
import type { Step } from './steps.ts';

interface Chain {
  readonly id: number;
  readonly steps: readonly Step[];
}

function chainsOf(steps: readonly Step[]): readonly Chain[] {
  const ids = [...new Set(steps.map((step) => step.chain))];
  return ids.map((id) => ({ id, steps: steps.filter((step) => step.chain === id) }));
}

/** That some signal goes before others. */
interface Order {
  readonly first: Value;
  readonly over: readonly Value[];
}

/** What a clash of two chains depends on beside them. */
interface Meeting {
  readonly draft: Draft;
  readonly target: string;
  readonly round: Round;
}

/** Values between which a counter goes round, of plain binary numbers. */
type Round = { readonly low: number; readonly high: number } | null;

/**
 * Orders the chains, highest priority first, or says which two can act at once with different effects. A step at the end
 * of the range of a counter has the effect of setting it to the other end.
 */
export function ordered(job: Job, target: string, round: Round = null): Outcome<readonly Step[], Trouble> {
  const chains = [...chainsOf(job.steps)];
  const said = factsOf(job.open.facts, 'priority');
  const orders = said.map(({ statement }) => statement);
  const firsts = levelsOf(orders);
  const mixed = mixedGuard(chains, orders);
  if (mixed !== undefined)
    return fail(
      troubleAt(
        'ambiguous',
        'it is not clear who goes first where only a part of this condition holds',
        mixed.fact.span,
      ),
    );
  const sorted = chains
    .map((chain) => ({
      chain,
      rank: beatsAll(chain, chains)
        ? 0
        : rankOf(
            chain,
            firsts,
            chains.every((other) => other.id < 0 || other.id >= chain.id),
          ),
    }))
    .sort((left, right) => left.rank - right.rank || exceptionFirst(left.chain, right.chain));
  const isFree = factsOf(job.open.facts, 'fact').some((fact) => fact.statement.fact === 'overlap-dontcare');
  for (const [index, later] of sorted.entries()) {
    for (const earlier of sorted.slice(0, index)) {
      if (isFree || earlier.rank < later.rank || isExceptionTo(earlier.chain, later.chain)) continue;
      const clash = meets(earlier.chain, later.chain, { draft: job.draft, target, round });
      const at = later.chain.steps[0]?.fact.span;
      if (clash !== false && at !== undefined)
        return fail(
          troubleAt('ambiguous', `two sentences about ${target} can apply at once, and no priority is stated`, at),
        );
    }
  }
  const steps = sorted.flatMap((one) => one.chain.steps);
  const denied = said.find((fact) => isDenied(fact.statement, steps, job.draft));
  return denied === undefined
    ? ok(steps)
    : fail(troubleAt('contradiction', `${target} is told in another order of priority`, denied.span));
}

/** A stated priority that the order of the conditions does not have; a reset goes before everything beside it. */
function isDenied(
  { first, over }: { readonly first: Value; readonly over: readonly Value[] },
  steps: readonly Step[],
  draft: Draft,
): boolean {
  if (first.k !== 'name') return false;
  const indexOf = (name: string): number =>
    name === draft.reset?.signal
      ? -1
      : steps.findIndex((step) => step.guard !== null && namesOf(step.guard).includes(name));
  const isGuard = (name: string): boolean => name === draft.reset?.signal || indexOf(name) >= 0;
  const beaten = over.flatMap((value) => namesOf(value));
  return isGuard(first.name) && beaten.some((name) => isGuard(name) && indexOf(name) < indexOf(first.name));
}

/** "Additionally, q …": what is added holds beside the rest, and neither yields to it nor is its default. */
export const isAdded = ({ fact: { text } }: { readonly fact: { readonly text: string } }): boolean =>
  /^(?:\d+[.)]\s*)?(?:additionally|moreover|furthermore|besides|in addition|also)\b|[,;]\s*(?:and\s+)?(?:also|additionally)\b/i.test(
    text,
  );

/** "No matter what en is": it goes before chains whose conditions are about nothing but the signals it names. */
function beatsAll(chain: Chain, all: readonly Chain[]): boolean {
  const beaten = chain.steps.flatMap((step) => step.beats);
  if (beaten.length === 0) return false;
  const known = new Set([...beaten, ...guardNames(chain)]);
  return all.every((other) => other === chain || guardNames(other).every((name) => known.has(name)));
}

const guardNames = (chain: Chain): readonly string[] =>
  chain.steps.flatMap((step) => (step.guard === null ? [] : namesOf(step.guard)));

/** Conditions that must all hold for the one step of a chain; none where it is no such chain. */
function conjuncts(chain: Chain): readonly string[] {
  const [only, ...more] = chain.steps;
  return only?.guard == null || more.length > 0 ? [] : partsOf(only.guard).map((part) => JSON.stringify(part));
}

const partsOf = (guard: Value): readonly Value[] =>
  guard.k === 'op' && guard.op === '&&' ? guard.args.flatMap((arg) => partsOf(arg)) : [guard];

/**
 * A condition that adds to another one tells of an exception ("when a is 9 …; when a is 9 and b is 5 …"): behind the
 * other one it would say nothing. So does a value at which a counter stays, beside a sentence that steps it.
 */
function isExceptionTo(one: Chain, two: Chain): boolean {
  const [special, general] = [conjuncts(one), conjuncts(two)];
  if (general.length > 0 && special.length > general.length && general.every((part) => special.includes(part)))
    return true;
  return staysAt(one) && two.steps.every((step) => step.action.a === 'step');
}

/** "When n is 255 it stays there": one step that keeps the one value of its condition. */
function staysAt({ steps }: Chain): boolean {
  const [only, ...more] = steps;
  if (only === undefined || more.length > 0 || only.guard?.k !== 'op' || only.guard.op !== '==') return false;
  const [left, right] = only.guard.args;
  const isOwn = left?.k === 'name' && left.name === only.target && right?.k === 'num';
  return (
    isOwn && (only.action.a === 'hold' || (only.action.a === 'set' && literalText(only.action.value) === right.value))
  );
}

const exceptionFirst = (left: Chain, right: Chain): number =>
  isExceptionTo(left, right) ? -1 : isExceptionTo(right, left) ? 1 : 0;

/** Below 1: stated to go first, in this order; 1: an ordinary condition; 2: what happens when nothing else is said. */
function rankOf(chain: Chain, firsts: ReadonlyMap<string, number>, isEarliest: boolean): number {
  const [first] = chain.steps;
  if (first !== undefined && isAdded(first)) return 1;
  if (first?.rest === true) return 2;
  if (chain.steps.length === 1 && first?.guard === null && (chain.id < 0 || isEarliest)) return 2;
  if (chain.steps.some((step) => step.over)) return 0;
  return Math.min(1, ...guardNames(chain).map((name) => firsts.get(name) ?? 1));
}

/** A condition on a signal that is said to go first and on something else: the signal may be active, and nothing happen. */
function mixedGuard(chains: readonly Chain[], said: readonly Order[]): Step | undefined {
  const firsts = new Set(said.flatMap(({ first }) => namesOf(first)));
  const ranked = new Set([...firsts, ...said.flatMap(({ over }) => over.flatMap((one) => namesOf(one)))]);
  if (chains.length < 2 || said.every(({ over }) => over.length === 0)) return undefined;
  return chains
    .filter(({ steps }) => steps.length === 1)
    .flatMap(({ steps }) => steps)
    .find(({ guard }) => {
      const names = guard === null ? [] : namesOf(guard);
      return names.some((name) => firsts.has(name)) && names.some((name) => !ranked.has(name));
    });
}

/** The place of every signal that is said to go first: 0 where nothing goes before it, below 1 for all of them. */
function levelsOf(said: readonly Order[]): ReadonlyMap<string, number> {
  const pairs = said.flatMap(({ first, over }) =>
    namesOf(first).map((name) => ({ name, over: over.flatMap((one) => namesOf(one)) })),
  );
  const depth = (name: string, seen: readonly string[]): number =>
    Math.max(
      0,
      ...pairs
        .filter((pair) => pair.over.includes(name) && !seen.includes(pair.name))
        .map((pair) => depth(pair.name, [...seen, name]) + 1),
    );
  return new Map(pairs.map(({ name }) => [name, depth(name, [name]) / (pairs.length + 1)]));
}

/** Whether two chains can both act, with different actions; null where that cannot be decided. */
function meets(one: Chain, two: Chain, { draft, target, round }: Meeting): boolean | null {
  const values = assignmentsOf(
    [...one.steps, ...two.steps].map((step) => step.guard),
    draft,
    new Map(),
  );
  if (values === null) return null;
  for (const assignment of values) {
    const [first, second] = [taken(one, assignment, draft), taken(two, assignment, draft)];
    if (first === null || second === null) return null;
    if (first === undefined || second === undefined || sameAction(first, second)) continue;
    const value = assignment.get(target) ?? null;
    if (!goesRound(first, second, value, round) && !goesRound(second, first, value, round)) return true;
  }
  return false;
}

/** At one end of its range a counter steps to the other end, which is what the other action sets. */
function goesRound({ action }: Step, { action: other }: Step, value: bigint | null, round: Round): boolean {
  if (action.a !== 'step' || other.a !== 'set' || round === null || value === null) return false;
  const [from, to] = action.dir === 'up' ? [round.high, round.low] : [round.low, round.high];
  const isOne = action.by.k === 'num' && action.by.value === '1';
  return (
    isOne && ['up', 'down'].includes(action.dir) && value === BigInt(from) && literalText(other.value) === String(to)
  );
}

/** Actions with the same effect, however their constants are written; of a wire "is" and "becomes" say the same. */
function sameAction(first: Step, second: Step): boolean {
  const plain = (step: Step): string =>
    JSON.stringify({
      ...step.action,
      target: null,
      ...(first.wire && second.wire ? { stative: null } : {}),
      value: step.action.a === 'set' ? (literalText(step.action.value) ?? step.action.value) : null,
    });
  return plain(first) === plain(second);
}

const literalText = (value: Value): string | null =>
  value.k === 'num' && value.cube === undefined ? value.value : value.k === 'fill' && value.bit === 0 ? '0' : null;

/** The step a chain takes; undefined where none, null where a guard cannot be evaluated. */
function taken(chain: Chain, values: ReadonlyMap<string, bigint>, draft: Draft): Step | undefined | null {
  for (const step of chain.steps) {
    const isTrue = holds(step.guard, values, draft);
    if (isTrue === null) return null;
    if (isTrue) return step;
  }
  return undefined;
}
