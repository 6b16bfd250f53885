import type { PlanFsm } from '../../../contracts/plan.ts';
import type { RtlExpr } from '../../../contracts/rtl.ts';
import { isHdlKeyword } from '../../../verilog/expr/keywords.ts';
import { constant } from '../../rtl/build.ts';
import { compare } from '../../rtl/compare.ts';
import { coverageOf } from '../../rtl/truth.ts';
import type { Place, Scope } from '../scope.ts';
import { readCondition, readExpr } from '../scope.ts';

/** One edge of a state: taken where `guard` holds and none before it did. A null guard always holds. */
export interface MachineEdge {
  readonly guard: RtlExpr | null;
  readonly to: string;
  readonly out: Readonly<Record<string, string>>;
  /** Some earlier edge of the state can hold at the same time, or that is not known. */
  readonly shadowed: boolean;
}

export interface MachineState {
  readonly name: string;
  readonly code: bigint;
  /** The code under its name (a localparam), or as a number where the code comes from outside. */
  readonly label: RtlExpr;
  readonly edges: readonly MachineEdge[];
  /** Known to take an edge under every input. */
  readonly complete: boolean;
}

/** A state machine with its codes and guards resolved. */
export interface Machine {
  readonly plan: PlanFsm;
  readonly width: number;
  readonly states: readonly MachineState[];
  /** The present state. */
  readonly present: RtlExpr;
  readonly isState: (name: string) => RtlExpr;
}

/** Codes of the states by the encoding asked for; `free` and `binary` count in the order of the states. */
export const stateCodes = (fsm: PlanFsm): ReadonlyMap<string, bigint> => {
  const { scheme, codes } = fsm.encoding;
  return new Map(
    fsm.states.map(({ name }, index) => {
      const given = codes?.[name];
      if (given !== undefined) return [name, BigInt(`0b${given}`)];
      if (scheme === 'onehot') return [name, 1n << BigInt(index)];
      return [name, BigInt(scheme === 'gray' ? index ^ (index >> 1) : index)];
    }),
  );
};

/** Bits of the state code. Given codes keep their written length. */
export const codeWidth = (fsm: PlanFsm): number => {
  const written = Object.values(fsm.encoding.codes ?? {}).map((code) => code.length);
  if (written.length > 0) return Math.max(...written);
  const count = fsm.states.length;
  return fsm.encoding.scheme === 'onehot' ? count : Math.max(1, (count - 1).toString(2).length);
};

/** Resolves guards and codes. `named` gives states localparams; otherwise their codes stand as numbers. */
export const readMachine = (
  fsm: PlanFsm,
  scope: Scope,
  {
    place,
    present,
    labels,
  }: { readonly place: Place; readonly present: RtlExpr; readonly labels: ReadonlyMap<string, string> },
): Machine => {
  const codes = stateCodes(fsm);
  const width = present.width;
  const label = (name: string): RtlExpr => {
    const value = codes.get(name) ?? 0n;
    const localparam = labels.get(name);
    return localparam === undefined ? constant(value, width) : { op: 'named', name: localparam, width, value };
  };
  const isState = (name: string): RtlExpr => {
    if (!codes.has(name)) scope.report('F2', 'error', { message: `"${name}" is not a state of "${fsm.name}"`, place });
    return compare('==', present, label(name));
  };
  const states = fsm.states.map((state) => ({
    name: state.name,
    code: codes.get(state.name) ?? 0n,
    label: label(state.name),
    ...readEdges(fsm, state.name, { scope, place, isState }),
  }));
  return { plan: fsm, width, states, present, isState };
};

interface EdgeContext {
  readonly scope: Scope;
  readonly place: Place;
  readonly isState: (name: string) => RtlExpr;
}

const readEdges = (
  fsm: PlanFsm,
  from: string,
  { scope, place, isState }: EdgeContext,
): { readonly edges: readonly MachineEdge[]; readonly complete: boolean } => {
  const plans = fsm.trans.filter((edge) => edge.from === from);
  const guards = plans.map((edge) => {
    const at = { place: { ...place, src: edge.src ?? place.src }, stateIs: isState };
    return edge.guard === undefined ? constant(1, 1) : readCondition(scope, edge.guard, at);
  });
  const coverage = coverageOf(guards);
  const edges = plans.map((edge, index) => {
    const guard = guards[index] ?? constant(1, 1);
    const shadowed = index > 0 && (coverage === null || coverage.overlaps.some(([, second]) => second === index));
    return {
      guard: guard.op === 'const' && guard.value === 1n ? null : guard,
      to: edge.to,
      out: edge.out ?? {},
      shadowed,
    };
  });
  return { edges, complete: coverage?.complete ?? edges.some((edge) => edge.guard === null) };
};

/** Names for the states as localparams: the state's own name where it is a free identifier, else one made from it. */
export const stateLabels = (fsm: PlanFsm, scope: Scope): ReadonlyMap<string, string> =>
  new Map(
    fsm.states.map(({ name }) => {
      const plain = /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !isHdlKeyword(name);
      return [name, scope.fresh(plain ? name : `S_${name.replace(/[^A-Za-z0-9_]+/g, '_')}`)];
    }),
  );

/** Value of an output in a state when no edge says more: the state's, else the default. Null where neither is given. */
export const stateOutput = (fsm: PlanFsm, state: string, output: string): string | null =>
  fsm.states.find((s) => s.name === state)?.out?.[output] ?? fsm.default_out?.[output] ?? null;

/** Every output that the machine drives, in order of appearance. */
export const outputNames = (fsm: PlanFsm): readonly string[] => [
  ...new Set([
    ...Object.keys(fsm.default_out ?? {}),
    ...fsm.states.flatMap((state) => Object.keys(state.out ?? {})),
    ...fsm.trans.flatMap((edge) => Object.keys(edge.out ?? {})),
  ]),
];

/** The value of an output text at its width. A missing value is an F5 error and reads as 0. */
export const outputValue = (
  machine: Machine,
  text: string | null,
  {
    scope,
    place,
    width,
    output,
    state,
  }: {
    readonly scope: Scope;
    readonly place: Place;
    readonly width: number;
    readonly output: string;
    readonly state: string;
  },
): RtlExpr => {
  if (text !== null) return readExpr(scope, text, width, { place, stateIs: machine.isState });
  scope.report('F5', 'error', { message: `output "${output}" has no value in state "${state}"`, place });
  return constant(0, width);
};
