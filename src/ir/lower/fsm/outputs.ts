import type { RtlExpr, RtlItem, RtlTarget } from '../../../contracts/rtl.ts';
import { binary, constant, mux, slice } from '../../rtl/build.ts';
import type { Place, Scope } from '../scope.ts';
import { readTarget } from '../scope.ts';
import { type Machine, type MachineState, outputNames, outputValue, stateOutput } from './machine.ts';

/** Largest number of distinct expressions that still reads well as a chain of `?:`; beyond it a `case` is used. */
const CHAIN = 4;

interface Valued {
  readonly state: MachineState;
  readonly value: RtlExpr;
}

/** The outputs of a machine: Moore values of the states, overridden on edges that give their own. */
export const lowerOutputs = (machine: Machine, scope: Scope, place: Place): readonly RtlItem[] =>
  outputNames(machine.plan).flatMap((output) => {
    const target = readTarget(scope, output, place);
    if (target === null) return [];
    const valued = machine.states.map((state) => ({
      state,
      value: valueIn(machine, state, { scope, place, output, width: target.width }),
    }));
    return [byInspection(machine) ? inspected(machine, target, valued) : selected(machine, target, valued)];
  });

/** Whether outputs and next state are read off single bits of the code instead of whole codes. */
export const byInspection = (machine: Machine): boolean => machine.plan.encoding.by_inspection === true;

interface OutputContext {
  readonly scope: Scope;
  readonly place: Place;
  readonly output: string;
  readonly width: number;
}

const valueIn = (machine: Machine, state: MachineState, context: OutputContext): RtlExpr => {
  const { output } = context;
  const base = stateOutput(machine.plan, state.name, output);
  const onEdges = state.edges.some((edge) => output in edge.out);
  const at = { ...context, state: state.name };
  if (!onEdges) return outputValue(machine, base, at);
  const values = state.edges.map((edge) => ({
    guard: edge.guard,
    value: outputValue(machine, edge.out[output] ?? base, at),
  }));
  const last = values.at(-1)?.value ?? constant(0, context.width);
  const held = state.complete ? last : outputValue(machine, base, at);
  const chained = state.complete ? values.slice(0, -1) : values;
  return chained.reduceRight(
    (rest, edge) => (edge.guard === null ? edge.value : mux(edge.guard, edge.value, rest)),
    held,
  );
};

const keyOf = (expr: RtlExpr): string => JSON.stringify(expr, (_, v) => (typeof v === 'bigint' ? `${v}n` : v));

const groupByValue = (valued: readonly Valued[]): readonly (readonly Valued[])[] => {
  const groups = new Map<string, Valued[]>();
  for (const one of valued) {
    const key = keyOf(one.value);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
};

const selected = (machine: Machine, target: RtlTarget, valued: readonly Valued[]): RtlItem => {
  const ordered = [...groupByValue(valued)].sort((a, b) => a.length - b.length);
  const bits = valued.every(({ value }) => value.op === 'const' && value.width === 1);
  if (bits || ordered.length <= CHAIN) return { item: 'assign', target, value: chain(machine, ordered) };
  const arms = valued.map(({ state, value }) => ({
    labels: [state.label],
    body: [{ stmt: 'set', target, value } as const],
  }));
  const otherwise = [{ stmt: 'set', target, value: constant(0, target.width) } as const];
  return { item: 'comb', body: [{ stmt: 'case', subject: machine.present, arms, otherwise }] };
};

// The most common value stands last, so that it needs no test.
const chain = (machine: Machine, groups: readonly (readonly Valued[])[]): RtlExpr =>
  groups.reduceRight<RtlExpr | null>((rest, group) => {
    const value = group[0]?.value ?? constant(0, 1);
    if (rest === null) return value;
    const here = group.map(({ state }) => machine.isState(state.name)).reduce((a, b) => binary('|', a, b));
    return mux(here, value, rest);
  }, null) ?? constant(0, 1);

// By inspection: one term a state bit, right also when the code is not one of the states.
const inspected = (machine: Machine, target: RtlTarget, valued: readonly Valued[]): RtlItem => {
  const terms = valued.map(({ state, value }) => {
    const bit = stateBit(machine, state);
    if (value.op === 'const' && value.value === 0n) return null;
    if (target.width === 1) return binary('&', bit, value);
    return mux(bit, value, constant(0, target.width));
  });
  const value = terms.reduce((a, b) => (a === null ? b : b === null ? a : binary('|', a, b)), null);
  return { item: 'assign', target, value: value ?? constant(0, target.width) };
};

/** The bit of the present state that stands for a state of a one-hot code. */
export const stateBit = (machine: Machine, state: MachineState): RtlExpr =>
  slice(machine.present, state.code.toString(2).length - 1, 1);
