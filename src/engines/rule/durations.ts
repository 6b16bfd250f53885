import {
  type Branch,
  constantOf,
  IDLE_LEVEL,
  literalOf,
  NO_RESET_FACTS,
  namesOf,
  num,
  op,
  ref,
  type Statement,
  soleAction,
  type Value,
} from '../../english/index.ts';
import type { Draft, Fact, Internal } from './facts.ts';
import { factsOf } from './facts.ts';
import { internalPort } from './internals.ts';
import { levelTests } from './level-tests.ts';

type Doing = Extract<Statement, { readonly s: 'do' }>;

/** Longest time that is counted, in clock cycles. */
const MAX_CYCLES = 65_536;

/** A level that a signal has for some cycles after an edge. */
interface Pulse {
  readonly fact: Fact;
  readonly said: Doing;
  readonly target: string;
  readonly level: 0 | 1;
  readonly guard: Value;
  readonly cycles: number;
}

/**
 * "When x is 1 at a rising edge, y goes high for five clock cycles": a register and a counter of the cycles left. What a
 * second start does in the meantime must be told, unless no two starts can be so near. A time that cannot be counted
 * becomes a fact that no pattern takes.
 */
export function withDurations(draft: Draft): Draft {
  const lasting = factsOf(draft.facts, 'do').filter(({ statement }) => statement.lasts !== undefined);
  if (lasting.length === 0) return draft;
  const pulses = lasting.map((fact) => pulseOf(fact, draft));
  const [pulse] = pulses;
  const idle = pulse == null ? [] : draft.facts.filter((fact) => isElse(fact, pulse, draft));
  const plain =
    pulse == null ? draft : withEnds({ ...draft, facts: draft.facts.filter((one) => !idle.includes(one)) }, pulse);
  return withPulses(plain, { lasting, pulses });
}

interface Lasting {
  readonly lasting: readonly Fact[];
  readonly pulses: readonly (Pulse | null)[];
}

/** "Otherwise y is 0" behind the pulse: the level that it goes back to anyway. */
function isElse(fact: Fact, pulse: Pulse, draft: Draft): boolean {
  const { statement } = fact;
  if (statement.s !== 'do' || !statement.chain || statement.edge !== null || fact === pulse.fact) return false;
  const { guard, action } = soleAction(statement) ?? {};
  if (guard !== null || action?.a !== 'set' || action.target?.k !== 'name') return false;
  const bit = constantOf(action.value);
  const before = draft.facts.slice(0, draft.facts.indexOf(fact)).filter(({ statement: { s } }) => s === 'do');
  return before.at(-1) === pulse.fact && action.target.name === pulse.target && bit === 1 - pulse.level;
}

/** "The reset ends the pulse": it sets the level outside of it. */
function withEnds(draft: Draft, { target, level }: Pulse): Draft {
  const ended = new Map(
    draft.facts.map((fact): [Fact, Fact] => {
      const { statement } = fact;
      if (statement.s !== 'reset' || !isIdleLevel(statement.reset.value)) return [fact, fact];
      const isOther = statement.reset.target?.k === 'name' && statement.reset.target.name !== target;
      const reset = { ...statement.reset, target: ref(target), value: num(1 - level) };
      return [fact, isOther ? fact : { ...fact, statement: { ...statement, reset } }];
    }),
  );
  const told = (fact: Fact): Fact => ended.get(fact) ?? fact;
  return { ...draft, facts: draft.facts.map(told), resetFacts: draft.resetFacts.map(told) };
}

const isIdleLevel = (value: Value | null): boolean => value?.k === 'noun' && value.noun === IDLE_LEVEL;

function withPulses(draft: Draft, { lasting, pulses }: Lasting): Draft {
  const [pulse] = pulses;
  const again = factsOf(draft.facts, 'fact').filter(({ statement }) => statement.fact === 'lasting-again');
  const starters = factsOf(draft.facts, 'fact').filter(({ statement }) => statement.fact === 'lasting-starter');
  const isStarted = starters.every(({ about }) => pulse != null && isStarter(about ?? '', undefined, pulse.guard));
  const made = pulse == null || pulses.length > 1 || !isStarted ? null : counted(pulse, again, draft);
  if (made === null)
    return { ...draft, facts: draft.facts.map((fact) => (isLasting(fact, lasting) ? unclear(fact) : fact)) };
  const facts = draft.facts.flatMap((fact): readonly Fact[] =>
    isLasting(fact, lasting) ? made.facts : isLasting(fact, [...again, ...starters]) ? [] : [fact],
  );
  const resets = made.facts.filter((fact) => fact.statement.s === 'reset');
  return {
    ...draft,
    facts,
    resetFacts: [...draft.resetFacts, ...resets],
    internals: [...draft.internals, ...made.internals],
    ports: [...draft.ports, ...made.internals.map((one) => internalPort(one))],
  };
}

const isLasting = (fact: Fact, all: readonly Fact[]): boolean => all.includes(fact);

const unclear = (fact: Fact): Fact => ({ ...fact, statement: { s: 'fact', fact: 'unclear-duration', values: [] } });

function pulseOf(fact: Fact & { readonly statement: Doing }, draft: Draft): Pulse | null {
  const { lasts = 0 } = fact.statement;
  const { guard = null, action } = soleAction(fact.statement) ?? {};
  if (guard === null || action?.a !== 'set') return null;
  const target = action.target?.k === 'name' ? action.target.name : '';
  const port = draft.outputs.find((one) => one.name === target);
  const level = constantOf(action.value);
  if (port?.width !== 1 || (level !== 0 && level !== 1) || lasts < 1 || lasts > MAX_CYCLES) return null;
  if (draft.clock === null || draft.reset === null) return null;
  // A length beside the port is not compared.
  if (/\bcycles?\b/i.test(port.port.description)) return null;
  const tested = namesOf(guard);
  if (tested.includes(draft.reset.signal) || tested.includes(target)) return null;
  return { fact, said: fact.statement, target, level, guard, cycles: lasts };
}

/** The facts that make a pulse; null where something about it is open or said otherwise. */
function counted(
  pulse: Pulse,
  again: readonly (Fact & { readonly statement: Extract<Statement, { readonly s: 'fact' }> })[],
  draft: Draft,
): { readonly facts: readonly Fact[]; readonly internals: readonly Internal[] } | null {
  const isEdge = pulse.guard.k === 'op' && ['rose', 'fell'].includes(pulse.guard.op);
  const kinds = new Set(again.map(({ statement }) => statement.text));
  const isSaid = again.every(({ statement }) => isAbout(statement, pulse));
  if (
    !isSaid ||
    kinds.size > 1 ||
    isUsedElsewhere(pulse, again, draft) ||
    isDrivenElsewhere(pulse, draft) ||
    !isIdleInReset(pulse, draft)
  )
    return null;
  if (pulse.cycles === 1) return isEdge && kinds.size === 0 ? single(pulse) : null;
  const name = `${pulse.target}_left`;
  if (kinds.size === 0 || draft.ports.some((port) => port.name === name)) return null;
  const counter: Internal = {
    name,
    width: (pulse.cycles - 1).toString(2).length,
    anonymous: false,
    nouns: [],
    span: pulse.fact.span,
  };
  const cleared: Fact = {
    ...pulse.fact,
    statement: { s: 'reset', reset: { ...NO_RESET_FACTS, target: ref(name), value: num(0) } },
  };
  return { facts: [doing(pulse, branchesOf(pulse, name, kinds.has('restart'))), cleared], internals: [counter] };
}

const doing = ({ fact, said }: Pulse, branches: readonly Branch[]): Fact => {
  const { lasts: _lasts, ...rest } = said;
  return { ...fact, statement: { ...rest, edge: said.edge ?? 'pos', branches } };
};

const setTo = ({ target, level }: Pulse, isOn: boolean) =>
  ({ a: 'set', target: ref(target), value: { k: 'fill', bit: isOn === (level === 1) ? 1 : 0 } }) as const;

/** One cycle after an event that cannot follow itself at the next edge. */
const single = (pulse: Pulse): { readonly facts: readonly Fact[]; readonly internals: readonly Internal[] } => ({
  facts: [
    doing(pulse, [
      { guard: pulse.guard, actions: [setTo(pulse, true)] },
      { guard: null, actions: [setTo(pulse, false)] },
    ]),
  ],
  internals: [],
});

function branchesOf(pulse: Pulse, name: string, isRestarted: boolean): readonly Branch[] {
  const left = ref(name);
  const start: Branch = {
    guard: pulse.guard,
    actions: [setTo(pulse, true), { a: 'set', target: left, value: num(pulse.cycles - 1) }],
  };
  const goOn: Branch = {
    guard: op('!=', left, num(0)),
    actions: [
      { a: 'step', target: left, dir: 'down', by: num(1) },
      { a: 'hold', target: ref(pulse.target) },
    ],
  };
  const end: Branch = { guard: isOn(pulse), actions: [setTo(pulse, false), { a: 'hold', target: left }] };
  return isRestarted ? [start, goOn, end] : [goOn, end, start];
}

const isOn = ({ target, level }: Pulse): Value => op(level === 1 ? 'true' : 'false', ref(target));

/** Whether a sentence on a second start speaks of this pulse, its input at its level, and its length. */
function isAbout({ values, n }: Extract<Statement, { readonly s: 'fact' }>, pulse: Pulse): boolean {
  const [list] = values;
  const [during, starter, level] = list?.k === 'op' ? list.args : [];
  const isFit = isNone(starter) || (starter?.k === 'name' && isStarter(starter.name, level, pulse.guard));
  const isEdge = pulse.guard.k === 'op' && ['rose', 'fell'].includes(pulse.guard.op);
  const isAsTold = level?.k !== 'noun' || isEdge;
  return isFit && isAsTold && (n === undefined || n === pulse.cycles) && (isNone(during) || isLevel(during, pulse));
}

const isNone = (value: Value | undefined): boolean => value?.k === 'op' && value.op === 'none';

/** The input whose level starts the pulse: alone, or before what only allows it; never one of two that both start it. */
function isStarter(name: string, level: Value | undefined, guard: Value): boolean {
  const [first, ...others] = namesOf(guard);
  const isOne = first === name && !others.includes(name) && !JSON.stringify(guard).includes('"op":"||"');
  const started = levelOf(name, guard);
  const said = level?.k === 'fill' ? level.bit : null;
  return isOne && (said === null || said === started);
}

/** The level of a signal that a condition asks for; null where it asks for an edge, or in other words. */
const levelOf = (name: string, guard: Value): number | null => levelTests(guard, name).at(-1)?.level ?? null;

/** `y is 1`, `y is high`, `y = 1` of the level that lasts. */
function isLevel(value: Value | undefined, { target, level }: Pulse): boolean {
  if (value?.k !== 'op') return false;
  const [of, is] = value.args;
  if (of?.k !== 'name' || of.name !== target) return false;
  if (value.op === '==') return is !== undefined && literalOf(is) === level;
  return value.op === (level === 1 ? 'true' : 'false') || (value.op === 'active' && level === 1);
}

/** An input that is said to be ignored during the pulse, and that something else looks at all the same. */
function isUsedElsewhere({ fact }: Pulse, again: readonly Fact[], draft: Draft): boolean {
  const ignored = again.flatMap(({ statement }) => {
    const [list] = statement.s === 'fact' && statement.text === 'ignored' ? statement.values : [];
    const [, starter] = list?.k === 'op' ? list.args : [];
    return starter?.k === 'name' ? [starter.name] : [];
  });
  return factsOf(draft.facts, 'do').some(
    (other) => other !== fact && ignored.some((name) => JSON.stringify(other.statement).includes(`"name":"${name}"`)),
  );
}

/** Another sentence on the signal than those on the reset: how the two go together is open. */
function isDrivenElsewhere({ fact, target }: Pulse, draft: Draft): boolean {
  return factsOf(draft.facts, 'do').some(
    (other) => other !== fact && JSON.stringify(other.statement).includes(`"name":"${target}"`),
  );
}

/** Reset must be told, and must leave the signal at the level outside the pulse. */
function isIdleInReset({ target, level }: Pulse, draft: Draft): boolean {
  const told = factsOf(draft.facts, 'reset').filter(({ statement: { reset } }) => reset.value !== null);
  const isIdle = ({ statement: { reset } }: (typeof told)[number]): boolean => {
    const bit = reset.value === null ? null : constantOf(reset.value);
    const isOther = reset.target?.k === 'name' && reset.target.name !== target;
    return isOther || bit === 1 - level;
  };
  return (
    told.some(
      ({ statement: { reset } }) =>
        reset.target === null || namesOf(reset.target).includes(target) || reset.target.k !== 'name',
    ) && told.every(isIdle)
  );
}
