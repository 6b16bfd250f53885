import { type AlignRule, finding } from './context.ts';
import { plannedMachines } from './machines.ts';

/** F3: the reset state of a machine is one of its states. */
export const f3: AlignRule = (context) =>
  plannedMachines(context).flatMap(({ fsm, place }) => {
    if (!('reset_state' in fsm.realise)) return [];
    const { reset_state: start } = fsm.realise;
    if (fsm.states.some((state) => state.name === start)) return [];
    return [
      finding(context, 'F3', {
        severity: 'error',
        message: `reset state "${start}" is no state of "${fsm.name}"`,
        place,
      }),
    ];
  });
