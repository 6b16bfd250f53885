import type { Outcome } from '../../../contracts/outcome.ts';
import { fail, ok } from '../../../contracts/outcome.ts';
import type { PlanFsm } from '../../../contracts/plan.ts';
import { clockingFacts, MAIN_DOMAIN, statedReset } from '../domain.ts';
import type { Draft, Fact, OpenWork, Pattern, Piece, PlanAssumption, Port, Trouble } from '../facts.ts';
import { factsOf, NO_PIECE, troubleAt } from '../facts.ts';
import { checkMachine, resetStateOf } from '../machine.ts';
import { fsmBody, machineOutputs, nameOf, readsOf } from './machine-body.ts';
import { diagramMachine, type Machine, tableMachine } from './machine-parts.ts';

/** State diagrams as edge lists and state tables, with a clock: a machine with its register. */
export const stateMachine: Pattern = {
  id: 'state-machine',
  hint: 'list every edge as "A (out) --guard--> B", or a table of present state, next states and outputs; name the reset state',
  reason: 'edges are checked: in each state exactly one leads on for every input; outputs are those of the diagram',
  plan: (draft, open) => {
    const [part] = open.parts.filter((one) => one.kind === 'state-diagram' || one.kind === 'state-table');
    if (part === undefined) return ok(null);
    const machine = part.kind === 'state-diagram' ? diagramMachine(part, draft) : tableMachine(part, draft);
    return machine.ok ? planMachine(machine.value, draft, open) : machine;
  },
};

function planMachine(machine: Machine, draft: Draft, open: OpenWork): Outcome<Piece | null, Trouble> {
  const checked = checkMachine(machine.edges, machine.part, draft);
  if (!checked.ok) return checked;
  if (draft.clock === null) return ok(null);
  const start = startState(machine, draft);
  if (!start.ok) return start;
  const outputs = machineOutputs(machine, open);
  if (!outputs.ok) return outputs;
  const built = buildFsm(machine, { draft, outputs: outputs.value, resetState: start.value.state });
  if (!built.ok) return built;
  const reads = [...new Set(machine.edges.flatMap((edge) => (edge.guard === null ? [] : readsOf(edge.guard))))];
  return ok({
    ...NO_PIECE,
    nodes: [built.value],
    claims: [...clockingFacts(draft), ...encodingFacts(draft)],
    parts: [machine.part],
    reads,
    drives: outputs.value.map((port) => port.name),
    assumptions: start.value.assumptions,
    clocked: true,
  });
}

function encodingFacts(draft: Draft): readonly Fact[] {
  return factsOf(draft.facts, 'fact').filter((fact) => fact.statement.fact === 'encoding-free');
}

function startState(
  machine: Machine,
  draft: Draft,
): Outcome<{ readonly state: string; readonly assumptions: readonly PlanAssumption[] }, Trouble> {
  const stated = statedReset(draft);
  if (stated === undefined)
    return fail(troubleAt('contradiction', 'the text names more than one reset state', machine.part.span));
  const named = resetStateOf(machine.states, stated);
  if (stated !== null && named === null)
    return fail(
      troubleAt('incomplete', 'the reset state that the text names is not in the machine', machine.part.span),
    );
  if (named !== null && machine.initial !== null && machine.initial !== named)
    return fail(troubleAt('contradiction', 'text and diagram name different initial states', machine.part.span));
  const [first] = machine.states;
  const state = named ?? machine.initial ?? first;
  if (state === undefined) return fail(troubleAt('incomplete', 'the machine has no states', machine.part.span));
  const isAssumed = named === null && machine.initial === null;
  return ok({
    state,
    assumptions: isAssumed
      ? [
          {
            text: `the machine starts in ${state}, the first state listed`,
            rule: 'fsm.first-state',
            severity: 'convention',
          },
        ]
      : [],
  });
}

interface Build {
  readonly draft: Draft;
  readonly outputs: readonly Port[];
  readonly resetState: string;
}

function buildFsm(machine: Machine, build: Build): Outcome<PlanFsm, Trouble> {
  const body = fsmBody(machine, build.draft, build.outputs);
  if (!body.ok) return body;
  const codes = machine.states.every((state) => /^[01]+$/.test(state))
    ? Object.fromEntries(machine.states.map((state) => [nameOf(state), state]))
    : null;
  const isOneHot = factsOf(build.draft.facts, 'part').some((fact) =>
    fact.statement.claims.some((claim) => claim.f === 'onehot'),
  );
  return ok({
    kind: 'fsm',
    name: 'state',
    style: body.value.style,
    realise: { domain: MAIN_DOMAIN, reset_state: nameOf(build.resetState) },
    encoding: codes === null ? { scheme: isOneHot ? 'onehot' : 'free' } : { scheme: 'given', codes },
    states: body.value.states,
    trans: body.value.trans,
    src: { start: machine.part.span.start, end: machine.part.span.end, rule: 'state-machine' },
  });
}
