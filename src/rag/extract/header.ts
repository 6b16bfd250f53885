import type { Cursor } from './cursor.ts';
import { readParams, readPorts } from './declarations.ts';
import type { ParamFact, PortFact, UnitKind } from './facts.ts';
import { tokenKind } from './lexer.ts';

/** Keywords that open a unit. */
export const unitKinds: Readonly<Record<string, UnitKind>> = {
  module: 'module',
  macromodule: 'module',
  interface: 'interface',
  program: 'program',
  package: 'package',
  class: 'class',
  primitive: 'primitive',
  checker: 'checker',
};
/** Keywords that close one. */
export const unitEnds: ReadonlySet<string> = new Set(
  'endmodule endinterface endprogram endpackage endclass endprimitive endchecker'.split(' '),
);

export interface Header {
  readonly name: string;
  readonly params: ParamFact[];
  readonly ports: PortFact[];
  readonly base: string;
  readonly headerLast: number;
  /** Index of the first token after the header. */
  readonly next: number;
}

/** Parts a header may have before it is given up: bounds the work on broken code. */
const mostParts = 2000;

const afterQualifiers = (c: Cursor, at: number): number => {
  let i = at + 1;
  while (c.kind(i) === tokenKind.keyword && /^(static|automatic|class)$/.test(c.word(i))) i += 1;
  return i;
};

/** True where a header without its `;` must have ended: another unit's end or beginning. */
const mustHaveEnded = (c: Cursor, i: number): boolean =>
  c.kind(i) === tokenKind.keyword && (unitEnds.has(c.word(i)) || unitKinds[c.word(i)] === 'module');

interface Parts {
  readonly params: ParamFact[];
  readonly ports: PortFact[];
  base: string;
}

/** Reads one part of a header into `parts`; gives the index after it. */
const readPart = (c: Cursor, i: number, parts: Parts): number => {
  const word = c.kind(i) === tokenKind.keyword ? c.word(i) : '';
  if (word === 'import') {
    const end = c.semicolon(i);
    return end < 0 ? i + 1 : end + 1;
  }
  if (word === 'extends' && c.isIdentifier(i + 1)) {
    parts.base = c.word(i + 1);
    return i + 2;
  }
  if (c.is(i, '#') && c.is(i + 1, '(')) {
    parts.params.push(...readParams(c, i + 2, c.after(i + 1) - 1, false));
    return c.after(i + 1);
  }
  if (!c.is(i, '(')) return i + 1;
  parts.ports.push(...readPorts(c, i + 1, c.after(i) - 1));
  return c.after(i);
};

/** Header of the unit whose keyword stands at `at`: imports, parameters, ports, up to its `;`. Null without a name. */
export const readHeader = (c: Cursor, at: number, kind: UnitKind): Header | null => {
  const named = afterQualifiers(c, at);
  if (!c.isIdentifier(named)) return null;
  const parts: Parts = { params: [], ports: [], base: '' };
  let i = named + 1;
  for (let n = 0; i < c.table.count && n < mostParts && !c.is(i, ';') && !mustHaveEnded(c, i); n += 1) {
    i = readPart(c, i, parts);
  }
  const ports = kind === 'class' ? [] : parts.ports;
  return { ...parts, ports, name: c.word(named), headerLast: c.line(i), next: c.is(i, ';') ? i + 1 : i };
};
