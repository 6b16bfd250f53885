import { codePart, fenceAt, readLooseModule } from './code.ts';
import { readEdges } from './edges.ts';
import { readEquation } from './equation.ts';
import { readKarnaugh } from './karnaugh.ts';
import { readPipeTable } from './pipe-table.ts';
import type { PartInput, PartRead, PartReader } from './reader.ts';
import { readWaveform } from './waveform.ts';

/** Readers of notations that need no fence, the most particular first. */
const READERS: readonly PartReader[] = [
  readLooseModule,
  readWaveform,
  readKarnaugh,
  readPipeTable,
  readEdges,
  readEquation,
];

/** The formal parts that begin at a line; null where prose does. */
export function readPart(input: PartInput, at: number): PartRead | null {
  const fence = fenceAt(input, at);
  if (fence !== null) {
    if (!fence.closed)
      input.complaints.warning(fence.opening.number, 'SPEC-CODE-OPEN', 'this block has no closing fence');
    return { parts: [codePart(fence.language, fence.content)], next: fence.next };
  }
  for (const reader of READERS) {
    const read = reader(input, at);
    if (read !== null) return read;
  }
  return null;
}
