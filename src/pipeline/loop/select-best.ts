import type { Select } from './attempt.ts';

/**
 * The selection that needs no tool: the best score; among equals the text that most of them share, then the first. A
 * majority of equal texts is weak evidence, and the note says what it rests on.
 */
export const selectBest: Select = async ({ attempts }) => {
  const designed = attempts.filter((attempt) => attempt.design !== null);
  const top = designed.reduce((most, attempt) => Math.max(most, attempt.score), Number.NEGATIVE_INFINITY);
  const best = designed.filter((attempt) => attempt.score === top);
  const counts = new Map<string, number>();
  const textOf = (verilog: string): string => verilog.replace(/\s+/g, ' ').trim();
  for (const { design } of best) {
    const text = textOf(design?.verilog ?? '');
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  const votes = (verilog: string | undefined): number => counts.get(textOf(verilog ?? '')) ?? 0;
  const most = Math.max(0, ...counts.values());
  const attempt = best.find(({ design }) => votes(design?.verilog) === most);
  if (attempt === undefined) return null;
  return { attempt, verdict: null, note: `best checks; ${most} of ${best.length} equals wrote the same text` };
};
