import type { Pattern } from '../facts.ts';
import { behaviour } from './behaviour.ts';
import { equation } from './equation.ts';
import { karnaugh, termList } from './karnaugh.ts';
import { stateMachine } from './state-machine.ts';
import { truthTable } from './truth-table.ts';
import { waveform } from './waveform.ts';

/** Every pattern of the rule engine, in the order they are tried. */
export const PATTERNS: readonly Pattern[] = [truthTable, karnaugh, termList, stateMachine, equation, waveform, behaviour];
