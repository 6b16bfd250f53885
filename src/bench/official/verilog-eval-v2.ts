import type { OfficialScore } from '../../contracts/bench.ts';

/** The two texts that the dataset's analysis script looks at. */
export interface LetterInput {
  /** Compiler output, then the simulator's output, then a line `TIMEOUT` when the time limit was reached. */
  readonly log: string;
  readonly source: string;
  /** A compiled image exists. */
  readonly compiled: boolean;
}

/** Meaning of each letter of VerilogEval v2's analysis. */
export const LETTERS = {
  '.': 'pass',
  S: 'syntax error',
  e: 'explicit cast needed',
  '0': 'sized constant of size zero',
  n: 'process without sensitivities',
  w: 'wire used as a variable',
  m: 'unknown module type',
  c: 'clk not declared',
  p: 'name not declared',
  C: 'other compile error',
  T: 'time-out',
  r: 'mismatch, and an asynchronous reset stands in the code',
  R: 'mismatch or no result',
} as const satisfies Record<string, string>;

// In the order of the script: on each line the first that fits ends the reading of the whole log.
const ENDING: readonly (readonly [string, string])[] = [
  ['syntax error', 'S'],
  ['error: This assignment requires an explicit cast', 'e'],
  ['error: Sized numeric constant must have a size greater than zero', '0'],
  ['warning: always_comb process has no sensitivities', 'n'],
  ['found no sensitivities so it will never trigger', 'n'],
  ['is declared here as wire', 'w'],
  ['Unknown module type', 'm'],
  ["Unable to bind wire/reg/memory `clk'", 'c'],
  ['TIMEOUT', 'T'],
];

const MISMATCHES = /^Mismatches: (\d+) in \d+ samples$/;

/**
 * The verdict of VerilogEval v2's `sv-iv-analyze` on one sample, faults included: any line with TIMEOUT is a failure
 * (also one that the bench prints for every design), a warning of three kinds is a failure, and one
 * line `Mismatches: 0 in N samples` anywhere is a pass.
 */
export function scoreVerilogEvalV2({ log, source, compiled }: LetterInput): OfficialScore {
  const read = readLog(log);
  const letter = read.letter ?? (asyncReset(source) ? 'r' : 'R');
  return { pass: letter === '.', syntax: compiled, letter, mismatches: read.mismatches };
}

function readLog(log: string): { readonly letter: string | null; readonly mismatches: number | null } {
  const seen = { error: false, unbound: false, clean: false };
  let mismatches: number | null = null;
  for (const line of log.split('\n')) {
    const ending = ENDING.find(([text]) => line.includes(text));
    if (ending !== undefined) return { letter: ending[1], mismatches };
    if (line.includes('error')) seen.error = true;
    if (line.includes('Unable to bind wire/reg')) seen.unbound = true;
    const count = MISMATCHES.exec(line)?.[1];
    if (count === undefined) continue;
    mismatches = Number(count);
    if (mismatches === 0) seen.clean = true;
  }
  if (seen.unbound) return { letter: 'p', mismatches };
  if (seen.error) return { letter: 'C', mismatches };
  return { letter: seen.clean ? '.' : null, mismatches };
}

const asyncReset = (source: string): boolean =>
  ['posedge reset', 'negedge reset', 'posedge r)'].some((text) => source.includes(text));
