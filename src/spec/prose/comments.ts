import type { Line } from '../text.ts';
import { isBlank } from '../text.ts';

const MARK = /^\s*\/\/+/;
const OPENING = /^\s*\/\*+/;
const INSIDE = /^\s*(?:\*+(?!\/))?/;
const CLOSING = /\*\/\s*$/;

/**
 * The lines of a text where comment lines that stand alone (between blank lines, the interface or the ends of the text,
 * not among code) have blanks for their `//`, or for the marks of a block comment. Offsets stay.
 */
export function withoutCommentMarks(lines: readonly Line[], used: ReadonlySet<number>): readonly Line[] {
  const plain = [...lines];
  const bare = bareComments(lines);
  const isComment = (at: number): boolean => bare[at] !== undefined && !used.has(at);
  for (let at = 0; at < lines.length; at += 1) {
    if (!isComment(at)) continue;
    let end = at;
    while (isComment(end)) end += 1;
    if (isBorder(lines, at - 1, used) && isBorder(lines, end, used))
      for (let line = at; line < end; line += 1) plain[line] = bare[line] ?? plain[line] ?? BLANK;
    at = end - 1;
  }
  return plain;
}

const BLANK: Line = { text: '', start: 0, end: 0, number: 0 };

/** Each line that is all comment, with blanks for its marks; undefined for the others. */
function bareComments(lines: readonly Line[]): readonly (Line | undefined)[] {
  let isOpen = false;
  return lines.map((line) => {
    const opens = !isOpen && OPENING.test(line.text);
    if (isOpen || opens) {
      const text = line.text.replace(opens ? OPENING : INSIDE, blanks).replace(CLOSING, blanks);
      isOpen = !line.text.includes('*/');
      return isOpen || CLOSING.test(line.text) ? { ...line, text } : undefined;
    }
    return MARK.test(line.text) ? { ...line, text: line.text.replace(MARK, blanks) } : undefined;
  });
}

const blanks = (mark: string): string => ' '.repeat(mark.length);

const isBorder = (lines: readonly Line[], at: number, used: ReadonlySet<number>): boolean => {
  const line = lines[at];
  return line === undefined || used.has(at) || isBlank(line);
};
