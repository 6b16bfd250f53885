import type { TraceStep } from '../contracts/verdict.ts';

export interface MismatchView {
  readonly trace: readonly TraceStep[];
  /** Index of the row of the first mismatch. */
  readonly at: number;
  /** Outputs that differ there. */
  readonly signals: readonly string[];
  /** Signals worth showing, nearest to the outputs first: those in the cone of influence. */
  readonly cone: readonly string[];
  /** Whether what the golden gave may be shown. */
  readonly visible: boolean;
}

/** Rows before the mismatch that are shown; of a trace that was made short already, all. */
const ROWS_BEFORE = 5;
const SHORT_TRACE_ROWS = 10;
const MAX_COLUMNS = 10;

/**
 * The cycles up to the first mismatch as a small table: inputs in the cone, what the design gave and, where that is
 * allowed, what was expected. Values are binary. Rows and columns that are left out are counted.
 */
export function mismatchTable(view: MismatchView): string {
  const { trace, at } = view;
  const first = at < SHORT_TRACE_ROWS ? 0 : at - ROWS_BEFORE;
  const rows = trace.slice(first, at + 1);
  const last = rows.at(-1);
  if (last === undefined) return '';
  const inputs = ordered(Object.keys(last.inputs), view.cone);
  const shown = inputs.slice(0, MAX_COLUMNS);
  const outputs = view.signals.length > 0 ? view.signals.slice(0, MAX_COLUMNS) : Object.keys(last.got).slice(0, 4);
  const head = ['step', ...shown, ...outputs.flatMap((name) => headOf(name, view.visible))];
  const body = rows.map((row, index) => [
    `${row.step}${index === rows.length - 1 ? ' <-' : ''}`,
    ...shown.map((name) => row.inputs[name] ?? ''),
    ...outputs.flatMap((name) => [row.got[name] ?? '', ...(view.visible ? [row.expected[name] ?? ''] : [])]),
  ]);
  const left = inputs.length - shown.length;
  const notes = [
    first === 0 ? '' : `${first} earlier rows are not shown.`,
    left === 0 ? '' : `${left} inputs that are farther away are not shown.`,
  ].filter((note) => note !== '');
  return [head, ...body].map((cells) => cells.join(' | ')).join('\n') + notes.map((note) => `\n${note}`).join('');
}

const headOf = (name: string, visible: boolean): readonly string[] =>
  visible ? [`${name} (yours)`, `${name} (expected)`] : [`${name} (yours, wrong in the last row)`];

/** Those in the cone first, in its order; a cone that names none of them leaves all. */
function ordered(names: readonly string[], cone: readonly string[]): readonly string[] {
  const near = cone.filter((name) => names.includes(name));
  return near.length === 0 ? names : near;
}
