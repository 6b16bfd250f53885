import type { Line } from '../text.ts';
import { isBlank } from '../text.ts';

const MARK = /^\s*\/\/+/;

/**
 * The lines of a text where comment lines that stand alone (between blank lines, the interface or the ends of the text,
 * not among code) have blanks for their `//`. Offsets stay.
 */
export function withoutCommentMarks(lines: readonly Line[], used: ReadonlySet<number>): readonly Line[] {
  const plain = [...lines];
  for (let at = 0; at < lines.length; at += 1) {
    if (!isComment(lines[at]) || used.has(at)) continue;
    let end = at;
    while (isComment(lines[end]) && !used.has(end)) end += 1;
    if (isBorder(lines, at - 1, used) && isBorder(lines, end, used))
      for (let line = at; line < end; line += 1) unmark(plain, line);
    at = end - 1;
  }
  return plain;
}

const isComment = (line: Line | undefined): boolean => line !== undefined && MARK.test(line.text);

const isBorder = (lines: readonly Line[], at: number, used: ReadonlySet<number>): boolean => {
  const line = lines[at];
  return line === undefined || used.has(at) || isBlank(line);
};

function unmark(lines: Line[], at: number): void {
  const line = lines[at];
  if (line !== undefined) lines[at] = { ...line, text: line.text.replace(MARK, (mark) => ' '.repeat(mark.length)) };
}
