/** Pairs in which only the first, or only the second side passed. */
export interface Discordant {
  readonly onlyA: number;
  readonly onlyB: number;
}

/**
 * McNemar's exact test, two-sided: the binomial chance, at one half, of a split at least as uneven as this one.
 * 1 when there is no discordant pair. Computed with logarithms, so thousands of pairs do not underflow.
 */
export function mcnemarExact({ onlyA, onlyB }: Discordant): number {
  const n = onlyA + onlyB;
  const few = Math.min(onlyA, onlyB);
  let logTerm = -n * Math.LN2;
  let tail = 0;
  for (let i = 0; i <= few; i += 1) {
    tail += Math.exp(logTerm);
    logTerm += Math.log((n - i) / (i + 1));
  }
  return Math.min(1, 2 * tail);
}
