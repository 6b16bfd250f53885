import type { Outcome } from '../../../contracts/outcome.ts';
import { fail, ok } from '../../../contracts/outcome.ts';
import type { KarnaughPart, TermListPart } from '../../../contracts/spec-parts.ts';
import type { Value } from '../../../english/index.ts';
import type { BitRef } from '../cells.ts';
import { bitNamed, isDontcare, portNamed, uncovered } from '../cells.ts';
import type { Draft, Fact, OpenWork, Pattern, Piece, PlanAssumption, Port, Trouble } from '../facts.ts';
import { factsOf, lineSpan, NO_PIECE, troubleAt } from '../facts.ts';

/** Karnaugh maps. Codes of rows and columns are data: any order of them is read as written. */
export const karnaugh: Pattern = {
  id: 'karnaugh',
  hint: 'write the column variables on one line, the row variables and the column codes below, then one row a line',
  reason: 'every cell is one row of the truth table at the code its row and column give',
  plan: (draft, open) => {
    const [part] = open.parts.filter((one) => one.kind === 'karnaugh');
    return part === undefined ? ok(null) : planMap(part, draft, open);
  },
};

/** Minterm and maxterm lists. */
export const termList: Pattern = {
  id: 'term-list',
  hint: 'write f(a,b,c) = Σm(1,3) + d(2), most significant variable first',
  reason: 'each number is the code of one row of the truth table',
  plan: (draft, open) => {
    const [part] = open.parts.filter((one) => one.kind === 'term-list');
    return part === undefined ? ok(null) : planTerms(part, draft, open);
  },
};

interface Cell {
  readonly code: string;
  readonly value: '0' | '1' | '-';
}

interface Map {
  readonly vars: readonly string[];
  readonly cells: readonly Cell[];
  readonly span: KarnaughPart['span'];
  readonly origin: 'kmap' | 'minterms';
  readonly target: string | null;
}

function planMap(part: KarnaughPart, draft: Draft, open: OpenWork): Outcome<Piece | null, Trouble> {
  const cells: Cell[] = [];
  const letters = factsOf(draft.facts, 'fact').filter((fact) => fact.statement.fact === 'dontcare-symbol');
  for (const row of part.rows) {
    for (const [index, cell] of row.cells.entries()) {
      const value = cellValue(cell);
      const column = part.columnCodes[index];
      if (value === null || column === undefined)
        return fail(troubleAt('unsupported', `"${cell}" is not a cell of a Karnaugh map`, lineSpan(part, row.line)));
      cells.push({ code: `${column}${row.code}`, value });
    }
  }
  const vars = [...part.columnVars, ...part.rowVars];
  const codes = cells.map((cell) => cell.code);
  if (new Set(codes).size !== codes.length)
    return fail(troubleAt('contradiction', 'two cells of the map have the same code', part.span));
  const missing = uncovered(codes, vars.length);
  if (missing === null || missing.length > 0)
    return fail(troubleAt('incomplete', `the map has no cell for code ${missing?.[0] ?? '?'}`, part.span));
  const piece = planCells({ vars, cells, span: part.span, origin: 'kmap', target: null }, draft, open);
  return piece.ok && piece.value !== null
    ? ok({ ...piece.value, parts: [part], claims: [...piece.value.claims, ...letters] })
    : piece;
}

function cellValue(cell: string): '0' | '1' | '-' | null {
  const text = cell.trim();
  if (text === '0' || text === '1') return text;
  return isDontcare(text) ? '-' : null;
}

function planTerms(part: TermListPart, draft: Draft, open: OpenWork): Outcome<Piece | null, Trouble> {
  const listed = new Set(part.terms);
  const free = new Set(part.dontcares);
  const both = part.terms.find((term) => free.has(term));
  if (both !== undefined)
    return fail(troubleAt('contradiction', `term ${String(both)} is both listed and a don't care`, part.span));
  const size = 2 ** part.vars.length;
  const beyond = [...listed, ...free].find((term) => term >= size);
  if (beyond !== undefined)
    return fail(
      troubleAt(
        'contradiction',
        `term ${String(beyond)} does not fit ${String(part.vars.length)} variables`,
        part.span,
      ),
    );
  const on = part.form === 'minterms' ? '1' : '0';
  const off = on === '1' ? '0' : '1';
  const cells = Array.from(
    { length: size },
    (_, term): Cell => ({
      code: term.toString(2).padStart(part.vars.length, '0'),
      value: free.has(term) ? '-' : listed.has(term) ? on : off,
    }),
  );
  const piece = planCells(
    { vars: part.vars, cells, span: part.span, origin: 'minterms', target: part.target },
    draft,
    open,
  );
  return piece.ok && piece.value !== null ? ok({ ...piece.value, parts: [part] }) : piece;
}

function planCells(map: Map, draft: Draft, open: OpenWork): Outcome<Piece | null, Trouble> {
  const refs = map.vars.map((label) => bitNamed(label, draft.inputs));
  const lost = refs.indexOf(null);
  const forms = factsOf(open.facts, 'fact').filter((fact) => fact.statement.fact === 'form-of');
  if (forms.length > 0) return planForms(map, forms, { draft, open });
  const output = map.target === null || map.target === '' ? soleOutput(open) : portNamed(map.target, draft.outputs);
  if (lost >= 0)
    return fail(
      troubleAt(
        'unsupported',
        `${map.vars[lost] ?? ''} is not an input, so the map does not say what the module computes`,
        map.span,
      ),
    );
  if (output === null || output.width !== 1)
    return fail(troubleAt('ambiguous', 'it is not clear which one-bit output the map is of', map.span));
  const known = refs.flatMap((one) => (one === null ? [] : [one]));
  const based = rebased(known, draft);
  if (based === null) return fail(troubleAt('unsupported', 'the indices of the map do not fit the input', map.span));
  const policy = minimalPolicy(draft);
  const node = {
    kind: 'table' as const,
    inputs: based.inputs,
    outputs: [output.name],
    rows: map.cells.map((cell) => ({ in: [...cell.code], out: [cell.value] })),
    origin: map.origin,
    missing: 'error' as const,
    dontcare_policy: policy.policy,
    src: { start: map.span.start, end: map.span.end, rule: map.origin === 'kmap' ? 'karnaugh' : 'term-list' },
  };
  return ok({
    ...NO_PIECE,
    nodes: [node],
    reads: known.map((one) => one.port.name),
    drives: [output.name],
    assumptions: based.assumptions,
    claims: policy.claims,
  });
}

/** One function in several forms, an output each: the forms may fix don't-cares differently. */
function planForms(
  map: Map,
  forms: readonly (Fact & { readonly statement: { readonly values: readonly Value[]; readonly text?: string } })[],
  { draft, open }: { readonly draft: Draft; readonly open: OpenWork },
): Outcome<Piece | null, Trouble> {
  let whole: Piece = { ...NO_PIECE, claims: forms };
  for (const { statement, span } of forms) {
    const [target] = statement.values;
    const output = target?.k === 'name' ? draft.outputs.find((port) => port.name === target.name) : undefined;
    if (output === undefined || whole.drives.includes(output.name))
      return fail(troubleAt('unsupported', 'a form is asked for of what is no output, or twice', span));
    const rest = { ...open, facts: open.facts.filter((fact) => !forms.some((form) => form === fact)) };
    const one = planCells({ ...map, target: output.name }, draft, rest);
    if (!one.ok || one.value === null) return one;
    const policy = statement.text === 'pos' ? ('minimal_pos' as const) : ('minimal_sop' as const);
    const nodes = one.value.nodes.map((node) => (node.kind === 'table' ? { ...node, dontcare_policy: policy } : node));
    whole = {
      ...whole,
      nodes: [...whole.nodes, ...nodes],
      reads: [...new Set([...whole.reads, ...one.value.reads])],
      drives: [...whole.drives, ...one.value.drives],
      assumptions: whole.assumptions.length > 0 ? whole.assumptions : one.value.assumptions,
    };
  }
  const isOpen = map.cells.some(({ value }) => value === '-') && forms.length > 1;
  return ok(isOpen ? { ...whole, assumptions: [...whole.assumptions, OPEN_FORMS] } : whole);
}

const OPEN_FORMS: PlanAssumption = {
  text: 'each form is minimal by itself, so that the outputs may differ for inputs that never occur',
  rule: 'minimal-forms',
  severity: 'inference',
};

function soleOutput(open: OpenWork): Port | null {
  return open.outputs.length === 1 ? (open.outputs[0] ?? null) : null;
}

function minimalPolicy(draft: Draft): {
  readonly policy: 'free' | 'minimal_sop' | 'minimal_pos';
  readonly claims: Piece['claims'];
} {
  const asked = factsOf(draft.facts, 'fact').filter((fact) =>
    ['minimal-sop', 'minimal-pos'].includes(fact.statement.fact),
  );
  const [first] = asked;
  const policy = first === undefined ? 'free' : first.statement.fact === 'minimal-sop' ? 'minimal_sop' : 'minimal_pos';
  return { policy, claims: asked };
}

/** Indices as written where they fit the declared range; labels 1..N of an N-bit port without a range are 1-based. */
function rebased(
  refs: readonly BitRef[],
  draft: Draft,
): { readonly inputs: string[]; readonly assumptions: readonly PlanAssumption[] } | null {
  const shifted = new Set<string>();
  for (const port of draft.inputs) {
    const indices = refs.flatMap((one) => (one.port === port && one.index !== null ? [one.index] : []));
    const [low, high] = [Math.min(port.msb ?? 0, port.lsb ?? 0), Math.max(port.msb ?? 0, port.lsb ?? 0)];
    if (indices.every((index) => index >= low && index <= high)) continue;
    const isOneBased = port.port.range === null && indices.every((index) => index >= 1 && index <= high + 1);
    if (!isOneBased) return null;
    shifted.add(port.name);
  }
  const inputs = refs.map((one) =>
    one.index !== null && shifted.has(one.port.name) ? `${one.port.name}[${String(one.index - 1)}]` : one.text,
  );
  const assumptions = [...shifted].map((name) => ({
    text: `labels ${name}[1] to ${name}[N] count from one: label k is bit k-1`,
    rule: 'index-base',
    severity: 'inference' as const,
  }));
  return { inputs, assumptions };
}
