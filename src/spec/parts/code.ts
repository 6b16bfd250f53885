import type { CodePart } from '../../contracts/spec-parts.ts';
import type { Line } from '../text.ts';
import type { PartInput, PartRead } from './reader.ts';
import { spanOfRun } from './reader.ts';

const FENCE = /^\s*(`{3,}|~{3,})\s*([\w+#.-]*)/;

/** A fenced block with its tag, content lines and the index behind its closing fence. */
export interface Fence {
  readonly language: string;
  readonly opening: Line;
  readonly content: readonly Line[];
  readonly closed: boolean;
  readonly next: number;
}

/** The fenced block that opens at a line; null where none does. */
export function fenceAt(input: PartInput, at: number): Fence | null {
  const opening = input.line(at);
  const match = opening === undefined ? null : FENCE.exec(opening.text);
  if (opening === undefined || match?.[1] === undefined) return null;
  const mark = match[1];
  const content: Line[] = [];
  let next = at + 1;
  for (let line = input.line(next); line !== undefined; line = input.line(next)) {
    next += 1;
    const text = line.text.trim();
    if (text.startsWith(mark) && text.replaceAll(mark.charAt(0), '') === '')
      return { language: (match[2] ?? '').toLowerCase(), opening, content, closed: true, next };
    content.push(line);
  }
  return { language: (match[2] ?? '').toLowerCase(), opening, content, closed: false, next };
}

/** A block of code as it stands. */
export function codePart(language: string, lines: readonly Line[]): CodePart {
  return { kind: 'code', language, text: lines.map((line) => line.text).join('\n'), span: spanOfRun(lines) };
}

/** Verilog that stands in the text without a fence: from `module` to `endmodule`. */
export function readLooseModule(input: PartInput, at: number): PartRead | null {
  const first = input.line(at);
  if (first === undefined || !/^\s*module\s+\w+\s*(?:[#(;]|$)/.test(first.text)) return null;
  if (!/[#(;]/.test(first.text + (input.line(at + 1)?.text ?? ''))) return null;
  const lines: Line[] = [];
  for (let line = input.line(at + lines.length); line !== undefined; line = input.line(at + lines.length)) {
    lines.push(line);
    if (/\bendmodule\b/.test(line.text)) return { parts: [codePart('verilog', lines)], next: at + lines.length };
    if (lines.length > 5000) break;
  }
  input.complaints.warning(first.number, 'SPEC-CODE-OPEN', 'this module has no endmodule');
  return { parts: [codePart('verilog', lines)], next: at + lines.length };
}

const ASSERTION = /^\s*(?:\w+\s*:\s*)?assert\s+property\s*\(/;
const PROPERTY = /^\s*property\s+\w+\s*(?:\([^)]*\))?\s*;/;

/** Longest assertion without a fence, in lines. */
const MAX_LINES = 60;

/** A concurrent assertion or a named property that stands in the text without a fence. */
export function readLooseProperty(input: PartInput, at: number): PartRead | null {
  const first = input.line(at)?.text ?? '';
  const isNamed = PROPERTY.test(first);
  if (!isNamed && !ASSERTION.test(first)) return null;
  const lines: Line[] = [];
  for (
    let line = input.line(at);
    line !== undefined && lines.length < MAX_LINES;
    line = input.line(at + lines.length)
  ) {
    lines.push(line);
    if (isNamed ? /\bendproperty\b/.test(line.text) : /;\s*(?:\/\/.*)?$/.test(line.text))
      return { parts: [codePart('sva', lines)], next: at + lines.length };
  }
  return null;
}
