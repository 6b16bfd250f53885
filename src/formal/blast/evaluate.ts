import type { Graph } from '../graph.ts';
import { FALSE, TRUE } from '../graph.ts';
import type { RegisterCell } from '../netlist/registers.ts';
import type { BitRef, Cell } from '../netlist/types.ts';
import { BIT_X } from '../netlist/types.ts';
import type { Trit, Word } from '../trit.ts';
import { isKnown, known, ONE, tritAnd, tritMux, tritNot, UNKNOWN, unknownLiteral, ZERO } from '../trit.ts';
import { cellRule } from './cells.ts';
import type { CellContext } from './context.ts';
import { constantTrit } from './context.ts';
import type { Design, RegisterState } from './design.ts';

/** What one step of a design starts from. */
export interface StepInputs {
  readonly graph: Graph;
  /** Value of each input net. */
  readonly inputs: ReadonlyMap<BitRef, Trit>;
  /** One value a state bit, in the order of `Design.state`. */
  readonly state: Word;
  /** False in the first step (event mode sees no edge there). */
  readonly started: number;
  /** Sync mode: whether the clock edge comes in this step. */
  readonly tick: number;
  /** A fresh value for something unknown on the candidate's side; null keeps three values (golden). */
  readonly fresh: (() => Trit) | null;
}

/** What one step gives. */
export interface StepOutputs {
  readonly value: (bit: BitRef) => Trit;
  /** Next value of each state bit. */
  readonly next: Word;
}

/** Evaluates one step of a design symbolically. */
export function evaluateStep(design: Design, step: StepInputs): StepOutputs {
  const nets = new Map<BitRef, Trit>(step.inputs);
  const settle = (bit: Trit): Trit => settled(step, bit);
  const exact = (bit: BitRef): Trit => constantTrit(bit) ?? nets.get(bit) ?? UNKNOWN;
  const undriven = new Map<BitRef, Trit>();
  const value = (bit: BitRef): Trit => {
    const found = constantTrit(bit) ?? nets.get(bit);
    if (found !== undefined && isKnown(found)) return found;
    if (found !== undefined) return settle(found);
    const floating = undriven.get(bit) ?? settle(UNKNOWN);
    undriven.set(bit, floating);
    return floating;
  };
  const next: Trit[] = [...step.state];
  for (const job of design.jobs) {
    const registerState = design.registers.get(job.cell.name);
    if (registerState !== undefined) {
      registerState.register.q.forEach((bit, i) => {
        nets.set(bit, settle(visibleValue(step, { registerState, index: i, value })));
      });
      continue;
    }
    const word = cellValue(step, { cell: job.cell, only: job.bit, value, exact });
    job.outputs.forEach((output, i) => {
      nets.set(output, settle(word[i] ?? UNKNOWN));
    });
  }
  for (const registerState of design.registers.values()) {
    registerState.register.q.forEach((_, i) => {
      setNext(step, { registerState, index: i, value }, next);
    });
    const { clk, register } = registerState;
    if (clk !== null && register.clock !== null) next[clk] = value(register.clock.bit);
  }
  return { value, next };
}

/** On the candidate's side an unknown bit is any value: a fresh variable where it is unknown. */
function settled(step: StepInputs, bit: Trit): Trit {
  if (step.fresh === null || isKnown(bit)) return bit;
  const free = step.fresh();
  return known(step.graph.mux(unknownLiteral(step.graph, bit), bit.one, free.one));
}

interface CellAsk {
  readonly cell: Cell;
  readonly only: number | null;
  readonly value: (bit: BitRef) => Trit;
  readonly exact: (bit: BitRef) => Trit;
}

function cellValue(step: StepInputs, ask: CellAsk): Word {
  const cell = ask.only === null ? ask.cell : oneBitCell(ask.cell, ask.only);
  const rule = cellRule(cell.type);
  const context: CellContext = {
    graph: step.graph,
    cell,
    width: cell.ports['Y']?.length ?? 0,
    read: (port) => (cell.ports[port] ?? []).map(ask.value),
    readExact: (port) => (cell.ports[port] ?? []).map(ask.exact),
  };
  return rule === null ? [] : rule(context);
}

/** The slice of a bitwise cell that computes output bit `index`. */
function oneBitCell(cell: Cell, index: number): Cell {
  const width = (cell.ports['Y'] ?? []).length;
  const operand = (port: string): BitRef[] => {
    const bits = cell.ports[port] ?? [];
    if (cell.type === '$pmux' && port === 'B') return bits.filter((_, i) => i % width === index);
    const signed = (cell.params[`${port}_SIGNED`] ?? '').endsWith('1');
    const bit = index < bits.length ? bits[index] : signed ? bits[bits.length - 1] : -1;
    return bit === undefined ? [] : [bit];
  };
  const ports: Record<string, readonly BitRef[]> = {
    A: operand('A'),
    Y: (cell.ports['Y'] ?? []).slice(index, index + 1),
  };
  if (cell.ports['B'] !== undefined) ports['B'] = operand('B');
  if (cell.ports['S'] !== undefined) ports['S'] = cell.ports['S'];
  return { ...cell, ports };
}

interface RegisterAsk {
  readonly registerState: RegisterState;
  readonly index: number;
  readonly value: (bit: BitRef) => Trit;
}

const active = (value: (bit: BitRef) => Trit, control: { readonly bit: BitRef; readonly activeHigh: boolean }): Trit =>
  control.activeHigh ? value(control.bit) : tritNot(value(control.bit));

/** What Q shows in this step: the clock edge of event mode, transparency, then asynchronous controls. */
function visibleValue(step: StepInputs, ask: RegisterAsk): Trit {
  const { graph, state } = step;
  const { registerState, index, value } = ask;
  const { register } = registerState;
  let q = state[registerState.q[index] ?? 0] ?? UNKNOWN;
  if (register.clock !== null && registerState.clk !== null) {
    const level = active(value, register.clock);
    const last = state[registerState.clk] ?? UNKNOWN;
    const before = register.clock.activeHigh ? tritNot(last) : last;
    const edge = tritAnd(graph, tritAnd(graph, level, before), known(step.started));
    q = tritMux(graph, edge, { whenZero: q, whenOne: state[registerState.d[index] ?? 0] ?? UNKNOWN });
  } else if (register.clock === null && register.d.length > 0) {
    const open = register.enable === null ? ONE : active(value, register.enable);
    q = tritMux(graph, open, { whenZero: q, whenOne: value(register.d[index] ?? BIT_X) });
  }
  return overridden(step, { register, index, value }, q);
}

/** Asynchronous load, then set, then clear (the strongest). */
function overridden(
  { graph }: StepInputs,
  ask: { readonly register: RegisterCell; readonly index: number; readonly value: (bit: BitRef) => Trit },
  q: Trit,
): Trit {
  const { register, index, value } = ask;
  let result = q;
  if (register.asyncLoad !== null) {
    const whenOne = value(register.asyncLoad.value[index] ?? BIT_X);
    result = tritMux(graph, active(value, register.asyncLoad), { whenZero: result, whenOne });
  }
  for (const [vector, whenOne] of [[register.set, ONE] as const, [register.clear, ZERO] as const]) {
    const bit = vector?.bits[index];
    if (vector === null || bit === undefined) continue;
    const control = active(value, { bit, activeHigh: vector.activeHigh });
    result = tritMux(graph, control, { whenZero: result, whenOne });
  }
  return result;
}

function setNext(step: StepInputs, ask: RegisterAsk, next: Trit[]): void {
  const { registerState, index, value } = ask;
  const { register } = registerState;
  const qIndex = registerState.q[index];
  if (qIndex === undefined) return;
  const shown = value(register.q[index] ?? BIT_X);
  if (register.clock === null) {
    next[qIndex] = shown;
    return;
  }
  const loaded = clockedValue(step, ask, shown);
  const dIndex = registerState.d[index];
  if (dIndex !== undefined) {
    next[dIndex] = loaded;
    next[qIndex] = shown;
    return;
  }
  const held =
    step.tick === TRUE ? loaded : tritMux(step.graph, known(step.tick), { whenZero: shown, whenOne: loaded });
  next[qIndex] = step.tick === FALSE ? shown : overridden(step, { register, index, value }, held);
}

/** What a clock edge would store: synchronous reset and enable over D. */
function clockedValue(step: StepInputs, ask: RegisterAsk, shown: Trit): Trit {
  const { registerState, index, value } = ask;
  const { register } = registerState;
  const reset = register.syncReset;
  let result = value(register.d[index] ?? BIT_X);
  const withReset = (data: Trit): Trit =>
    reset === null
      ? data
      : tritMux(step.graph, active(value, reset), {
          whenZero: data,
          whenOne: value(reset.value[index] ?? BIT_X),
        });
  if (reset?.underEnable === true) result = withReset(result);
  if (register.enable !== null) {
    const enable = active(value, register.enable);
    result = tritMux(step.graph, enable, { whenZero: shown, whenOne: result });
  }
  return reset?.underEnable === true ? result : withReset(result);
}
