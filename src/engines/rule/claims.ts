import type { PlanNode } from '../../contracts/plan.ts';
import { type Feature, namesOf, type Value } from '../../english/index.ts';
import { dataInputs } from './data-inputs.ts';
import type { Draft, Piece } from './facts.ts';
import { portsHold } from './interface-claims.ts';

/** Whether what a sentence claims of the whole design is true of what was built. */
export function claimHolds(claim: Feature, draft: Draft, whole: Piece): boolean {
  const fsm = whole.nodes.find((node) => node.kind === 'fsm');
  if (claim.f === 'ports') return portsHold(claim, draft);
  if (claim.f === 'machine') return machineIs(claim.word ?? '', fsm, whole);
  if (claim.f === 'states') return fsm?.kind === 'fsm' && statesIn(fsm) === claim.n;
  if (COUNTS.has(claim.f)) return portsCounted(claim.f, draft, whole).includes(claim.n ?? -1);
  if (claim.f === 'some-width') return draft.ports.some((port) => port.width === claim.n);
  // Blocks of so many bits make up a vector of a multiple of them.
  if (claim.f === 'blocks') return draft.outputs.some(({ width }) => width !== null && width % (claim.n ?? 0) === 0);
  if (claim.f === 'no-clock') return draft.clock === null && !whole.clocked;
  if (claim.f === 'storage-bits') return storedBits(whole) === claim.n;
  return claim.f === 'onehot' || claim.f === 'shown-machine' ? hasMachine(whole) : otherHolds(claim, draft, whole);
}

/** The variables of one axis of the map, in the order in which its codes give them. */
function axisIs({ f, values = [] }: Feature, { parts }: Piece): boolean {
  const said = values.map((value) => axisName(value));
  const maps = parts.flatMap((part) => (part.kind === 'karnaugh' ? [part] : []));
  const own = maps.map((map) => (f === 'map-columns' ? map.columnVars : map.rowVars));
  return own.length > 0 && own.every((names) => names.flatMap(bitsNamed).join() === said.flatMap(bitsNamed).join());
}

function axisName(value: Value): string {
  if (value.k === 'name') return value.name;
  if (value.k === 'index' && value.of.k === 'name' && value.at.k === 'num')
    return `${value.of.name}[${value.at.value}]`;
  const isSlice = value.k === 'slice' && value.of.k === 'name' && value.high.k === 'num' && value.low.k === 'num';
  return isSlice
    ? `${axisName(value.of)}[${axisName(value.high)}:${axisName(value.low)}]`
    : value.k === 'num'
      ? value.value
      : '';
}

/** `n[3:2]` as its bits, most significant first. */
function bitsNamed(name: string): readonly string[] {
  const [, base = '', high = '', low = ''] = /^(\w+)\[(\d+):(\d+)\]$/.exec(name) ?? [];
  if (base === '') return [name];
  const count = Number(high) - Number(low) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, at) => `${base}[${String(Number(high) - at)}]`);
}

const COUNTS: ReadonlySet<string> = new Set(['inputs', 'outputs', 'variables']);

/** What a number of inputs or outputs may count: bits, ports, or the ports without the state of a machine's logic. */
function portsCounted(kind: string, draft: Draft, whole: Piece): readonly number[] {
  const data = dataInputs(draft);
  // Beside its present and its next state, the logic of a machine has the inputs and outputs of the machine.
  const without = !whole.clocked && hasMachine(whole) ? 1 : 0;
  if (kind === 'variables') return [bitsOf(data)];
  const ports = kind === 'inputs' ? data : draft.outputs;
  return [bitsOf(ports), ports.length, ports.length - without];
}

function otherHolds(claim: Feature, draft: Draft, whole: Piece): boolean {
  if (claim.f === 'map-columns' || claim.f === 'map-rows') return axisIs(claim, whole);
  return claim.f === 'wires' ? isWiring(whole) : areNamed(claim, draft);
}

/** Wires, constants and inverters: no gate that joins two signals. */
const isWiring = (whole: Piece): boolean =>
  whole.nodes.every((node) => node.kind === 'assign' && !/[&|^+*?<>=]|-|popcount/.test(node.rhs));

/** A machine, or the logic of one from its diagram or table. */
export const hasMachine = (whole: Piece): boolean =>
  whole.nodes.some((node) => node.kind === 'fsm') || whole.parts.some((part) => MACHINES.has(part.kind));

const MACHINES: ReadonlySet<string> = new Set(['state-diagram', 'state-table']);

/** "with input w and output z": these are ports of that direction. */
function areNamed(claim: { readonly f: string; readonly values?: readonly Value[] }, draft: Draft): boolean {
  const names = (claim.values ?? []).flatMap((value) => namesOf(value));
  // Cells that list outputs without names are read in the order of the ports.
  if (claim.f === 'output-order') {
    const listed = draft.outputs.filter((port) => names.includes(port.name)).map((port) => port.name);
    return listed.length === names.length && listed.every((name, at) => name === names[at]);
  }
  if (claim.f !== 'input-names' && claim.f !== 'output-names') return false;
  const ports = claim.f === 'input-names' ? draft.inputs : draft.outputs;
  return names.every((name) => ports.some((port) => port.name === name));
}

const storedBits = ({ nodes }: Piece): number =>
  nodes.reduce((sum, node) => sum + (node.kind === 'reg' ? Number(node.type.width) : 0), 0);

/** States of a machine; those that only count the cycles of another are none of their own. */
function statesIn(fsm: Extract<PlanNode, { readonly kind: 'fsm' }>): number {
  const names = new Set(fsm.states.map((state) => state.name));
  return fsm.states.filter(({ name }) => !/_\d+$/.test(name) || !names.has(name.replace(/_\d+$/, ''))).length;
}

const bitsOf = (ports: Draft['ports']): number => ports.reduce((sum, port) => sum + (port.width ?? 0), 0);

function machineIs(word: string, fsm: PlanNode | undefined, whole: Piece): boolean {
  if (word === 'combinational') return !whole.clocked && whole.nodes.every((node) => node.kind !== 'latch');
  if (word === 'sequential') return whole.clocked;
  return (
    fsm?.kind === 'fsm' &&
    (fsm.style === word || (word === 'mealy' && fsm.style === 'mixed') || (word === 'moore' && outputsByState(fsm)))
  );
}

/** Outputs on the edges of a machine that only depend on the state it leaves: a Moore machine in Mealy notation. */
function outputsByState(fsm: Extract<PlanNode, { readonly kind: 'fsm' }>): boolean {
  return fsm.trans.every(
    (edge) => JSON.stringify(edge.out) === JSON.stringify(fsm.trans.find((other) => other.from === edge.from)?.out),
  );
}
