import type { StateDiagramPart } from '../../contracts/spec-parts.ts';
import { shown } from '../names.ts';
import type { Line } from '../text.ts';
import { splitLabel } from './edges.ts';
import type { PartInput, PartRead } from './reader.ts';
import { spanOfRun } from './reader.ts';

const EDGE = /^(\[\*\]|[\w.-]+?)\s*--?>\s*(\[\*\]|[\w.-]+)\s*(?::\s*(.*))?$/;
const NOTE =
  /^(?:direction\s+(?:LR|RL|TB|BT)|classDef\b.*|class\b.*|hide\b.*|note\b.*|accTitle.*|accDescr.*|stateDiagram(?:-v2)?|---|%%.*)$/;
const NAMED = /^state\s+"([^"]*)"\s+as\s+([\w.-]+)$/;
const SAID = /^([\w.-]+)\s*:\s*(.+)$/;

/**
 * Mermaid `stateDiagram-v2`: `[*] --> A`, `A --> B : x=1 / z=0`; `A : out=1` gives the Moore output of a state.
 * Composite, fork and choice states have no counterpart in a flat machine: `SPEC-MERMAID`.
 */
export function readMermaid(lines: readonly Line[], input: PartInput): PartRead['parts'] {
  const diagram: Diagram = { edges: [], outputs: new Map(), initial: null };
  const unread = lines.filter((line) => !takeLine(diagram, line));
  for (const line of unread)
    input.complaints.error(
      line.number,
      'SPEC-MERMAID',
      `'${shown(line.text.trim())}' has no meaning in a flat state machine`,
    );
  if (unread.length > 0) return [];
  if (diagram.edges.length === 0) {
    input.complaints.error(lines[0]?.number ?? null, 'SPEC-MERMAID', 'this state diagram has no edges');
    return [];
  }
  const edges = diagram.edges.map((edge) => ({
    ...edge,
    fromOut: emptyToNull(diagram.outputs.get(edge.from)),
    toOut: emptyToNull(diagram.outputs.get(edge.to)),
  }));
  const base = { kind: 'state-diagram', notation: 'mermaid', inputs: [], outputs: [] } as const;
  return [{ ...base, edges, initial: diagram.initial, span: spanOfRun(lines) }];
}

interface Diagram {
  readonly edges: StateDiagramPart['edges'][number][];
  readonly outputs: Map<string, string>;
  initial: string | null;
}

/** Takes one line; false where it says something that a flat machine has not. */
function takeLine(diagram: Diagram, line: Line): boolean {
  const text = line.text.trim().replace(/;$/, '');
  const edge = EDGE.exec(text);
  if (edge !== null) return takeEdge(diagram, edge, line);
  if (text === '' || NOTE.test(text) || /^state\s+[\w.-]+$/.test(text)) return true;
  const [, label, named] = NAMED.exec(text) ?? [];
  const [, said, words] = label === undefined ? (SAID.exec(text) ?? []) : [];
  if (named !== undefined) diagram.outputs.set(named, outputIn(label ?? ''));
  else if (said !== undefined) diagram.outputs.set(said, outputText(stripBreaks(words ?? '')));
  return named !== undefined || said !== undefined;
}

/** `[*] --> A` names the initial state; an edge to `[*]` ends the machine, which hardware never does. */
function takeEdge(diagram: Diagram, edge: RegExpExecArray, line: Line): boolean {
  const [, from = '', to = '', label = ''] = edge;
  if (to === '[*]') return false;
  if (from === '[*]') diagram.initial ??= to;
  else diagram.edges.push(edgeOf({ from, to, label }, line));
  return true;
}

/** `out=1`, `1, 0`, `out = 1 / idle`: only what assigns or lists values is an output. */
const outputText = (text: string): string => (/=|^[01xX, ]+$/.test(text) ? text : '');

function edgeOf(edge: { from: string; to: string; label: string }, line: Line): StateDiagramPart['edges'][number] {
  const { guard, out } = splitLabel(stripBreaks(edge.label));
  return { from: edge.from, fromOut: null, guard, out, to: edge.to, toOut: null, line: line.number };
}

const stripBreaks = (text: string): string =>
  text
    .replace(/<br\s*\/?>|\\n/g, ', ')
    .replace(/^"(.*)"$/, '$1')
    .trim();
/** A label `S0 / out=1` or `S0\nout=1` names the state first. */
export const outputIn = (label: string): string => {
  const pieces = label.split(/\s*(?:\/|\\n|<br\s*\/?>|\|)\s*/);
  const values = pieces.filter((piece) => /=|^[01xX, ]+$/.test(piece));
  return values.join(', ');
};
const emptyToNull = (text: string | undefined): string | null => (text === undefined || text === '' ? null : text);
