import type { Pattern } from '../facts.ts';
import { arbiter } from './arbiter.ts';
import { arithmetic } from './arithmetic.ts';
import { behaviour } from './behaviour.ts';
import { bitEdges } from './bit-edges.ts';
import { caseTable } from './case-table.ts';
import { components } from './components.ts';
import { cover } from './cover.ts';
import { decimal } from './decimal.ts';
import { described } from './described.ts';
import { priorityEncoder } from './encoders.ts';
import { equation } from './equation.ts';
import { flopRow } from './flop-row.ts';
import { gates } from './gates.ts';
import { history } from './history.ts';
import { karnaugh, termList } from './karnaugh.ts';
import { karnaughMux } from './karnaugh-mux.ts';
import { latch } from './latch.ts';
import { lfsr } from './lfsr.ts';
import { memory } from './memory.ts';
import { mux } from './mux.ts';
import { netlist } from './netlist.ts';
import { nextState } from './next-state.ts';
import { operationRows } from './operation-table.ts';
import { queue } from './queue.ts';
import { receiver } from './receiver.ts';
import { registers } from './registers.ts';
import { saturating } from './saturating.ts';
import { sequence } from './sequence.ts';
import { serialNumbers } from './serial-numbers.ts';
import { slices } from './slices.ts';
import { squareWave } from './square-wave.ts';
import { stateMachine } from './state-machine.ts';
import { submodules } from './submodules.ts';
import { toldLatch } from './told-latch.ts';
import { toldMachine } from './told-machine.ts';
import { truthTable } from './truth-table.ts';
import { waveform } from './waveform.ts';

/** Every pattern of the rule engine, in the order they are tried. */
export const PATTERNS: readonly Pattern[] = [
  registers,
  memory,
  queue,
  receiver,
  arbiter,
  flopRow,
  submodules,
  cover,
  caseTable,
  truthTable,
  karnaughMux,
  karnaugh,
  termList,
  nextState,
  toldMachine,
  stateMachine,
  equation,
  waveform,
  decimal,
  saturating,
  described,
  gates,
  arithmetic,
  mux,
  priorityEncoder,
  components,
  toldLatch,
  latch,
  lfsr,
  serialNumbers,
  history,
  sequence,
  netlist,
  bitEdges,
  operationRows,
  squareWave,
  slices,
  behaviour,
];
