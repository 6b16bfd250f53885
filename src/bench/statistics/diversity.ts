/** How different the answers to one task are. */
export interface Diversity {
  readonly distinct: number;
  /** Chance that two answers drawn with replacement differ in outcome (Gini–Simpson index), 0 for one outcome only. */
  readonly giniSimpson: number;
}

/**
 * `texts` are fingerprints of the candidates (equal text modulo comments and white space counts once); `outcomes`
 * are what the index is taken over: VerilogEval's analysis uses the letter, or the mismatch count of a run-time failure.
 */
export function diversityOf(texts: readonly string[], outcomes: readonly string[]): Diversity {
  const counts = new Map<string, number>();
  for (const outcome of outcomes) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  let squares = 0;
  for (const count of counts.values()) squares += (count / outcomes.length) ** 2;
  return { distinct: new Set(texts).size, giniSimpson: outcomes.length === 0 ? 0 : 1 - squares };
}
