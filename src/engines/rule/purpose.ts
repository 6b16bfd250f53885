import { type Action, namesOf, type Statement, type Value } from '../../english/index.ts';
import { dataInputs } from './data-inputs.ts';
import type { Draft, Piece } from './facts.ts';
import { factsOf } from './facts.ts';

/** Component nouns that bear out a claim by themselves. */
const HEADS: Readonly<Record<string, readonly string[]>> = {
  count: ['counter', 'johnson-counter', 'ring-counter'],
  add: ['adder', 'half-adder', 'full-adder', 'add-sub', 'mac'],
  subtract: ['subtractor', 'add-sub'],
  multiply: ['multiplier', 'mac'],
  accumulate: ['mac'],
};

/**
 * Whether a sentence that only frames the design says nothing that the design does not bear out: operations and
 * storage that it names are there, widths are those of its signals, and signals it names are used.
 */
export function purposeHolds(
  statement: Extract<Statement, { readonly s: 'purpose' }>,
  draft: Draft,
  whole: Piece,
): boolean {
  const used = new Set([...whole.reads, ...whole.drives, draft.clock?.name, draft.reset?.signal]);
  return (
    statement.claims.every((claim) =>
      isBorneOut(claim, { draft, whole, names: inputsAmong(statement.names, draft) }),
    ) &&
    statement.widths.every((width) => draft.ports.some((port) => port.width === width)) &&
    statement.names.every((name) => used.has(name))
  );
}

/** Data inputs that the sentence names: an operation it speaks of is one on these. */
const inputsAmong = (names: readonly string[], draft: Draft): readonly string[] =>
  dataInputs(draft)
    .map((port) => port.name)
    .filter((name) => names.includes(name));

interface Sense {
  readonly draft: Draft;
  readonly whole: Piece;
  readonly names: readonly string[];
}

function isBorneOut(claim: string, { draft, whole, names }: Sense): boolean {
  if (claim === 'register') return whole.clocked;
  if (claim === 'clock') return draft.clock !== null && whole.clocked;
  if (claim === 'always') return isUnconditional(draft);
  const built = factsOf(draft.facts, 'build').map((fact) => fact.statement.thing.head);
  const wide = dataInputs(draft).filter((port) => port.width !== 1);
  // A component works on all wide inputs: a sentence that names some names all of them.
  const isWhole = names.length === 0 || wide.every((port) => names.includes(port.name));
  if (isWhole && HEADS[claim]?.some((head) => built.includes(head)) === true) return true;
  return actionsOf(draft).some((action) => shows(claim, action) && mentionsAll(action, names));
}

const mentionsAll = (action: Action, names: readonly string[]): boolean =>
  action.a !== 'set' || names.every((name) => namesOf(action.value).includes(name));

/** Nothing but the reset decides what happens in a cycle. */
const isUnconditional = (draft: Draft): boolean =>
  factsOf(draft.facts, 'do').every((fact) =>
    fact.statement.branches.every(
      (branch) => branch.guard === null || namesOf(branch.guard).every((name) => name === draft.reset?.signal),
    ),
  );

const actionsOf = (draft: Draft): readonly Action[] =>
  factsOf(draft.facts, 'do').flatMap((fact) => fact.statement.branches.flatMap((branch) => branch.actions));

function shows(claim: string, action: Action): boolean {
  if (claim === 'count') return action.a === 'step';
  if (claim === 'toggle') return action.a === 'toggle';
  if (action.a !== 'set') return false;
  const operators = operatorsOf(action.value);
  if (claim === 'add') return operators.includes('+');
  if (claim === 'subtract') return operators.includes('-');
  if (claim === 'multiply') return operators.includes('*');
  const own = action.target?.k === 'name' ? action.target.name : 'it';
  return claim === 'accumulate' && action.value.k === 'op' && action.value.op === '+' && mentions(action.value, own);
}

const operatorsOf = (value: Value): readonly string[] =>
  value.k === 'op' ? [value.op, ...value.args.flatMap((arg) => operatorsOf(arg))] : [];

const mentions = (value: Value, name: string): boolean =>
  value.k === 'op'
    ? value.args.some((arg) => mentions(arg, name))
    : (value.k === 'name' && value.name === name) || (value.k === 'noun' && ['it', name].includes(value.noun));
