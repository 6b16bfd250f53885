import { type Action, literalOf, mapValue, num, type Value } from '../../../english/index.ts';
import type { DoFact, Draft, Fact, Port } from '../facts.ts';
import { factsOf } from '../facts.ts';
import { mapBranches, withSubject } from '../map-facts.ts';

/** Widest vector whose bits are told one by one. */
const MAX_BITS = 64;

/** A letter for any bit number, and the vectors that the text uses it on. */
interface Each {
  readonly name: string;
  readonly low: number;
  readonly high: number;
}

/**
 * "For each bit i: y[i] is …" as the same sentence for every bit. All vectors that the letter picks a bit of must have
 * the same bits; a letter that stands anywhere else stays, and is refused where it is printed.
 */
export function withEachIndex(facts: readonly Fact[], draft: Draft): readonly Fact[] {
  const [said] = factsOf(facts, 'fact').filter(({ statement }) => statement.fact === 'each-index');
  const [letter] = said?.statement.values ?? [];
  if (said === undefined || letter?.k !== 'name') return facts;
  const told = withSubjects(facts, letter.name);
  const each = eachOf(letter.name, told, draft);
  if (each === null) return facts;
  const done: Fact[] = [];
  for (let at = 0; at < told.length; at += 1) {
    const group = groupAt(told, at, each.name);
    if (group === null) return facts;
    if (group.length === 0) done.push(...kept(told[at]));
    else for (let bit = each.low; bit <= each.high; bit += 1) done.push(...group.map((fact) => ofBit(fact, each, bit)));
    at += Math.max(0, group.length - 1);
  }
  return done;
}

/** Announcements of the letter are used up; a bit that is called a register makes one of its vector. */
function kept(fact: Fact | undefined): readonly Fact[] {
  if (fact === undefined) return [];
  const { statement } = fact;
  if (statement.s !== 'fact') return [fact];
  if (statement.fact === 'each-index') return [];
  const values = statement.values.map((value) => (value.k === 'index' ? value.of : value));
  return [statement.fact === 'storage' ? { ...fact, statement: { ...statement, values } } : fact];
}

const mentions = (fact: Fact, name: string): boolean =>
  JSON.stringify(fact.statement).includes(JSON.stringify({ k: 'name', name }));

/** A sentence about the letter with the `otherwise` sentences behind it; null where one of these is not about it. */
function groupAt(facts: readonly Fact[], at: number, name: string): readonly DoFact[] | null {
  const first = facts[at];
  if (first === undefined || !isDo(first) || !mentions(first, name)) return [];
  const group = [first];
  for (let next = facts[at + 1]; next !== undefined && isDo(next) && next.statement.chain; ) {
    if (!mentions(next, name)) return null;
    group.push(next);
    next = facts[at + group.length];
  }
  return group;
}

const isDo = (fact: Fact): fact is DoFact => fact.statement.s === 'do';

const isOfLetter = (value: Value | null, name: string): boolean =>
  value?.k === 'index' && value.at.k === 'name' && value.at.name === name;

/** "The output y[i] is a register. It becomes …": `it` is the bit that was spoken of last. */
function withSubjects(facts: readonly Fact[], name: string): readonly Fact[] {
  let subject: Value | null = null;
  let sentence = -1;
  return facts.map((fact) => {
    if (fact.sentence > sentence + 1) subject = null;
    const told = subject === null ? fact : withSubject(fact, subject);
    const spoken = spokenOf(told);
    if (spoken !== null) subject = isOfLetter(spoken, name) ? spoken : null;
    sentence = fact.sentence;
    return told;
  });
}

/** The signal that a sentence is about. */
function spokenOf({ statement }: Fact): Value | null {
  if (statement.s === 'fact' && statement.fact === 'storage') return statement.values[0] ?? null;
  return statement.s === 'do' ? (statement.branches.at(-1)?.actions.at(-1)?.target ?? null) : null;
}

/** The letter with its range; null where it is used otherwise than as the index of vectors that have that range. */
function eachOf(name: string, facts: readonly Fact[], draft: Draft): Each | null {
  const ports: (Port | null)[] = [];
  const others = facts.filter((fact) => mentions(fact, name));
  const bounds = others.flatMap(({ statement }) =>
    statement.s === 'fact' && statement.fact === 'each-index' ? [statement.values.slice(1).map(literalOf)] : [],
  );
  const isFine = others.every((fact) => {
    if (fact.statement.s === 'fact' && fact.statement.fact === 'each-index') return true;
    if (!isDo(fact) && !(fact.statement.s === 'fact' && fact.statement.fact === 'storage')) return false;
    const found = vectorsIn(fact, name);
    ports.push(...found.map((vector) => draft.ports.find((port) => port.name === vector) ?? null));
    return found.length === occurrences(fact, name);
  });
  const [first] = ports;
  if (!isFine || first?.width == null || first.lsb !== 0 || first.width > MAX_BITS) return null;
  const isSame = ports.every((port) => port?.width === first.width && port?.lsb === 0);
  const isSaid = bounds.every(([low, high]) => low === undefined || (low === 0 && high === (first.width ?? 0) - 1));
  return isSame && isSaid ? { name, low: 0, high: first.width - 1 } : null;
}

const occurrences = (fact: Fact, name: string): number =>
  JSON.stringify(fact.statement).split(JSON.stringify({ k: 'name', name })).length - 1;

/** The vector of every bit that the letter picks in a fact. */
function vectorsIn(fact: Fact, name: string): readonly string[] {
  const found: string[] = [];
  const look = (value: Value): void => {
    mapValue(value, (one) => {
      if (one.k === 'index' && isOfLetter(one, name) && one.of.k === 'name') found.push(one.of.name);
      return one;
    });
  };
  if (fact.statement.s === 'fact') for (const value of fact.statement.values) look(value);
  if (fact.statement.s !== 'do') return found;
  for (const branch of fact.statement.branches) {
    if (branch.guard !== null) look(branch.guard);
    for (const action of branch.actions) {
      if (action.target !== null) look(action.target);
      if (action.a === 'set') look(action.value);
    }
  }
  return found;
}

/** The sentence for one bit. */
function ofBit(fact: DoFact, { name }: Each, bit: number): Fact {
  const change = (value: Value): Value => (isOfLetter(value, name) ? ({ ...value, at: num(bit) } as Value) : value);
  const all = (value: Value): Value => mapValue(value, change);
  return mapBranches(fact, (branch) => ({
    ...branch,
    guard: branch.guard === null ? null : all(branch.guard),
    actions: branch.actions.map((action): Action => {
      const target = action.target === null ? null : all(action.target);
      return action.a === 'set' ? { ...action, target, value: all(action.value) } : { ...action, target };
    }),
  }));
}
