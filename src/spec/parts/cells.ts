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

const WRAPPED = /^(?:`([^`]+)`|\*\*([^*]+)\*\*|\*([^*]+)\*|__([^_].*)__)$/;

/** Strips the code marks and emphasis that a whole cell stands in; marks around single words stay. */
export function plainCell(cell: string): string {
  const inner = WRAPPED.exec(cell.trim());
  const text = inner === null ? cell : (inner.slice(1).find((part) => part !== undefined) ?? cell);
  return inner === null ? text.trim() : plainCell(text);
}

/** Index behind the last line of the run that starts at `at` and whose lines all satisfy the test. */
export function runEnd(lines: readonly Line[], at: number, holds: (line: Line) => boolean): number {
  let end = at;
  for (let line = lines[end]; line !== undefined && holds(line); line = lines[end]) end += 1;
  return end;
}
