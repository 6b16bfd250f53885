import type { RtlExpr, RtlItem, RtlStmt, RtlTarget } from '../../../contracts/rtl.ts';
import { binary, concat, constant, mux, not } from '../../rtl/build.ts';
import type { Place, Scope } from '../scope.ts';
import { readTarget } from '../scope.ts';
import type { Machine, MachineEdge, MachineState } from './machine.ts';
import { byInspection, stateBit } from './outputs.ts';

const labelOf = (machine: Machine, name: string): RtlExpr =>
  machine.states.find((state) => state.name === name)?.label ?? constant(0, machine.width);

/** Statements that take the register to its next state; no edge holds. */
export const nextStatements = (machine: Machine, target: RtlTarget): readonly RtlStmt[] => {
  if (byInspection(machine)) return [{ stmt: 'set', target, value: nextByInspection(machine) }];
  const arms = machine.states.flatMap((state) => {
    const body = edgeStatements(machine, state, target);
    return body.length === 0 ? [] : [{ labels: [state.label], body }];
  });
  if (arms.length === 0) return [];
  return [{ stmt: 'case', subject: machine.present, arms, otherwise: strayStatements(machine, target) }];
};

// Codes that belong to no state lead to the reset state, and a state without edges holds. Where every code is a state's
// only x comes here: it stays x until the reset, and is not made a state that the machine was never in.
const strayStatements = (machine: Machine, target: RtlTarget): readonly RtlStmt[] => {
  const { realise } = machine.plan;
  const holds = machine.states.some((state) => state.edges.length === 0);
  const isFull = machine.states.length === 2 ** machine.width;
  if (holds || isFull || !('reset_state' in realise)) return [{ stmt: 'set', target, value: machine.present }];
  return [{ stmt: 'set', target, value: labelOf(machine, realise.reset_state) }];
};

const edgeStatements = (machine: Machine, state: MachineState, target: RtlTarget): readonly RtlStmt[] => {
  const set = (edge: MachineEdge): RtlStmt => ({ stmt: 'set', target, value: labelOf(machine, edge.to) });
  const last = state.edges.at(-1);
  if (last === undefined) return [];
  if (state.edges.every((edge) => edge.to === last.to) && state.complete) return [set(last)];
  if (state.edges.length === 2 && state.complete) {
    return [{ stmt: 'set', target, value: nextIn(machine, state) }];
  }
  return state.edges.reduceRight<readonly RtlStmt[]>((rest, edge, index) => {
    const needless = edge.guard === null || (state.complete && index === state.edges.length - 1);
    if (needless) return [set(edge)];
    return [{ stmt: 'if', cond: edge.guard, yes: [set(edge)], no: rest }];
  }, []);
};

/** The next state from one state as an expression. */
const nextIn = (machine: Machine, state: MachineState): RtlExpr => edgeChain(state, (name) => labelOf(machine, name));

const edgeChain = (state: MachineState, constantValue: (to: string) => RtlExpr): RtlExpr => {
  const last = state.edges.at(-1);
  if (last === undefined) return constantValue(state.name);
  const rest = state.complete ? constantValue(last.to) : constantValue(state.name);
  const chained = state.complete ? state.edges.slice(0, -1) : state.edges;
  return chained.reduceRight((no, edge) => {
    const yes = constantValue(edge.to);
    if (edge.guard === null || same(yes, no)) return edge.guard === null ? yes : no;
    return mux(edge.guard, yes, no);
  }, rest);
};

const same = (a: RtlExpr, b: RtlExpr): boolean =>
  (a.op === 'const' || a.op === 'named') && (b.op === 'const' || b.op === 'named') && a.value === b.value;

/** The condition under which an edge is taken, without what is known to follow. */
const taken = (state: MachineState, index: number): RtlExpr => {
  const edge = state.edges[index];
  const guard = edge?.guard ?? constant(1, 1);
  if (edge?.shadowed !== true) return guard;
  const earlier = state.edges.slice(0, index).map((e) => e.guard ?? constant(1, 1));
  return earlier.reduceRight((rest, g) => binary('&', not(g), rest), guard);
};

/** Condition of entering a state, one term an edge: bit of the source state and guard; a state without a true guard holds. */
const entering = (machine: Machine, target: (name: string) => boolean): RtlExpr => {
  const terms = machine.states.flatMap((state) => {
    const bit = stateBit(machine, state);
    const into = state.edges.flatMap((edge, index) => (target(edge.to) ? [taken(state, index)] : []));
    const all = state.complete && into.length > 0 && state.edges.every((edge) => target(edge.to));
    if (all) return [bit];
    const held = state.complete || !target(state.name) ? [] : [noEdge(state)];
    return [...into, ...held].map((guard) => binary('&', bit, guard));
  });
  return terms.length === 0 ? constant(0, 1) : terms.reduce((a, b) => binary('|', a, b));
};

const noEdge = (state: MachineState): RtlExpr =>
  state.edges.map((edge) => not(edge.guard ?? constant(1, 1))).reduce((a, b) => binary('&', a, b), constant(1, 1));

const hasBit = (machine: Machine, name: string, bit: number): boolean =>
  ((machine.states.find((state) => state.name === name)?.code ?? 0n) >> BigInt(bit)) % 2n === 1n;

const nextByInspection = (machine: Machine): RtlExpr => {
  const bits = Array.from({ length: machine.width }, (_, bit) =>
    entering(machine, (name) => hasBit(machine, name, bit)),
  );
  return concat(bits.reverse()) ?? constant(0, machine.width);
};

/** One output of a machine's combinational part: the next code, one bit of it, or whether a state comes next. */
export const lowerNextOut = (
  machine: Machine,
  want: { readonly lhs: string; readonly bit?: number | undefined; readonly state?: string | undefined },
  { scope, place }: { readonly scope: Scope; readonly place: Place },
): readonly RtlItem[] => {
  const target = readTarget(scope, want.lhs, place);
  if (target === null) return [];
  const whole = want.bit === undefined && want.state === undefined;
  if (target.width !== (whole ? machine.width : 1)) {
    const message = `"${want.lhs}" has ${target.width} bits, the next state it takes has ${whole ? machine.width : 1}`;
    scope.report('W1', 'error', { message, place });
    return [];
  }
  if (byInspection(machine)) return [{ item: 'assign', target, value: inspectedOut(machine, want, target.width) }];
  const constantValue = (name: string): RtlExpr =>
    whole ? labelOf(machine, name) : constant(wantedBit(machine, want, name) ? 1 : 0, 1);
  const arms = machine.states.map((state) => ({
    labels: [state.label],
    body: [{ stmt: 'set', target, value: edgeChain(state, constantValue) } as const],
  }));
  const otherwise = [{ stmt: 'set', target, value: constant(0, target.width) } as const];
  return [{ item: 'comb', body: [{ stmt: 'case', subject: machine.present, arms, otherwise }] }];
};

type Want = { readonly bit?: number | undefined; readonly state?: string | undefined };

const wantedBit = (machine: Machine, want: Want, name: string): boolean =>
  want.state === undefined ? hasBit(machine, name, want.bit ?? 0) : name === want.state;

const inspectedOut = (machine: Machine, want: Want, width: number): RtlExpr => {
  if (want.bit === undefined && want.state === undefined) return nextByInspection(machine);
  const value = entering(machine, (name) => wantedBit(machine, want, name));
  return width === 1 ? value : constant(0, width);
};
