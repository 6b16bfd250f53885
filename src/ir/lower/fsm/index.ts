import type { PlanFsm } from '../../../contracts/plan.ts';
import type { RtlItem, RtlTarget } from '../../../contracts/rtl.ts';
import { net, not } from '../../rtl/build.ts';
import { lowerReg } from '../nodes/reg.ts';
import { sourced } from '../nodes/sourced.ts';
import type { Place, Scope } from '../scope.ts';
import { readSelf } from '../scope.ts';
import { codeWidth, type Machine, readMachine, stateLabels } from './machine.ts';
import { lowerNextOut, nextStatements } from './next.ts';
import { lowerOutputs } from './outputs.ts';

/**
 * A state machine: states as localparams, one clocked process with a `case`, outputs beside it. A machine of which only
 * the combinational part is asked for gets its next-state logic and outputs from a present state that is an input.
 */
export const lowerFsm = (fsm: PlanFsm, scope: Scope, place: Place): readonly RtlItem[] => {
  const items = 'state_in' in fsm.realise ? combinationalPart(fsm, scope, place) : wholeMachine(fsm, scope, place);
  return items.map((item) => sourced(item, fsm));
};

const combinationalPart = (fsm: PlanFsm, scope: Scope, place: Place): readonly RtlItem[] => {
  if (!('state_in' in fsm.realise)) return [];
  const present = readSelf(scope, fsm.realise.state_in, { place });
  const width = codeWidth(fsm);
  if (present.width !== width) {
    const message = `the present state "${fsm.realise.state_in}" has ${present.width} bits, the codes have ${width}`;
    scope.report('W1', 'error', { message, place });
    return [];
  }
  const machine = readMachine(fsm, scope, { place, present, labels: new Map() });
  return [
    ...fsm.realise.next_out.flatMap((want) => lowerNextOut(machine, want, { scope, place })),
    ...lowerOutputs(machine, scope, place),
  ];
};

const wholeMachine = (fsm: PlanFsm, scope: Scope, place: Place): readonly RtlItem[] => {
  if (!('domain' in fsm.realise)) return [];
  const { domain: domainName, reset_state: resetState } = fsm.realise;
  const width = codeWidth(fsm);
  const labels = stateLabels(fsm, scope);
  const name = scope.fresh('state');
  const machine = readMachine(fsm, scope, { place, present: net(name, width), labels });
  const vars = (fsm.vars ?? []).flatMap((reg) => lowerReg(reg, scope, { place, stateIs: machine.isState }));
  return [
    ...machine.states.map<RtlItem>((state) => ({
      item: 'localparam',
      name: labels.get(state.name) ?? state.name,
      width,
      value: state.code,
    })),
    { item: 'decl', name, width, range: null, signed: false },
    ...stateRegister(machine, { scope, place, name, domainName, resetState }),
    ...vars,
    ...lowerOutputs(machine, scope, place),
  ];
};

interface StateRegister {
  readonly scope: Scope;
  readonly place: Place;
  readonly name: string;
  readonly domainName: string;
  readonly resetState: string;
}

const stateRegister = (machine: Machine, at: StateRegister): readonly RtlItem[] => {
  const { scope, place } = at;
  const domain = scope.domain(at.domainName, place);
  if (domain === null) return [];
  if (domain.edge === 'both') {
    scope.report('LOWER', 'error', { message: 'a state machine on both edges of its clock is not supported', place });
    return [];
  }
  const target: RtlTarget = { kind: 'net', name: at.name, width: machine.width };
  const start = machine.states.find((state) => state.name === at.resetState);
  if (start === undefined) return [];
  const steps = nextStatements(machine, target);
  const reset = domain.reset ?? null;
  const onReset = [{ stmt: 'set', target, value: start.label } as const];
  const active = reset === null ? null : reset.active === 'high' ? net(reset.signal, 1) : not(net(reset.signal, 1));
  const clocked: RtlItem = {
    item: 'clocked',
    clock: domain.clock,
    edge: domain.edge,
    reset: reset?.kind === 'async' ? { signal: reset.signal, active: reset.active, body: onReset } : null,
    body: reset?.kind === 'sync' && active !== null ? [{ stmt: 'if', cond: active, yes: onReset, no: steps }] : steps,
  };
  if (reset !== null) return [clocked];
  return [clocked, { item: 'initial', name: at.name, width: machine.width, value: start.code }];
};
