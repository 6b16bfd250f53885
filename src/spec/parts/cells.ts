import type { Line } from '../text.ts';

/** True of a markdown rule row: `|---|:--:|`. */
export const isRuleRow = (text: string): boolean =>
  /^\s*\|?\s*:?-{2,}:?\s*(?:[|+]\s*:?-{2,}:?\s*)*\|?\s*$/.test(text) && /[-|]/.test(text);

/** True of a rule that only decorates: `-----+-----`, `=====`. */
export const isDecoration = (text: string): boolean => /^[-+=|: ]+$/.test(text) && /--|==/.test(text);

/** Cells of a pipe row, outer pipes taken off; `\|` stands for a pipe in a cell. */
export function pipeCells(text: string): readonly string[] {
  const inner = text
    .trim()
    .replace(/^\|(?!\|)/, '')
    .replace(/(?<![\\|])\|$/, '');
  return inner.split(/(?<!\\)\|/).map((cell) => cell.replace(/\\\|/g, '|').trim());
}

/** Strips code marks and emphasis from a cell. */
export const plainCell = (cell: string): string => cell.replace(/^[`*_]+(?=\S)|(?<=\S)[`*]+$/g, '').trim();

/** Index behind the last line of the run that starts at `at` and whose lines all satisfy the test. */
export function runEnd(lines: readonly Line[], at: number, holds: (line: Line) => boolean): number {
  let end = at;
  for (let line = lines[end]; line !== undefined && holds(line); line = lines[end]) end += 1;
  return end;
}
