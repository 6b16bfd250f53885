import type { OfficialScore } from '../../contracts/bench.ts';

/** What VerilogEval v1's evaluation looks at: both streams of compiler and simulator together. */
export interface StreamInput {
  readonly stdout: string;
  readonly stderr: string;
  readonly timedOut: boolean;
}

/**
 * The verdict of VerilogEval v1's evaluation: any text on stderr is a failure, warnings included; the first line
 * `Mismatches: N in M samples` anywhere in stdout decides. Letters are the nearest of v2's.
 */
export function scoreVerilogEvalV1({ stdout, stderr, timedOut }: StreamInput): OfficialScore {
  const found = /Mismatches: ([0-9]*) in ([0-9]*) samples/.exec(stdout);
  const mismatches = found === null || found[1] === '' ? null : Number(found[1]);
  if (timedOut) return { pass: false, syntax: true, letter: 'T', mismatches: null };
  if (stderr.includes('syntax error')) return { pass: false, syntax: false, letter: 'S', mismatches };
  if (stderr.length > 0) return { pass: false, syntax: false, letter: 'C', mismatches };
  return { pass: mismatches === 0, syntax: true, letter: mismatches === 0 ? '.' : 'R', mismatches };
}
