import type { OfficialScore } from '../../contracts/bench.ts';

/** What RTLLM's script looks at: whether a simulator came out of the compiler, and what the simulation printed. */
export interface SimulatorInput {
  readonly compiled: boolean;
  readonly stdout: string;
  readonly timedOut: boolean;
}

/** The verdict of RTLLM's script: `Pass` or `pass` anywhere in the output, within 8 seconds. Letters after v2's. */
export function scoreRtllm({ compiled, stdout, timedOut }: SimulatorInput): OfficialScore {
  if (!compiled) return { pass: false, syntax: false, letter: 'C', mismatches: null };
  if (timedOut) return { pass: false, syntax: true, letter: 'T', mismatches: null };
  const pass = stdout.includes('Pass') || stdout.includes('pass');
  return { pass, syntax: true, letter: pass ? '.' : 'R', mismatches: null };
}
