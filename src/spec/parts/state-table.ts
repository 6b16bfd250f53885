import type { StateTablePart } from '../../contracts/spec-parts.ts';
import type { Complaints } from '../text.ts';
import type { RawTable } from './raw-table.ts';
import { spanOfRun } from './reader.ts';

const STATE_HEAD = /\b(?:(?:present|current|old)\s+state|state)\b|^(?:ps|cs|s)$/i;
const NEXT_HEAD = /\bnext\b|^ns\b/i;
const OUTPUT_HEAD = /\boutputs?\b|\bout\b/i;

/** One next-state or output column of the header, after comma lists are cut. */
interface Head {
  readonly role: 'next' | 'output';
  readonly guard: string;
  readonly name: string | null;
  /** It has words that say something else, or calls an output an input. */
  readonly isOdd: boolean;
  /** Index of the table column, and of the entry in its comma list. */
  readonly column: number;
  readonly entry: number;
}

/** A state table: first column the state, then next states (one an input value, in a comma list or apart), then outputs. */
export function stateTableOf(
  table: RawTable,
  { complaints, names }: { readonly complaints: Complaints; readonly names: ReadonlySet<string> },
): StateTablePart | null {
  const [first = '', ...others] = table.header;
  // A column `s` beside other ports is an input of that name.
  if (names.has(first) && !/state/i.test(first) && !others.some((cell) => NEXT_HEAD.test(cell))) return null;
  if (!STATE_HEAD.test(first) || NEXT_HEAD.test(first) || others.length === 0) return null;
  // Columns of the states before are no table of what comes next.
  if (others.some((cell) => /\b(?:previous|prior|last|preceding)\s+state\b/i.test(cell))) return null;
  const heads = headsOf(table.header);
  if (heads.some((head) => head.isOdd)) return null;
  const next = heads.filter((head) => head.role === 'next');
  const outputs = heads.filter((head) => head.role === 'output');
  if (next.length === 0) return null;
  const rows = table.rows.map((row) => rowOf(row, heads, complaints));
  const good = rows.flatMap((row) => (row === null ? [] : [row]));
  if (good.length < rows.length) return null;
  return {
    kind: 'state-table',
    stateSignal: signalIn(first),
    nextSignal: next.map((head) => head.name).find((name) => name !== null) ?? null,
    guards: next.map((head) => head.guard),
    inputs: inputsOf(next),
    outputs: outputs.map((head, index) => ({
      name: head.name ?? `out${index}`,
      guard: head.guard === '' ? null : head.guard,
    })),
    rows: good,
    span: spanOfRun(table.lines),
  };
}

/** The signal that a header cell names behind its words: `Present state y[2:0]` names `y[2:0]`. */
function signalIn(cell: string): string | null {
  const rest = cell
    .replace(/\b(?:present|current|next|old|new|state|input|inputs|output|outputs|when|if|for|with)\b/gi, ' ')
    .replace(/[()]/g, ' ')
    .trim();
  return /^([A-Za-z_]\w*(?:\s*\[[\w:\s]+\])?)/.exec(rest)?.[1]?.replace(/\s+/g, '') ?? null;
}

function headsOf(header: readonly string[]): readonly Head[] {
  const heads: Head[] = [];
  let role: Head['role'] | null = null;
  for (const [column, cell] of header.entries()) {
    if (column === 0) continue;
    const entries = cell.split(/,(?![^([]*[)\]])/).map((entry) => entry.trim());
    for (const [entry, text] of entries.entries()) {
      const own = roleOf(text, role, column === header.length - 1);
      role = own;
      const guard = guardIn(text);
      const name = signalIn(text.replace(guard, ' '));
      heads.push({ role: own, guard, name, isOdd: isOdd(text, guard, own), column, entry });
    }
  }
  return heads;
}

/** Words of a header that say which column it is. */
const COLUMN_WORDS =
  /\b(?:present|current|next|states?|ns|inputs?|outputs?|out|when|if|for|with|at|the|of|and|value|is|moore|mealy)\b/gi;

/** An output column that is called an input, or a column of next states with a word that is no signal's name. */
function isOdd(text: string, guard: string, role: Head['role']): boolean {
  if (role === 'output') return guard === '' && /\binputs?\b/i.test(text) && !OUTPUT_HEAD.test(text);
  const rest =
    text
      .replace(guard, ' ')
      .replaceAll(COLUMN_WORDS, ' ')
      .match(/[A-Za-z_]\w*/g) ?? [];
  return guard !== '' && rest.length > 1 ? true : guard !== '' && rest.some((word) => /^[a-z]{4,}$/.test(word));
}

/** A cell that says neither continues the role before it where it is a guard or empty; a lone name is an output. */
function roleOf(text: string, before: Head['role'] | null, last: boolean): Head['role'] {
  if (/\bnext\b|^ns\b/i.test(text)) return 'next';
  if (OUTPUT_HEAD.test(text)) return 'output';
  if (guardIn(text) !== '') return before ?? 'next';
  if (text === '' && !last) return before ?? 'next';
  return last || before !== null ? 'output' : 'next';
}

/** The input value of a header cell: `x=0`, `xy = 01`, `(w=1)`, `00`; empty where it has none. */
function guardIn(text: string): string {
  const assigned =
    /[A-Za-z_]\w*(?:\[\d+\])?\s*={1,2}\s*(?:\d+'[bdh])?\w+(?:\s*(?:,|&&?|and)\s*[A-Za-z_]\w*\s*={1,2}\s*\w+)*/i.exec(
      text,
    )?.[0];
  return assigned ?? /(?:^|\s|\()([01]{1,8})(?:\)|\s|$)/.exec(text)?.[1] ?? '';
}

/** Inputs that guards such as `xy=01` or `x=0` name, in order. */
function inputsOf(next: readonly Head[]): readonly string[] {
  const names = next.flatMap((head) => head.guard.match(/[A-Za-z_]\w*(?:\[\d+\])?(?=\s*=)/g) ?? []);
  return [...new Set(names)];
}

function rowOf(
  row: RawTable['rows'][number],
  heads: readonly Head[],
  complaints: Complaints,
): StateTablePart['rows'][number] | null {
  const cells = row.cells.map((cell) => cell.split(',').map((entry) => entry.trim()));
  const widths = new Map<number, number>();
  for (const head of heads) widths.set(head.column, Math.max(widths.get(head.column) ?? 0, head.entry + 1));
  for (const [column, width] of widths) {
    const given = cells[column]?.length ?? 0;
    if (given === width) continue;
    complaints.error(row.line, 'SPEC-TABLE-ROW', `column ${column + 1} has ${given} entries; its header has ${width}`);
    return null;
  }
  if (row.cells.length !== widths.size + 1) {
    complaints.error(
      row.line,
      'SPEC-TABLE-ROW',
      `the row has ${row.cells.length} cells; the header has ${widths.size + 1}`,
    );
    return null;
  }
  const values = (role: Head['role']) =>
    heads.filter((head) => head.role === role).map((head) => cells[head.column]?.[head.entry] ?? '');
  return { state: row.cells[0] ?? '', next: values('next'), out: values('output'), line: row.line };
}
