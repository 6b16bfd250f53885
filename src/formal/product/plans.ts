import type { Init, StateBit } from '../blast/design.ts';
import { buildProduct } from './build.ts';
import type { CandidateStart, DesignPair, GoldenStart, Product, ProductPlan, SharedPair } from './types.ts';

/** State at which both sides start: power-up, or what a reset sequence leaves (`x` where it leaves nothing known). */
export interface StartState {
  readonly golden: readonly Init[];
  readonly candidate: readonly Init[];
}

/** The power-up state of a pair. */
export const powerUp = (pair: DesignPair): StartState => ({
  golden: pair.golden.state.map((bit) => bit.init),
  candidate: pair.candidate.state.map((bit) => bit.init),
});

/**
 * The exact product: every golden bit with an unknown start is in dual rail and starts unknown. Bits with a known
 * start stay in one rail as long as nothing unknown reaches them.
 */
export function fullProduct(pair: DesignPair, start: StartState): Product | null {
  const dual = new Set<number>();
  start.golden.forEach((init, i) => {
    if (init === 'x' || init === 'any') dual.add(i);
  });
  return widened(pair, {
    shared: [],
    dual,
    goldenStart: start.golden.map((init) => (init === 'any' ? '0' : init)),
    candidateStart: start.candidate.map(candidateStart),
    encoding: 'rails',
  });
}

/**
 * A product in which unknown golden starts are chosen: equal to the candidate's register of that name, else 0. A
 * golden value that is known whatever the start is also holds under the choice, so what this product proves is true;
 * a counterexample of it may be spurious.
 */
export function chosenProduct(pair: DesignPair, start: StartState, shared: readonly SharedPair[]): Product | null {
  const partner = new Map(namedPairs(pair, start).map((found) => [found.golden, found.candidate]));
  return widened(pair, {
    shared,
    dual: new Set(),
    goldenStart: start.golden.map((init, i) => chosenStart(init, partner.get(i))),
    candidateStart: start.candidate.map(candidateStart),
    encoding: 'rails',
  });
}

/**
 * The exact product in the tracked encoding: unknown starts are flagged and their values chosen as in
 * {@link chosenProduct}. `shared` pairs must be inductive (see `mergeByName`).
 */
export function trackedProduct(pair: DesignPair, start: StartState, shared: readonly SharedPair[]): Product | null {
  const partner = new Map(namedPairs(pair, start).map((found) => [found.golden, found.candidate]));
  return buildProduct(pair, {
    shared,
    dual: new Set(),
    goldenStart: start.golden.map((init, i) => trackedStart(init, partner.get(i))),
    candidateStart: start.candidate.map(candidateStart),
    encoding: 'tracked',
  });
}

/** Golden and candidate bits with a name in common whose starts agree. */
export function namedPairs(pair: DesignPair, start: StartState): SharedPair[] {
  const byLabel = new Map<string, number>();
  pair.candidate.state.forEach((bit, index) => {
    for (const label of bit.labels) if (!byLabel.has(label)) byLabel.set(label, index);
  });
  const taken = new Set<number>();
  const pairs: SharedPair[] = [];
  pair.golden.state.forEach((bit: StateBit, golden) => {
    const candidate = bit.labels.map((label) => byLabel.get(label)).find((index) => index !== undefined);
    if (candidate === undefined || taken.has(candidate)) return;
    const from = start.golden[golden];
    if (from !== 'x' && from !== start.candidate[candidate]) return;
    taken.add(candidate);
    pairs.push({ golden, candidate });
  });
  return pairs;
}

const candidateStart = (init: Init): CandidateStart => (init === 'x' ? 'free' : init === '1' ? '1' : '0');

/** An unknown start stays flagged as unknown; its value is the partner's where there is one. */
const trackedStart = (init: Init, partner: number | undefined): GoldenStart =>
  init === 'any' ? '0' : init === 'x' && partner !== undefined ? { same: partner } : init;

function chosenStart(init: Init, partner: number | undefined): GoldenStart {
  if (init === 'any') return '0';
  if (init !== 'x') return init;
  return partner === undefined ? '0' : { same: partner };
}

/** Rounds after which every bit gets two rails: x crawls along a chain of registers one a round. */
const MOST_ROUNDS = 12;

/** Builds, and gives two rails to every golden bit that something unknown can reach, until none is left. */
function widened(pair: DesignPair, plan: ProductPlan): Product | null {
  const dual = new Set(plan.dual);
  const shared = new Set(plan.shared.map((found) => found.golden));
  for (let round = 0; ; round++) {
    const product = buildProduct(pair, { ...plan, dual });
    if (product === null) return null;
    const before = dual.size;
    product.goldenNextKnown.forEach((nextKnown, i) => {
      if ((!nextKnown || round === MOST_ROUNDS) && !shared.has(i)) dual.add(i);
    });
    if (dual.size === before || round > MOST_ROUNDS) return product;
  }
}
