import type { DesignPair, Product, StartState } from '../../formal/index.ts';
import { mergeByName, stateAfterReset } from '../../formal/index.ts';
import { acceptProof } from './accept.ts';
import type { Answer, ModelledCase } from './case.ts';
import { answer, leftMs } from './case.ts';
import type { Progress } from './progress.ts';
import { confirmed } from './progress.ts';
import { askProver } from './prover.ts';

/** Wall time of an attempt from the reset state, and of the bounded one. */
const PROVE_WALL_MS = 4_000;

/** By name, then in full dual rail, from power-up. */
export async function prove(given: ModelledCase, progress: Progress, limitMs: number): Promise<Answer | null> {
  if (progress.formalOnly) return null;
  const attempts = [
    { method: 'by-name', build: () => progress.merged.product },
    { method: 'full', build: progress.tracked },
  ] as const;
  for (const { method, build } of attempts) {
    const product = leftMs(given) === 0 || progress.refuted.has(method) ? null : build();
    const settled = product === null ? null : await attempt(given, progress, { method, product, limitMs });
    if (settled !== null) return settled;
  }
  return null;
}

async function attempt(
  given: ModelledCase,
  progress: Progress,
  {
    method,
    product,
    limitMs,
  }: { readonly method: 'by-name' | 'full'; readonly product: Product; readonly limitMs: number },
): Promise<Answer | null> {
  const said = await askProver(given.session.env, given.folder, {
    product,
    job: { label: method, wallMs: Math.min(limitMs, leftMs(given)), bounded: false },
  });
  if (said.kind === 'error') return answer('error', method, { detail: said.detail, clocking: given.clocking });
  if (said.kind === 'proved') return acceptProof(given, { method, rung: method, start: 'power-up', depth: null });
  if (said.kind === 'open') return null;
  progress.refuted.add(method);
  return confirmed(given, progress, { product, frames: said.frames, rung: method });
}

/** From the state that the reset inputs lead to, by merging and then by name. */
export async function proveAfterReset(given: ModelledCase): Promise<Answer | null> {
  const { resets } = given.session.hints(given.clocking);
  if (resets.length === 0 || leftMs(given) === 0) return null;
  const start = startAfterReset(given.pair, resets);
  const merged = mergeByName(given.pair, start);
  const claim = { method: 'after-reset', rung: 'after-reset', start: 'after-reset', depth: null } as const;
  if (merged.proved) return acceptProof(given, claim);
  if (merged.product === null) return null;
  const said = await askProver(given.session.env, given.folder, {
    product: merged.product,
    job: { label: 'after-reset', wallMs: Math.min(PROVE_WALL_MS, leftMs(given) / 2), bounded: false },
  });
  return said.kind === 'proved' ? acceptProof(given, claim) : null;
}

const startAfterReset = (pair: DesignPair, resets: Parameters<typeof stateAfterReset>[2]): StartState => ({
  golden: stateAfterReset(pair.golden, pair.clocking, resets),
  candidate: stateAfterReset(pair.candidate, pair.clocking, resets),
});

export async function proveBounded(given: ModelledCase, progress: Progress): Promise<Answer | null> {
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
