import type { Verdict } from '../contracts/verdict.ts';
import type { DesignFacts, FactPort } from '../stimulus/facts.ts';
import { planStimulus } from '../stimulus/plan.ts';
import type { StimulusStep } from '../stimulus/step.ts';
import { mapPool } from '../util/map-pool.ts';
import { type Admission, type Admitted, admit, factsOfAdmitted } from './agreement/admit.ts';
import { commonFacts, type WeightedFacts } from './agreement/common-facts.ts';
import { type Observation, type ObservationTrouble, observeDesign, type SharedStimulus } from './agreement/observe.ts';
import {
  compareReplay,
  isReplayable,
  type Replay,
  type ReplayResult,
  replayOf,
  type ShownStep,
} from './agreement/replay.ts';
import type { CheckEnvironment, DesignText } from './check-environment.ts';
import type { ExpectedPort } from './interface.ts';
import type { PortFact } from './ports.ts';

export type { Observation } from './agreement/observe.ts';
export type { OutputChange } from './agreement/observe-bench.ts';
export type { ReplayResult, ShownStep } from './agreement/replay.ts';
export { agreementVerdict } from './agreement/wording.ts';

/** One distinct text among the candidates. */
export interface AgreementCandidate {
  readonly design: DesignText;
  /** Samples that share this text; 0 for a witness that has no vote of its own. */
  readonly weight: number;
}

export interface AgreementJob {
  readonly candidates: readonly AgreementCandidate[];
  /** What the specification asks of the ports; empty where it says nothing. */
  readonly expected: readonly ExpectedPort[];
  readonly seed: number;
  /** Clock cycles of each of the stimuli. */
  readonly cycles: number;
  /** Candidates simulated at once. */
  readonly atOnce: number;
  /** A new unguessable name on every call. */
  readonly nonce: () => string;
  /** Traces that the specification shows, each replayed from power-up. */
  readonly traces: readonly (readonly ShownStep[])[];
}

/** What was seen of one candidate. */
export interface CandidateObservation {
  readonly verdicts: readonly Verdict[];
  readonly facts: DesignFacts | null;
  /** Under the shared stimulus; null where the candidate could not be observed. */
  readonly observation: Observation | null;
  /** One result for each trace of the specification, in the order of play that fits the candidate better. */
  readonly replays: readonly ReplayResult[];
  readonly trouble: ObservationTrouble | null;
}

/** All candidates under the same stimulus. */
export interface SharedObservation {
  readonly candidates: readonly CandidateObservation[];
  /** Facts that the stimulus was made from; null where no candidate could be admitted. */
  readonly facts: DesignFacts | null;
  /** First point of the shared stimulus that counts: before it the resets were not yet applied. */
  readonly firstPoint: number;
  /** Points of the shared stimulus at which its stretches begin, in order. */
  readonly stretches: readonly number[];
  /** Names and widths of the outputs in the order of the observed values. */
  readonly outputs: readonly FactPort[];
}

/**
 * Runs candidates on one reset-aware stimulus derived from what they have in common, each alone, and records what
 * their outputs do. Nothing here says which of them is right.
 */
export async function observeCandidates(environment: CheckEnvironment, job: AgreementJob): Promise<SharedObservation> {
  const admissions = await mapPool(job.candidates, job.atOnce, ({ design }) =>
    admit(environment, { design, expected: job.expected }),
  );
  const weights = job.candidates.map((candidate) => candidate.weight);
  const ports = commonPorts(admissions, weights);
  const fitting = admissions.map(({ admitted }) =>
    admitted !== null && ports !== null && samePorts(admitted.ports, ports) ? admitted : null,
  );
  const facts = await factsOfAll(environment, { fitting, weights, atOnce: job.atOnce });
  const known = facts.flatMap((one, index): readonly WeightedFacts[] =>
    one === null ? [] : [{ facts: one, weight: Math.max(1, weights[index] ?? 1) }],
  );
  if (ports === null || known.length === 0) return nothingObserved(admissions);
  const plan = planFor(commonFacts(ports, known), job);
  const outputs = ports.filter((port) => port.direction === 'output');
  const observed = await mapPool(fitting, job.atOnce, async (admitted) =>
    admitted === null
      ? null
      : observeDesign(environment, {
          design: admitted.design,
          stimulus: plan.stimulus,
          nonce: `n${job.nonce()}`,
          wallMs: RUN_WALL_MS,
        }),
  );
  return {
    candidates: admissions.map(({ verdicts }, index) => {
      const seen = observed[index] ?? null;
      const [shared = null, ...replayed] = seen?.ok === true ? seen.value : [];
      return {
        verdicts,
        facts: facts[index] ?? null,
        observation: shared,
        replays: shared === null ? [] : replayResults(job.traces, { plan, replayed, outputs }),
        trouble: seen?.ok === false ? seen.error : null,
      };
    }),
    facts: plan.stimulus.facts,
    firstPoint: plan.firstPoint,
    stretches: plan.stretches,
    outputs,
  };
}

/** Wall time of one simulation; a loaded machine needs a second for what an idle one does in a tenth. */
const RUN_WALL_MS = 8_000;

const nothingObserved = (admissions: readonly Admission[]): SharedObservation => ({
  candidates: admissions.map(({ verdicts }) => ({
    verdicts,
    facts: null,
    observation: null,
    replays: [],
    trouble: null,
  })),
  facts: null,
  firstPoint: 0,
  stretches: [],
  outputs: [],
});

const portKey = (ports: readonly PortFact[]): string =>
  [...ports]
    .map((port) => `${port.direction} ${port.name} ${port.width}`)
    .sort()
    .join(',');

const samePorts = (ports: readonly PortFact[], wanted: readonly PortFact[]): boolean =>
  portKey(ports) === portKey(wanted);

/** The interface that most samples have; one that drives nothing or is inout cannot be compared. */
function commonPorts(admissions: readonly Admission[], weights: readonly number[]): readonly PortFact[] | null {
  const votes = new Map<string, { readonly ports: readonly PortFact[]; weight: number }>();
  admissions.forEach(({ admitted }, index) => {
    if (admitted === null) return;
    const key = portKey(admitted.ports);
    const known = votes.get(key);
    if (known === undefined) votes.set(key, { ports: admitted.ports, weight: weights[index] ?? 0 });
    else known.weight += weights[index] ?? 0;
  });
  const [best] = [...votes.values()].sort((a, b) => b.weight - a.weight);
  if (best === undefined || best.ports.some((port) => port.direction === 'inout')) return null;
  return best.ports.some((port) => port.direction === 'output') ? best.ports : null;
}

/** Candidates that are elaborated for their facts; the text of the others is read, which costs no program. */
const ELABORATED = 6;

function factsOfAll(
  environment: CheckEnvironment,
  of: {
    readonly fitting: readonly (Admitted | null)[];
    readonly weights: readonly number[];
    readonly atOnce: number;
  },
): Promise<readonly (DesignFacts | null)[]> {
  const order = of.fitting
    .map((admitted, index) => ({ admitted, index, weight: of.weights[index] ?? 0 }))
    .filter(({ admitted }) => admitted !== null)
    .sort((a, b) => b.weight - a.weight);
  const deep = new Set(order.slice(0, ELABORATED).map(({ index }) => index));
  return mapPool(of.fitting, of.atOnce, async (admitted, index) =>
    admitted === null ? null : factsOfAdmitted(environment, admitted, deep.has(index) ? 'elaborated' : 'text'),
  );
}

interface Planned {
  readonly stimulus: SharedStimulus;
  readonly firstPoint: number;
  readonly stretches: readonly number[];
  /** Two for each trace: data first, clock first. */
  readonly replays: readonly Replay[];
}

/** Two plans of different seeds one after the other, so that the second meets states that the first left behind. */
function planFor(facts: DesignFacts, job: AgreementJob): Planned {
  const first = planStimulus({ facts, seed: job.seed, cycles: job.cycles });
  const second = planStimulus({ facts, seed: job.seed + 1, cycles: job.cycles, holds: 'none' });
  const steps = [...first.steps, ...second.steps];
  const at = pointsOf(steps);
  const starts = [
    ...first.phases.map((phase) => phase.firstStep),
    ...second.phases.map((phase) => first.steps.length + phase.firstStep),
  ];
  const afterReset = first.layout.resets.length === 0 ? 0 : (first.phases[2]?.firstStep ?? 0);
  const replays = job.traces.flatMap((trace) =>
    (['data-first', 'clock-first'] as const).map((order) => replayOf(first.layout, trace, order)),
  );
  return {
    replays,
    stimulus: {
      facts,
      layout: first.layout,
      initial: first.initial,
      runs: [steps, ...replays.map((replay) => replay.steps)],
    },
    firstPoint: at[afterReset] ?? 0,
    stretches: starts.map((step) => at[step] ?? 0),
  };
}

function replayResults(
  traces: AgreementJob['traces'],
  seen: {
    readonly plan: Planned;
    readonly replayed: readonly Observation[];
    readonly outputs: readonly FactPort[];
  },
): readonly ReplayResult[] {
  return traces.map((trace, index) => {
    if (!isReplayable(seen.plan.stimulus.layout, trace)) return NOT_REPLAYED;
    const orders = [2 * index, 2 * index + 1].flatMap((at): readonly ReplayResult[] => {
      const [replay, observation] = [seen.plan.replays[at], seen.replayed[at]];
      if (replay === undefined || observation === undefined) return [];
      return [compareReplay(trace, replay, { observation, outputs: seen.outputs })];
    });
    return orders.reduce((best, one) => (isNearer(one, best) ? one : best), orders[0] ?? NOT_REPLAYED);
  });
}

/** Denied digits weigh more than unknown ones. */
const isNearer = (one: ReplayResult, other: ReplayResult): boolean =>
  one.contradicted - other.contradicted < 0 ||
  (one.contradicted === other.contradicted && one.mismatched < other.mismatched);

const NOT_REPLAYED: ReplayResult = { compared: 0, mismatched: 0, contradicted: 0, first: null };

/** Number of the first point of each step. */
function pointsOf(steps: readonly StimulusStep[]): readonly number[] {
  let point = 0;
  return steps.map(({ toggle, repeat }) => {
    const start = point;
    point += toggle === null ? 1 : 1 + repeat;
    return start;
  });
}
