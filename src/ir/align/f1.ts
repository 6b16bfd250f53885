import type { PlanFinding } from '../../contracts/plan.ts';
import type { RtlExpr } from '../../contracts/rtl.ts';
import type { Machine, MachineState } from '../lower/fsm/machine.ts';
import { constant } from '../rtl/build.ts';
import { coverageOf } from '../rtl/truth.ts';
import { type AlignContext, type AlignRule, finding } from './context.ts';
import { readMachines } from './machines.ts';

/** F1: in each state exactly one edge is taken under every input; edges in a stated order may overlap, which is shown. */
export const f1: AlignRule = (context) =>
  readMachines(context).flatMap(({ machine, place }) =>
    machine.states.flatMap((state) =>
      stateFindings(context, { machine, state }).map((f) => ({
        ...f,
        node: place.node,
        src: sourceOf(machine, state) ?? place.src,
      })),
    ),
  );

const sourceOf = (machine: Machine, state: MachineState) =>
  machine.plan.trans.find((edge) => edge.from === state.name)?.src ?? null;

const stateFindings = (
  context: AlignContext,
  { machine, state }: { readonly machine: Machine; readonly state: MachineState },
): readonly PlanFinding[] => {
  if (state.edges.length === 0) {
    return [
      finding(context, 'F1', { severity: 'warning', message: `state "${state.name}" has no edge and is never left` }),
    ];
  }
  const guards = state.edges.map((edge): RtlExpr => edge.guard ?? constant(1, 1));
  const coverage = coverageOf(guards);
  if (coverage === null) {
    if (state.edges.some((edge) => edge.guard === null)) return [];
    return [
      finding(context, 'F1', {
        severity: 'warning',
        message: `whether the edges of state "${state.name}" cover every input is not known`,
      }),
    ];
  }
  const gap =
    coverage.gap === null
      ? []
      : [
          finding(context, 'F1', {
            severity: 'error',
            message: `state "${state.name}" has no edge for ${coverage.gap}`,
          }),
        ];
  return [...gap, ...overlapFindings(context, { machine, state, overlaps: coverage.overlaps })];
};

const overlapFindings = (
  context: AlignContext,
  at: {
    readonly machine: Machine;
    readonly state: MachineState;
    readonly overlaps: readonly (readonly [number, number])[];
  },
): readonly PlanFinding[] => {
  const exclusive = at.machine.plan.guards === 'exclusive';
  return at.overlaps.flatMap(([i, j]) => {
    const [a, b] = [at.state.edges[i], at.state.edges[j]];
    if (a === undefined || b === undefined) return [];
    // An edge without a guard behind guarded ones is the "otherwise" of an ordered list.
    if (!exclusive && b.guard === null) return [];
    if (a.to === b.to && JSON.stringify(a.out) === JSON.stringify(b.out)) return [];
    const message = `edges ${i + 1} and ${j + 1} of state "${at.state.name}" hold together and lead to "${a.to}" and "${b.to}"`;
    return [finding(context, 'F1', { severity: exclusive ? 'error' : 'warning', message })];
  });
};
