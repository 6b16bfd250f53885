import type { Product } from '../product/types.ts';
import { createLaneSimulator } from './lanes.ts';
import type { StimulusHints } from './stimulus.ts';
import { laneStimulus } from './stimulus.ts';

/** Values of `Product.inputs` in each step of one lane, 0 or 1. */
export type Frames = readonly Uint8Array[];

/** Outcome of a bit-parallel search for a difference. */
export interface SearchResult {
  /** The inputs that lead to a difference, which shows in the last frame; null where none was found. */
  readonly frames: Frames | null;
  readonly steps: number;
  /** Steps in which some golden output bit was known in some lane: 0 makes the search say nothing. */
  readonly knownSteps: number;
}

/** A random search: how long, from which seed. */
export interface SearchPlan {
  readonly hints: StimulusHints;
  readonly seed: number;
  readonly steps: number;
  /** Asked now and then in a long search; true ends it. */
  readonly expired?: () => boolean;
}

/** Steps between two looks at the clock. */
const CLOCK_STEPS = 1024;

/** Runs 32 lanes of random stimulus for at most `steps` steps, or until a difference shows. */
export function searchDifference(product: Product, plan: SearchPlan): SearchResult {
  const rails = product.outputs.map(({ golden }) => golden);
  const roots = rails.flatMap((bit) => [bit.one, bit.zero]);
  const simulator = createLaneSimulator(product, [product.bad, ...roots]);
  const stimulus = laneStimulus(product, plan.hints, plan);
  let knownSteps = 0;
  for (let step = 0; step < plan.steps; step++) {
    simulator.evaluate(stimulus(step));
    const bad = simulator.read(product.bad);
    if (bad !== 0) return { frames: laneFrames(product, plan, { step, bad }), steps: step + 1, knownSteps };
    if (rails.some((bit) => (simulator.read(bit.one) & simulator.read(bit.zero)) !== -1)) knownSteps++;
    simulator.advance();
    if (step % CLOCK_STEPS === CLOCK_STEPS - 1 && plan.expired?.() === true) {
      return { frames: null, steps: step + 1, knownSteps };
    }
  }
  return { frames: null, steps: plan.steps, knownSteps };
}

/** Draws the stimulus again, which costs less than keeping it, and cuts out one lane. */
function laneFrames(
  product: Product,
  plan: SearchPlan,
  found: { readonly step: number; readonly bad: number },
): Frames {
  const lane = 31 - Math.clz32(found.bad);
  const stimulus = laneStimulus(product, plan.hints, plan);
  return Array.from({ length: found.step + 1 }, (_, step) =>
    Uint8Array.from(stimulus(step), (word) => (word >>> lane) & 1),
  );
}

/** Gate evaluations that an exhaustive comparison may take: about 100 ms. */
const MOST_EVALUATIONS = 30_000_000;

/** Checks every input combination of a product without memory; null where there are too many inputs. */
export function searchExhaustively(product: Product, inputLimit: number): SearchResult | null {
  if (product.clocking.mode !== 'combinational' || product.inputs.length > inputLimit) return null;
  const count = product.inputs.length;
  const rounds = 2 ** Math.max(0, count - LANE_PATTERNS.length);
  if (rounds * product.graph.size() > MOST_EVALUATIONS) return null;
  const simulator = createLaneSimulator(product, [product.bad]);
  const words = new Int32Array(count);
  LANE_PATTERNS.forEach((pattern, index) => {
    if (index < count) words[index] = pattern;
  });
  for (let round = 0; round < rounds; round++) {
    for (let i = LANE_PATTERNS.length; i < count; i++)
      words[i] = ((round >> (i - LANE_PATTERNS.length)) & 1) === 1 ? -1 : 0;
    simulator.evaluate(words);
    const bad = simulator.read(product.bad);
    if (bad === 0) continue;
    const lane = 31 - Math.clz32(bad);
    return { frames: [Uint8Array.from(words, (word) => (word >>> lane) & 1)], steps: round + 1, knownSteps: 1 };
  }
  return { frames: null, steps: rounds, knownSteps: rounds };
}

/** Words that count through all 32 combinations of five inputs across the lanes. */
const LANE_PATTERNS = [0xaaaaaaaa | 0, 0xcccccccc | 0, 0xf0f0f0f0 | 0, 0xff00ff00 | 0, 0xffff0000 | 0];
