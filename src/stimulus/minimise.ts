import type { StimulusStep } from './step.ts';

/** What a trial of a shortened stimulus showed: how far the steps are needed, or null where nothing differed. */
export type Trial = (steps: readonly StimulusStep[]) => Promise<{ readonly step: number; readonly sub: number } | null>;

export interface MinimiseOptions {
  readonly steps: readonly StimulusStep[];
  readonly trial: Trial;
  /** The bits of each input in the packed data: whole inputs are tried without any change first. */
  readonly inputMasks: readonly bigint[];
  /** Asked before each trial; false ends the search with the best so far. */
  readonly mayContinue: (trials: number) => boolean;
}

/**
 * Shortens a stimulus that shows a difference: inputs that need not change are held, then steps go (delta debugging,
 * A. Zeller and R. Hildebrandt, 2002), then repetitions, then needless changes of data. The result shows a difference at its last step.
 */
export async function minimiseSteps(options: MinimiseOptions): Promise<readonly StimulusStep[]> {
  const search = createSearch(options);
  await search.attempt(options.steps);
  await holdInputs(search, options.inputMasks);
  await removeSteps(search);
  await shortenRepeats(search);
  await calmData(search);
  await removeSteps(search);
  return search.best();
}

interface Search {
  readonly best: () => readonly StimulusStep[];
  /** Keeps the steps where they still show a difference, cut behind it. False where they do not, or time is up. */
  readonly attempt: (steps: readonly StimulusStep[]) => Promise<boolean>;
  readonly isOver: () => boolean;
}

function createSearch({ steps, trial, mayContinue }: MinimiseOptions): Search {
  let best = steps;
  let trials = 0;
  return {
    best: () => best,
    isOver: () => !mayContinue(trials),
    attempt: async (shorter) => {
      if (!mayContinue(trials)) return false;
      trials += 1;
      const found = await trial(shorter);
      if (found !== null) best = cutBehind(shorter, found);
      return found !== null;
    },
  };
}

/** The steps up to a point, the last one repeated no further than to it. */
export function cutBehind(
  steps: readonly StimulusStep[],
  { step, sub }: { readonly step: number; readonly sub: number },
): readonly StimulusStep[] {
  return steps.slice(0, step + 1).map((each, index) => {
    if (index < step) return each;
    return sub === 0 ? { ...each, toggle: null, repeat: 1 } : { ...each, repeat: sub };
  });
}

/** Holds each input at 0, or else at its first value, where the difference does not need more. */
async function holdInputs(search: Search, masks: readonly bigint[]): Promise<void> {
  for (const mask of masks) {
    const held = (value: bigint): readonly StimulusStep[] =>
      search.best().map((step) => ({ ...step, data: (step.data & ~mask) | (value & mask) }));
    if (!(await search.attempt(held(0n)))) await search.attempt(held(search.best()[0]?.data ?? 0n));
  }
}

async function removeSteps(search: Search): Promise<void> {
  let size = Math.ceil(search.best().length / 2);
  while (size >= 1 && !search.isOver()) {
    let removed = false;
    // The last step shows the difference, so it stays.
    for (let at = 0; at < search.best().length - 1 && !search.isOver(); ) {
      const steps = search.best();
      const shorter = [...steps.slice(0, at), ...steps.slice(Math.min(at + size, steps.length - 1))];
      if (await search.attempt(shorter)) removed = true;
      else at += size;
    }
    if (size === 1 && !removed) return;
    size = removed && size === 1 ? 1 : Math.floor(size / 2);
  }
}

async function shortenRepeats(search: Search): Promise<void> {
  for (let at = 0; at < search.best().length && !search.isOver(); at += 1) {
    for (let cut = Math.floor((search.best()[at]?.repeat ?? 1) / 2); cut >= 1 && !search.isOver(); ) {
      const steps = search.best();
      const repeat = (steps[at]?.repeat ?? 1) - cut;
      const isShorter = repeat >= 1 && (await search.attempt(withStep(steps, at, { repeat })));
      if (!isShorter) cut = Math.floor(cut / 2);
    }
  }
}

/** Lets each step keep the data of the step before it, where the difference does not need the change. */
async function calmData(search: Search): Promise<void> {
  for (let at = 1; at < search.best().length && !search.isOver(); at += 1) {
    const steps = search.best();
    const data = steps[at - 1]?.data ?? 0n;
    if (steps[at]?.data !== data) await search.attempt(withStep(steps, at, { data }));
  }
}

const withStep = (steps: readonly StimulusStep[], at: number, change: Partial<StimulusStep>): readonly StimulusStep[] =>
  steps.map((step, index) => (index === at ? { ...step, ...change } : step));
