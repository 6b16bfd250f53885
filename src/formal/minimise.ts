import type { Product } from './product/types.ts';
import { createLaneSimulator } from './simulate/lanes.ts';
import type { Frames } from './simulate/search.ts';

/** Variants tried at once, one a lane. */
const LANES = 32;

/**
 * Shortens inputs that lead to a difference: steps go (delta debugging, A. Zeller and R. Hildebrandt, 2002), then port
 * bits are held at one value, then single changes go. 32 variants are tried at once on the model. The result shows its
 * first difference in its last frame; it is the prefix to the first difference where `gateBudget`, in evaluated gates,
 * allows no more. Frames that show no difference come back as they are.
 */
export function minimiseFrames(product: Product, frames: Frames, gateBudget: number): Frames {
  const search = createSearch(product, frames, gateBudget);
  const [prefix] = search.tryAll([frames]);
  if (prefix === null || prefix === undefined) return frames;
  search.keep(prefix);
  removeSteps(search);
  if (holdInputs(search)) removeSteps(search);
  calmInputs(search);
  return search.best();
}

interface Search {
  readonly best: () => Frames;
  readonly portInputs: readonly number[];
  readonly isOver: () => boolean;
  /** Which variants show a difference; each is cut behind its first one, null where there is none. */
  readonly tryAll: (variants: readonly Frames[]) => readonly (Frames | null)[];
  readonly keep: (frames: Frames) => void;
}

function createSearch(product: Product, frames: Frames, gateBudget: number): Search {
  const simulator = createLaneSimulator(product, [product.bad]);
  let left = gateBudget;
  const tryAll = (variants: readonly Frames[]): readonly (Frames | null)[] => {
    const first = firstDifferences(variants, { product, simulator });
    left -= (simulator.restart() + product.inputs.length) * (variants[0]?.length ?? 0);
    return variants.map((variant, lane) => {
      const step = first[lane] ?? -1;
      return step < 0 ? null : variant.slice(0, step + 1);
    });
  };
  let best = frames;
  return {
    best: () => best,
    portInputs: product.inputs.flatMap((input, index) => (input.kind === 'port' ? [index] : [])),
    isOver: () => left <= 0,
    tryAll,
    keep: (shorter) => {
      best = shorter;
    },
  };
}

/** First step with a difference in each lane, -1 where there is none. All variants have the same length. */
function firstDifferences(
  variants: readonly Frames[],
  machine: { readonly product: Product; readonly simulator: ReturnType<typeof createLaneSimulator> },
): Int32Array {
  const { product, simulator } = machine;
  const first = new Int32Array(LANES).fill(-1);
  const words = new Int32Array(product.inputs.length);
  const all = variants.length >= LANES ? -1 : (1 << variants.length) - 1;
  let seen = 0;
  simulator.restart();
  const steps = variants[0]?.length ?? 0;
  for (let step = 0; step < steps && seen !== all; step++) {
    words.fill(0);
    variants.forEach((variant, lane) => {
      const frame = variant[step];
      for (let i = 0; i < words.length; i++) if (frame?.[i] === 1) words[i] = (words[i] as number) | (1 << lane);
    });
    simulator.evaluate(words);
    const fresh = simulator.read(product.bad) & all & ~seen;
    for (let lane = 0; fresh !== 0 && lane < LANES; lane++) if (((fresh >>> lane) & 1) === 1) first[lane] = step;
    seen |= fresh;
    simulator.advance();
  }
  return first;
}

/** Leaves out stretches of steps, from the longest to single ones; the last step stays. */
function removeSteps(search: Search): void {
  let size = Math.ceil((search.best().length - 1) / 2);
  while (size >= 1 && !search.isOver()) {
    const kept = shortestWithout(search, size);
    if (kept === null) size = size === 1 ? 0 : Math.floor(size / 2);
    else {
      search.keep(kept);
      size = Math.min(size, Math.ceil((kept.length - 1) / 2));
    }
  }
}

function shortestWithout(search: Search, size: number): Frames | null {
  const frames = search.best();
  const starts = Array.from({ length: Math.floor((frames.length - 1) / size) }, (_, index) => index * size);
  for (let at = 0; at < starts.length && !search.isOver(); at += LANES) {
    const variants = starts
      .slice(at, at + LANES)
      .map((start) => [...frames.slice(0, start), ...frames.slice(start + size)]);
    const shorter = search.tryAll(variants).filter((found) => found !== null);
    const [best] = shorter.sort((a, b) => a.length - b.length);
    if (best !== undefined) return best;
  }
  return null;
}

/** Holds port bits at 0, or else at 1, throughout. Returns whether any was held that changed before. */
function holdInputs(search: Search): boolean {
  const changing = search.portInputs.filter((input) => new Set(search.best().map((frame) => frame[input])).size > 1);
  const before = search.best();
  const ones = search.portInputs.filter((input) => search.best().some((frame) => frame[input] === 1));
  applyAll(search, [...new Set([...changing, ...ones])], (frames, input) =>
    frames.map((frame) => withBit(frame, input, 0)),
  );
  const still = changing.filter((input) => new Set(search.best().map((frame) => frame[input])).size > 1);
  applyAll(search, still, (frames, input) => frames.map((frame) => withBit(frame, input, 1)));
  return search.best() !== before;
}

/** Lets port bits keep the value of the step before, where the difference does not need the change. */
function calmInputs(search: Search): void {
  for (let step = search.best().length - 1; step >= 1 && !search.isOver(); step--) {
    const at = Math.min(step, search.best().length - 1);
    const [before, here] = [search.best()[at - 1], search.best()[at]];
    const changed = search.portInputs.filter((input) => before?.[input] !== here?.[input]);
    applyAll(search, changed, (frames, input) =>
      frames.map((frame, index) => (index === at ? withBit(frame, input, frames[at - 1]?.[input] ?? 0) : frame)),
    );
  }
}

/** Applies each change that leaves the difference, 32 at a time: those of a group together where they can be. */
function applyAll(search: Search, inputs: readonly number[], change: (frames: Frames, input: number) => Frames): void {
  for (let at = 0; at < inputs.length; at += LANES) applyGroup(search, inputs.slice(at, at + LANES), change);
}

function applyGroup(
  search: Search,
  inputs: readonly number[],
  change: (frames: Frames, input: number) => Frames,
): void {
  let open = inputs;
  while (open.length > 0 && !search.isOver()) {
    const frames = search.best();
    const found = search.tryAll(open.map((input) => change(frames, input)));
    const good = open.filter((_, index) => found[index] !== null);
    const [first] = found.filter((one) => one !== null);
    if (first === undefined) return;
    const together = good.length > 1 ? search.tryAll([good.reduce(change, frames)])[0] : first;
    search.keep(together ?? first);
    if (together !== null && together !== undefined) return;
    open = good.slice(1);
  }
}

const withBit = (frame: Uint8Array, input: number, value: number): Uint8Array => {
  if (frame[input] === value) return frame;
  const changed = Uint8Array.from(frame);
  changed[input] = value;
  return changed;
};
