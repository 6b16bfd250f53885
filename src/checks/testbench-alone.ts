import type { Verdict } from '../contracts/verdict.ts';
import { type CheckEnvironment, type DesignText, trouble } from './check-environment.ts';
import { icarusFinding } from './compile.ts';
import type { PortFact } from './ports.ts';
import { type BenchRun, type ForeignBench, runBench } from './simulate/bench-run.ts';
import { type BenchBaseline, judgeRun } from './simulate/judge.ts';
import { type Finding, finding, invocationEvidence, verdictOf } from './verdict.ts';

interface LoneBench {
  readonly bench: ForeignBench;
  /** The screened candidate: it can neither print nor end the run. */
  readonly design: DesignText;
  readonly ports: readonly PortFact[];
}

/**
 * Judges by a testbench for which there is no golden. The bench must first show that it can say no: a twin of the
 * candidate that drives only x must not be told the same. Its pass is otherwise `unknown`.
 */
export async function checkBenchAlone(environment: CheckEnvironment, request: LoneBench): Promise<Verdict> {
  const startedAt = environment.now();
  const found = await judgeAlone(environment, request);
  return verdictOf('simulate', found, environment.now() - startedAt);
}

async function judgeAlone(environment: CheckEnvironment, { bench, design, ports }: LoneBench): Promise<Finding> {
  const run = await runBench(environment, { bench, design });
  const claim = claimOf(run);
  if ('finding' in claim) return claim.finding;
  const twin = { top: design.top, files: [{ path: 'unknown.v', text: unknownTwin(design.top, ports) }] };
  const refused = judgeRun(await runBench(environment, { bench, design: twin }), claim.baseline);
  const own = judgeRun(run, claim.baseline);
  if (refused.status === 'pass' || refused.status === 'error') {
    return {
      ...own,
      status: 'unknown',
      summary: 'The testbench accepts a design that drives only x: its pass says nothing.',
    };
  }
  return {
    ...own,
    summary: 'The testbench reports success, and rejects a design that drives only x; no golden measured it.',
  };
}

/** What the bench says of the candidate: a finding that ends the matter, or the claim to be tested. */
function claimOf(run: BenchRun): { readonly finding: Finding } | { readonly baseline: BenchBaseline } {
  const { simulation, output } = run;
  if (simulation === null || output === null) return { finding: icarusFinding(run.compile, run.diagnostics) };
  const evidence = invocationEvidence([simulation]);
  const why = trouble(simulation);
  if (why !== null) return { finding: finding(why.status, why.summary, evidence) };
  if (output.timedOut) return { finding: finding('timeout', 'The testbench reached its own time limit.', evidence) };
  const last = output.counts.at(-1);
  if (last !== undefined && last.mismatched > 0) {
    return { finding: finding('fail', `${last.mismatched} of ${last.compared} samples differ.`, evidence) };
  }
  const [failure] = output.failLines;
  if (failure !== undefined) {
    const marker = { kind: 'marker' as const, line: failure };
    return { finding: finding('fail', `The testbench reports a failure: ${failure.trim()}.`, [marker, ...evidence]) };
  }
  if (last !== undefined && last.compared > 0) {
    return { baseline: { style: 'sample-counts', output, expected: last.compared } };
  }
  if (output.passLines.length > 0) return { baseline: { style: 'pass-lines', output, expected: null } };
  return {
    finding: finding('unknown', 'The testbench says neither that the design passed nor that it failed.', evidence),
  };
}

/** A module with the same ports whose outputs never have a known value. */
function unknownTwin(top: string, ports: readonly PortFact[]): string {
  const range = (port: PortFact): string => {
    const [msb, lsb] = port.range ?? [port.width - 1, 0];
    return port.width === 1 && port.range === null ? '' : `[${msb}:${lsb}] `;
  };
  const list = ports.map((port) => `  ${port.direction} ${range(port)}${port.name}`).join(',\n');
  const outputs = ports.filter((port) => port.direction === 'output');
  const drives = outputs.map((port) => `  assign ${port.name} = {${port.width}{1'bx}};`).join('\n');
  return `module ${top}(\n${list}\n);\n${drives}\nendmodule\n`;
}
