import type { TextSpan } from '../../contracts/source.ts';
import type { FormalPart } from '../../contracts/spec-parts.ts';
import type { Complaints, Line } from '../text.ts';
import { spanOf } from '../text.ts';

/** What a part reader sees: the lines that nobody used yet, and where to complain. */
export interface PartInput {
  /** The line of this 0-based index; undefined behind the end and where the interface used it. */
  readonly line: (at: number) => Line | undefined;
  readonly complaints: Complaints;
  /** Names of the ports. */
  readonly names: ReadonlySet<string>;
  /** Names of the output ports. */
  readonly outputs: ReadonlySet<string>;
}

/** Formal parts read, and the index of the line behind them. */
export interface PartRead {
  readonly parts: readonly FormalPart[];
  readonly next: number;
}

/**
 * A reader of one notation. Null: what begins at this line is something else, found out from a few lines.
 * A text that looks like the notation but cannot be read yields a complaint and no or a plain part, never null.
 */
export type PartReader = (input: PartInput, at: number) => PartRead | null;

/** The lines from `at` on that satisfy a test, up to the first that does not. */
export function runOf(input: PartInput, at: number, holds: (text: string) => boolean): readonly Line[] {
  const lines: Line[] = [];
  for (let line = input.line(at); line !== undefined && holds(line.text); line = input.line(at + lines.length))
    lines.push(line);
  return lines;
}

/** The span of a non-empty run of lines. */
export function spanOfRun(lines: readonly Line[]): TextSpan {
  const [first] = lines;
  const last = lines.at(-1);
  if (first === undefined || last === undefined) return { start: 0, end: 0, line: 1, lastLine: 1 };
  return spanOf(first, last);
}
