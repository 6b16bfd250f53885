import type { CheckEnvironment, DesignText } from '../../checks/check-environment.ts';
import {
  type AskEquivalence,
  type EquivalenceResult,
  isProved,
  isRefuted,
  withGolden,
} from '../../checks/equivalence.ts';
import type { Apart } from './cluster.ts';
import type { DistinctCandidate } from './distinct.ts';

/** What proofs say of the texts of one group, each against the first. */
export interface Proofs {
  /** Other texts that are proved to be the first one's equals. */
  readonly equal: number;
  /** Other texts for which neither was shown in time. */
  readonly open: number;
  readonly apart: readonly Apart[];
}

export interface GroupProof {
  readonly top: string;
  readonly distinct: readonly DistinctCandidate[];
  /** Positions among `distinct`, the one to compare with first. */
  readonly group: readonly number[];
  readonly seed: number;
  /** Time for one proof, in milliseconds. */
  readonly proofMs: number;
}

/** Texts that are looked at in one group; models repeat themselves, and the others would vote alike. */
const MAX_TEXTS = 12;

/**
 * Compares the first text of a group with the others by proof. Two are apart only where each differs from the other as
 * the reference: what a reference leaves unknown is free, so that a missing start value alone takes nothing apart.
 */
export async function proveGroup(environment: CheckEnvironment, asked: GroupProof): Promise<Proofs> {
  const [first, ...others] = asked.group.slice(0, MAX_TEXTS);
  if (first === undefined || others.length === 0) return { equal: 0, open: 0, apart: [] };
  const design = (index: number): DesignText => ({
    top: asked.top,
    files: [{ path: 'candidate.sv', text: asked.distinct[index]?.source ?? '' }],
  });
  const ask = (golden: number, use: (ask: AskEquivalence) => Promise<EquivalenceResult[]>) =>
    withGolden(environment, { golden: design(golden), seed: asked.seed }, use);
  const { proofMs: budgetMs } = asked;
  const forth = await ask(first, async (one) => {
    const results: EquivalenceResult[] = [];
    for (const other of others) results.push(await one({ candidate: design(other), budgetMs }));
    return results;
  });
  const apart: Apart[] = [];
  for (const [at, other] of others.entries()) {
    const there = forth[at];
    if (there === undefined || !isRefuted(there)) continue;
    const [back] = await ask(other, async (one) => [await one({ candidate: design(first), budgetMs })]);
    if (back !== undefined && isRefuted(back)) apart.push([first, other]);
  }
  const equal = forth.filter(isProved).length;
  return { equal, open: others.length - equal - apart.length, apart };
}
