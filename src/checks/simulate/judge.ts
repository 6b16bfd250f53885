import type { BenchOutput } from '../../tools/testbench-output.ts';
import { trouble } from '../check-environment.ts';
import { statusOfSamples } from '../combine.ts';
import { icarusFinding } from '../compile.ts';
import { diagnosticsEvidence, type Finding, finding, invocationEvidence } from '../verdict.ts';
import type { BenchRun } from './bench-run.ts';

/** How a bench tells its result; found by running it with its own reference. */
export type BenchStyle = 'sample-counts' | 'pass-lines';

/** What the bench printed with the reference as candidate: the measure for every other candidate. */
export interface BenchBaseline {
  readonly style: BenchStyle;
  readonly output: BenchOutput;
  /** Samples the reference compares; null for a bench that counts none. */
  readonly expected: number | null;
}

/** Judges one run of a screened candidate against the baseline. */
export const judgeRun = (run: BenchRun, baseline: BenchBaseline): Finding => {
  const { simulation, output } = run;
  if (simulation === null || output === null) return icarusFinding(run.compile, run.diagnostics);
  const evidence = invocationEvidence([simulation]);
  const why = trouble(simulation);
  if (why !== null) return finding(why.status, why.summary, evidence);
  if (output.timedOut && !baseline.output.timedOut) {
    return finding('timeout', 'The testbench reached its own time limit, which the reference does not.', evidence);
  }
  const judged = baseline.style === 'sample-counts' ? judgeCounts(output, baseline) : judgeLines(output, baseline);
  return { ...judged, evidence: [...judged.evidence, ...diagnosticsEvidence(run.diagnostics), ...evidence] };
};

const judgeCounts = (output: BenchOutput, baseline: BenchBaseline): Finding => {
  const last = output.counts.at(-1);
  if (last === undefined) return finding('unknown', 'The testbench ended without counting its samples.');
  const expected = baseline.expected;
  const status = statusOfSamples({ ...last, expected });
  const samples = {
    kind: 'samples' as const,
    compared: last.compared,
    mismatched: last.mismatched,
    expected,
    seed: null,
    simulator: 'iverilog',
  };
  if (status === 'fail') {
    return finding('fail', `${last.mismatched} of ${last.compared} samples differ from the reference.`, [samples]);
  }
  // A screened design cannot print, so this is a bench whose shape depends on the design: nothing is claimed.
  if (output.counts.length !== baseline.output.counts.length) {
    const summary = `The testbench counted samples ${output.counts.length} times, with the reference ${baseline.output.counts.length} times.`;
    return finding('unknown', summary, [samples]);
  }
  if (status === 'pass' && last.compared === expected) {
    return finding('pass', `All ${last.compared} samples agree with the reference.`, [samples]);
  }
  return finding('unknown', `Only ${last.compared} samples were compared, with the reference ${expected ?? 0}.`, [
    samples,
  ]);
};

const judgeLines = (output: BenchOutput, baseline: BenchBaseline): Finding => {
  const last = output.passLines.at(-1);
  const failed = output.failLines.find((line) => !baseline.output.failLines.includes(line));
  const newFailures = output.failLines.length > baseline.output.failLines.length;
  if (failed !== undefined || newFailures) {
    const line = failed ?? output.failLines.at(-1) ?? '';
    return finding('fail', `The testbench reports a failure: ${line.trim()}.`, [{ kind: 'marker', line }]);
  }
  const bad = output.counts.find((count) => count.mismatched > 0);
  if (bad !== undefined) {
    return finding('fail', `The testbench counts ${bad.mismatched} failures.`, [{ kind: 'marker', line: bad.line }]);
  }
  if (last === undefined) return finding('unknown', 'The testbench ended without saying that the design passed.');
  if (!sameLines(output.passLines, baseline.output.passLines)) {
    return finding('unknown', 'The testbench printed other success lines than with the reference.', [
      { kind: 'marker', line: last },
    ]);
  }
  return finding('pass', 'The testbench prints the same success lines as with the reference, and no failure.', [
    { kind: 'marker', line: last },
  ]);
};

const sameLines = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((line, index) => line === b[index]);
