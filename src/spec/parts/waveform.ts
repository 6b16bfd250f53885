import type { WaveformPart } from '../../contracts/spec-parts.ts';
import { pipeCells } from './cells.ts';
import type { PartInput, PartRead } from './reader.ts';
import { runOf, spanOfRun } from './reader.ts';

const HEADER = /^\s*\|?\s*(?:time|t|cycle|step|clock cycle)\b(?:\s*\(\s*(fs|ps|ns|us|ms|s)\s*\))?[\s|,]+\S/i;
const ROW = /^\s*\|?\s*\d+(?:\.\d+)?\s*(fs|ps|ns|us|ms|s)?[\s|,]+\S/;

/** A trace: a header that begins with `time` and rows that begin with one. */
export function readWaveform(input: PartInput, at: number): PartRead | null {
  const header = input.line(at);
  const unit = header === undefined ? null : HEADER.exec(header.text);
  if (header === undefined || unit === null || header.text.length > 2000) return null;
  const ruled = /^[\s|:+-]*--[\s|:+-]*$/.test(input.line(at + 1)?.text ?? '') ? 1 : 0;
  const rows = runOf(input, at + 1 + ruled, (text) => ROW.test(text));
  if (rows.length < 2) return null;
  const columns = cellsOf(header.text.replace(/\(\s*\w+\s*\)/, ''));
  const lines = [header, ...rows];
  const next = at + 1 + ruled + rows.length;
  const ragged = rows.filter((row) => cellsOf(row.text).length !== columns.length);
  for (const row of ragged)
    input.complaints.error(
      row.number,
      'SPEC-WAVEFORM-ROW',
      `the row has ${cellsOf(row.text).length} cells; the header has ${columns.length}`,
    );
  for (const row of rows) {
    const odd = cellsOf(row.text)
      .slice(1)
      .find((cell) => !/^[0-9a-fA-FxXzZ_-]+$/.test(cell));
    if (odd !== undefined)
      input.complaints.error(
        row.number,
        'SPEC-WAVEFORM-CELL',
        `'${odd.slice(0, 20)}' is no value of a trace: digits, x or z are`,
      );
  }
  if (ragged.length > 0) return { parts: [], next };
  const part: WaveformPart = {
    kind: 'waveform',
    notation: 'table',
    columns,
    rows: rows.map((row) => ({ cells: cellsOf(row.text), line: row.number })),
    timeUnit: unit[1] ?? ROW.exec(rows[0]?.text ?? '')?.[1] ?? null,
    span: spanOfRun(lines),
  };
  return { parts: [part], next };
}

function cellsOf(text: string): readonly string[] {
  if (text.includes('|')) return pipeCells(text);
  const cells = text.trim().replace(/^(\d+(?:\.\d+)?)\s+(fs|ps|ns|us|ms|s)\b/, '$1$2');
  return cells.includes(',') ? cells.split(',').map((cell) => cell.trim()) : cells.split(/\s+/);
}
