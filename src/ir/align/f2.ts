import type { PlanFinding } from '../../contracts/plan.ts';
import { type AlignRule, finding, loweringFindings } from './context.ts';
import { plannedMachines } from './machines.ts';

/** F2: edges run between states that exist, and no state is listed twice. */
export const f2: AlignRule = (context) => [
  ...loweringFindings(context, 'F2'),
  ...plannedMachines(context).flatMap(({ fsm, place }) => {
    const names = new Set(fsm.states.map((state) => state.name));
    const twice = fsm.states.filter((state, i) => fsm.states.findIndex((other) => other.name === state.name) !== i);
    const ends = fsm.trans.flatMap((edge) =>
      [edge.from, edge.to].map((name) => ({ name, src: edge.src ?? place.src })),
    );
    const unknown = ends.filter(({ name }) => !names.has(name));
    return [
      ...twice.map<PlanFinding>((state) =>
        finding(context, 'F2', { severity: 'error', message: `state "${state.name}" is listed twice`, place }),
      ),
      ...unknown.map<PlanFinding>(({ name, src }) =>
        finding(context, 'F2', {
          severity: 'error',
          message: `an edge names "${name}", which is no state`,
          place: { ...place, src },
        }),
      ),
    ];
  }),
];
