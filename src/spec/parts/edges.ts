import type { StateDiagramPart } from '../../contracts/spec-parts.ts';
import { shown } from '../names.ts';
import type { Line } from '../text.ts';
import type { PartInput, PartRead } from './reader.ts';
import { runOf, spanOfRun } from './reader.ts';

type Edge = StateDiagramPart['edges'][number];

/** `A (0) --x=1 (z=0)--> B`: a line with a shaft of dashes (or `=`) that ends in an arrow head. */
const ARROW = /[-=]{1,40}>/;
const SHAFT =
  /^\s*(?:[-*+]\s+|\d+[.)]\s+)?([A-Za-z0-9_'"]{1,60})\s*(?:[([{]\s*([^()[\]{}]*?)\s*[)\]}])?\s*(?::\s*)?[-=]{1,40}(.*)$/;
const HEAD =
  /^\s*([A-Za-z0-9_'"]{1,60})\s*(?:[([{]\s*([^()[\]{}]*?)\s*[)\]}])?\s*(?:(?::|\b(?:on|if|when|for)\s)\s*(\S.*?))?\s*[.;,]?\s*$/;

/** Reads a run of edges, one a line; a single line is an edge only with a guard on its shaft. */
export function readEdges(input: PartInput, at: number): PartRead | null {
  const first = input.line(at);
  if (first === undefined || !looksLikeEdge(first.text)) return null;
  const lines = runOf(input, at, looksLikeEdge);
  const edges = lines.flatMap((line) => severalEdges(line).map((one) => ({ line, edge: readEdge(one) })));
  const read = edges.flatMap(({ edge }) => (edge === null ? [] : [edge]));
  // One line alone may be prose about a signal: it must have a guard to count.
  if (lines.length === 1 && (read[0]?.guard ?? null) === null) return null;
  for (const { line, edge } of edges)
    if (edge === null)
      input.complaints.error(
        line.number,
        'SPEC-EDGE',
        `'${shown(line.text.trim())}' cannot be read as an edge: write A --x=1--> B`,
      );
  const next = at + lines.length;
  if (read.length < lines.length) return { parts: [], next };
  const part: StateDiagramPart = {
    kind: 'state-diagram',
    notation: 'ascii',
    edges: read,
    initial: null,
    inputs: [],
    outputs: [],
    span: spanOfRun(lines),
  };
  return { parts: [part], next };
}

const looksLikeEdge = (text: string): boolean =>
  text.length < 400 &&
  ARROW.test(text) &&
  /^\s*(?:[-*+]\s+|\d+[.)]\s+)?[A-Za-z0-9_'"]+\s*(?:[([{][^()[\]{}]*[)\]}]\s*)?:?\s*[-=]/.test(text);

/** `A --x=0--> A, A --x=1--> B`: several edges on one line. */
function severalEdges(line: Line): readonly Line[] {
  const texts = line.text.split(/[,;]\s+(?=[A-Za-z0-9_'"]{1,60}\s*[-=]{1,40})/);
  return texts.length > 1 && texts.every((text) => ARROW.test(text))
    ? texts.map((text) => ({ ...line, text }))
    : [line];
}

function readEdge(line: Line): Edge | null {
  const shaft = SHAFT.exec(line.text);
  const rest = shaft?.[3] ?? '';
  const headAt = rest.lastIndexOf('>');
  if (shaft?.[1] === undefined || headAt < 0) return null;
  const head = HEAD.exec(rest.slice(headAt + 1));
  if (head?.[1] === undefined) return null;
  const label = rest
    .slice(0, headAt)
    .replace(/[-=]+$/, '')
    .trim();
  const onEdge = splitLabel(label === '' ? (head[3] ?? '') : label);
  if (label !== '' && head[3] !== undefined) return null;
  return {
    from: bare(shaft[1]),
    fromOut: shaft[2] ?? null,
    guard: onEdge.guard,
    out: onEdge.out,
    to: bare(head[1]),
    toOut: head[2] ?? null,
    line: line.number,
  };
}

const bare = (name: string): string => name.replace(/["']/g, '');

/** `x=1 (z=0)`, `x=1 / z=0`, `1/0`, `[x & y]`: guard and Mealy output. */
export function splitLabel(label: string): { readonly guard: string | null; readonly out: string | null } {
  const bracketed = /^(.*?)\s*\(([^()]*)\)$/.exec(label);
  // A guard such as `(a | b)` or `!(a & b)` ends in a bracket too: outputs assign or list values.
  if (bracketed !== null && /=(?!=)|^[01xX,\s]+$/.test(bracketed[2] ?? '') && !/[&|^!~=]\s*$/.test(bracketed[1] ?? ''))
    return { guard: orNull(unwrap(bracketed[1] ?? '')), out: (bracketed[2] ?? '').trim() };
  const slash = label.indexOf('/');
  if (slash >= 0) return { guard: orNull(unwrap(label.slice(0, slash))), out: orNull(label.slice(slash + 1)) };
  return { guard: orNull(unwrap(label)), out: null };
}

const unwrap = (text: string): string =>
  text
    .trim()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/^"(.*)"$/, '$1');
const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());
