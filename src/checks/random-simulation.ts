import type { ToolRun } from '../contracts/tool.ts';
import type { Verdict } from '../contracts/verdict.ts';
import type { DesignFacts } from '../stimulus/facts.ts';
import { planStimulus, type StimulusPlan } from '../stimulus/plan.ts';
import type { ComparisonResult, PointLine } from '../stimulus/result-channel.ts';
import { branchCoverage } from './branch-coverage.ts';
import { type CheckEnvironment, trouble } from './check-environment.ts';
import {
  buildComparison,
  type ComparisonBuild,
  type ComparisonPair,
  runComparison,
  type SimulatorId,
} from './random-simulation-run.ts';
import { added, EMPTY_TALLY, evidenceOf, type Round, type Tally, withBranches } from './random-simulation-tally.ts';
import { diagnosticsEvidence, type Finding, finding, invocationEvidence, verdictOf } from './verdict.ts';

export interface RandomSimulationJob extends ComparisonPair {
  readonly seed: number;
  /** Clock cycles of the first round. Each further round is four times as long. */
  readonly cycles: number;
  /** Wall time for all rounds together. */
  readonly budgetMs: number;
  readonly simulator: SimulatorId;
}

/** The first difference that was seen, and how to show it again. */
export interface SimulationMismatch {
  readonly plan: StimulusPlan;
  readonly point: PointLine;
  readonly phase: string;
  /**
   * `value`: some output bit is 0 where 1 is expected, or the other way round. `unknown`: all that differs is x or z in
   * the candidate. Before reset this can be a matter of style: `if` on an unknown condition takes a branch, `?:` stays
   * unknown.
   */
  readonly kind: 'value' | 'unknown';
}

export interface RandomSimulationOutcome {
  readonly verdict: Verdict;
  readonly mismatch: SimulationMismatch | null;
}

const MAX_MISMATCHES = 4;
const MAX_ROUNDS = 3;

/** A design with storage is not called alike after fewer points, where time allows: sequences matter, not values. */
const LEAST_POINTS = 4_000;

/** Below this share of points with a known golden output, agreement shows nothing. */
const VACUOUS_SHARE = 0.05;

/**
 * Drives golden and candidate with the same seeded stimulus and compares at every settled point, x-aware. Rounds with
 * new seeds follow until no new bit of the golden toggles, no new branch of it is taken and hardly a new pair of state
 * and controls is met, or the budget is spent.
 */
export async function checkRandomSimulation(
  environment: CheckEnvironment,
  job: RandomSimulationJob,
): Promise<RandomSimulationOutcome> {
  const startedAt = environment.now();
  const cannot = whyNot(job.facts);
  const result =
    cannot === null
      ? await environment.withWorkdir((folder) => simulate(environment, { job, folder, startedAt }))
      : only(finding('unknown', cannot));
  const isDoubtful = job.simulator === 'verilator' && result.mismatch !== null;
  if (isDoubtful) return await confirmed(environment, { job, startedAt, seen: result.found });
  return {
    verdict: verdictOf('simulate', result.found, environment.now() - startedAt),
    mismatch: result.mismatch,
  };
}

/**
 * Verilator has two values only, so an unknown golden output looks like a value there. What it calls a difference
 * counts once Icarus shows one; otherwise the simulators disagree, and that is what is told.
 */
async function confirmed(
  environment: CheckEnvironment,
  { job, startedAt, seen }: { readonly job: RandomSimulationJob; readonly startedAt: number; readonly seen: Finding },
): Promise<RandomSimulationOutcome> {
  const again = await checkRandomSimulation(environment, { ...job, simulator: 'iverilog' });
  if (again.verdict.status !== 'pass') return again;
  const summary =
    'Verilator shows a difference and Icarus does not: a race between processes, or an unknown value that one of them takes for 0 or 1.';
  const found = finding('unknown', summary, [...seen.evidence, ...again.verdict.evidence]);
  return { verdict: verdictOf('simulate', found, environment.now() - startedAt), mismatch: null };
}

function whyNot(facts: DesignFacts): string | null {
  const inout = facts.ports.find((port) => port.direction === 'inout');
  if (inout !== undefined) return `Port ${inout.name} is inout, which random stimulus does not drive.`;
  if (facts.ports.every((port) => port.direction !== 'output')) return 'The golden design has no output to compare.';
  return null;
}

interface Setting {
  readonly job: RandomSimulationJob;
  readonly folder: string;
  readonly startedAt: number;
}

interface Simulated {
  readonly found: Finding;
  readonly mismatch: SimulationMismatch | null;
}

const only = (found: Finding): Simulated => ({ found, mismatch: null });

async function simulate(environment: CheckEnvironment, setting: Setting): Promise<Simulated> {
  const { job, startedAt } = setting;
  const [build, branches] = await Promise.all([
    buildEither(environment, setting),
    branchCoverage(environment, job.golden),
  ]);
  const broken = buildFinding(build);
  if (broken !== null) return only(broken);
  let total: Tally = EMPTY_TALLY;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const left = job.budgetMs - (environment.now() - startedAt);
    if (round > 0 && left < total.lastMs * 4) break;
    const played = await playRound(environment, { setting, build, round, leftMs: left });
    const failed = runFinding(played.run, played.result);
    // A later round that ends too late takes nothing from the rounds before it.
    if (failed !== null && round > 0 && played.run.end === 'timed-out') break;
    if (failed !== null) return only(failed);
    total = withBranches(added(total, played), branches?.played(played.plan) ?? null);
    if (played.result.mismatched > 0) return different({ job, plan: played.plan, result: played.result, total });
    if (isSaturated(job, { plan: played.plan, total })) break;
  }
  return only(agreed(job, total));
}

/** Whether another round would hardly show anything new. */
function isSaturated(
  job: RandomSimulationJob,
  { plan, total }: { readonly plan: StimulusPlan; readonly total: Tally },
): boolean {
  if (plan.exhaustive) return true;
  return !total.grew && (job.facts.stateBits === 0 || total.compared >= LEAST_POINTS);
}

interface RoundSetting {
  readonly setting: Setting;
  readonly build: ComparisonBuild;
  readonly round: number;
  readonly leftMs: number;
}

type PlayedRound = Round & { readonly run: ToolRun };

/** A first round that takes more than half of the time is given up for a short one without long holds. */
async function playRound(environment: CheckEnvironment, given: RoundSetting): Promise<PlayedRound> {
  const { round, leftMs } = given;
  if (round > 0) return await playPlan(environment, given, { cycles: 4 ** round, holds: 'none', wallMs: leftMs });
  const full = await playPlan(environment, given, { cycles: 1, holds: 'long', wallMs: leftMs / 2 });
  if (full.run.end !== 'timed-out') return full;
  return await playPlan(environment, given, { cycles: 1 / 4, holds: 'none', wallMs: leftMs / 2 });
}

async function playPlan(
  environment: CheckEnvironment,
  { setting: { job, folder }, build, round }: RoundSetting,
  length: { readonly cycles: number; readonly holds: 'long' | 'none'; readonly wallMs: number },
): Promise<PlayedRound> {
  const cycles = Math.max(1, Math.floor(job.cycles * length.cycles));
  const plan = planStimulus({ facts: job.facts, seed: job.seed + round, cycles, holds: length.holds });
  const begun = environment.now();
  const { run, result } = await runComparison(environment, {
    folder,
    build,
    nonce: job.nonce,
    steps: plan.steps,
    wallMs: length.wallMs,
    extras: [],
  });
  return { run, result, plan, wallMs: environment.now() - begun };
}

/** Tries with the golden's nets for coverage; a net that the simulator does not know by that name costs only them. */
async function buildEither(environment: CheckEnvironment, { job, folder }: Setting): Promise<ComparisonBuild> {
  const plan = planStimulus({ facts: job.facts, seed: job.seed, cycles: job.cycles });
  const options = { simulator: job.simulator, plan, maxMismatches: MAX_MISMATCHES };
  const build = await buildComparison(environment, { folder, pair: job, options: { ...options, coverage: 'nets' } });
  if (build.run.end !== 'exited' || build.run.exitCode === 0 || job.facts.nets.length === 0) return build;
  return await buildComparison(environment, { folder, pair: job, options: { ...options, coverage: 'outputs' } });
}

function buildFinding({ run, diagnostics }: ComparisonBuild): Finding | null {
  const evidence = [...diagnosticsEvidence(diagnostics), ...invocationEvidence([run])];
  const why = trouble(run);
  if (why !== null) return finding(why.status, why.summary, evidence);
  if (run.exitCode === 0) return null;
  const first = diagnostics.find((item) => item.severity === 'error');
  const isCandidate = first?.range?.file.startsWith('candidate/') === true;
  const said = first?.message ?? 'no reason given';
  return isCandidate
    ? finding('fail', `The candidate does not compile beside the golden design: ${said}.`, evidence)
    : finding('error', `The comparison does not compile: ${said}.`, evidence);
}

function runFinding(run: ToolRun, result: ComparisonResult): Finding | null {
  const why = trouble(run);
  if (why !== null) return finding(why.status, `Random simulation: ${why.summary}`, invocationEvidence([run]));
  if (result.complete) return null;
  const summary = 'The simulation ended before its bench did, so a design ended it or the simulator failed.';
  return finding(run.exitCode === 0 ? 'unknown' : 'error', summary, invocationEvidence([run]));
}

function agreed(job: RandomSimulationJob, total: Tally): Finding {
  const evidence = evidenceOf(job, total, 0);
  const known = total.compared === 0 ? 0 : total.known / total.compared;
  const share = `${(100 * known).toFixed(1)}% of the points`;
  if (known < VACUOUS_SHARE) {
    return finding('unknown', `No difference, but the golden outputs are known at only ${share}.`, evidence);
  }
  const weak = known < 0.5 ? ` The golden outputs are known at only ${share}.` : '';
  const what = total.exhaustive ? 'all input values' : `${total.compared} compared points (seed ${job.seed})`;
  return finding('pass', `No difference in ${what}.${weak}`, evidence);
}

function different(seen: {
  readonly job: RandomSimulationJob;
  readonly plan: StimulusPlan;
  readonly result: ComparisonResult;
  readonly total: Tally;
}): Simulated {
  const { job, plan, result, total } = seen;
  const evidence = evidenceOf(job, total, result.mismatched);
  const point = result.points[0];
  if (point === undefined) return only(finding('error', 'A difference was counted but not reported.', evidence));
  const phase = plan.phases.findLast((mark) => mark.firstStep <= point.step)?.name ?? '';
  const where = `point ${total.compared} (step ${point.step}, ${phase}), seed ${plan.seed}`;
  const kind = kindOf(point);
  const summary =
    kind === 'value'
      ? `The candidate differs from the golden design at ${where}.`
      : `The candidate is unknown where the golden design is 0 or 1, at ${where}.`;
  return { found: finding('fail', summary, evidence), mismatch: { plan, point, phase, kind } };
}

const kindOf = ({ golden, candidate }: PointLine): SimulationMismatch['kind'] =>
  [...golden].some((bit, at) => /[01]/.test(bit) && /[01]/.test(candidate[at] ?? '') && bit !== candidate[at])
    ? 'value'
    : 'unknown';
