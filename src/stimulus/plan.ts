import type { DesignFacts } from './facts.ts';
import type { Drive, InputLayout } from './layout.ts';
import { layoutInputs } from './layout.ts';
import { playPhase } from './phase.ts';
import { choosePhases } from './phases.ts';
import type { Random } from './random.ts';
import { createRandom } from './random.ts';
import type { StimulusStep } from './step.ts';

/** Where a phase begins, so that a report can say which one found a difference. */
export interface PhaseMark {
  readonly name: string;
  readonly firstStep: number;
}

/** Everything that is applied in one run. Equal facts, seed and length give an equal plan. */
export interface StimulusPlan {
  readonly seed: number;
  readonly layout: InputLayout;
  /** Values of the inputs before any reset is applied; the first step differs from it in data only. */
  readonly initial: bigint;
  readonly steps: readonly StimulusStep[];
  readonly phases: readonly PhaseMark[];
  /** Whether every value of every input was applied to a design without storage. */
  readonly exhaustive: boolean;
}

export interface PlanOptions {
  readonly facts: DesignFacts;
  readonly seed: number;
  /** Clock cycles of random stimulus (data changes for designs without clock); long holds come on top. */
  readonly cycles: number;
  /** Whether inputs are held for as long as the counters found need (the default), or not at all. */
  readonly holds?: 'long' | 'none';
}

/** A design without storage is tried on all its input values up to this many input bits. */
const EXHAUSTIVE_BITS = 12;

/** Makes the stimulus of one run. */
export function planStimulus({ facts, seed, cycles, holds = 'long' }: PlanOptions): StimulusPlan {
  const layout = layoutInputs(facts);
  const random = createRandom(seed);
  const initial = layout.resets.reduce(
    (value, reset) => (reset.active === 0 ? value | (1n << BigInt(reset.at)) : value),
    0n,
  );
  if (facts.stateBits === 0 && layout.clocks.length === 0 && layout.width <= EXHAUSTIVE_BITS) {
    return allValues({ layout, seed, random, initial });
  }
  const drive: Drive = { facts, layout, random, value: initial, clock: 0n, walk: 0, runs: new Map() };
  const steps: StimulusStep[] = [];
  const phases: PhaseMark[] = [];
  for (const phase of choosePhases({ facts, layout, random, cycles, holds })) {
    phases.push({ name: phase.name, firstStep: steps.length });
    for (const step of playPhase(drive, phase)) steps.push(step);
  }
  return { seed, layout, initial, steps, phases, exhaustive: false };
}

interface AllValues {
  readonly layout: InputLayout;
  readonly seed: number;
  readonly random: Random;
  readonly initial: bigint;
}

// Twice: in order, and shuffled, so that a hidden latch sees other neighbours.
function allValues({ layout, seed, random, initial }: AllValues): StimulusPlan {
  const inOrder = Array.from({ length: 2 ** layout.width }, (_, value) => BigInt(value));
  const shuffled = [...inOrder];
  for (let i = shuffled.length - 1; i > 0; i -= 1) {
    const j = random.below(i + 1);
    [shuffled[i], shuffled[j]] = [shuffled[j] ?? 0n, shuffled[i] ?? 0n];
  }
  return {
    seed,
    layout,
    initial,
    steps: [...inOrder, ...shuffled].map((data) => ({ data, toggle: null, repeat: 1 })),
    phases: [
      { name: 'all values in order', firstStep: 0 },
      { name: 'all values shuffled', firstStep: inOrder.length },
    ],
    exhaustive: true,
  };
}
