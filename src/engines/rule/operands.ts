import { mapValue, namesOf, type Value } from '../../english/index.ts';
import { withCaseCodes } from './case-codes.ts';
import { dataInputs } from './data-inputs.ts';
import type { Draft, Fact, Port } from './facts.ts';
import { factsOf } from './facts.ts';
import { mapStated, valuesIn } from './map-facts.ts';

const isOperands = (value: Value): boolean => value.k === 'op' && value.op === 'operands';

interface Said {
  readonly count: number;
  readonly bits: number;
  readonly sign: string;
  readonly names: readonly Value[];
}

function saidIn(value: Value): Said {
  const [count, bits, sign, ...names] = value.k === 'op' ? value.args : [];
  const number = (one: Value | undefined): number => (one?.k === 'num' ? Number(one.value) : 0);
  return {
    count: number(count),
    bits: number(bits),
    sign: sign?.k === 'noun' ? sign.noun.slice('sign:'.length) : '',
    names,
  };
}

/** The inputs that a description of operands means; null where the ports do not bear it out. */
function portsOf({ count, bits, names }: Said, draft: Draft): readonly Port[] | null {
  const inputs = dataInputs(draft);
  const wide = inputs.filter((port) => port.width !== 1);
  const found =
    names.length > 0
      ? inputs.filter((port) => names.some((one) => one.k === 'name' && one.name === port.name))
      : bits > 0
        ? inputs.filter((port) => port.width === bits)
        : wide.length > 0
          ? alike(wide, count)
          : inputs;
  const isSized = bits === 0 || found.every((port) => port.width === bits);
  const isCounted = names.length > 0 ? found.length === names.length : true;
  return isSized && isCounted && found.length > 0 && (count === 0 || count === found.length) ? found : null;
}

/** Where more wide inputs than operands are there, the operands are the widest. */
function alike(wide: readonly Port[], count: number): readonly Port[] {
  if (count === 0 || wide.length === count) return wide;
  const most = Math.max(...wide.map((port) => port.width ?? 0));
  return wide.filter((port) => port.width === most);
}

/** Every description of operands in a fact. */
const describedIn = (fact: Fact): readonly Said[] =>
  valuesIn(fact)
    .filter((value) => isOperands(value))
    .map((value) => saidIn(value));

/** Inputs that a description of operands ("two signed numbers") calls signed. */
export function signedOperands(draft: Draft): readonly string[] {
  return draft.facts.flatMap((fact) =>
    describedIn(fact).flatMap((said) =>
      said.sign === 'signed' ? (portsOf(said, draft) ?? []).map((port) => port.name) : [],
    ),
  );
}

/** Marks an operation that only an input can be the operand of: a register would be changed by it. */
const OF_INPUT = 'input:';

const isInput = (value: Value | undefined, draft: Draft): boolean =>
  value?.k === 'name' && draft.inputs.some((port) => port.name === value.name);

/** Descriptions of operands become the names of the inputs; those that no input fits stay, and are refused where printed. */
export function withOperands(draft: Draft): readonly Fact[] {
  const change = (value: Value): Value => {
    const [first] = value.k === 'op' ? value.args : [];
    if (value.k === 'op' && value.op.startsWith(OF_INPUT) && isInput(first, draft))
      return { ...value, op: value.op.slice(OF_INPUT.length) };
    if (value.k !== 'op' || isOperands(value) || !value.args.some(isOperands)) return value;
    return { ...value, args: value.args.flatMap((arg) => (isOperands(arg) ? namesFor(arg, draft) : [arg])) };
  };
  return withCaseCodes(draft.facts, draft)
    .map((fact) => entryOf(fact))
    .map((fact) =>
      mapStated(fact, (value) => {
        const inner = mapValue(value, change);
        if (!isOperands(inner)) return inner;
        const names = namesFor(inner, draft);
        const [only] = names;
        if (fact.statement.s === 'build') return { k: 'op', op: 'list-of', args: names };
        return only === undefined || names.length !== 1 ? inner : only;
      }),
    );
}

/** An operation by name alone is the value for a list entry of one case. */
function entryOf(fact: Fact): Fact {
  const { statement } = fact;
  const [value] = statement.s === 'fact' && statement.fact === 'bare-operation' ? statement.values : [];
  if (value === undefined || fact.caseSignal === null) return fact;
  const branches = [{ guard: null, actions: [{ a: 'set' as const, target: null, value }] }];
  return { ...fact, statement: { s: 'do', chain: false, edge: null, branches } };
}

function namesFor(value: Value, draft: Draft): readonly Value[] {
  const said = saidIn(value);
  const ports = portsOf(said, draft);
  const isContrary = ports?.some((port) => said.sign === 'unsigned' && port.signed) ?? true;
  return ports === null || isContrary ? [value] : ports.map((port): Value => ({ k: 'name', name: port.name }));
}

/**
 * A sentence that says what the circuit computes ("the module multiplies two numbers") is the value of the only output
 * where nothing else tells it; beside other sentences it stays a claim that they must bear out.
 */
export function withOperations(facts: readonly Fact[], draft: Draft): readonly Fact[] {
  const told = factsOf(facts, 'do').length + factsOf(facts, 'build').length;
  const [fact, second] = factsOf(facts, 'fact').filter((one) => one.statement.fact === 'operates');
  const value = fact?.statement.values[0];
  if (fact === undefined || second !== undefined || value === undefined || told > 0 || draft.clock !== null)
    return facts;
  if (draft.outputs.length !== 1) return facts;
  const whole: Value = fact.statement.text === 'whole' ? { k: 'op', op: 'whole', args: [value] } : value;
  const made: Fact = {
    ...fact,
    statement: {
      s: 'do',
      chain: false,
      edge: null,
      branches: [{ guard: null, actions: [{ a: 'set', target: null, value: whole }] }],
    },
  };
  return facts.map((one) => (one === fact ? made : one));
}

/** Component nouns that do an operation by themselves. */
const HEADS: Readonly<Record<string, readonly string[]>> = {
  '+': ['adder', 'half-adder', 'full-adder', 'add-sub', 'mac'],
  '-': ['subtractor', 'add-sub'],
  '*': ['multiplier', 'mac'],
  compare: ['comparator'],
};

/** Operators that show that an operation is done, beside its own. */
const SHOWN: Readonly<Record<string, readonly string[]>> = {
  compare: ['<', '>', '<=', '>=', '=='],
  sort: ['max', 'min', '<', '>'],
  max: ['>', '<', '>=', '<='],
  min: ['>', '<', '>=', '<='],
  '*': ['*'],
  quotient: ['quotient', '>>'],
};

/** Whether the other sentences do what a sentence says the circuit computes, with the same operands. */
export function operationHolds(fact: Fact, draft: Draft): boolean {
  if (fact.statement.s !== 'fact' || fact.statement.text === 'whole') return false;
  return fact.statement.values.every((value) => value.k === 'op' && isDone(value, draft));
}

function isDone(value: Extract<Value, { readonly k: 'op' }>, draft: Draft): boolean {
  const heads = HEADS[value.op] ?? [];
  if (value.args.some((arg) => arg.k === 'op' && arg.op === 'operands')) return false;
  const names = namesOf(value);
  const wide = dataInputs(draft).filter((port) => port.width !== 1);
  const isWhole = wide.every((port) => names.includes(port.name));
  if (isWhole && factsOf(draft.facts, 'build').some((one) => heads.includes(one.statement.thing.head))) return true;
  const operators = [value.op, ...(SHOWN[value.op] ?? [])];
  const done = factsOf(draft.facts, 'do')
    .flatMap((fact) => valuesIn(fact))
    .filter((one) => one.k === 'op' && operators.includes(one.op));
  const isOrdered = value.op === '-';
  return done.some((one) => {
    const used = namesOf(one);
    return isOrdered ? names.every((name, at) => used[at] === name) : names.every((name) => used.includes(name));
  });
}
