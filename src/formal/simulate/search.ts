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

/** Runs 32 lanes of random stimulus for at most `steps` steps, or until a difference shows. */
export function searchDifference(
  product: Product,
  options: { readonly hints: StimulusHints; readonly seed: number; readonly steps: number },
): SearchResult {
  const knownBits = product.outputs.map(({ golden }) => golden);
  const simulator = createLaneSimulator(product, [product.bad, ...knownBits.flatMap((bit) => [bit.one, bit.zero])]);
  const stimulus = laneStimulus(product, options.hints, options.seed);
  const history: Int32Array[] = [];
  let knownSteps = 0;
  for (let step = 0; step < options.steps; step++) {
    const words = stimulus(step).slice();
    history.push(words);
    simulator.evaluate(words);
    const bad = simulator.read(product.bad);
    if (knownBits.some((bit) => (simulator.read(bit.one) & simulator.read(bit.zero)) !== -1)) knownSteps++;
    if (bad !== 0) {
      const lane = 31 - Math.clz32(bad);
      const frames = history.map((row) => Uint8Array.from(row, (word) => (word >>> lane) & 1));
      return { frames, steps: step + 1, knownSteps };
    }
    simulator.advance();
  }
  return { frames: null, steps: options.steps, knownSteps };
}

/** Checks every input combination of a product without memory; null where there are too many inputs. */
export function searchExhaustively(product: Product, inputLimit: number): SearchResult | null {
  if (product.clocking.mode !== 'combinational' || product.inputs.length > inputLimit) return null;
  const simulator = createLaneSimulator(product, [product.bad]);
  const count = product.inputs.length;
  const words = new Int32Array(count);
  LANE_PATTERNS.forEach((pattern, index) => {
    if (index < count) words[index] = pattern;
  });
  const rounds = 2 ** Math.max(0, count - LANE_PATTERNS.length);
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
