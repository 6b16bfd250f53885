import type { Sentence, SpecBlock } from '../contracts/spec.ts';
import { readPart } from './parts/index.ts';
import type { PartInput } from './parts/reader.ts';
import { withoutCommentMarks } from './prose/comments.ts';
import { beginsEntry, headingText, listMark } from './prose/marks.ts';
import type { Paragraph } from './prose/paragraphs.ts';
import { sentencesOf } from './prose/paragraphs.ts';
import type { Complaints, Line, SourceText } from './text.ts';
import { indentOf, isBlank, spanOf } from './text.ts';

/** What the block splitter must know of the rest of the specification. */
export interface BlockContext {
  readonly complaints: Complaints;
  /** Names of the ports; a table's header is told from prose by them. */
  readonly names: ReadonlySet<string>;
  readonly outputs: ReadonlySet<string>;
}

interface Splitter {
  readonly source: SourceText;
  /** The lines with comments that stand for themselves as plain prose. */
  readonly lines: readonly Line[];
  readonly used: ReadonlySet<number>;
  readonly context: BlockContext;
  readonly body: SpecBlock[];
  /** Indents of the open list levels, outermost first. */
  levels: number[];
  section: string | null;
}

/** Splits what the interface left over into prose and formal parts, in the order of the text. */
export function splitBlocks(
  source: SourceText,
  used: ReadonlySet<number>,
  context: BlockContext,
): readonly SpecBlock[] {
  const lines = withoutCommentMarks(source.lines, used);
  const splitter: Splitter = { source, lines, used, context, body: [], levels: [], section: null };
  let at = 0;
  while (at < source.lines.length) at = takeBlock(splitter, at);
  return splitter.body;
}

const usable = (splitter: Splitter, at: number): Line | undefined =>
  splitter.used.has(at) ? undefined : splitter.lines[at];

const partInput = (splitter: Splitter, complaints: Complaints): PartInput => ({
  line: (at) => usable(splitter, at),
  complaints,
  names: splitter.context.names,
  outputs: splitter.context.outputs,
});

/** Takes the block that begins at a line; the index behind it. */
function takeBlock(splitter: Splitter, at: number): number {
  const line = usable(splitter, at);
  if (line === undefined || isBlank(line)) return at + 1;
  const part = readPart(partInput(splitter, splitter.context.complaints), at);
  if (part !== null) {
    for (const one of part.parts) splitter.body.push(one);
    return Math.max(part.next, at + 1);
  }
  const heading = headingText(splitter.lines, at);
  if (heading !== null) return takeHeading(splitter, at, heading);
  return takeProse(splitter, at, line);
}

function takeHeading(splitter: Splitter, at: number, heading: { text: string; lines: number }): number {
  const [first, last] = [splitter.source.lines[at], splitter.source.lines[at + heading.lines - 1]];
  if (first === undefined || last === undefined) return at + 1;
  splitter.section = heading.text.toLowerCase();
  splitter.levels = [];
  const sentence: Sentence = {
    kind: 'heading',
    text: heading.text,
    marker: null,
    depth: 0,
    section: splitter.section,
    span: spanOf(first, last),
  };
  splitter.body.push(sentence);
  return at + heading.lines;
}

/** Takes a paragraph or a list entry, up to a blank line, the next entry, a heading or a formal part. */
function takeProse(splitter: Splitter, at: number, line: Line): number {
  const mark = listMark(line);
  if (mark === null && !(splitter.levels.length > 0 && indentOf(line) > (splitter.levels[0] ?? 0)))
    splitter.levels = [];
  if (mark !== null) openLevel(splitter, mark.indent);
  const lines = paragraphLines(splitter, at, line);
  const paragraph: Paragraph = {
    lines,
    bodyAt: mark?.bodyAt ?? indentOf(line),
    marker: mark?.marker ?? null,
    depth: mark === null ? 0 : splitter.levels.length - 1,
    section: splitter.section,
  };
  // Not spread into one call: a hostile paragraph has more sentences than a call may have arguments.
  for (const sentence of sentencesOf(paragraph)) splitter.body.push(sentence);
  return at + lines.length;
}

/** The lines of the paragraph or list entry that begins with `line`. */
function paragraphLines(splitter: Splitter, at: number, line: Line): readonly Line[] {
  const ahead = partInput(splitter, SILENT);
  const marker = listMark(line)?.marker ?? null;
  const lines = [line];
  let next = at + 1;
  for (let more = usable(splitter, next); more !== undefined && !isBlank(more); more = usable(splitter, next)) {
    if (endsParagraph(splitter, next, { line: more, marker, before: lines.at(-1) ?? line })) break;
    if (readPart(ahead, next) !== null) break;
    lines.push(more);
    next += 1;
  }
  return lines;
}

/** `op = 2'b01: y is a`: an entry of a list of cases without marks. */
const CASE = /^\s*[A-Za-z_]\w*\s*={1,2}\s*(?:\d*'[bdh])?[\da-fA-F]+\s*:\s/;

/** A heading or a new list entry ends a paragraph; so does a line-end colon before something that begins anew. */
function endsParagraph(
  splitter: Splitter,
  at: number,
  here: { readonly line: Line; readonly marker: string | null; readonly before: Line },
): boolean {
  const mark = listMark(here.line);
  if (mark !== null && beginsEntry(here.before, here.marker, mark)) return true;
  if (headingText(splitter.lines, at) !== null || CASE.test(here.line.text)) return true;
  // Nor is a line that is indented less than the entry for a code.
  if (here.marker === ':' && indentOf(here.line) < indentOf(here.before)) return true;
  // A sentence at the margin below a finished entry is not part of it.
  if (here.marker !== null && isApart(here.line, here.before)) return true;
  return /:\s*$/.test(here.before.text) && /^\s*(?:[A-Z]|\w+\s*:)/.test(here.line.text);
}

const isApart = (line: Line, before: Line): boolean =>
  indentOf(line) === 0 && /[.:;!?]\s*$/.test(before.text) && /^[A-Z`]/.test(line.text);

/** Looking ahead for the end of a paragraph must not complain twice. */
const ignore = (): void => undefined;
const SILENT: Complaints = { error: ignore, warning: ignore, note: ignore, list: [] };

function openLevel(splitter: Splitter, indent: number): void {
  while (splitter.levels.length > 0 && (splitter.levels.at(-1) ?? 0) > indent) splitter.levels.pop();
  if (splitter.levels.at(-1) !== indent) splitter.levels.push(indent);
}
