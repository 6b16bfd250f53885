import type { StateDiagramPart } from '../../contracts/spec-parts.ts';
import { shown } from '../names.ts';
import type { Line } from '../text.ts';
import { splitLabel } from './edges.ts';
import { outputIn } from './mermaid.ts';
import type { PartInput, PartRead } from './reader.ts';
import { spanOfRun } from './reader.ts';

interface Token {
  readonly text: string;
  readonly quoted: boolean;
  readonly line: Line;
}

interface Graph {
  readonly edges: { from: string; to: string; label: string; line: Line }[];
  readonly nodes: Map<string, Readonly<Record<string, string>>>;
}

const TOKEN = /"((?:[^"\\]|\\.)*)"|->|--|[{}[\];,=]|<[^<>]*>|[\w.]+|\/\/.*|#.*|\S/g;

/**
 * Graphviz DOT: `A -> B [label="x=1/z=0"]`, `A [label="A\nout=0"]`. A node of shape `point`, `none` or `plaintext`
 * (or without a name) with one edge out and none in marks the initial state. Subgraphs have no meaning: `SPEC-DOT`.
 */
export function readDot(lines: readonly Line[], input: PartInput): PartRead['parts'] {
  const tokens = tokensOf(lines);
  const graph = tokens === null ? null : graphOf(tokens, input);
  if (graph === null) return [];
  const initialEdge = graph.edges.find((edge) => marksInitial(edge.from, graph));
  const edges = graph.edges.filter((edge) => edge !== initialEdge);
  if (edges.length === 0) {
    input.complaints.error(lines[0]?.number ?? null, 'SPEC-DOT', 'this graph has no edges between states');
    return [];
  }
  const part: StateDiagramPart = {
    kind: 'state-diagram',
    notation: 'dot',
    edges: edges.map((edge) => ({
      from: edge.from,
      fromOut: outputOf(edge.from, graph),
      ...splitLabel(edge.label.replace(/\\[nlr]/g, ' ').trim()),
      to: edge.to,
      toOut: outputOf(edge.to, graph),
      line: edge.line.number,
    })),
    initial: initialEdge?.to ?? null,
    inputs: [],
    outputs: [],
    span: spanOfRun(lines),
  };
  return [part];
}

function tokensOf(lines: readonly Line[]): readonly Token[] | null {
  const tokens: Token[] = [];
  for (const line of lines) {
    for (const match of line.text.replace(/\/\*.*?\*\//g, ' ').matchAll(TOKEN)) {
      const [text] = match;
      if (text.startsWith('//') || text.startsWith('#')) break;
      tokens.push({ text: match[1] ?? text, quoted: match[1] !== undefined, line });
    }
  }
  return tokens;
}

function graphOf(tokens: readonly Token[], input: PartInput): Graph | null {
  const open = tokens.findIndex((token) => token.text === '{' && !token.quoted);
  const graph: Graph = { edges: [], nodes: new Map() };
  let at = open + 1;
  while (at < tokens.length && !isMark(tokens[at], '}')) {
    const next = isMark(tokens[at], ';') || isMark(tokens[at], ',') ? at + 1 : statement(tokens, at, graph);
    if (next === null) {
      const token = tokens[at];
      input.complaints.error(
        token?.line.number ?? null,
        'SPEC-DOT',
        `'${shown(token?.text ?? '')}' cannot be read in a state graph`,
      );
      return null;
    }
    at = next;
  }
  return graph;
}

const isMark = (token: Token | undefined, mark: string): boolean =>
  token !== undefined && !token.quoted && token.text === mark;

/** One statement: attributes for all, a node, or a chain of edges; the index behind it, null where it is none. */
function statement(tokens: readonly Token[], at: number, graph: Graph): number | null {
  const [first] = tokens.slice(at, at + 1);
  if (first === undefined || isMark(first, '{') || (!first.quoted && first.text === 'subgraph')) return null;
  if (isMark(tokens[at + 1], '=')) return at + 3;
  const chain = [first];
  let next = at + 1;
  while (isMark(tokens[next], '->')) {
    const to = tokens[next + 1];
    if (to === undefined || isMark(to, '{')) return null;
    chain.push(to);
    next += 2;
  }
  const attributes = attributesAt(tokens, next);
  if (attributes === null) return null;
  const label = attributes.values['label'] ?? '';
  for (const [index, to] of chain.slice(1).entries())
    graph.edges.push({ from: chain[index]?.text ?? '', to: to.text, label, line: to.line });
  const forAll = !first.quoted && ['node', 'edge', 'graph'].includes(first.text);
  if (chain.length === 1 && !forAll)
    graph.nodes.set(first.text, { ...graph.nodes.get(first.text), ...attributes.values });
  return Math.max(attributes.next, at + 1);
}

function attributesAt(tokens: readonly Token[], at: number): { values: Record<string, string>; next: number } | null {
  const values: Record<string, string> = Object.create(null);
  if (!isMark(tokens[at], '[')) return { values, next: at };
  let next = at + 1;
  while (next < tokens.length && !isMark(tokens[next], ']')) {
    const [name, equals, value] = tokens.slice(next, next + 3);
    if (isMark(name, ',') || isMark(name, ';')) next += 1;
    else if (name !== undefined && value !== undefined && isMark(equals, '=')) {
      values[name.text] = value.text;
      next += 3;
    } else return null;
  }
  return next < tokens.length ? { values, next: next + 1 } : null;
}

function marksInitial(name: string, graph: Graph): boolean {
  const shape = graph.nodes.get(name)?.['shape'] ?? '';
  const faceless = /^(?:point|none|plaintext|plain)$/.test(shape) || name === '' || /^_{1,2}\w*$/.test(name);
  return (
    faceless &&
    !graph.edges.some((edge) => edge.to === name) &&
    graph.edges.filter((edge) => edge.from === name).length === 1
  );
}

function outputOf(name: string, graph: Graph): string | null {
  const label = graph.nodes.get(name)?.['label'] ?? '';
  const output = outputIn(label);
  return output === '' || label === name ? null : output;
}
