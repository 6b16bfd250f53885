import { mapValue, num, op, type Value } from '../../english/index.ts';
import type { Draft, Fact } from './facts.ts';
import { factsOf } from './facts.ts';
import { mapActions } from './map-facts.ts';

/** The operator whose result a noun names. */
const OPERATORS: Readonly<Record<string, string>> = { sum: '+', difference: '-', product: '*' };

/** What nouns of results mean in a text. */
interface Meanings {
  /** Values by noun; `settled` where the text says how wide they are. */
  readonly values: ReadonlyMap<string, { readonly value: Value; readonly isSettled: boolean }>;
  /** The output that holds a result, by noun. */
  readonly ports: ReadonlyMap<string, string>;
}

/** "The sum", "the difference", "the product", "the result": the one that the text speaks of, or the output that holds it. */
export function withResults(facts: readonly Fact[], draft: Draft): readonly Fact[] {
  const meanings = meaningsOf(facts, draft);
  return facts.map((fact) =>
    fact.statement.s === 'fact' && fact.statement.fact === 'defines'
      ? fact
      : mapActions(fact, (value) => replaced(value, meanings)),
  );
}

function meaningsOf(facts: readonly Fact[], draft: Draft): Meanings {
  const values = new Map<string, { value: Value; isSettled: boolean }>();
  const ports = new Map<string, string>();
  for (const [noun, operator] of Object.entries(OPERATORS)) {
    const defined = factsOf(facts, 'fact').filter(
      (one) => one.statement.fact === 'defines' && one.statement.text === noun,
    );
    const [told] = defined;
    const said = told?.statement.values[0];
    const inPlace = distinct(factsOf(facts, 'do').flatMap((fact) => topmost(fact, operator)));
    const found = inPlace.length > 0 ? inPlace : distinct(facts.flatMap((fact) => topmost(fact, operator)));
    const [only] = found;
    if (said !== undefined && defined.length === 1) values.set(noun, { value: said, isSettled: true });
    else if (only !== undefined && found.length === 1) values.set(noun, { value: only, isSettled: false });
    const holder = holderOf(noun, facts, only);
    if (holder !== null) ports.set(noun, holder);
  }
  const wide = draft.outputs.filter((port) => port.width !== 1);
  const [main] = wide;
  if (main !== undefined && wide.length === 1) ports.set('result', main.name);
  return { values, ports };
}

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
  mapActions(fact, visit);
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
  const placed = mapValue(value, (one) => {
    if (one.k !== 'part' || one.of.k !== 'noun') return one;
    const port = meanings.ports.get(one.of.noun);
    return port === undefined ? one : { ...one, of: { k: 'name', name: port } };
  });
  return substituted(placed, meanings);
}

/** Operations whose operand is the whole result that a noun names. */
const OF_RESULTS: ReadonlySet<string> = new Set(['whole', 'carry', 'borrow', 'overflow', 'low']);

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
  const known = values.get(noun);
  if (known !== undefined)
    return bits === undefined
      ? op(known.isSettled ? 'exact' : 'loose', known.value)
      : op('whole', known.value, num(Number(bits)));
  const port = noun === 'result' && bits === undefined ? ports.get(noun) : undefined;
  return port === undefined ? null : { k: 'name', name: port };
}
