/** What one compile and one simulation said. Data only, so that every score can be computed again from it. */
export interface Transcript {
  readonly compile: StepText & { readonly produced: boolean };
  /** Null where nothing was compiled. */
  readonly run: StepText | null;
  /** The simulation was stopped by us at its first mismatch. */
  readonly stoppedEarly: boolean;
}

export interface StepText {
  readonly end: 'exited' | 'signalled' | 'timed-out' | 'output-limit' | 'cancelled' | 'not-found';
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Both steps as VerilogEval's Makefile collects them into one log. */
export function logOf({ compile, run }: Transcript): string {
  const steps = [compile.stdout, compile.stderr, run?.stdout ?? '', run?.stderr ?? ''];
  const late = run?.end === 'timed-out' || run?.end === 'output-limit';
  return `${steps.filter((text) => text !== '').join('\n')}${late ? '\nTIMEOUT\n' : ''}`;
}

/** Whether the machine, and not the design, ended a step: nothing can be said of the candidate then. */
export function environmentFailure({ compile, run }: Transcript): string | null {
  for (const [step, name] of [
    [compile, 'compiler'],
    [run, 'simulator'],
  ] as const) {
    if (step === null) continue;
    if (step.end === 'not-found') return `the ${name} is not installed`;
    if (step.end === 'cancelled') return 'the run was interrupted';
    if (/No space left on device|Cannot allocate memory|cannot create temp file/i.test(step.stderr)) {
      return `the ${name} ran out of disk or memory`;
    }
  }
  return null;
}

/** Last line `Mismatches: N in M samples` of a bench in VerilogEval's format; null where there is none. */
export function countsOf(stdout: string): { readonly compared: number; readonly mismatched: number } | null {
  const last = [...stdout.matchAll(/^Mismatches: (\d+) in (\d+) samples\r?$/gm)].at(-1);
  return last === undefined ? null : { mismatched: Number(last[1]), compared: Number(last[2]) };
}
