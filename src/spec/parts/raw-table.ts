import type { CellRow, TruthTablePart } from '../../contracts/spec-parts.ts';
import type { Line } from '../text.ts';

/** A table cut into cells, before anyone knows what it means. */
export interface RawTable {
  readonly header: readonly string[];
  readonly headerLine: Line;
  readonly rows: readonly CellRow[];
  readonly lines: readonly Line[];
  readonly notation: TruthTablePart['notation'];
}
