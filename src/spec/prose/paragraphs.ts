import type { Sentence } from '../../contracts/spec.ts';
import type { Line } from '../text.ts';
import { cutSentences } from './sentences.ts';

/** A paragraph or one list entry: its lines, and the offset in the first line where its words begin. */
export interface Paragraph {
  readonly lines: readonly Line[];
  readonly bodyAt: number;
  readonly marker: string | null;
  readonly depth: number;
  readonly section: string | null;
}

/**
 * The sentences of a paragraph, with spans into the text. The first sentence of a list entry is of kind `item`;
 * those that follow in the same entry are of kind `sentence` and bear its marker and depth.
 */
export function sentencesOf(paragraph: Paragraph): readonly Sentence[] {
  const [first] = paragraph.lines;
  if (first === undefined) return [];
  const base = first.start + paragraph.bodyAt;
  const raw = paragraph.lines
    .map((line, index) => (index === 0 ? line.text.slice(paragraph.bodyAt) : line.text))
    .join('\n');
  let at = 0;
  return cutSentences(raw).map((cut, index) => {
    while ((paragraph.lines[at + 1]?.start ?? Number.POSITIVE_INFINITY) <= base + cut.start) at += 1;
    let last = at;
    while ((paragraph.lines[last + 1]?.start ?? Number.POSITIVE_INFINITY) < base + cut.end) last += 1;
    return {
      kind: index === 0 && paragraph.marker !== null ? 'item' : 'sentence',
      text: raw.slice(cut.start, cut.end).replace(/\s+/g, ' '),
      marker: paragraph.marker,
      depth: paragraph.depth,
      section: paragraph.section,
      span: {
        start: base + cut.start,
        end: base + cut.end,
        line: paragraph.lines[at]?.number ?? first.number,
        lastLine: paragraph.lines[last]?.number ?? first.number,
      },
    };
  });
}
