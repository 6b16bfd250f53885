import { fail, type Outcome, ok } from '../../contracts/outcome.ts';
import type { Verdict } from '../../contracts/verdict.ts';
import { type CheckEnvironment, type DesignText, trouble } from '../check-environment.ts';
import { icarusFinding } from '../compile.ts';
import { type PortFact, portsOfImage } from '../ports.ts';
import { elaborateAlone, preprocessAlone } from '../screen/elaborate.ts';
import { type Finding, finding, invocationEvidence, verdictOf } from '../verdict.ts';
import { type BenchRun, type ForeignBench, runBench } from './bench-run.ts';
import { type BenchBaseline, judgeRun } from './judge.ts';

export type { ForeignBench } from './bench-run.ts';
export type { BenchBaseline } from './judge.ts';

/** A bench that was run with its own reference as candidate, and so knows what a right design looks like. */
export interface PreparedBench {
  readonly bench: ForeignBench;
  readonly baseline: BenchBaseline;
  /** Ports of the reference; null where it cannot be elaborated alone. */
  readonly ports: readonly PortFact[] | null;
}

export interface BenchPreparation {
  readonly bench: ForeignBench;
  /** The reference under the name that the bench instantiates as design under test (see `asCandidate`). */
  readonly golden: DesignText;
}

/**
 * Runs a bench with its reference as candidate and measures what it compares. Do it once for each bench. The error is
 * a verdict `error` (or `timeout`) that names what is wrong with bench or reference: no candidate can be judged by it.
 */
export const prepareBench = async (
  environment: CheckEnvironment,
  { bench, golden }: BenchPreparation,
): Promise<Outcome<PreparedBench, Verdict>> => {
  const startedAt = environment.now();
  const ready = await expandedBench(environment, bench);
  const run = await runBench(environment, { bench: ready, design: golden });
  const measured = measure(run);
  if (measured.ok) {
    const { image } = await elaborateAlone(environment, golden);
    const ports = image === null ? null : portsOfImage(image, golden.top);
    return ok({ bench: ready, baseline: measured.value, ports });
  }
  return fail(verdictOf('simulate', measured.error, environment.now() - startedAt));
};

/** Macros of the bench are expanded once, so that no candidate's compilation needs a preprocessor. */
const expandedBench = async (environment: CheckEnvironment, bench: ForeignBench): Promise<ForeignBench> => {
  if ((environment.icarus ?? null) === null) return bench;
  const { files } = await preprocessAlone(environment, bench);
  return files === null ? bench : { ...bench, files };
};

const measure = (run: BenchRun): Outcome<BenchBaseline, Finding> => {
  const { simulation, output } = run;
  if (simulation === null || output === null) {
    const found = icarusFinding(run.compile, run.diagnostics);
    return fail({ ...found, status: 'error', summary: `Bench and reference do not compile. ${found.summary}` });
  }
  const evidence = invocationEvidence([simulation]);
  const defect = (summary: string): Outcome<BenchBaseline, Finding> => fail(finding('error', summary, evidence));
  const why = trouble(simulation);
  if (why !== null) return defect(`With its own reference: ${why.summary}`);
  const last = output.counts.at(-1);
  if (last !== undefined && last.compared > 0) {
    if (last.mismatched > 0) return defect(`The reference fails its own bench: ${last.line.trim()}.`);
    return ok({ style: 'sample-counts', output, expected: last.compared });
  }
  if (last !== undefined) return defect('The bench compares no sample, even with its own reference.');
  if (output.failLines.length > 0 && output.passLines.length === 0) {
    return defect(`The reference fails its own bench: ${output.failLines.at(-1)?.trim() ?? ''}.`);
  }
  if (output.passLines.length === 0) return defect('The bench does not say that its own reference passes.');
  return ok({ style: 'pass-lines', output, expected: null });
};

/**
 * Runs a screened candidate in a prepared bench: two starts of a program. The candidate must have passed the static
 * gate: a design that can print or reach the bench's variables can write any result.
 */
export const checkSimulation = async (
  environment: CheckEnvironment,
  { prepared, design }: { readonly prepared: PreparedBench; readonly design: DesignText },
): Promise<Verdict> => {
  const startedAt = environment.now();
  const run = await runBench(environment, { bench: prepared.bench, design });
  return verdictOf('simulate', judgeRun(run, prepared.baseline), environment.now() - startedAt);
};
