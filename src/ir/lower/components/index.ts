import { arbiter } from './arbiter.ts';
import { adder, comparator, parity, popcount, subtractor } from './arithmetic.ts';
import { cellularAutomaton } from './cellular-automaton.ts';
import { clockDivider } from './clock-divider.ts';
import type { Component } from './component.ts';
import { counter } from './counter.ts';
import { edgeDetect } from './edge-detect.ts';
import { fifo } from './fifo.ts';
import { lfsr } from './lfsr.ts';
import { johnsonCounter, ringCounter } from './ring-counter.ts';
import { decoder, demux, encoder, mux, priorityEncoder } from './selectors.ts';
import { seqDetect } from './seq-detect.ts';
import { shiftRegister } from './shift-register.ts';
import { synchronizer } from './synchronizer.ts';

/** The component library: the macros that a plan's `component` node may name. */
export const COMPONENTS: Readonly<Record<string, Component>> = {
  adder,
  arbiter,
  cellular_automaton: cellularAutomaton,
  clock_divider: clockDivider,
  comparator,
  counter,
  decoder,
  demux,
  edge_detect: edgeDetect,
  encoder,
  fifo,
  johnson_counter: johnsonCounter,
  lfsr,
  mux,
  parity,
  popcount,
  priority_encoder: priorityEncoder,
  ring_counter: ringCounter,
  seq_detect: seqDetect,
  shift_register: shiftRegister,
  subtractor,
  synchronizer,
};
