import type { DesignPlan, PlanModule } from '../../contracts/plan.ts';
import type { Evidence, Verdict } from '../../contracts/verdict.ts';
import { icarusCompileCommand, parseIcarusDiagnostics, vvpCommand } from '../../tools/iverilog/index.ts';
import { type CheckEnvironment, type DesignText, trouble } from '../check-environment.ts';
import { diagnosticsEvidence, type Finding, finding, verdictOf } from '../verdict.ts';
import { writeFiles } from '../work-files.ts';
import type { RoundTripBench } from './bench-text.ts';
import { exampleBench } from './example-bench.ts';
import { firstDifference, type NoncedBench } from './first-difference.ts';
import { fsmBench } from './fsm-bench.ts';
import { tableBench } from './table-bench.ts';

export interface RoundTripRequest {
  readonly plan: DesignPlan;
  readonly design: DesignText;
  readonly seed: number;
  /** Identifier made afresh for this run; results are printed behind it, so the design cannot print them. */
  readonly nonce: string;
  /** `examples`: what the plan itself gives of its top module beside the parts; they are its author's, not the spec's. */
  readonly of?: 'parts' | 'parts-and-examples';
}

/**
 * Replays the formal parts that a plan kept (tables, machines) on the emitted Verilog, cell by cell, in Icarus.
 * It reads the plan's nodes, not their lowering, so a wrong minimisation, encoding or print is caught.
 * `skipped` where the plan holds no part that the ports show.
 */
export async function checkRoundTrip(request: RoundTripRequest, environment: CheckEnvironment): Promise<Verdict> {
  const startedAt = environment.now();
  const found = await replay(request, environment);
  return verdictOf('roundtrip', found, environment.now() - startedAt);
}

async function replay(request: RoundTripRequest, environment: CheckEnvironment): Promise<Finding> {
  const benches = benchesOf(request);
  if (benches.length === 0) return finding('skipped', 'No table or machine of the plan shows at the ports.');
  return environment.withWorkdir(async (folder) => {
    const files = [
      ...request.design.files,
      ...benches.map((bench, index) => ({ path: `roundtrip${index}.v`, text: bench.text })),
    ];
    const written = await writeFiles(folder, { party: 'dut', files });
    const compiled = await environment.runTool(
      icarusCompileCommand({
        cwd: folder,
        sources: written.sources,
        tops: benches.map((bench) => bench.top),
        generation: '2012',
        warnings: 'none',
        output: 'image.vvp',
        ...(environment.limits === undefined ? {} : { limits: environment.limits }),
      }),
      environment.signal,
    );
    const stopped = trouble(compiled);
    if (stopped !== null) return finding(stopped.status, stopped.summary);
    if (compiled.exitCode !== 0) {
      // What we emitted, or the bench we wrote, does not compile: ours to mend, never the spec's fault.
      const items = written.named(parseIcarusDiagnostics(compiled.stderr.text));
      return finding('error', 'The emitted Verilog or its bench does not compile.', diagnosticsEvidence(items));
    }
    return runEach(benches, folder, environment);
  });
}

/** All benches are roots of one image; the run ends when none has anything left to do. */
async function runEach(
  benches: readonly NoncedBench[],
  folder: string,
  environment: CheckEnvironment,
): Promise<Finding> {
  const run = await environment.runTool(
    vvpCommand({
      cwd: folder,
      image: 'image.vvp',
      waves: 'drop',
      ...(environment.limits === undefined ? {} : { limits: environment.limits }),
    }),
    environment.signal,
  );
  const stopped = trouble(run);
  if (stopped !== null) return finding(stopped.status, stopped.summary);
  let compared = 0;
  let mismatched = 0;
  let difference: Evidence | null = null;
  for (const bench of benches) {
    const result = resultOf(run.stdout.text, bench.nonce);
    if (result === null || result.compared !== bench.comparisons) {
      return finding('unknown', `The replay of ${bench.of} ended before all its comparisons.`);
    }
    compared += result.compared;
    mismatched += result.bad;
    if (result.bad > 0) difference ??= firstDifference(run.stdout.text, bench);
  }
  const evidence: readonly Evidence[] = [
    { kind: 'samples', compared, mismatched, expected: compared, seed: null, simulator: 'icarus' },
    ...(difference === null ? [] : [difference]),
  ];
  const what = benches.map((bench) => bench.of).join('; ');
  return mismatched > 0
    ? finding('fail', `${mismatched} of ${compared} comparisons differ from the spec (${what}).`, evidence)
    : finding('pass', `The Verilog agrees with ${what}.`, evidence);
}

function resultOf(output: string, nonce: string): { readonly compared: number; readonly bad: number } | null {
  const lines = output.split('\n').filter((line) => line.startsWith(`${nonce} `));
  const numbers = lines.length === 1 ? /^\S+ (\d+) (\d+) -?\d+$/.exec(lines[0] ?? '') : null;
  return numbers === null ? null : { compared: Number(numbers[1]), bad: Number(numbers[2]) };
}

function benchesOf(request: RoundTripRequest): readonly NoncedBench[] {
  const benches: NoncedBench[] = [];
  const add = (make: (nonce: string) => RoundTripBench | null): void => {
    const nonce = `${request.nonce}_${benches.length}`;
    const bench = make(nonce);
    if (bench !== null) benches.push({ ...bench, nonce });
  };
  for (const module of request.plan.modules.filter(hasPlainPorts)) {
    for (const node of module.body) {
      if (node.kind === 'table') add((nonce) => tableBench(module, node, nonce));
      if (node.kind === 'fsm') add((nonce) => fsmBench(module, node, { seed: request.seed, nonce }));
    }
    if (request.of === 'parts-and-examples' && module.name === request.plan.top)
      add((nonce) => exampleBench(request.plan, module, nonce));
  }
  return benches;
}

/** Widths that depend on parameters would need values to be chosen; equivalence covers those designs. */
const hasPlainPorts = (module: PlanModule): boolean =>
  module.ports.every((port) => typeof port.type.width === 'number' && port.dir !== 'inout');
