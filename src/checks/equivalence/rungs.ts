import type { DesignPair, MergeResult, Product, StartState } from '../../formal/index.ts';
import {
  fullProduct,
  mergeByName,
  powerUp,
  searchDifference,
  searchExhaustively,
  stateAfterReset,
} from '../../formal/index.ts';
import { acceptProof, replay, simulateOnly } from './accept.ts';
import type { Answer, ModelledCase } from './case.ts';
import { answer, leftMs } from './case.ts';
import { askProver } from './prover.ts';

/** Inputs, choices included, up to which a memoryless pair is compared on every combination. */
const EXHAUSTIVE_INPUTS = 18;
/** Gate evaluations (32 lanes each) that the first random search may take: about 10 ms. */
const SEARCH_GATES = 4_000_000;
const SEARCH_STEPS = { least: 64, most: 512 } as const;
/** The long search, for counters: time, and rows that a replay can take. */
const DEEP_WALL_MS = 1_500;
const DEEP_STEPS = 200_000;
/** Wall time of the first and of later unbounded attempts, and of the bounded one. */
const QUICK_WALL_MS = 1_000;
const PROVE_WALL_MS = 4_000;

/** What the rungs so far have left open. */
interface Progress {
  readonly merged: MergeResult;
  readonly full: Product;
  /** A counterexample of the exact model did not replay: no proof from power-up is to be had. */
  formalOnly: boolean;
  /** Forms whose product has a counterexample. */
  readonly refuted: Set<'by-name' | 'full'>;
}

/** Proofs and searches from the cheapest to the dearest, until one settles the pair. */
export async function climb(given: ModelledCase): Promise<Answer> {
  const start = powerUp(given.pair);
  const merged = mergeByName(given.pair, start);
  if (merged.proved && !isApproximate(given)) {
    return acceptProof(given, { method: 'merge', rung: 'merge', start: 'power-up', depth: null });
  }
  const full = fullProduct(given.pair, start);
  if (full === null) return simulateOnly(given, { strength: 'undecided', rung: 'size', detail: 'too large to model' });
  const progress: Progress = { merged, full, formalOnly: false, refuted: new Set() };
  const searched = (await exhaustive(given, progress)) ?? (await search(given, progress));
  if (searched !== null) return searched;
  if (isApproximate(given)) {
    const detail = 'domains with derived clocks exchange data: simulation only';
    return simulateOnly(given, { strength: 'no-difference', rung: 'approximate', detail });
  }
  return (
    (await prove(given, progress, QUICK_WALL_MS)) ??
    (await searchDeep(given, progress)) ??
    (await prove(given, progress, PROVE_WALL_MS)) ??
    (await proveAfterReset(given)) ??
    (await proveBounded(given, progress)) ??
    (await giveUp(given, progress))
  );
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

/** Replays a counterexample; null where the simulator does not show it. */
async function confirmed(
  given: ModelledCase,
  progress: Progress,
  counterexample: Parameters<typeof replay>[1],
): Promise<Answer | null> {
  const outcome = await replay(given, counterexample);
  if (outcome.kind !== 'unconfirmed') return outcome.answer;
  if (counterexample.product === progress.full) progress.formalOnly = true;
  return null;
}

/** By name, then in full dual rail, from power-up. */
async function prove(given: ModelledCase, progress: Progress, limitMs: number): Promise<Answer | null> {
  if (progress.formalOnly) return null;
  const attempts = [
    { method: 'by-name', product: progress.merged.product },
    { method: 'full', product: progress.full },
  ] as const;
  for (const { method, product } of attempts) {
    if (product === null || leftMs(given) === 0 || progress.refuted.has(method)) continue;
    const wallMs = Math.min(limitMs, leftMs(given));
    const said = await askProver(given.session.env, given.folder, {
      product,
      job: { label: method, wallMs, bounded: false },
    });
    if (said.kind === 'error') return answer('error', method, { detail: said.detail, clocking: given.clocking });
    if (said.kind === 'proved') {
      return acceptProof(given, { method, rung: method, start: 'power-up', depth: null });
    }
    if (said.kind === 'refuted') {
      progress.refuted.add(method);
      const settled = await confirmed(given, progress, { product, frames: said.frames, rung: method });
      if (settled !== null) return settled;
    }
  }
  return null;
}

/** From the state that the reset inputs lead to, by merging and then by name. */
async function proveAfterReset(given: ModelledCase): Promise<Answer | null> {
  const { resets } = given.session.hints(given.clocking);
  if (resets.length === 0 || leftMs(given) === 0) return null;
  const start = startAfterReset(given.pair, resets);
  const merged = mergeByName(given.pair, start);
  const claim = { method: 'after-reset', rung: 'after-reset', start: 'after-reset', depth: null } as const;
  if (merged.proved) return acceptProof(given, claim);
  if (merged.product === null) return null;
  const said = await askProver(given.session.env, given.folder, {
    product: merged.product,
    job: { label: 'after-reset', wallMs: Math.min(PROVE_WALL_MS, leftMs(given)), bounded: false },
  });
  return said.kind === 'proved' ? acceptProof(given, claim) : null;
}

const startAfterReset = (pair: DesignPair, resets: Parameters<typeof stateAfterReset>[2]): StartState => ({
  golden: stateAfterReset(pair.golden, pair.clocking, resets),
  candidate: stateAfterReset(pair.candidate, pair.clocking, resets),
});

async function proveBounded(given: ModelledCase, progress: Progress): Promise<Answer | null> {
  if (progress.formalOnly || leftMs(given) === 0) return null;
  const said = await askProver(given.session.env, given.folder, {
    product: progress.full,
    job: { label: 'bounded', wallMs: Math.min(PROVE_WALL_MS, leftMs(given)), bounded: true },
  });
  if (said.kind === 'refuted') {
    return confirmed(given, progress, { product: progress.full, frames: said.frames, rung: 'bounded' });
  }
  if (said.kind !== 'open' || said.depth === 0) return null;
  return acceptProof(given, { method: 'bounded', rung: 'bounded', start: 'power-up', depth: said.depth });
}

function giveUp(given: ModelledCase, progress: Progress): Promise<Answer> {
  if (progress.formalOnly) {
    const detail = 'the model has a counterexample that the simulator does not show';
    return simulateOnly(given, { strength: 'different-formal-only', rung: 'formal-only', detail });
  }
  const detail = 'no proof and no counterexample within the budget';
  return simulateOnly(given, { strength: 'undecided', rung: 'undecided', detail });
}
