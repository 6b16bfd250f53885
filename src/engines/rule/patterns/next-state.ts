import type { Outcome } from '../../../contracts/outcome.ts';
import { fail, ok } from '../../../contracts/outcome.ts';
import type { PlanFsm, PlanNode } from '../../../contracts/plan.ts';
import { express } from '../express.ts';
import type { Draft, Fact, OpenWork, Pattern, Piece, Port, Trouble } from '../facts.ts';
import { factsOf, NO_PIECE, troubleAt } from '../facts.ts';
import { checkMachine } from '../machine.ts';
import { isUnspeakable, nounOfPorts } from '../speech.ts';
import { fsmBody, machineOutputs, nameOf, readsOf } from './machine-body.ts';
import { diagramMachine, type Machine, tableMachine } from './machine-parts.ts';
import { codesFrom } from './state-codes.ts';
import { outputFacts } from './told-machine.ts';
import { toldBody } from './told-outputs.ts';

/** The combinational part of a machine: the present state is an input, (bits of) the next state are outputs. */
export const nextState: Pattern = {
  id: 'next-state',
  hint: 'give the state codes, and say which input is the present state and which outputs are the next state',
  reason: 'codes are stated; with one-hot codes each next-state bit is the OR over the edges that lead to its state',
  plan: (draft, open) => {
    const [part] = open.parts.filter((one) => one.kind === 'state-diagram' || one.kind === 'state-table');
    if (part === undefined) return ok(null);
    const state = statePort(part, draft);
    if (state === null) return ok(null);
    const without: Draft = { ...draft, inputs: draft.inputs.filter((port) => port !== state) };
    const machine = part.kind === 'state-diagram' ? diagramMachine(part, without) : tableMachine(part, without);
    if (!machine.ok) return machine;
    const checked = checkMachine(machine.value.edges, part, draft);
    return checked.ok ? planNext(machine.value, { draft, open, state }) : checked;
  },
};

interface Place {
  readonly draft: Draft;
  readonly open: OpenWork;
  readonly state: Port;
}

/** The input that carries the present state: named by the table's header, by an encoding sentence, or called "state". */
function statePort(part: Machine['part'], draft: Draft): Port | null {
  const header = part.kind === 'state-table' ? (part.stateSignal ?? '').replace(/\s*\[.*$/, '') : '';
  const encoded = factsOf(draft.facts, 'fact').flatMap((fact) =>
    ['encoding', 'encoding-bits', 'onehot-vector'].includes(fact.statement.fact)
      ? fact.statement.values.map((value) => baseOf(value))
      : [],
  );
  const wanted = new Set([header, ...encoded]);
  const found = draft.inputs.filter(
    (port) => wanted.has(port.name) || /^(?:state|present_?state|current_?state|cur_?state|ps)$/i.test(port.name),
  );
  return found.length === 1 ? (found[0] ?? null) : null;
}

function baseOf(value: { readonly k: string; readonly name?: string; readonly of?: unknown }): string {
  if (value.k === 'name') return value.name ?? '';
  return value.of === undefined ? '' : baseOf(value.of as { readonly k: string; readonly name?: string });
}

function planNext(machine: Machine, place: Place): Outcome<Piece | null, Trouble> {
  const codes = codesOf(machine, place);
  if (!codes.ok) return codes;
  const targets = nextTargets(machine, place);
  if (targets.length === 0 && place.open.outputs.length === 0) return ok(null);
  const others = place.open.outputs.filter((port) => !targets.some((target) => target.port === port));
  const told = [...machine.moore.values()].every((one) => one === null) ? outputFacts(place.draft, place.open) : [];
  const outputs =
    others.length === 0 || told.length > 0 ? ok(others) : machineOutputs(machine, { ...place.open, outputs: others });
  if (!outputs.ok) return outputs;
  const body =
    told.length > 0
      ? toldBody(
          { ...place, open: { ...place.open, outputs: others }, states: machine.states, edges: machine.edges },
          told,
        )
      : fsmBody(machine, place.draft, outputs.value);
  if (!body.ok) return body;
  const astray = misplacedBit(
    { machine, place, codes: codes.value.codes, targets, outputs: outputs.value },
    codes.value.byInspection,
  );
  if (astray !== null) return fail(astray);
  const made = codes.value.byInspection
    ? byInspection({ machine, place, codes: codes.value.codes, targets, outputs: outputs.value }, body.value)
    : ok([fsmNode({ machine, place, codes: codes.value.codes, targets, outputs: outputs.value }, body.value)]);
  if (!made.ok) return made;
  const reads = [
    place.state.name,
    ...machine.edges.flatMap((edge) => (edge.guard === null ? [] : readsOf(edge.guard))),
  ];
  const framing = factsOf(place.draft.facts, 'part').filter((fact) =>
    fact.statement.nouns.some((noun) => noun === 'next-state-logic' || noun === 'output-logic'),
  );
  const bits = factsOf(place.open.facts, 'fact').filter((fact) =>
    // Codes of no state are left to the implementation, whether the text says so or not.
    ['next-bit', 'next-bits', 'next-ports', 'encoding-free', 'missing-rows-dontcare'].includes(fact.statement.fact),
  );
  const said = new Set(told.map((fact) => fact.span));
  const outputsTold = place.open.facts.filter(
    (fact) => said.has(fact.span) && ['do', 'outputs'].includes(fact.statement.s),
  );
  return ok({
    ...NO_PIECE,
    nodes: made.value,
    claims: [...codes.value.facts, ...framing, ...bits, ...outputsTold, ...startFacts(machine, place)],
    parts: [machine.part],
    reads: [...new Set(reads)],
    drives: [...targets.map((target) => target.port.name), ...outputs.value.map((port) => port.name)],
  });
}

interface Codes {
  readonly codes: Readonly<Record<string, string>>;
  readonly byInspection: boolean;
  readonly facts: readonly Fact[];
}

function codesOf(machine: Machine, { draft, state }: Place): Outcome<Codes, Trouble> {
  const width = state.width ?? 0;
  const facts = factsOf(draft.facts, 'fact').filter((fact) =>
    ['encoding', 'encoding-pairs', 'encoding-bits', 'onehot-vector'].includes(fact.statement.fact),
  );
  const [fact] = facts;
  const own = machine.states.every((name) => /^[01]+$/.test(name))
    ? Object.fromEntries(machine.states.map((name) => [name, name]))
    : null;
  const codes = fact === undefined ? own : codesFrom(fact.statement, machine.states);
  if (codes === null || facts.length > 1)
    return fail(troubleAt('incomplete', 'the codes of the states are not stated', fact?.span ?? machine.part.span));
  const lost = machine.states.find((name) => codes[name]?.length !== width);
  if (lost !== undefined)
    return fail(
      troubleAt(
        'incomplete',
        `the code of state ${lost} does not have the ${String(width)} bits of ${state.name}`,
        fact?.span ?? machine.part.span,
      ),
    );
  const list = machine.states.map((name) => codes[name] ?? '');
  if (new Set(list).size !== list.length)
    return fail(troubleAt('contradiction', 'two states have the same code', fact?.span ?? machine.part.span));
  return ok({ codes, byInspection: list.every((code) => code.replaceAll('0', '') === '1'), facts });
}

interface Target {
  readonly port: Port;
  /** Bit of the next state; null for the whole of it. */
  readonly bit: number | null;
}

/** Outputs that carry the next state: a vector of the same width called next…, or single bits such as Y1. */
function nextTargets(machine: Machine, { open, state, draft }: Place): readonly Target[] {
  const header = machine.part.kind === 'state-table' ? (machine.part.nextSignal ?? '').replace(/\s*\[.*$/, '') : '';
  const named = new Set(
    factsOf(draft.facts, 'fact').flatMap((fact) =>
      fact.statement.fact === 'next-bit' ? fact.statement.values.map((value) => baseOf(value)) : [],
    ),
  );
  return open.outputs.flatMap((port): readonly Target[] => {
    const isNext =
      port.name === header ||
      /^(?:next_?(?:state|s|\w)?|ns|nxt\w*)$/i.test(port.name) ||
      nextNames(state.name).includes(port.name.toLowerCase());
    if (isNext && port.width === state.width) return [{ port, bit: null }];
    const split = /^([A-Za-z_]+?)_?(\d+)$/.exec(port.name);
    const base = (split?.[1] ?? '').toLowerCase();
    const isBit =
      port.width === 1 &&
      split !== null &&
      (base === header.toLowerCase() || base === state.name.toLowerCase() || named.has(port.name));
    return isBit ? [{ port, bit: Number(split[2]) - (state.lsb ?? 0) }] : [];
  });
}

/** What the next value of a vector is usually called. */
function nextNames(state: string): readonly string[] {
  const name = state.toLowerCase();
  return [`next_${name}`, `next${name}`, `${name}_next`, `${name}next`, `${name}_nxt`, `n${name}`];
}

interface Build {
  readonly machine: Machine;
  readonly place: Place;
  readonly codes: Readonly<Record<string, string>>;
  readonly targets: readonly Target[];
  readonly outputs: readonly Port[];
}

/** Where the machine starts is no matter of its next-state logic, if it is one of its states. */
function startFacts(machine: Machine, { draft }: Place): readonly Fact[] {
  return draft.clock !== null
    ? []
    : factsOf(draft.facts, 'reset').filter(
        ({ statement: { reset } }) => reset.state !== null && machine.states.includes(reset.state),
      );
}

/** What is said of single bits of the next state, and of one-hot codes, is true of the design. */
function misplacedBit({ place, targets, outputs }: Build, isOneHot: boolean): Trouble | null {
  for (const { statement, span } of factsOf(place.open.facts, 'fact')) {
    if (statement.fact === 'next-ports') {
      const [present, next] = statement.values.map((value) => baseOf(value));
      const isTrue = present === place.state.name && targets.some(({ port }) => port.name === next);
      if (!isTrue) return troubleAt('contradiction', 'present and next state are other ports', span);
    }
    if (statement.fact !== 'next-bits') continue;
    const isTrue = statement.values.every((value) => {
      if (value.k === 'name')
        return targets.some(({ port }) => port.name === value.name) || outputs.some((port) => port.name === value.name);
      const at = value.k === 'index' && value.at.k === 'num' ? Number(value.at.value) - (place.state.lsb ?? 0) : -1;
      return (
        baseOf(value).toLowerCase() === place.state.name.toLowerCase() &&
        targets.some(({ bit }) => bit === at || bit === null)
      );
    });
    if (!isTrue) return troubleAt('contradiction', 'no output is this bit of the next state', span);
  }
  const claim = factsOf(place.draft.facts, 'part').find((fact) =>
    fact.statement.claims.some(({ f }) => f === 'onehot'),
  );
  return claim === undefined || isOneHot
    ? null
    : troubleAt('contradiction', 'the codes of the states are not one-hot', claim.span);
}

function fsmNode(build: Build, body: Pick<PlanFsm, 'states' | 'trans' | 'style'>): PlanNode {
  const { machine, place, codes, targets } = build;
  return {
    kind: 'fsm',
    name: 'machine',
    style: body.style,
    realise: {
      state_in: place.state.name,
      next_out: targets.map((target) =>
        target.bit === null ? { lhs: target.port.name } : { lhs: target.port.name, bit: target.bit },
      ),
    },
    encoding: {
      scheme: 'given',
      codes: Object.fromEntries(Object.entries(codes).map(([name, code]) => [nameOf(name), code])),
    },
    states: body.states,
    trans: body.trans,
    src: { start: machine.part.span.start, end: machine.part.span.end, rule: 'next-state' },
  };
}

/** One-hot by inspection: right also for codes that are not one-hot. */
function byInspection(
  build: Build,
  body: Pick<PlanFsm, 'states' | 'trans' | 'style'>,
): Outcome<readonly PlanNode[], Trouble> {
  const { machine, place, codes, targets, outputs } = build;
  const bitOf = (state: string): number => (codes[state] ?? '').length - 1 - (codes[state] ?? '').indexOf('1');
  const refOf = (state: string): string => `${place.state.name}[${String(bitOf(state) + (place.state.lsb ?? 0))}]`;
  const src = { start: machine.part.span.start, end: machine.part.span.end, rule: 'next-state' };
  if (body.style !== 'moore')
    return fail(troubleAt('unsupported', 'one-hot logic of a Mealy machine by inspection', machine.part.span));
  const nodes: PlanNode[] = [];
  const incoming = (state: string): string => {
    const terms = machine.edges.flatMap((edge) => (edge.to === state ? [edgeTerm(edge, refOf(edge.from), place)] : []));
    return terms.length === 0 ? "1'b0" : terms.join(' | ');
  };
  for (const { port, bit } of targets) {
    const byBit = [...machine.states].sort((left, right) => bitOf(right) - bitOf(left));
    const rhs =
      bit === null
        ? `{${byBit.map((state) => `(${incoming(state)})`).join(', ')}}`
        : incoming(machine.states.find((state) => bitOf(state) === bit) ?? '');
    nodes.push({ kind: 'assign', lhs: port.name, rhs, src });
  }
  for (const port of outputs) {
    if (port.width !== 1)
      return fail(troubleAt('unsupported', 'a vector output of a one-hot machine by inspection', machine.part.span));
    const on = machine.states.filter(
      (state) => body.states.find((one) => one.name === nameOf(state))?.out?.[port.name] === "1'b1",
    );
    nodes.push({
      kind: 'assign',
      lhs: port.name,
      rhs: on.length === 0 ? "1'b0" : on.map((state) => refOf(state)).join(' | '),
      src,
    });
  }
  return ok(nodes);
}

function edgeTerm(edge: Machine['edges'][number], from: string, { draft }: Place): string {
  if (edge.guard === null) return from;
  const found = express(edge.guard, { draft, noun: nounOfPorts(draft) });
  return isUnspeakable(found) ? from : `(${from} & ${found.text})`;
}
