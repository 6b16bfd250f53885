import {
  type Action,
  type Branch,
  claimsOf,
  mapValue,
  op,
  type Statement,
  type Value,
} from '../../../english/index.ts';
import type { Draft, Fact } from '../facts.ts';
import { factsOf } from '../facts.ts';
import { withCaseNumbers } from './case-numbers.ts';
import { withAnswers, withResetConditions } from './checked.ts';
import { madeChoices } from './choices.ts';
import { withChosenSigns } from './chosen-signs.ts';
import { withCounterTitles } from './counter-titles.ts';
import { withDecimals } from './decimals.ts';
import { withEachIndex } from './each-index.ts';
import { withoutImplied } from './implied.ts';
import { withLastElse } from './last-else.ts';
import { withLimits } from './limits.ts';
import { spelledNumbers, spelledProperty } from './numbers.ts';
import { joinedSteps } from './results.ts';
import { spelledSeries } from './series.ts';
import { withShiftOperand } from './shift-operand.ts';
import { withShiftedIn } from './shifted-in.ts';
import { withTargets } from './targets.ts';

/**
 * The draft with phrases that lean on the interface or on the sentence before spelt out: the result of a step, "its
 * inverse", "their NAND", "just a", numbers on the inputs, numbers with a property. What cannot be spelt out stays, and
 * is refused where it is printed.
 */
export function inPlainTerms(stated: Draft): Draft {
  const answered = {
    ...stated,
    facts: withCaseNumbers(withLimits(withLastElse(withAnswers(stated.facts)), stated)).map((fact) =>
      withResetConditions(fact, stated),
    ),
  };
  const draft = withDecimals(answered);
  const series = withCounterTitles(
    withShiftedIn(withShiftOperand(withEachIndex(withChosenSigns(joinedSteps(draft), draft), draft), draft)),
    draft,
  ).map((fact) => withTargets(spelledSeries(fact, draft), draft));
  const facts = withoutImplied(madeChoices(withoutSelector(series), draft), draft).flatMap((fact) =>
    asClaims(fact, draft),
  );
  const order = listedOrder(draft);
  const spelt: Fact[] = [];
  for (const fact of facts)
    spelt.push(withValues(fact, (value) => spelled(value, { draft, order, last: spelt.at(-1) ?? null, fact })));
  return { ...draft, facts: spelt };
}

/** What a sentence only says again is tried on the finished circuit, where that has no clock. */
function asClaims(fact: Fact, draft: Draft): readonly Fact[] {
  const { statement } = fact;
  if (statement.s !== 'do' || statement.restates !== true || draft.clock !== null) return [fact];
  const claims = claimsOf(statement.branches);
  return claims === null ? [fact] : claims.map((claim): Fact => ({ ...fact, statement: claim }));
}

/** A sentence that only names the selecting signal is used up by those that say "0 picks a". */
function withoutSelector(facts: readonly Fact[]): readonly Fact[] {
  const isUsed = facts.some((fact) => JSON.stringify(fact.statement).includes('"noun":"selector"'));
  return isUsed
    ? facts.filter(({ statement }) => !(statement.s === 'fact' && statement.fact === 'selects-which'))
    : facts;
}

interface Place {
  readonly draft: Draft;
  readonly order: readonly string[] | null;
  readonly fact: Fact;
  /** The fact before. */
  readonly last: Fact | null;
}

/** Applies a change to every value of a behaviour sentence or claim. */
function withValues(fact: Fact, change: (value: Value) => Value): Fact {
  const { statement } = fact;
  if (statement.s === 'claim') {
    const when = statement.when === null ? null : mapValue(statement.when, change);
    return { ...fact, statement: { ...statement, when, holds: mapValue(statement.holds, change) } };
  }
  if (statement.s !== 'do') return fact;
  const ofAction = (action: Action): Action =>
    action.a === 'set' ? { ...action, value: mapValue(action.value, change) } : action;
  const branches = statement.branches.map(
    (branch): Branch => ({
      ...branch,
      guard: branch.guard === null ? null : mapValue(branch.guard, change),
      actions: branch.actions.map(ofAction),
    }),
  );
  const isSame = JSON.stringify(branches) === JSON.stringify(statement.branches);
  return isSame ? fact : { ...fact, statement: { ...statement, branches } satisfies Statement };
}

function spelled(value: Value, place: Place): Value {
  if (value.k === 'noun') return nounSpelled(value, place);
  if (value.k !== 'op') return value;
  if (value.args.some((arg) => arg.k === 'noun' && arg.noun === 'their')) return ofTheInputs(value, place);
  if (value.args.some((arg) => arg.k === 'op' && arg.op === 'outputs'))
    return { ...value, args: outputsSpelled(value.args, place.draft) };
  if (value.op === 'alone') return alone(value, place);
  if (value.op === 'inputs-differ') return differing(value, place.draft);
  return spelledNumbers(spelledProperty(value, place.draft), place.draft, place.order);
}

function nounSpelled(value: Extract<Value, { readonly k: 'noun' }>, place: Place): Value {
  if (value.noun === 'its') return copiedBefore(place) ?? value;
  return value.noun === 'selector' ? (selectorOf(place.draft) ?? value) : value;
}

/** "Sel picks which input goes to the output: 0 picks a, …": the one signal that a sentence says selects. */
function selectorOf(draft: Draft): Value | null {
  const said = factsOf(draft.facts, 'fact').filter(({ statement }) => statement.fact === 'selects-which');
  const [only, more] = said.flatMap(({ statement }) => statement.values);
  return only !== undefined && more === undefined ? only : null;
}

/** "The outputs" with their names, where the text counts them right. */
function outputsSpelled(args: readonly Value[], draft: Draft): readonly Value[] {
  return args.flatMap((arg) => {
    if (arg.k !== 'op' || arg.op !== 'outputs') return [arg];
    const [said] = arg.args;
    const isRight = said === undefined || (said.k === 'num' && Number(said.value) === draft.outputs.length);
    return isRight ? draft.outputs.map((port): Value => ({ k: 'name', name: port.name })) : [arg];
  });
}

/** "Y is a copy of x, ny is its inverse": of x or of y, which is the same; else of the one data input. */
function copiedBefore({ draft, fact, last }: Place): Value | null {
  const before = last !== null && last.sentence === fact.sentence && last.statement.s === 'do' ? last.statement : null;
  const action = before?.branches[0]?.actions.at(-1);
  const isPlain = before !== null && before.branches.length === 1 && before.branches[0]?.guard === null;
  if (isPlain && action?.a === 'set' && action.value.k === 'name') return action.value;
  const [only, more] = draft.inputs;
  return before === null && only !== undefined && more === undefined ? { k: 'name', name: only.name } : null;
}

/** "Their NAND" of the inputs, where the text has spoken of the inputs and nothing else can be meant. */
function ofTheInputs(value: Extract<Value, { readonly k: 'op' }>, { draft, fact }: Place): Value {
  const isSaid = /\binputs\b/i.test(fact.text);
  const isPair = draft.inputs.length === 2 && draft.inputs.every((port) => port.width === 1);
  return isSaid && isPair
    ? op(value.op, ...draft.inputs.map((port): Value => ({ k: 'name', name: port.name })))
    : value;
}

/** "Just a is high": a, and none of the other inputs, or of the other bits of its vector. */
function alone(value: Extract<Value, { readonly k: 'op' }>, { draft }: Place): Value {
  const [one] = value.args;
  if (one?.k === 'index' && one.of.k === 'name' && one.at.k === 'num') {
    const { name } = one.of;
    const port = draft.inputs.find((input) => input.name === name);
    const at = Number(one.at.value) - (port?.lsb ?? 0);
    return port?.width == null || at < 0 || at >= port.width || port.width > 30
      ? value
      : op('==', one.of, { k: 'num', value: String(2 ** at), width: null });
  }
  const isPlain = one?.k === 'name' && draft.inputs.every((port) => port.width === 1);
  if (!isPlain || !draft.inputs.some((port) => port.name === one.name)) return value;
  return draft.inputs
    .filter((port) => port.name !== one.name)
    .map((port) => op('false', { k: 'name', name: port.name }))
    .reduce((left, right) => op('&&', left, right), op('true', one));
}

function differing(value: Value, draft: Draft): Value {
  const [one, two, more] = draft.inputs;
  if (one === undefined || two === undefined || more !== undefined || one.width !== two.width) return value;
  return op('!=', { k: 'name', name: one.name }, { k: 'name', name: two.name });
}

/** The inputs in the order in which a sentence lists all of them. */
function listedOrder(draft: Draft): readonly string[] | null {
  const lists = factsOf(draft.facts, 'part').flatMap(({ statement }) =>
    statement.claims.flatMap((claim) => (claim.f === 'ports' && claim.values !== undefined ? [claim.values] : [])),
  );
  const names = lists.map((values) => values.flatMap((value) => (value.k === 'name' ? [value.name] : [])));
  const whole = names.filter(
    (list) => list.length === draft.inputs.length && draft.inputs.every((port) => list.includes(port.name)),
  );
  const [first] = whole;
  return first !== undefined && whole.every((list) => list.join() === first.join()) ? first : null;
}
