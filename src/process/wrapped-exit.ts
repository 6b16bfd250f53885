import { constants } from 'node:os';
import type { SandboxLayer } from '../contracts/tool.ts';
import type { SupervisedEnd } from './supervise.ts';

const SHELL_SIGNAL_BASE = 128;

/**
 * Undoes the translation of a wrapper: bubblewrap ends with 128 + n where its program was killed by signal n. A program
 * that itself ends with such a status is read the same way, as every shell does.
 */
export const unwrapEnd = (ended: SupervisedEnd, layer: SandboxLayer): SupervisedEnd => {
  if (layer !== 'bubblewrap' || ended.end !== 'exited' || ended.exitCode === null) return ended;
  const signal = signalName(ended.exitCode - SHELL_SIGNAL_BASE);
  return signal === null ? ended : { ...ended, end: 'signalled', exitCode: null, signal };
};

const signalName = (number: number): string | null =>
  Object.entries(constants.signals).find(([, value]) => value === number)?.[0] ?? null;
