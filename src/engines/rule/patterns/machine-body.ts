import type { Outcome } from '../../../contracts/outcome.ts';
import { fail, ok } from '../../../contracts/outcome.ts';
import type { PlanFsm } from '../../../contracts/plan.ts';
import type { Value } from '../../../english/index.ts';
import { portNamed } from '../cells.ts';
import { express } from '../express.ts';
import type { Draft, OpenWork, Port, Trouble } from '../facts.ts';
import { lineSpan, troubleAt } from '../facts.ts';
import type { MachineEdge } from '../machine.ts';
import { isUnspeakable, nounOfPorts } from '../speech.ts';
import { type Machine, normal } from './machine-parts.ts';

/** Names read by a guard. */
export function readsOf(value: Value): readonly string[] {
  if (value.k === 'name') return [value.name];
  if (value.k === 'op') return value.args.flatMap((arg) => readsOf(arg));
  return value.k === 'index' ? readsOf(value.of) : [];
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
    const out = cellOutputs(cell?.text ?? null, outputs);
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

/** Outputs of a cell; absent where there is none, or where no output is asked for. */
const cellOutputs = (text: string | null, outputs: readonly Port[]): ReturnType<typeof outputsOf> | undefined =>
  text === null || outputs.length === 0 ? undefined : outputsOf(text, outputs);

function transitionOf(edge: MachineEdge, draft: Draft, outputs: readonly Port[]): PlanFsm['trans'][number] | null {
  const guard = edge.guard === null ? null : express(edge.guard, { draft, noun: nounOfPorts(draft) });
  const out = cellOutputs(edge.out, outputs);
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
