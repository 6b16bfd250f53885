import type { PlanFsm } from '../../contracts/plan.ts';
import type { RtlExpr } from '../../contracts/rtl.ts';
import { codeWidth, type Machine, readMachine } from '../lower/fsm/machine.ts';
import type { Place } from '../lower/scope.ts';
import { type AlignContext, nodesOf } from './context.ts';

/** State machines of a module with their guards read. */
export const readMachines = (context: AlignContext): readonly { readonly machine: Machine; readonly place: Place }[] =>
  nodesOf(context, 'fsm').map(({ node, place }) => {
    const present: RtlExpr = { op: 'net', name: `${node.name} state`, width: codeWidth(node) };
    return { machine: readMachine(node, context.scope, { place, present, labels: new Map() }), place };
  });

/** State machines of a module as planned. */
export const plannedMachines = (context: AlignContext): readonly { readonly fsm: PlanFsm; readonly place: Place }[] =>
  nodesOf(context, 'fsm').map(({ node, place }) => ({ fsm: node, place }));
