import { fail, type Outcome, ok } from '../../../contracts/outcome.ts';
import type { PlanFsm } from '../../../contracts/plan.ts';
import { namesOf } from '../../../english/index.ts';
import { clockingFacts, MAIN_DOMAIN, statedReset } from '../domain.ts';
import {
  type Draft,
  type Fact,
  factsOf,
  NO_PIECE,
  type OpenWork,
  type Pattern,
  type Piece,
  type PlanAssumption,
  type Trouble,
  troubleAt,
} from '../facts.ts';
import { checkMachine, type MachineEdge } from '../machine.ts';
import { statesOf } from '../state-names.ts';
import { nameOf, readsOf } from './machine-body.ts';
import { diagramMachine } from './machine-parts.ts';
import { unreached, unrolled, withHolds } from './phases.ts';
import { toldEdges } from './told-edges.ts';
import { type OutputFact, toldBody } from './told-outputs.ts';

/** State machines told in sentences: where each state leads, and what the outputs are in it. */
export const toldMachine: Pattern = {
  id: 'told-machine',
  hint: 'say for every state where it leads ("In state A, if x is 1 the next state is B; otherwise it stays in A") and what the outputs are in it; name the reset state',
  reason: 'in each state exactly one way leads on for every input, and each output has one value',
  plan: (draft, open) => {
    const edges = factsOf(open.facts, 'edges');
    const outputs = outputFacts(draft, open);
    const [diagram] = open.parts.filter((one) => one.kind === 'state-diagram');
    if (edges.length === 0 && (outputs.length === 0 || diagram === undefined)) return ok(null);
    const [first] = edges.length > 0 ? edges : outputs;
    if (first === undefined) return ok(null);
    if (diagram === undefined) {
      const told = toldEdges(edges, statesOf(draft.spec));
      return told.ok ? planTold({ draft, open, edges: told.value, place: first, claims: [...edges] }, outputs) : told;
    }
    const saysStays = edges.every(({ statement }) => statement.scope === 'rest' && statement.branches.length === 0);
    if (!saysStays) return fail(troubleAt('unsupported', 'edges are drawn and told at once', first.span));
    const drawn = diagramMachine(diagram, draft);
    if (!drawn.ok) return drawn;
    const isBare =
      drawn.value.edges.every((edge) => edge.out === null) &&
      [...drawn.value.moore.values()].every((one) => one === null);
    if (!isBare) return ok(null);
    const planned = planTold(
      {
        draft,
        open,
        edges: drawn.value.edges,
        place: first,
        claims: edges,
        initial: drawn.value.initial,
        isDrawn: edges.length === 0,
      },
      outputs,
    );
    return planned.ok ? ok({ ...planned.value, parts: [diagram] }) : planned;
  },
};

/** Values of outputs in states, also where an entry about a state gives them. */
export function outputFacts(draft: Draft, open: OpenWork): readonly OutputFact[] {
  const states = new Set(statesOf(draft.spec));
  const inEntries = factsOf(open.facts, 'do').flatMap((fact): readonly OutputFact[] => {
    const { about, statement } = fact;
    if (about === null || !states.has(about)) return [];
    const [branch] = statement.branches;
    if (branch === undefined || statement.branches.length > 1 || statement.edge !== null || statement.chain) return [];
    return [
      {
        ...fact,
        statement: {
          s: 'outputs',
          states: [about],
          guard: branch.guard,
          actions: branch.actions,
          only: false,
          otherwise: null,
        },
      },
    ];
  });
  const told = factsOf(open.facts, 'outputs').flatMap((fact): readonly OutputFact[] => {
    const { about, statement } = fact;
    const isOpen = statement.states.length === 0 && statement.rest !== true && about !== null && states.has(about);
    if (isOpen) return [{ ...fact, statement: { ...statement, states: [about] } }];
    const { more = [], ...first } = statement;
    return [first, ...more.map(({ state, actions }) => ({ ...first, states: [state], actions }))].map((one) => ({
      ...fact,
      statement: one,
    }));
  });
  return [...told, ...inEntries];
}

/** A machine whose edges are known, with what must still be claimed. */
interface Told {
  readonly draft: Draft;
  readonly open: OpenWork;
  readonly edges: readonly MachineEdge[];
  readonly place: Fact;
  readonly claims: readonly Fact[];
  readonly initial?: string | null;
  /** A drawing must show every edge; where none is told, none is added. */
  readonly isDrawn?: boolean;
}

function planTold(told: Told, outputs: readonly OutputFact[]): Outcome<Piece, Trouble> {
  const { draft, open, place } = told;
  if (draft.clock === null) return fail(troubleAt('incomplete', 'a machine needs a clock', place.span));
  const states = stateList(told);
  if (!states.ok) return states;
  const start = startOf(told, states.value);
  if (!start.ok) return start;
  const timed = unrolled(told.edges, states.value, place);
  if (!timed.ok) return timed;
  const { phases } = timed.value;
  const { edges, held } =
    told.isDrawn === true ? { edges: timed.value.edges, held: [] } : withHolds(timed.value.edges, draft);
  const checked = checkMachine(edges, place, draft);
  if (!checked.ok) return checked;
  // Where something is left to convention or to time, a state that nothing leads to is a sentence misunderstood.
  const isLoose = held.length > 0 || [...phases.values()].some((row) => row.length > 1);
  const lost = isLoose ? unreached(edges, start.value) : null;
  if (lost !== null) return fail(troubleAt('incomplete', `no sentence leads to state ${lost}`, place.span));
  const astray = misusedInput(told, states.value);
  if (astray !== null) return fail(astray);
  const inPhases = outputs.map((fact) => withPhases(fact, phases));
  const body = toldBody(
    { draft, open, states: states.value.flatMap((state) => phases.get(state) ?? []), edges },
    inPhases,
  );
  if (!body.ok) return body;
  const node: PlanFsm = {
    kind: 'fsm',
    name: 'state',
    style: body.value.style,
    realise: { domain: MAIN_DOMAIN, reset_state: nameOf(start.value) },
    encoding: { scheme: 'free' },
    states: body.value.states,
    trans: body.value.trans,
    src: { start: place.span.start, end: place.span.end, rule: 'told-machine' },
  };
  const said = new Set(outputs.map((fact) => fact.span));
  const lists = factsOf(open.facts, 'fact').filter((fact) =>
    ['states', 'encoding-free', 'ignored-in', 'ignored-except'].includes(fact.statement.fact),
  );
  return ok({
    ...NO_PIECE,
    nodes: [node],
    claims: [
      ...told.claims,
      ...lists,
      ...open.facts.filter((fact) => said.has(fact.span) && ['do', 'outputs'].includes(fact.statement.s)),
      ...clockingFacts(draft),
    ],
    reads: [...edges.flatMap((edge) => (edge.guard === null ? [] : readsOf(edge.guard))), ...body.value.reads],
    drives: body.value.outputs,
    assumptions:
      held.length === 0 || told.claims.some((fact) => fact.statement.s === 'edges' && fact.statement.scope === 'rest')
        ? []
        : [holdAssumption(held, place)],
    clocked: true,
  });
}

const holdAssumption = (held: readonly string[], place: Fact): PlanAssumption => ({
  text: `the machine stays in ${held.join(', ')} where no sentence says that it leaves`,
  rule: 'fsm.stays',
  severity: 'convention',
  src: { start: place.span.start, end: place.span.end },
});

/** The same said of every phase of the states it is said of. */
function withPhases(fact: OutputFact, phases: ReadonlyMap<string, readonly string[]>): OutputFact {
  const spread = (states: readonly string[]): readonly string[] =>
    states.flatMap((state) => phases.get(state) ?? [state]);
  const { statement } = fact;
  return {
    ...fact,
    statement: {
      ...statement,
      states: spread(statement.states),
      ...(statement.second === undefined
        ? {}
        : { second: { ...statement.second, states: spread(statement.second.states) } }),
    },
  };
}

/** An input that is said to be ignored in states must not lead on from them. */
function misusedInput({ open, edges }: Told, states: readonly string[]): Trouble | null {
  for (const { statement, span } of factsOf(open.facts, 'fact')) {
    if (statement.fact !== 'ignored-in' && statement.fact !== 'ignored-except') continue;
    const listed = (statement.text ?? '').split(',');
    const ignoring = statement.fact === 'ignored-in' ? listed : states.filter((state) => !listed.includes(state));
    const names = statement.values.flatMap((value) => namesOf(value));
    const isRead = edges.some(
      (edge) =>
        edge.guard !== null && ignoring.includes(edge.from) && namesOf(edge.guard).some((name) => names.includes(name)),
    );
    if (isRead) return troubleAt('contradiction', 'another sentence uses this input in such a state', span);
  }
  return null;
}

/** The states in the order of their first mention; a list of them must be complete, and each must lead on. */
function stateList({ draft, open, edges, place }: Told): Outcome<readonly string[], Trouble> {
  const moving = [...new Set(edges.map((edge) => edge.from))];
  const lists = factsOf(open.facts, 'fact').filter((fact) => fact.statement.fact === 'states');
  for (const list of lists) {
    const named = (list.statement.text ?? '').split(',');
    const isSame = named.length === moving.length && named.every((name) => moving.includes(name));
    if (!isSame)
      return fail(troubleAt('incomplete', 'the states that are listed are not those that lead on', list.span));
  }
  return moving.length === 0
    ? fail(troubleAt('incomplete', 'the machine has no states', place.span))
    : ok([...statesOf(draft.spec).filter((state) => moving.includes(state))]);
}

function startOf({ draft, place, initial = null }: Told, states: readonly string[]): Outcome<string, Trouble> {
  const stated = statedReset(draft);
  if (stated === undefined)
    return fail(troubleAt('contradiction', 'the text names more than one reset state', place.span));
  const named = stated?.state ?? null;
  if (named !== null && initial !== null && named !== initial)
    return fail(troubleAt('contradiction', 'text and diagram name different initial states', place.span));
  const start = named ?? (stated === null ? initial : null);
  return start === null || !states.includes(start)
    ? fail(troubleAt('incomplete', 'the text does not say in which state the machine starts', place.span))
    : ok(start);
}
