import { readLooseModule, readLooseProperty } from './code.ts';
import { readDelimited } from './delimited.ts';
import { readEdges } from './edges.ts';
import { readEquation } from './equation.ts';
import { readFenced, readUnfenced } from './fenced.ts';
import { readKarnaugh } from './karnaugh.ts';
import { readPipeTable } from './pipe-table.ts';
import type { PartInput, PartRead, PartReader } from './reader.ts';
import { readTermList } from './term-list.ts';
import { readWaveform } from './waveform.ts';

/** Readers of notations that need no fence, the most particular first. */
const READERS: readonly PartReader[] = [
  readLooseModule,
  readLooseProperty,
  readUnfenced,
  readWaveform,
  readKarnaugh,
  readPipeTable,
  readDelimited,
  readEdges,
  readTermList,
  readEquation,
];

/** The formal parts that begin at a line; null where prose does. */
export function readPart(input: PartInput, at: number): PartRead | null {
  return readFenced(input, at, readBare) ?? readBare(input, at);
}

function readBare(input: PartInput, at: number): PartRead | null {
  for (const reader of READERS) {
    const read = reader(input, at);
    if (read !== null) return read;
  }
  return null;
}
