import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, type Outcome, ok } from '../contracts/outcome.ts';
import type { Evidence, TraceStep } from '../contracts/verdict.ts';
import { type ConeLine, coneOf } from '../stimulus/cone.ts';
import { fieldOf } from '../stimulus/layout.ts';
import { cutBehind, minimiseSteps } from '../stimulus/minimise.ts';
import type { StimulusPlan } from '../stimulus/plan.ts';
import type { PointLine } from '../stimulus/result-channel.ts';
import type { StimulusStep } from '../stimulus/step.ts';
import { readWaveDump, valueBefore } from '../stimulus/vcd.ts';
import type { CheckEnvironment } from './check-environment.ts';
import type { SimulationMismatch } from './random-simulation.ts';
import { readDesignNetlist } from './random-simulation-facts.ts';
import { buildComparison, type ComparisonBuild, type ComparisonPair, runComparison } from './random-simulation-run.ts';

export interface DiagnosisJob {
  readonly pair: ComparisonPair;
  readonly mismatch: SimulationMismatch;
  /** Wall time for shortening the trace. */
  readonly budgetMs: number;
}

/** A difference, as small as it could be made. */
export interface Diagnosis {
  /** The shortest stimulus found; its last point shows the difference. */
  readonly steps: readonly StimulusStep[];
  readonly plan: StimulusPlan;
  /** One row a settled point. */
  readonly trace: readonly TraceStep[];
  /** Outputs that differ in the last row. */
  readonly signals: readonly string[];
  /** Signals of the candidate behind those outputs, with one value a row, nearest first. */
  readonly internals: readonly { readonly name: string; readonly values: readonly string[] }[];
  /** Lines of the candidate behind those outputs, with their text. */
  readonly cone: readonly (ConeLine & { readonly text: string })[];
  /** The waves of the shortest trace, both designs with all their nets; null where the simulator wrote none. */
  readonly vcd: string | null;
  readonly evidence: Evidence;
}

const MAX_TRIALS = 400;
const MAX_INTERNALS = 8;
const MAX_CONE_LINES = 40;

/**
 * Makes a difference readable: replays it, shortens its stimulus by delta debugging in Icarus, and collects the trace,
 * the waves and the source lines behind the outputs that differ. The error says why the difference cannot be shown.
 */
export const diagnoseMismatch = (
  environment: CheckEnvironment,
  job: DiagnosisJob,
): Promise<Outcome<Diagnosis, string>> =>
  environment.withWorkdir(async (folder) => {
    const { pair, mismatch } = job;
    const options = { simulator: 'iverilog', plan: mismatch.plan, maxMismatches: 1, coverage: 'outputs' } as const;
    const build = await buildComparison(environment, { folder, pair, options });
    if (build.run.exitCode !== 0) return fail('the comparison does not compile');
    const bench: Bench = { environment, folder, build, nonce: pair.nonce };
    const steps = await shorten(bench, job);
    const { run, result } = await play(bench, steps, ['trace', 'waves']);
    const last = result.points.at(-1);
    if (last === undefined || result.mismatched === 0) return fail(`the difference does not show again (${run.end})`);
    const vcd = await readFile(join(folder, 'trace.vcd'), 'utf8').catch(() => null);
    return ok(await explain(environment, { job, steps, points: result.points, vcd }));
  });

interface Bench {
  readonly environment: CheckEnvironment;
  readonly folder: string;
  readonly build: ComparisonBuild;
  readonly nonce: string;
}

const REPLAY_MS = 10_000;

const play = (
  { environment, folder, build, nonce }: Bench,
  steps: readonly StimulusStep[],
  extras: readonly ('trace' | 'waves')[],
): ReturnType<typeof runComparison> =>
  runComparison(environment, { folder, build, nonce, steps, wallMs: REPLAY_MS, extras });

async function shorten(bench: Bench, { mismatch, budgetMs }: DiagnosisJob): Promise<readonly StimulusStep[]> {
  const { now } = bench.environment;
  const startedAt = now();
  return await minimiseSteps({
    steps: cutBehind(mismatch.plan.steps, mismatch.point),
    inputMasks: mismatch.plan.layout.fields.map(({ at, width }) => ((1n << BigInt(width)) - 1n) << BigInt(at)),
    trial: async (steps) => (await play(bench, steps, [])).result.points[0] ?? null,
    mayContinue: (trials) => trials < MAX_TRIALS && now() - startedAt < budgetMs,
  });
}

interface Shown {
  readonly job: DiagnosisJob;
  readonly steps: readonly StimulusStep[];
  readonly points: readonly PointLine[];
  readonly vcd: string | null;
}

async function explain(environment: CheckEnvironment, shown: Shown): Promise<Diagnosis> {
  const { job, steps, points } = shown;
  const trace = points.map((point, index) => traceStep(job, { point, index }));
  const signals = differing(trace.at(-1));
  const { candidate, nonce } = job.pair;
  const netlist = await readDesignNetlist(environment, candidate);
  const cone = netlist.ok ? coneOf(netlist.value, signals) : { lines: [], signals: [] };
  const evidence: Evidence = {
    kind: 'counterexample',
    trace,
    atStep: trace.length - 1,
    signals,
    replayedIn: 'iverilog',
  };
  return {
    steps,
    plan: job.mismatch.plan,
    trace,
    signals,
    internals: internalsOf(shown, cone.signals),
    cone: cone.lines.slice(0, MAX_CONE_LINES).map((line) => ({ ...line, ...sourceOf(candidate.files, line) })),
    vcd: shown.vcd?.replaceAll(`${nonce}_`, '') ?? null,
    evidence,
  };
}

function traceStep(
  job: DiagnosisJob,
  { point, index }: { readonly point: PointLine; readonly index: number },
): TraceStep {
  const packed = BigInt(`0b${point.inputs.replaceAll(/[xz]/g, '0') || '0'}`);
  const inputs = job.mismatch.plan.layout.fields.map(
    (field) => [field.name, fieldOf(packed, field).toString(2).padStart(field.width, '0')] as const,
  );
  return {
    step: index,
    inputs: Object.fromEntries(inputs),
    expected: outputsOf(job, point.golden),
    got: outputsOf(job, point.candidate),
  };
}

/** Cuts the packed outputs, of which the first port stands first. */
function outputsOf({ pair }: DiagnosisJob, packed: string): Readonly<Record<string, string>> {
  let at = 0;
  const outputs = pair.facts.ports.filter((port) => port.direction === 'output');
  return Object.fromEntries(
    outputs.map((port) => {
      const value = packed.slice(at, at + port.width);
      at += port.width;
      return [port.name, value] as const;
    }),
  );
}

/** Outputs of which some bit is known in the golden and different in the candidate. */
const differing = (row: TraceStep | undefined): readonly string[] =>
  Object.entries(row?.expected ?? {}).flatMap(([name, expected]) => {
    const got = row?.got[name] ?? '';
    return [...expected].some((bit, index) => bit !== 'x' && bit !== got[index]) ? [name] : [];
  });

/** Time between two points in the dump's unit; the bench waits 100 ns and dumps in picoseconds. */
const POINT_PS = 100_000;

function internalsOf({ job, points, vcd }: Shown, signals: readonly string[]): Diagnosis['internals'] {
  if (vcd === null) return [];
  const dump = readWaveDump(vcd);
  const ports = new Set(job.pair.facts.ports.map((port) => port.name));
  const scope = `${job.pair.nonce}_bench.${job.pair.nonce}_candidate`;
  return signals
    .filter((name) => !ports.has(name) && dump.signals.has(`${scope}.${name}`))
    .slice(0, MAX_INTERNALS)
    .map((name) => ({
      name,
      values: points.map((_, index) => valueBefore(dump, `${scope}.${name}`, (index + 1) * POINT_PS) ?? 'x'),
    }));
}

/** Turns a file name of the work folder back, and finds the line's text. */
function sourceOf(
  files: readonly { readonly path: string; readonly text: string }[],
  { file, line }: ConeLine,
): { readonly file: string; readonly text: string } {
  const name = file.replace(/^dut\//, '');
  const found = files.find((each) => each.path === name || `${each.path}.v` === name) ?? files[0];
  return { file: found?.path ?? name, text: found?.text.split('\n')[line - 1]?.trim() ?? '' };
}
