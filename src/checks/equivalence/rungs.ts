import {
  fullProduct,
  mergeByName,
  powerUp,
  searchDifference,
  searchExhaustively,
  trackedProduct,
} from '../../formal/index.ts';
import { acceptProof, simulateOnly } from './accept.ts';
import type { Answer, ModelledCase } from './case.ts';
import { leftMs } from './case.ts';
import type { Progress } from './progress.ts';
import { confirmed } from './progress.ts';
import { prove, proveAfterReset, proveBounded } from './proofs.ts';

/** Inputs, choices included, up to which a memoryless pair is compared on every combination. */
const EXHAUSTIVE_INPUTS = 18;
/** Gate evaluations (32 lanes each) that the first random search may take: about 10 ms. */
const SEARCH_GATES = 4_000_000;
const SEARCH_STEPS = { least: 64, most: 512 } as const;
/** The long search, for counters: time, and rows that a replay can take. */
const DEEP_WALL_MS = 1_500;
const DEEP_STEPS = 200_000;
/** Wall time of the first and of later unbounded attempts. */
const QUICK_WALL_MS = 1_000;
const PROVE_WALL_MS = 4_000;

/** Proofs and searches from the cheapest to the dearest, until one settles the pair. */
export async function climb(given: ModelledCase): Promise<Answer> {
  const start = powerUp(given.pair);
  const merged = mergeByName(given.pair, start);
  if (merged.proved && !isApproximate(given)) {
    return acceptProof(given, { method: 'merge', rung: 'merge', start: 'power-up', depth: null });
  }
  const full = fullProduct(given.pair, start);
  if (full === null) return simulateOnly(given, { strength: 'undecided', rung: 'size', detail: 'too large to model' });
  const progress: Progress = {
    merged,
    full,
    tracked: lazily(() => trackedProduct(given.pair, start, merged.shared) ?? full),
    formalOnly: false,
    refuted: new Set(),
    differsBeforeReset: false,
  };
  const searched = (await exhaustive(given, progress)) ?? (await search(given, progress));
  if (searched !== null) return searched;
  if (isApproximate(given)) {
    const detail = 'domains with derived clocks exchange data: simulation only';
    return simulateOnly(given, { strength: 'no-difference', rung: 'approximate', detail });
  }
  return (
    (await prove(given, progress, QUICK_WALL_MS)) ??
    (await searchDeep(given, progress)) ??
    (await prove(given, progress, Math.min(PROVE_WALL_MS, leftMs(given) / 4))) ??
    (await afterReset(given, progress)) ??
    (await proveBounded(given, progress)) ??
    (await giveUp(given, progress))
  );
}

/** Computes once, when first asked. */
function lazily<T>(compute: () => T): () => T {
  let kept: { readonly value: T } | null = null;
  return () => {
    kept ??= { value: compute() };
    return kept.value;
  };
}

const isApproximate = (given: ModelledCase): boolean => given.clocking.mode === 'event' && given.clocking.approximate;

async function exhaustive(given: ModelledCase, progress: Progress): Promise<Answer | null> {
  const result = searchExhaustively(progress.full, EXHAUSTIVE_INPUTS);
  if (result === null) return null;
  if (result.frames === null) {
    return acceptProof(given, { method: 'exhaustive', rung: 'exhaustive', start: 'power-up', depth: null });
  }
  return confirmed(given, progress, { product: progress.full, frames: result.frames, rung: 'exhaustive' });
}

async function search(given: ModelledCase, progress: Progress): Promise<Answer | null> {
  const hints = given.session.hints(given.clocking);
  const budget = Math.floor(SEARCH_GATES / Math.max(1, progress.full.graph.size()));
  const steps = Math.min(SEARCH_STEPS.most, Math.max(SEARCH_STEPS.least, budget));
  for (let attempt = 0; attempt < 3; attempt++) {
    const seed = given.session.seed + attempt;
    const result = searchDifference(progress.full, { hints, seed, steps });
    if (result.frames === null) return null;
    const settled = await confirmed(given, progress, {
      product: progress.full,
      frames: result.frames,
      rung: 'search',
    });
    if (settled !== null) return settled;
  }
  return null;
}

/** A long random search, for differences behind a counter. */
async function searchDeep(given: ModelledCase, progress: Progress): Promise<Answer | null> {
  if (progress.formalOnly || given.clocking.mode === 'combinational') return null;
  const { env, seed } = given.session;
  const end = env.now() + Math.min(DEEP_WALL_MS, leftMs(given) / 2);
  const result = searchDifference(progress.full, {
    hints: given.session.hints(given.clocking),
    seed,
    steps: DEEP_STEPS,
    expired: () => env.now() > end,
  });
  if (result.frames === null) return null;
  return confirmed(given, progress, { product: progress.full, frames: result.frames, rung: 'deep-search' });
}

/** What a difference before any reset comes to: a proof from reset on, or nothing that is known. */
async function afterReset(given: ModelledCase, progress: Progress): Promise<Answer | null> {
  const proved = await proveAfterReset(given);
  if (!progress.differsBeforeReset) return proved;
  const detail = 'before any reset the candidate shows x where the reference has settled';
  given.findings.push({ kind: 'before-reset', detail });
  return proved ?? simulateOnly(given, { strength: 'undecided', rung: 'before-reset', detail });
}

function giveUp(given: ModelledCase, progress: Progress): Promise<Answer> {
  if (progress.formalOnly) {
    const detail = 'the model has a counterexample that the simulator does not show';
    return simulateOnly(given, { strength: 'different-formal-only', rung: 'formal-only', detail });
  }
  const detail = 'no proof and no counterexample within the budget';
  return simulateOnly(given, { strength: 'undecided', rung: 'undecided', detail });
}
