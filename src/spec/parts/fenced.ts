import type { Line } from '../text.ts';
import type { Fence } from './code.ts';
import { codePart, fenceAt } from './code.ts';
import { delimitedTable } from './delimited.ts';
import { readDot } from './dot.ts';
import { readKiss } from './kiss.ts';
import { readMermaid } from './mermaid.ts';
import { readPla } from './pla.ts';
import type { PartInput, PartRead, PartReader } from './reader.ts';
import { runOf } from './reader.ts';
import { readSystemRdl } from './systemrdl.ts';
import { readWaveDrom } from './wavedrom.ts';

/** Reads a whole block of a known notation; its complaints name the lines. */
export type BlockReader = (lines: readonly Line[], input: PartInput) => PartRead['parts'];

const BY_LANGUAGE: Readonly<Record<string, BlockReader>> = {
  wavedrom: readWaveDrom,
  wavejson: readWaveDrom,
  mermaid: readMermaid,
  dot: readDot,
  graphviz: readDot,
  gv: readDot,
  kiss: readKiss,
  kiss2: readKiss,
  pla: readPla,
  espresso: readPla,
  csv: (lines, input) => delimitedTable(lines, 'csv', input),
  tsv: (lines, input) => delimitedTable(lines, 'tsv', input),
  systemrdl: readSystemRdl,
  rdl: readSystemRdl,
};

const PLAIN = new Set(['', 'text', 'txt', 'plain', 'plaintext', 'table', 'none', 'ascii', 'json', 'json5']);

/** A fenced block: by its tag, by its first line, as the tables and edges it holds, else as code. */
export function readFenced(input: PartInput, at: number, readBare: PartReader): PartRead | null {
  const fence = fenceAt(input, at);
  if (fence === null) return null;
  if (!fence.closed)
    input.complaints.warning(fence.opening.number, 'SPEC-CODE-OPEN', 'this block has no closing fence');
  const reader = BY_LANGUAGE[fence.language] ?? (PLAIN.has(fence.language) ? sniff(fence.content) : null);
  if (reader !== null) return { parts: reader(fence.content, input), next: fence.next };
  const parts = PLAIN.has(fence.language) ? allParts(fence, input, readBare) : null;
  return { parts: parts ?? [codePart(fence.language, fence.content)], next: fence.next };
}

/** The parts of a plain block, where every line of it belongs to one. */
function allParts(fence: Fence, input: PartInput, readBare: PartReader): PartRead['parts'] | null {
  const inner: PartInput = { ...input, line: (at) => fence.content[at] };
  const parts: PartRead['parts'][number][] = [];
  for (let at = 0; at < fence.content.length; ) {
    const blank = fence.content[at]?.text.trim() === '';
    const read = blank ? null : readBare(inner, at);
    if (read === null && !blank) return null;
    parts.push(...(read?.parts ?? []));
    at = read === null ? at + 1 : Math.max(read.next, at + 1);
  }
  return parts;
}

/** The notation that a block's first lines declare. */
function sniff(lines: readonly Line[]): BlockReader | null {
  const text = lines.find((line) => line.text.trim() !== '' && !/^\s*(?:#|\/\/|%%)/.test(line.text))?.text ?? '';
  if (/^\s*stateDiagram(?:-v2)?\s*$/.test(text)) return readMermaid;
  if (/^\s*(?:strict\s+)?digraph\b/.test(text)) return readDot;
  if (/^\s*\.(?:i|o|type|ilb|ob|p|s|r|start_kiss|model)\b/.test(text)) return dotCommands(lines);
  if (/^\s*(?:addrmap|regfile)\s+\w+\s*\{?/.test(text)) return readSystemRdl;
  return /^\s*\{/.test(text) && lines.slice(0, 20).some((line) => /["']?signal["']?\s*:/.test(line.text))
    ? readWaveDrom
    : null;
}

/** KISS2 and PLA share their commands; only KISS2 has states: `.s`, `.r` or rows of four fields. */
function dotCommands(lines: readonly Line[]): BlockReader {
  const isKiss = lines.some(
    (line) => /^\s*\.(?:s|r|start_kiss)\b/.test(line.text) || /^\s*[01-]+\s+\S+\s+\S+\s+[01-]+\s*$/.test(line.text),
  );
  return isKiss ? readKiss : readPla;
}

/** The same notations standing in the text without a fence: a declaring first line, then lines up to the end mark. */
export function readUnfenced(input: PartInput, at: number): PartRead | null {
  const first = input.line(at)?.text ?? '';
  if (
    !/^\s*(?:stateDiagram(?:-v2)?\s*$|(?:strict\s+)?digraph\b.*\{|\.(?:i|o|p|s|r|type|ilb|ob|start_kiss)\b|\{\s*["']?signal["']?\s*:|\{\s*$|addrmap\s+\w+\s*\{)/.test(
      first,
    )
  )
    return null;
  const glimpse = [];
  for (let line = input.line(at); line !== undefined && glimpse.length < 20; line = input.line(at + glimpse.length))
    glimpse.push(line);
  if (sniff(glimpse) === null) return null;
  const braces = /\{/.test(first);
  const lines = braces ? braceRun(input, at) : runOf(input, at, (text) => text.trim() !== '');
  const reader = sniff(lines);
  return reader === null ? null : { parts: reader(lines, input), next: at + lines.length };
}

/** Lines up to the one where the braces that the first opens are closed; a bounded look, for prose has braces too. */
function braceRun(input: PartInput, at: number): readonly Line[] {
  let depth = 0;
  const lines: Line[] = [];
  for (let line = input.line(at); line !== undefined && lines.length < 2000; line = input.line(at + lines.length)) {
    lines.push(line);
    for (const char of line.text) depth += char === '{' ? 1 : char === '}' ? -1 : 0;
    if (depth <= 0) break;
  }
  return lines;
}
