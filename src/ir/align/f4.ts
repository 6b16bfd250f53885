import type { PlanFsm } from '../../contracts/plan.ts';
import { type AlignRule, finding } from './context.ts';
import { plannedMachines } from './machines.ts';

/** F4: states that the reset state cannot reach are reported; they are no error. */
export const f4: AlignRule = (context) =>
  plannedMachines(context).flatMap(({ fsm, place }) => {
    const lost = unreachable(fsm);
    if (lost.length === 0) return [];
    return [
      finding(context, 'F4', {
        severity: 'note',
        message: `the reset state does not lead to ${lost.join(', ')}`,
        place,
      }),
    ];
  });

const unreachable = (fsm: PlanFsm): readonly string[] => {
  if (!('reset_state' in fsm.realise)) return [];
  const reached = new Set([fsm.realise.reset_state]);
  const stack = [fsm.realise.reset_state];
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    for (const edge of fsm.trans) {
      if (edge.from !== at || reached.has(edge.to)) continue;
      reached.add(edge.to);
      stack.push(edge.to);
    }
  }
  return fsm.states.map((state) => state.name).filter((name) => !reached.has(name));
};
