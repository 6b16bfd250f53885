import type { PassAtKRow } from '../../contracts/bench.ts';
import { ToolchainError } from '../../contracts/error.ts';

/** A threshold from the command line: `pass@1=0.6`, optionally `official:pass@5=0.7`. */
export interface Threshold {
  readonly column: 'own' | 'official' | 'syntax';
  readonly k: number;
  readonly least: number;
  readonly text: string;
}

const FORM = /^(?:(own|official|syntax):)?pass@(\d{1,4})=(\d(?:\.\d+)?)$/;

/** Reads a threshold. Throws `usage` for anything else than its form. */
export function readThreshold(text: string): Threshold {
  const [, column = 'own', k = '', least = ''] = FORM.exec(text) ?? [];
  if (k === '' || Number(k) < 1 || Number(least) > 1) {
    throw new ToolchainError('usage', `cannot read the threshold "${text}"`, {
      hint: 'Write it as pass@1=0.6 or official:pass@5=0.7.',
    });
  }
  return { column: column as Threshold['column'], k: Number(k), least: Number(least), text };
}

/** A gate and whether it was met; a gate over no task is never met. */
export interface GateResult {
  readonly gate: string;
  readonly value: number;
  readonly met: boolean;
}

/** Holds each threshold against the table over all tasks. */
export function thresholdGates(thresholds: readonly Threshold[], rows: readonly PassAtKRow[]): readonly GateResult[] {
  return thresholds.map(({ column, k, least, text }) => {
    const row = rows.find((candidate) => candidate.column === column && candidate.k === k && candidate.tasks === 'all');
    const value = row?.mean ?? 0;
    return { gate: `fail-under ${text}`, value, met: row !== undefined && row.counted > 0 && value >= least };
  });
}

/** At most so many tasks may have become worse. */
export const regressionGate = (most: number, regressions: number): GateResult => ({
  gate: `max-regressions ${most}`,
  value: regressions,
  met: regressions <= most,
});
