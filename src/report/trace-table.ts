import type { TraceStep } from '../contracts/verdict.ts';
import { wordText } from './waveform.ts';

export interface TraceTable {
  readonly trace: readonly TraceStep[];
  /** Outputs that differ in the last row. */
  readonly signals: readonly string[];
  /** More signals of the candidate, with one value a row. */
  readonly internals: readonly { readonly name: string; readonly values: readonly string[] }[];
}

/** Rows printed; the first one, and then the last ones. */
const MAX_ROWS = 24;

/**
 * A counterexample as a table for people, one row a settled point: inputs, expected and got of what differs, signals
 * inside. Values are hexadecimal; a value that is as in the row above is a dot, so that changes stand out.
 */
export function traceTable({ trace, signals, internals }: TraceTable): string {
  const columns = [
    ...Object.keys(trace[0]?.inputs ?? {}).map((name) =>
      column(
        name,
        trace.map((row) => row.inputs[name] ?? ''),
      ),
    ),
    ...signals.flatMap((name) => [
      column(
        `${name}:expected`,
        trace.map((row) => row.expected[name] ?? ''),
      ),
      column(
        `${name}:got`,
        trace.map((row) => row.got[name] ?? ''),
      ),
    ]),
    ...internals.map(({ name, values }) => column(`(${name})`, values)),
  ];
  const shown = [...trace.keys()].filter((row) => row === 0 || row >= trace.length - MAX_ROWS + 1);
  const widths = columns.map(({ head, cells }) =>
    Math.max(head.length, ...shown.map((row) => cells[row]?.length ?? 0)),
  );
  const line = (label: string, cells: readonly string[]): string =>
    [label.padStart(5), ...cells.map((cell, at) => cell.padStart(widths[at] ?? 0))].join('  ');
  const cut = trace.length - shown.length;
  return [
    line(
      'point',
      columns.map(({ head }) => head),
    ),
    ...shown.flatMap((row, at) => [
      ...(at === 1 && cut > 0 ? [`  (${cut} points left out)`] : []),
      line(
        String(row),
        columns.map(({ cells }) => cells[row] ?? ''),
      ),
    ]),
  ].join('\n');
}

const column = (
  head: string,
  values: readonly string[],
): { readonly head: string; readonly cells: readonly string[] } => ({
  head,
  cells: values.map((value, row) => (row > 0 && value === values[row - 1] ? '.' : wordText(value))),
});
