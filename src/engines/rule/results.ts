import { mapValue, num, op, type Value } from '../../english/index.ts';
import { dataInputs } from './data-inputs.ts';
import type { Draft, Fact } from './facts.ts';
import { factsOf } from './facts.ts';
import { mapStated, valuesIn } from './map-facts.ts';

/** The operator whose result a noun names. */
const OPERATORS: Readonly<Record<string, string>> = { sum: '+', difference: '-', product: '*' };

/** What nouns of results mean in a text. */
interface Meanings {
  /** Values by noun; `settled` where the text says how wide they are. */
  readonly values: ReadonlyMap<string, { readonly value: Value; readonly isSettled: boolean }>;
  /** The output that holds a result, by noun. */
  readonly ports: ReadonlyMap<string, string>;
  /** The two operands, where there are two. */
  readonly operands: readonly Value[];
  /** What the text calls overflow. */
  readonly overflow: Value | null;
}

/** "The sum", "the difference", "the product", "the result": the one that the text speaks of, or the output that holds it. */
export function withResults(facts: readonly Fact[], draft: Draft): readonly Fact[] {
  const meanings = meaningsOf(facts, draft);
  const flags = flagsIn(facts);
  return facts.map((fact) => {
    const name = fact.statement.s === 'fact' ? fact.statement.fact : '';
    // A definition that nothing uses, or a claim that nothing bears out, is a claim nobody takes.
    const isIdle =
      (name === 'overflow-when' && !flags.has('overflow-said')) || (name === 'claims-overflow' && flags.size === 0);
    if (isIdle) return { ...fact, statement: { s: 'fact', fact: `idle ${name}`, values: [] } };
    return name === 'defines' ? fact : mapStated(fact, (value) => replaced(value, meanings));
  });
}

const OVERFLOWS: ReadonlySet<string> = new Set(['overflow', 'overflow-said', 'sign-other']);

/** The ways in which behaviour sentences speak of overflow. */
function flagsIn(facts: readonly Fact[]): ReadonlySet<string> {
  const values = factsOf(facts, 'do').flatMap((fact) => valuesIn(fact));
  return new Set(values.flatMap((value) => (value.k === 'op' && OVERFLOWS.has(value.op) ? [value.op] : [])));
}

/** What an operator is applied to in behaviour sentences; where it is in none, in any. */
function applications(facts: readonly Fact[], operator: string): readonly Value[] {
  const inPlace = distinct(factsOf(facts, 'do').flatMap((fact) => topmost(fact, operator)));
  return inPlace.length > 0 ? inPlace : distinct(facts.flatMap((fact) => topmost(fact, operator)));
}

function meaningsOf(facts: readonly Fact[], draft: Draft): Meanings {
  const values = new Map<string, { value: Value; isSettled: boolean }>();
  const ports = new Map<string, string>();
  const operands = operandsOf(draft);
  // Where nothing says what is added, it is the two inputs there are.
  const isTold = Object.values(OPERATORS).some((operator) => applications(facts, operator).length > 0);
  const isPair = operands.length === 2 && dataInputs(draft).length === 2 && !isTold;
  for (const [noun, operator] of Object.entries(OPERATORS)) {
    const found = applications(facts, operator);
    const told = toldResult(noun, facts, found);
    if (told !== null) values.set(noun, told);
    else if (found.length === 0 && EITHER_WAY.has(operator) && isPair)
      values.set(noun, { value: op(operator, ...operands), isSettled: false });
    const holder = holderOf(noun, facts, found[0]);
    if (holder !== null) ports.set(noun, holder);
  }
  const quotients = distinct(facts.flatMap((fact) => topmost(fact, 'quotient')));
  const [quotient] = quotients;
  if (quotient !== undefined && quotients.length === 1) values.set('quotient', { value: quotient, isSettled: true });
  const main = mainOutput(draft);
  if (main !== null) ports.set('result', main);
  const whole = main === null ? null : wholeOf(main, facts);
  if (whole !== null) values.set('result', { value: whole, isSettled: false });
  return { values, ports, operands, overflow: overflowOf(facts) };
}

/** What the text defines a result to be, or the only operation that gives it. */
function toldResult(
  noun: string,
  facts: readonly Fact[],
  found: readonly Value[],
): { readonly value: Value; readonly isSettled: boolean } | null {
  const defined = factsOf(facts, 'fact').filter(
    (one) => one.statement.fact === 'defines' && one.statement.text === noun,
  );
  const said = defined[0]?.statement.values[0];
  if (said !== undefined && defined.length === 1) return { value: said, isSettled: true };
  const [only] = found;
  return only !== undefined && found.length === 1 ? { value: only, isSettled: false } : null;
}

function operandsOf(draft: Draft): readonly Value[] {
  const wide = draft.inputs.filter((port) => port.width !== 1);
  const [one, two] = wide;
  const isPair = wide.length === 2 && one !== undefined && one.width === two?.width;
  return isPair ? wide.map((port): Value => ({ k: 'name', name: port.name })) : [];
}

/** All the cases that the text calls overflow. */
function overflowOf(facts: readonly Fact[]): Value | null {
  const cases = factsOf(facts, 'fact')
    .filter((one) => one.statement.fact === 'overflow-when')
    .flatMap((one) => one.statement.values);
  return cases.length === 0 ? null : cases.reduce((all, one) => op('||', all, one));
}

/** The only output of several bits. */
function mainOutput(draft: Draft): string | null {
  const wide = draft.outputs.filter((port) => port.width !== 1);
  const [main] = wide;
  return main !== undefined && wide.length === 1 ? main.name : null;
}

/** What an output is before it is cut to its width: one sum, or one of two by a condition. */
function wholeOf(name: string, facts: readonly Fact[]): Value | null {
  const found = factsOf(facts, 'do').flatMap((fact) =>
    fact.statement.branches.flatMap((branch) =>
      branch.actions.flatMap((action) => {
        const isIt = action.target?.k === 'name' ? action.target.name === name : action.target?.k !== 'op';
        return action.a === 'set' && isIt && isComputed(action.value)
          ? [{ guard: branch.guard, value: action.value }]
          : [];
      }),
    ),
  );
  const [one, two] = found;
  if (one === undefined || found.length > 2) return null;
  if (two === undefined) return one.guard === null ? one.value : null;
  return one.guard === null ? null : op('choice', one.guard, one.value, two.value);
}

const isComputed = (value: Value): boolean => value.k === 'op' && ['+', '-', '*'].includes(value.op);

const distinct = (values: readonly Value[]): readonly Value[] => [
  ...new Map(values.map((value) => [JSON.stringify(value), value])).values(),
];

/** Applications of an operator that are no part of a larger one, with nested ones made flat. */
function topmost(fact: Fact, operator: string): readonly Value[] {
  const found: Value[] = [];
  const visit = (value: Value): Value => {
    if (value.k !== 'op') return value;
    if (value.op === operator) found.push(flat(value, operator));
    else for (const arg of value.args) visit(arg);
    return value;
  };
  mapStated(fact, visit);
  return found;
}

function flat(value: Extract<Value, { readonly k: 'op' }>, operator: string): Value {
  if (operator === '-') return value;
  const args = value.args.flatMap((arg) => {
    const inner = arg.k === 'op' && arg.op === operator ? flat(arg, operator) : null;
    return inner?.k === 'op' ? inner.args : [arg];
  });
  return { ...value, args };
}

/** The output that is said to be the result, under no condition. */
function holderOf(noun: string, facts: readonly Fact[], value: Value | undefined): string | null {
  const names = factsOf(facts, 'do').flatMap((fact) =>
    fact.statement.branches.flatMap((branch) =>
      branch.actions.flatMap((action) => {
        if (branch.guard !== null || action.a !== 'set' || action.target?.k !== 'name') return [];
        const isNoun = action.value.k === 'noun' && action.value.noun === noun;
        const own = action.value.k === 'op' ? flat(action.value, action.value.op) : action.value;
        return isNoun || JSON.stringify(own) === JSON.stringify(value) ? [action.target.name] : [];
      }),
    ),
  );
  const [only] = new Set(names);
  return only !== undefined && new Set(names).size === 1 ? only : null;
}

function replaced(value: Value, meanings: Meanings): Value {
  // A bit of a result is a bit of the port that holds it.
  const placed = mapValue(spelled(value, meanings), (one) => {
    if (one.k !== 'part' || one.of.k !== 'noun') return one;
    const port = meanings.ports.get(one.of.noun);
    return port === undefined ? one : { ...one, of: { k: 'name', name: port } };
  });
  return substituted(placed, meanings);
}

/** Signs of the operands and overflow as the text defines it, in terms of bits. */
function spelled(value: Value, meanings: Meanings): Value {
  // "Their sign" is one sign only where both operands have the same.
  const isShared = JSON.stringify(value).includes('"signs:same"');
  return mapValue(value, (inner) =>
    inner.k === 'op' && inner.op === 'sign-other' && !isShared ? inner : inBits(inner, meanings),
  );
}

const signBit = (of: Value): Value => ({ k: 'part', part: 'msb', of });

function inBits(value: Value, meanings: Meanings): Value {
  if (value.k !== 'op') return value;
  if (value.op === 'overflow-said') return meanings.overflow === null ? value : spelled(meanings.overflow, meanings);
  if (value.op === 'signs:same' && value.args.length === 2) return op('==', ...value.args.map((arg) => signBit(arg)));
  const [one, two] = meanings.operands;
  if (one === undefined || two === undefined) return value;
  if (value.op === 'signs:same') return op('==', signBit(one), signBit(two));
  if (value.op === 'signs:differ') return op('!=', signBit(one), signBit(two));
  const [held] = value.args;
  return value.op === 'sign-other' && held !== undefined ? op('!=', signBit(held), signBit(one)) : value;
}

/** Operations whose operand is the whole result that a noun names. */
const OF_RESULTS: ReadonlySet<string> = new Set(['whole', 'carry', 'borrow', 'overflow', 'low']);

/** Operations on two operands whose order does not matter. */
const EITHER_WAY: ReadonlySet<string> = new Set(['+', '*']);

/** Nouns by what they mean, outermost first, so that "the true sum" is not first taken for the plain one. */
function substituted(value: Value, meanings: Meanings): Value {
  if (value.k === 'noun') return meaning(value.noun, meanings) ?? value;
  if (value.k !== 'op') return value;
  const [first, ...rest] = value.args;
  if (!OF_RESULTS.has(value.op) || first?.k !== 'noun')
    return { ...value, args: value.args.map((arg) => substituted(arg, meanings)) };
  const known = meanings.values.get(first.noun);
  return known === undefined ? value : { ...value, args: [known.value, ...rest] };
}

function meaning(said: string, { values, ports }: Meanings): Value | null {
  const [noun = '', bits] = said.split('#');
  const known = values.get(noun === 'remainder' ? 'quotient' : noun);
  if (noun === 'remainder') return known === undefined ? null : remainder(known.value);
  if (known !== undefined && noun !== 'result')
    return bits === undefined
      ? op(known.isSettled ? 'exact' : 'loose', known.value)
      : op('whole', known.value, num(Number(bits)));
  const port = noun === 'result' && bits === undefined ? ports.get(noun) : undefined;
  return port === undefined ? null : { k: 'name', name: port };
}

/** What a division by a power of two leaves: the bits that it drops. */
function remainder(quotient: Value): Value | null {
  const [value, by] = quotient.k === 'op' ? quotient.args : [];
  const bits = by?.k === 'num' ? Math.log2(Number(by.value)) : 0;
  return value === undefined || !Number.isInteger(bits) || bits < 1 ? null : op('low', value, num(bits));
}
