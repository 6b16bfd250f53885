import type { TestbenchStrength } from '../checks/testbench-audit.ts';

/** The strength of a bench as the part of a document. */
export const strengthDocument = (strength: TestbenchStrength) => ({
  goldenStatus: strength.golden.status,
  goldenSummary: strength.golden.summary,
  counts: strength.counts,
  killRate: strength.killRate,
  killRateAtLeast: strength.killRateAtLeast,
  mutants: strength.mutants.map(({ mutant, fate, summary }) => ({
    id: mutant.id,
    operator: mutant.operator,
    description: mutant.description,
    place: mutant.place,
    fate,
    summary,
  })),
});

const percent = (share: number | null): string => (share === null ? 'no rate' : `${(100 * share).toFixed(1)}%`);

/** One line: the rate and what it was counted from. */
export function strengthText({ counts, killRate, killRateAtLeast, golden }: TestbenchStrength): string {
  if (golden.status !== 'pass') return `not measured: the golden design is not passed (${golden.summary})`;
  const range =
    killRate === killRateAtLeast ? percent(killRate) : `${percent(killRateAtLeast)} to ${percent(killRate)}`;
  const rest = [
    `${counts.killed} killed`,
    `${counts.survived} survived`,
    `${counts.undecided} undecided`,
    `${counts.equivalent} proved equivalent`,
    `${counts.invalid} did not compile`,
    ...(counts.error > 0 ? [`${counts.error} not judged`] : []),
  ];
  return `kill rate ${range}: ${rest.join(', ')}`;
}
