import { FALSE } from './graph.ts';
import type { StartState } from './product/plans.ts';
import { chosenProduct, namedPairs } from './product/plans.ts';
import type { DesignPair, Product, SharedPair } from './product/types.ts';

/** What sharing registers by name established. */
export interface MergeResult {
  /** Pairs whose equality is inductive: same start, and same next value whatever the rest does. */
  readonly shared: readonly SharedPair[];
  /** The product with those pairs shared; null where it is too large. */
  readonly product: Product | null;
  /** True where every output pair hashed to the same literal: equivalence is proved without a solver. */
  readonly proved: boolean;
}

/** Rounds of splitting after which sharing is given up: a hostile chain of registers would split one pair a round. */
const MOST_ROUNDS = 24;

/**
 * The merge proof: candidate registers with the golden's name share its variable, and next values must hash to the
 * same literal, else the pair is split and the rest is tried again (van Eijk's register correspondence, ED&TC 1998,
 * with hashing in the place of a solver).
 */
export function mergeByName(pair: DesignPair, start: StartState): MergeResult {
  let shared: readonly SharedPair[] = namedPairs(pair, start);
  for (let round = 0; ; round++) {
    const product = chosenProduct(pair, start, shared);
    if (product === null) return { shared: [], product: null, proved: false };
    const kept = product.pairMismatch.filter(({ literal }) => literal === FALSE).map((found) => found.pair);
    if (kept.length === shared.length) return { shared, product, proved: product.bad === FALSE };
    shared = round < MOST_ROUNDS ? kept : [];
  }
}
