import type { Outcome } from '../../../contracts/outcome.ts';
import { fail, ok } from '../../../contracts/outcome.ts';
import type { PlanFsm } from '../../../contracts/plan.ts';
import type { StateDiagramPart, StateTablePart } from '../../../contracts/spec-parts.ts';
import type { Value } from '../../../english/index.ts';
import { portNamed } from '../cells.ts';
import { clockingFacts, MAIN_DOMAIN, statedReset } from '../domain.ts';
import { express, isUnspeakable, nounOfPorts } from '../express.ts';
import type { Draft, Fact, OpenWork, Pattern, Piece, PlanAssumption, Port, Trouble } from '../facts.ts';
import { factsOf, lineSpan, NO_PIECE, troubleAt } from '../facts.ts';
import { checkMachine, guardOf, type MachineEdge, resetStateOf } from '../machine.ts';

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

/** A machine read from either form: states with Moore outputs, edges with Mealy outputs. */
export interface Machine {
  readonly part: StateDiagramPart | StateTablePart;
  readonly states: readonly string[];
  readonly edges: readonly MachineEdge[];
  /** Moore outputs by state, as written; null where the state has none. */
  readonly moore: ReadonlyMap<string, { readonly text: string; readonly line: number } | null>;
  readonly initial: string | null;
  readonly outputNames: readonly string[];
}

const dataInputs = (draft: Draft): readonly Port[] =>
  draft.inputs.filter((port) => port.name !== draft.clock?.name && port.name !== draft.reset?.signal);

/** Reads a diagram part. */
export function diagramMachine(part: StateDiagramPart, draft: Draft): Outcome<Machine, Trouble> {
  const inputs =
    part.inputs.length > 0 ? part.inputs.flatMap((name) => portNamed(name, draft.inputs) ?? []) : dataInputs(draft);
  const usable = inputs.length === part.inputs.length || part.inputs.length === 0 ? inputs : dataInputs(draft);
  const edges: MachineEdge[] = [];
  const moore = new Map<string, { readonly text: string; readonly line: number } | null>();
  for (const edge of part.edges) {
    const guard = guardOf(edge.guard ?? '', usable);
    if (guard === undefined)
      return fail(
        troubleAt(
          'unsupported',
          `the guard "${edge.guard ?? ''}" is neither bits for all inputs nor a condition on them`,
          lineSpan(part, edge.line),
        ),
      );
    edges.push({ from: edge.from, to: edge.to, guard, guardText: edge.guard ?? '', out: edge.out, line: edge.line });
    const clash =
      noteOutput(moore, { state: edge.from, out: edge.fromOut, line: edge.line }) ??
      noteOutput(moore, { state: edge.to, out: edge.toOut, line: edge.line });
    if (clash !== null) return fail(troubleAt('contradiction', clash, lineSpan(part, edge.line)));
  }
  return ok({ part, states: [...moore.keys()], edges, moore, initial: part.initial, outputNames: part.outputs });
}

type MooreOutputs = Map<string, { readonly text: string; readonly line: number } | null>;

/** Notes a state's output beside the state; says what clashes where another was noted before. */
function noteOutput(
  moore: MooreOutputs,
  seen: { readonly state: string; readonly out: string | null; readonly line: number },
): string | null {
  const known = moore.get(seen.state) ?? null;
  if (seen.out === null) {
    moore.set(seen.state, known);
    return null;
  }
  if (known !== null && normal(known.text) !== normal(seen.out))
    return `state ${seen.state} has outputs "${known.text}" and "${seen.out}"`;
  moore.set(seen.state, { text: seen.out, line: seen.line });
  return null;
}

const normal = (text: string): string => text.replaceAll(/\s/g, '');

/** Reads a state table part. */
export function tableMachine(part: StateTablePart, draft: Draft): Outcome<Machine, Trouble> {
  const inputs = tableInputs(part, draft);
  const edges: MachineEdge[] = [];
  const moore = new Map<string, { readonly text: string; readonly line: number } | null>();
  const isMoore = part.outputs.every((output) => output.guard === null);
  for (const row of part.rows) {
    if (moore.has(row.state))
      return fail(troubleAt('contradiction', `state ${row.state} has two rows`, lineSpan(part, row.line)));
    moore.set(row.state, isMoore && row.out.length > 0 ? { text: row.out.join(', '), line: row.line } : null);
    for (const [index, to] of row.next.entries()) {
      const guardText = part.guards[index] ?? '';
      const guard = guardOf(guardText, inputs);
      if (guard === undefined)
        return fail(
          troubleAt('unsupported', `the column guard "${guardText}" is not a condition on the inputs`, part.span),
        );
      edges.push({
        from: row.state,
        to,
        guard,
        guardText,
        out: isMoore ? null : mealyCells(part, row.out, guardText),
        line: row.line,
      });
    }
  }
  const names = [...new Set(part.outputs.map((output) => output.name))];
  return ok({ part, states: [...moore.keys()], edges, moore, initial: null, outputNames: names });
}

/** Inputs of positional guards: as the header names them, else all but clock, reset and the present state. */
function tableInputs(part: StateTablePart, draft: Draft): readonly Port[] {
  const named = part.inputs.flatMap((name) => portNamed(name, draft.inputs) ?? []);
  return part.inputs.length > 0 ? named : dataInputs(draft).filter((port) => !isStatePort(port, part));
}

/** The output cells of one input value, in the order of the outputs' names; null where a column is missing. */
function mealyCells(part: StateTablePart, cells: readonly string[], guard: string): string | null {
  const names = [...new Set(part.outputs.map((output) => output.name))];
  const found = names.map(
    (name) =>
      cells[
        part.outputs.findIndex(
          (output) => output.name === name && (output.guard === null || plainGuard(output.guard) === plainGuard(guard)),
        )
      ],
  );
  return found.includes(undefined) ? null : found.join(', ');
}

const plainGuard = (guard: string): string => guard.replaceAll(/\s/g, '');

/** True for the input that carries the present state of a table. */
export function isStatePort(port: Port, part: StateTablePart): boolean {
  return part.stateSignal !== null && part.stateSignal.replace(/\s*\[.*$/, '') === port.name;
}

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

/** Names read by a guard. */
export function readsOf(value: Value): readonly string[] {
  if (value.k === 'name') return [value.name];
  if (value.k === 'op') return value.args.flatMap((arg) => readsOf(arg));
  return value.k === 'index' ? readsOf(value.of) : [];
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

/** The outputs that a machine's cells give, in their order. */
export function machineOutputs(machine: Machine, open: OpenWork): Outcome<readonly Port[], Trouble> {
  const texts = [...machine.moore.values()]
    .flatMap((one) => (one === null ? [] : [one.text]))
    .concat(machine.edges.flatMap((edge) => (edge.out === null ? [] : [edge.out])));
  const named = machine.outputNames.map((name) => portNamed(name.replace(/\s*\[.*$/, ''), open.outputs));
  if (machine.outputNames.length > 0 && named.every((port) => port !== null))
    return ok(named.flatMap((port) => port ?? []));
  const [sample] = texts;
  if (sample === undefined) return fail(troubleAt('incomplete', 'the machine gives no outputs', machine.part.span));
  const labels = sample.split(',').map((cell) => /^\s*([A-Za-z_]\w*)\s*=/.exec(cell)?.[1]);
  if (labels.every((label) => label !== undefined)) {
    const names = new Set(
      texts.flatMap((text) => text.split(',').flatMap((cell) => /^\s*([A-Za-z_]\w*)\s*=/.exec(cell)?.[1] ?? [])),
    );
    const ports = [...names].map((name) => portNamed(name, open.outputs));
    const isKnown = ports.every((port) => port !== null);
    return isKnown
      ? ok(ports.flatMap((port) => port ?? []))
      : fail(troubleAt('unsupported', 'the machine names an output that the module does not have', machine.part.span));
  }
  const widths = open.outputs.map((port) => port.width ?? 0);
  const isPositional =
    open.outputs.length === sample.split(/[,\s]+/).filter((cell) => cell !== '').length ||
    widths.reduce((sum, width) => sum + width, 0) === normal(sample).length;
  return isPositional
    ? ok(open.outputs)
    : fail(troubleAt('ambiguous', 'it is not clear which outputs the machine gives', machine.part.span));
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

/** States that are codes get a name; names stay. */
export const nameOf = (state: string): string =>
  /^[A-Za-z_]\w*$/.test(state) ? state : `S_${state.replaceAll(/\W/g, '_')}`;

/** States and transitions of the plan's machine. */
export function fsmBody(
  machine: Machine,
  draft: Draft,
  outputs: readonly Port[],
): Outcome<Pick<PlanFsm, 'states' | 'trans' | 'style'>, Trouble> {
  const states: PlanFsm['states'] = [];
  for (const [name, cell] of machine.moore) {
    const out = cell === null ? undefined : outputsOf(cell.text, outputs);
    if (out === null)
      return fail(
        troubleAt(
          'unsupported',
          `"${cell?.text ?? ''}" does not give a value to every output`,
          lineSpan(machine.part, cell?.line ?? machine.part.span.line),
        ),
      );
    states.push({ name: nameOf(name), ...(out === undefined ? {} : { out }) });
  }
  const trans: PlanFsm['trans'] = [];
  for (const edge of machine.edges) {
    const made = transitionOf(edge, draft, outputs);
    if (made === null)
      return fail(
        troubleAt(
          'unsupported',
          `the edge from ${edge.from} to ${edge.to} is not understood`,
          lineSpan(machine.part, edge.line),
        ),
      );
    trans.push(made);
  }
  const trouble = undriven(machine, outputs, { states, trans });
  if (trouble !== null) return fail(trouble);
  const hasMoore = states.some((one) => one.out !== undefined);
  const mealyStyle = hasMoore ? 'mixed' : 'mealy';
  return ok({ states, trans, style: trans.some((one) => one.out !== undefined) ? mealyStyle : 'moore' });
}

function transitionOf(edge: MachineEdge, draft: Draft, outputs: readonly Port[]): PlanFsm['trans'][number] | null {
  const guard = edge.guard === null ? null : express(edge.guard, { draft, noun: nounOfPorts(draft) });
  const out = edge.out === null ? undefined : outputsOf(edge.out, outputs);
  if (out === null || (guard !== null && isUnspeakable(guard))) return null;
  return {
    from: nameOf(edge.from),
    to: nameOf(edge.to),
    ...(guard === null ? {} : { guard: guard.text }),
    ...(out === undefined ? {} : { out }),
  };
}

/** Every output needs a value in every state: from the state, or on each of its edges. */
function undriven(machine: Machine, outputs: readonly Port[], body: Pick<PlanFsm, 'states' | 'trans'>): Trouble | null {
  for (const state of body.states) {
    for (const port of outputs) {
      const edges = body.trans.filter((one) => one.from === state.name);
      if (state.out?.[port.name] !== undefined) continue;
      if (edges.length === 0 || edges.some((one) => one.out?.[port.name] === undefined))
        return troubleAt('incomplete', `output ${port.name} has no value in state ${state.name}`, machine.part.span);
    }
  }
  return null;
}

/** `0, 1` in the order of the outputs, or `name=value` pairs; null where it is neither or a value does not fit. */
function outputsOf(text: string, outputs: readonly Port[]): Record<string, string> | null {
  const cells = text
    .split(/[,;]/)
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '');
  const found: Record<string, string> = {};
  const isNamed = cells.some((cell) => cell.includes('='));
  const values = isNamed ? cells : positional(cells, outputs);
  for (const [index, cell] of values.entries()) {
    const [left, right] = isNamed ? cell.split('=') : [outputs[index]?.name ?? '', cell];
    const port = portNamed(left ?? '', outputs);
    const value = port === null ? null : valueText(right?.trim() ?? '', port);
    if (port === null || value === null || found[port.name] !== undefined) return null;
    found[port.name] = value;
  }
  return !isNamed && values.length !== outputs.length ? null : found;
}

/** Bits written without commas are cut by the widths of the outputs. */
function positional(cells: readonly string[], outputs: readonly Port[]): readonly string[] {
  const [only] = cells;
  if (cells.length !== 1 || outputs.length < 2 || only === undefined) return cells;
  const bits = normal(only);
  let at = 0;
  return outputs.map((port) => {
    at += port.width ?? 1;
    return bits.slice(at - (port.width ?? 1), at);
  });
}

function valueText(text: string, port: Port): string | null {
  const width = port.width ?? 1;
  if (/^[01]+$/.test(text) && text.length === width) return `${String(width)}'b${text}`;
  const based = /^\d*'[bdh][0-9a-f]+$/i.test(text);
  if (based) return text;
  return /^\d+$/.test(text) && width > 1 && Number(text) < 2 ** width ? `${String(width)}'d${text}` : null;
}
