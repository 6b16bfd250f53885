import { mapPool } from '../../util/map-pool.ts';
import type { Attempt } from '../loop/attempt.ts';
import {
  bestOf,
  deniesSpec,
  isDone,
  isFinal,
  resultWith,
  type Strategy,
  type StrategyId,
  type StrategyJob,
  type StrategyResult,
} from './strategy.ts';

/** One proposal; one that denies what the specification itself shows goes back once with the place. */
const single: Strategy = async ({ workshop }) => {
  const attempt = await workshop.propose({ sample: 0, temperature: 0 });
  if (deniesSpec(attempt)) await workshop.revise(attempt, { sample: 0, temperature: 0 });
  return resultWith(bestOf(workshop.attempts), workshop);
};

/** Proposals drawn before it is decided whether more are worth it. */
const FIRST_DRAW = 3;
const SAMPLE_TEMPERATURE = 0.8;

/**
 * Several proposals, then a selection. Adaptive: where the first few agree to the letter and none fails a check, the
 * spec is easy and the rest of the budget is kept.
 */
const sample: Strategy = async (job, signal) => {
  const first = await draw(job, { from: 0, to: Math.min(FIRST_DRAW, job.samples) });
  const rest = isSettled(first) || first.some(isFinal) ? [] : await draw(job, { from: first.length, to: job.samples });
  return picked(job, [...first, ...rest], signal);
};

function draw(job: StrategyJob, { from, to }: { readonly from: number; readonly to: number }): Promise<Attempt[]> {
  const numbers = Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
  // The first is the model's best guess, the others vary around it.
  return mapPool(numbers, job.lanes, (number) =>
    job.workshop.propose({ sample: number, temperature: number === 0 ? 0 : SAMPLE_TEMPERATURE }),
  );
}

const isSettled = (attempts: readonly Attempt[]): boolean =>
  attempts.length >= FIRST_DRAW &&
  attempts.every((attempt) => attempt.design !== null && attempt.status !== 'fail') &&
  new Set(attempts.map((attempt) => attempt.design?.verilog.replace(/\s+/g, ' '))).size === 1;

async function picked(job: StrategyJob, attempts: readonly Attempt[], signal: AbortSignal): Promise<StrategyResult> {
  const designed = attempts.filter((attempt) => attempt.design !== null);
  const chosen = await job.select({ spec: job.spec, attempts: designed, seed: job.seed }, signal);
  if (chosen === null) return resultWith(null, job.workshop);
  return resultWith(chosen.attempt, job.workshop, { selection: chosen.verdict, notes: [chosen.note] });
}

const REVISE_TEMPERATURE = 0.2;
const TEMPERATURE_STEP = 0.3;
const HOTTEST = 1.2;

/** Repeated answers in a row after which a fresh proposal is drawn instead of another revision. */
const PATIENCE = 2;

/**
 * One line of descent: revise the best so far by what its checks say. A worse child is rolled back; an answer that was
 * given before raises the temperature, and the second in a row starts from nothing.
 */
const repair: Strategy = async ({ workshop, samples }) => {
  let state: Descent = {
    best: workshop.attempts.at(-1) ?? (await workshop.propose({ sample: 0, temperature: 0 })),
    temperature: REVISE_TEMPERATURE,
    stuck: 0,
  };
  for (let round = 1; round < Math.max(2, samples) && !isDone(state.best) && !isFinal(state.best); round += 1) {
    const child = isFresh(state)
      ? await workshop.propose({ sample: round, temperature: Math.max(state.temperature, SAMPLE_TEMPERATURE) })
      : await workshop.revise(state.best, { sample: round, temperature: state.temperature });
    if (isFinal(child)) break;
    state = afterChild(state, child);
  }
  return resultWith(bestOf(workshop.attempts), workshop);
};

interface Descent {
  readonly best: Attempt;
  readonly temperature: number;
  /** Revisions in a row without progress. */
  readonly stuck: number;
}

const isFresh = ({ best, stuck }: Descent): boolean => best.design === null || stuck >= PATIENCE;

function afterChild(state: Descent, child: Attempt): Descent {
  const { best, temperature, stuck } = state;
  const isProgress = child.score > best.score;
  const isTaken = child.design !== null && child.score >= best.score && !child.repeated;
  return {
    best: isTaken ? child : best,
    temperature: isProgress ? REVISE_TEMPERATURE : Math.min(HOTTEST, temperature + TEMPERATURE_STEP),
    stuck: isProgress || isFresh(state) ? 0 : stuck + 1,
  };
}

const BREADTH = 3;

/** Levels of several children each, always from the best so far (greedy, as in AutoChip, Thakur et al. 2023). */
const tree: Strategy = async ({ workshop, samples, lanes }) => {
  const start = workshop.attempts.at(-1) ?? (await workshop.propose({ sample: 0, temperature: 0 }));
  let best = start;
  for (let used = 1; used < Math.max(2, samples) && !isDone(best); ) {
    const width = Math.min(BREADTH, Math.max(2, samples) - used);
    const numbers = Array.from({ length: width }, (_, i) => used + i);
    const from = best;
    const children = await mapPool(numbers, lanes, (number) =>
      from.design === null
        ? workshop.propose({ sample: number, temperature: SAMPLE_TEMPERATURE })
        : workshop.revise(from, {
            sample: number,
            temperature: number === used ? REVISE_TEMPERATURE : SAMPLE_TEMPERATURE,
          }),
    );
    used += width;
    const found = bestOf([best, ...children]);
    if (found !== null) best = found;
    if (children.some(isFinal)) break;
  }
  return resultWith(bestOf(workshop.attempts), workshop);
};

/** Different readings of the spec first, one proposal for each, then a selection (after PlanSearch). */
const plans: Strategy = async (job, signal) => {
  const count = Math.max(2, job.samples);
  const ideas = await job.workshop.ideas(count);
  const attempts = await mapPool([null, ...ideas].slice(0, count), job.lanes, (idea, number) =>
    job.workshop.propose({ sample: number, temperature: 0, ...(idea === null ? {} : { idea }) }),
  );
  return picked(job, attempts, signal);
};

/** Every strategy by its id. */
export const STRATEGIES = { single, sample, repair, tree, plans } as const satisfies Readonly<
  Record<StrategyId, Strategy>
>;

export type { StrategyId } from './strategy.ts';
