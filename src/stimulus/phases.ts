import type { DesignFacts } from './facts.ts';
import { MAX_COUNTER_CYCLES } from './facts.ts';
import type { InputLayout } from './layout.ts';
import type { Random } from './random.ts';

/** What the resets do in a phase. */
export type ResetMode =
  | { readonly kind: 'inactive' }
  /** These resets (indices into the layout's list) are active throughout. */
  | { readonly kind: 'active'; readonly which: readonly number[] }
  /** Each reset is active for one to three cycles with this chance at each cycle, sometimes between two clock edges. */
  | { readonly kind: 'random'; readonly oneIn: number };

/** A stretch of stimulus of one character. */
export interface Phase {
  readonly name: string;
  readonly cycles: number;
  readonly reset: ResetMode;
  /** Chance that each control is 1, by name; a control that is not listed is fair. */
  readonly bias: ReadonlyMap<string, number>;
  /** Chance that an input keeps its value over a cycle. */
  readonly hold: number;
  /** Each control keeps its value for a run whose length comes from the design's own constants and their neighbours. */
  readonly runs: boolean;
  /** All data stays as it is, and the clocks run. */
  readonly frozen: boolean;
}

export interface PhaseChoice {
  readonly facts: DesignFacts;
  readonly layout: InputLayout;
  readonly random: Random;
  /** Clock cycles of the phases that are not frozen, all together, about. */
  readonly cycles: number;
  /** Whether inputs are held for as long as the counters found need. */
  readonly holds: 'long' | 'none';
}

const BIASES = [0.03, 0.25, 0.5, 0.5, 0.5, 0.75, 0.97] as const;
const HOLDS = [0, 0, 0.5, 0.9] as const;

/** Holds up to this length are cheap enough to be done with several settings, and twice. */
const SHORT_HOLD_CYCLES = 2_000;

/**
 * The order of a run: power-up without reset, all resets, a long stretch without, each subset of resets, resets at
 * random, held inputs long enough for the counters found, and mixed stretches with new biases to the end.
 */
export function choosePhases(choice: PhaseChoice): readonly Phase[] {
  const { layout, cycles } = choice;
  const none = { kind: 'inactive' } as const;
  const everyReset = { kind: 'active', which: layout.resets.map((_, index) => index) } as const;
  const phase = (name: string, length: number, reset: ResetMode): Phase => ({
    ...mood(choice),
    name,
    cycles: Math.max(1, Math.floor(length)),
    reset,
    frozen: false,
  });
  if (layout.resets.length === 0) {
    return [...stretches(cycles, (length) => phase('free run', length, none)), ...holds(choice)];
  }
  return [
    phase('power-up without reset', Math.min(8, cycles / 8), none),
    phase('reset', 2, everyReset),
    ...stretches(cycles / 4, (length) => phase('long run without reset', length, none)),
    ...resetSubsets(layout.resets.length).flatMap((which) => [
      phase('some resets', 2, { kind: 'active', which }),
      phase('after some resets', cycles / 32, none),
    ]),
    ...[12, 48, 256].flatMap((oneIn) =>
      stretches(cycles / 5, (length) => phase(`resets one cycle in ${oneIn}`, length, { kind: 'random', oneIn })),
    ),
    phase('reset', 2, everyReset),
    ...holds(choice),
  ];
}

/** Splits a length into stretches of about 40 cycles, so that biases change often. */
const stretches = (cycles: number, make: (length: number) => Phase): readonly Phase[] => {
  const count = Math.max(1, Math.round(cycles / 40));
  return Array.from({ length: count }, () => make(cycles / count));
};

/** Non-empty proper subsets of up to three resets; of more, each one alone. */
const resetSubsets = (count: number): readonly (readonly number[])[] => {
  const all = Array.from({ length: count }, (_, index) => index);
  if (count < 2) return [];
  if (count > 3) return all.map((index) => [index]);
  return Array.from({ length: 2 ** count - 2 }, (_, code) => all.filter((index) => ((code + 1) >> index) & 1));
};

/** Biases and holding habits of one phase. A handshake is driven full, empty and in between by these. */
function mood({ layout, random }: PhaseChoice): Pick<Phase, 'bias' | 'hold' | 'runs'> {
  return {
    runs: layout.controls.length > 0 && random.oneIn(layout.waits.length > 0 ? 2 : 4),
    bias: new Map(layout.controls.map((control) => [control.name, random.pick(BIASES)])),
    hold: random.pick(HOLDS),
  };
}

/** Frozen stretches for counters: as long as they need with all controls at 1, shorter with other settings. */
function holds(choice: PhaseChoice): readonly Phase[] {
  const { facts, layout, random } = choice;
  if (choice.holds === 'none' || facts.stateBits === 0 || facts.counterCycles < 16) return [];
  if (layout.clocks.length === 0) return [];
  const total = Math.min(MAX_COUNTER_CYCLES, facts.counterCycles) + 2;
  const settings = Math.min(4, 2 ** Math.min(2, layout.controls.length));
  return Array.from({ length: settings }, (_, index): readonly Phase[] => {
    const bias = new Map(layout.controls.map((control, at) => [control.name, settingOf({ index, at, random })]));
    const still = { bias, hold: 1, runs: false, reset: { kind: 'inactive' } as const };
    const cycles = index === 0 ? total : Math.min(total, SHORT_HOLD_CYCLES);
    const frozen: Phase = { ...still, name: 'held inputs', cycles, frozen: true };
    const fresh: Phase = { ...still, name: 'new held inputs', cycles: 1, hold: 0, frozen: false };
    // Twice with new data: what one round of a counter stores often shows only in the next.
    const again = cycles <= SHORT_HOLD_CYCLES ? [fresh, frozen] : [];
    return [fresh, frozen, ...again, { ...fresh, ...mood(choice), name: 'after held inputs', cycles: 16 }];
  }).flat();
}

// All ones, all zeros, then mixtures.
const settingOf = (at: { readonly index: number; readonly at: number; readonly random: Random }): number =>
  at.index === 0 ? 1 : at.index === 1 ? 0 : at.random.below(2);
