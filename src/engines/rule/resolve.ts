import { type Action, type Branch, type Feature, mapValue, num, op, type Value } from '../../english/index.ts';
import { dataInputs } from './data-inputs.ts';
import { withDurations } from './durations.ts';
import type { Draft, Fact, Trouble } from './facts.ts';
import { factsOf, troubleAt } from './facts.ts';
import { withHistory } from './history.ts';
import { withLanes } from './lanes.ts';
import { signedOperands, withOperands, withOperations } from './operands.ts';
import { withReferences } from './references.ts';
import { withResults } from './results.ts';
import { withPlainNames } from './sized-names.ts';
import { withKindSubjects } from './storage.ts';

/**
 * The draft with behaviour sentences made explicit: "the three inputs" becomes their names, and a position of the first 1
 * is only stated for vectors that have one. A count of inputs that is wrong stays as it is, and is refused where printed.
 */
export function resolved(stated: Draft): Draft {
  const told = withSigns({ ...stated, facts: withKindSubjects(withPlainNames(stated.facts, stated)) });
  const past = withHistory(withDurations(told));
  const signed = { ...past, facts: withLanes(past) };
  const pointed = { ...signed, facts: withReferences(signed) };
  const draft = { ...pointed, facts: withOperations(withOperands(pointed), pointed) };
  const described = withResults(withDescriptions(withRanges(draft), draft), draft);
  const facts = described.map((fact): Fact => {
    if (fact.statement.s !== 'do') return fact;
    const branches = fact.statement.branches.flatMap((branch) => splitPositions(spelledOut(branch, draft)));
    return JSON.stringify(branches) === JSON.stringify(fact.statement.branches)
      ? fact
      : { ...fact, statement: { ...fact.statement, branches } };
  });
  return { ...draft, facts };
}

function spelledOut(branch: Branch, draft: Draft): Branch {
  const inputs = dataInputs(draft);
  const change = (value: Value): Value =>
    value.k === 'op' && value.args.some(isInputs)
      ? { ...value, args: value.args.flatMap((arg) => (isInputs(arg) ? namesFor(arg, inputs) : [arg])) }
      : value;
  return {
    ...branch,
    guard: branch.guard === null ? null : mapValue(branch.guard, change),
    actions: branch.actions.map((action) =>
      action.a === 'set' ? { ...action, value: mapValue(action.value, change) } : action,
    ),
  };
}

const isInputs = (value: Value): boolean => value.k === 'op' && value.op === 'inputs';

function namesFor(value: Value, inputs: Draft['inputs']): readonly Value[] {
  const said = value.k === 'op' && value.args[0]?.k === 'num' ? Number(value.args[0].value) : null;
  const [only] = inputs;
  const isVector = inputs.length === 1 && only !== undefined;
  const count = isVector ? only.width : inputs.length;
  return said !== null && said !== count ? [value] : inputs.map((port): Value => ({ k: 'name', name: port.name }));
}

/** Actions that give a position apply while there is a 1 to point at. */
function splitPositions(branch: Branch): readonly Branch[] {
  const plain = branch.actions.filter((action) => vectorOf(action) === null);
  const positions = branch.actions.flatMap((action): readonly Branch[] => {
    const vector = vectorOf(action);
    if (vector === null) return [];
    const some = op('u|', vector);
    return [{ ...branch, guard: branch.guard === null ? some : op('&&', branch.guard, some), actions: [action] }];
  });
  return positions.length === 0
    ? [branch]
    : [...(plain.length > 0 ? [{ ...branch, actions: plain }] : []), ...positions];
}

function vectorOf(action: Action): Value | null {
  if (action.a !== 'set' || action.value.k !== 'op' || !action.value.op.startsWith('first-')) return null;
  return action.value.args[0] ?? null;
}

const SIGNED_HEADS = ['comparator', 'multiplier', 'adder', 'subtractor', 'add-sub', 'barrel-shifter'];

/** Ports that the text calls signed, beside those that the interface declares so. */
function withSigns(draft: Draft): Draft {
  const names = new Set(
    draft.facts.flatMap((fact): readonly string[] => {
      const { statement } = fact;
      if (statement.s === 'build')
        return SIGNED_HEADS.includes(statement.thing.head) &&
          statement.thing.features.some((feature) => feature.word === 'signed')
          ? operandsOf(draft)
          : [];
      return statement.s === 'fact' && statement.fact === 'signed' ? signedNames(fact, draft) : [];
    }),
  );
  for (const name of signedOperands(draft)) names.add(name);
  if (names.size === 0) return draft;
  const sign = <P extends Draft['ports'][number]>(port: P): P =>
    names.has(port.name) ? { ...port, signed: true } : port;
  return { ...draft, ports: draft.ports.map(sign), inputs: draft.inputs.map(sign), outputs: draft.outputs.map(sign) };
}

const operandsOf = (draft: Draft): readonly string[] =>
  dataInputs(draft).flatMap((port) => (port.width !== null && port.width > 1 ? [port.name] : []));

/** A component that is called unsigned, and its operands signed. */
export function signClash(draft: Draft): Trouble | null {
  const fact = factsOf(draft.facts, 'build').find(
    ({ statement: { thing } }) =>
      SIGNED_HEADS.includes(thing.head) && thing.features.some((feature) => feature.word === 'unsigned'),
  );
  const operand = draft.inputs.find((port) => port.signed && operandsOf(draft).includes(port.name));
  return fact === undefined || operand === undefined
    ? null
    : troubleAt('contradiction', `this is called unsigned, and ${operand.name} signed`, fact.span);
}

/** The ports a sentence about signs is about: those it names, the port it stands beside, or all operands. */
export function signedNames(fact: Fact, draft: Draft): readonly string[] {
  if (fact.statement.s !== 'fact') return [];
  const { values } = fact.statement;
  if (values.length > 0) return values.flatMap((value) => (value.k === 'name' ? [value.name] : []));
  return fact.about === null ? operandsOf(draft) : [fact.about];
}

type BuildFact = Fact & { readonly statement: Extract<Fact['statement'], { readonly s: 'build' }> };

/** Sentences about the range of the one counter that the text names are features of it, to be held against the others. */
function withRanges(draft: Draft): readonly Fact[] {
  const counters = factsOf(draft.facts, 'build').filter((fact) => fact.statement.thing.head === 'counter');
  const [counter] = counters;
  if (counter === undefined || counters.length > 1) return draft.facts;
  const told = draft.facts.filter((fact) => rangeFeatures(fact, counter).length > 0);
  if (told.length === 0) return draft.facts;
  const { thing } = counter.statement;
  const features = distinctFeatures([...thing.features, ...told.flatMap((fact) => rangeFeatures(fact, counter))]);
  const merged: BuildFact = { ...counter, statement: { ...counter.statement, thing: { ...thing, features } } };
  return draft.facts.filter((fact) => !told.includes(fact)).map((fact) => (fact === counter ? merged : fact));
}

function distinctFeatures(features: readonly Feature[]): readonly Feature[] {
  return [...new Map(features.map((feature) => [JSON.stringify(feature), feature])).values()];
}

function rangeFeatures(fact: Fact, counter: BuildFact): readonly Feature[] {
  if (fact.statement.s !== 'fact') return [];
  const { statement } = fact;
  const [first, second] = statement.values.map((value) => (value.k === 'num' ? Number(value.value) : 0));
  if (statement.fact === 'count-range') return [{ f: 'range', n: first ?? 0, m: second ?? 0 }];
  if (statement.fact === 'count-period') return [{ f: 'modulus', n: statement.n ?? 0 }];
  const isSaturating = counter.statement.thing.features.some((feature) => feature.word === 'saturating');
  if (statement.fact !== 'saturates' || !isSaturating || first === undefined) return [];
  return second === undefined ? [] : [{ f: 'range', n: Math.min(first, second), m: Math.max(first, second) }];
}

/** What stands beside an output as a phrase is what that output is, unless the text says the same again. */
function withDescriptions(facts: readonly Fact[], draft: Draft): readonly Fact[] {
  const said = new Set(
    factsOf(facts, 'do').flatMap((fact) =>
      fact.statement.branches.flatMap((branch) =>
        branch.guard === null ? branch.actions.map((action) => keyOf(action, fact.about)) : [],
      ),
    ),
  );
  return facts.flatMap((fact): readonly Fact[] => {
    const { statement, about } = fact;
    // A condition beside a vector does not say which value it then has.
    const isBeside = draft.outputs.some((port) => port.name === about && (port.width === 1 || !saysWhen(fact)));
    if (statement.s !== 'fact' || !isBeside || about === null) return [fact];
    const [value] = statement.values;
    if (value === undefined || (statement.fact !== 'is-value' && statement.fact !== 'is-when')) return [fact];
    return besideOutput({ ...fact, statement }, { about, value }, { draft, facts, said });
  });
}

interface Around {
  readonly draft: Draft;
  readonly facts: readonly Fact[];
  readonly said: ReadonlySet<string>;
}

/** What stands beside an output: what it is, or, where sentences tell that, something to hold against it. */
function besideOutput(
  fact: Fact & { readonly statement: Extract<Fact['statement'], { readonly s: 'fact' }> },
  { about, value }: { readonly about: string; readonly value: Value },
  { draft, facts, said }: Around,
): readonly Fact[] {
  const target: Value = { k: 'name', name: about };
  const isFlag = fact.statement.fact === 'is-when';
  if (draft.clock === null && isToldBySentences(about, fact, facts))
    return [{ ...fact, statement: { s: 'claim', when: null, holds: op('same', target, value) } }];
  const action: Action = { a: 'set', target, value: isFlag ? num(1) : value };
  if (!isFlag && said.has(keyOf(action, null))) return [];
  const branches: readonly Branch[] = [{ guard: isFlag ? value : null, actions: [action] }];
  return [{ ...fact, statement: { s: 'do', chain: false, edge: null, branches } }];
}

/** Sentences of the text act on the output by its name. */
const isToldBySentences = (name: string, beside: Fact, facts: readonly Fact[]): boolean =>
  factsOf(facts, 'do').some(
    (fact) =>
      fact.sentence !== beside.sentence &&
      fact.statement.branches.some(({ actions }) =>
        actions.some(({ target }) => target?.k === 'name' && target.name === name),
      ),
  );

const saysWhen = (fact: Fact): boolean => fact.statement.s === 'fact' && fact.statement.fact === 'is-when';

/** What an action does to which signal, however it is worded. */
const keyOf = (action: Action, about: string | null): string => {
  const target = action.target ?? (about === null ? null : ({ k: 'name', name: about } satisfies Value));
  return JSON.stringify(action.a === 'set' ? [target, action.value] : { ...action, target });
};
