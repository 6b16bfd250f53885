import type { Diagnostic, TextSpan } from '../contracts/source.ts';

/** One line of a normalised text: its words, half-open offsets (without the line feed) and 1-based number. */
export interface Line {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly number: number;
}

/** A normalised text cut into lines. `path` is only for messages. */
export interface SourceText {
  readonly path: string;
  readonly text: string;
  readonly lines: readonly Line[];
}

/** Cuts a normalised text (LF only) into lines. */
export function sourceText(path: string, text: string): SourceText {
  let start = 0;
  const lines = text.split('\n').map((lineText, index) => {
    const line = { text: lineText, start, end: start + lineText.length, number: index + 1 };
    start = line.end + 1;
    return line;
  });
  return { path, text, lines };
}

/** The span of whole lines; both ends are inclusive. Outer blanks of the first and last line are left out. */
export function spanOf(first: Line, last: Line): TextSpan {
  const lead = first.text.length - first.text.trimStart().length;
  return {
    start: first.start + lead,
    end: Math.max(first.start + lead, last.start + last.text.trimEnd().length),
    line: first.number,
    lastLine: last.number,
  };
}

/** Number of blanks a line begins with; typographic rules never depend on it but list nesting does. */
export const indentOf = (line: Line): number => line.text.length - line.text.trimStart().length;

/** True of a line without a visible character. */
export const isBlank = (line: Line | undefined): boolean => line === undefined || line.text.trim() === '';

/** A complaint of the spec reader about one line; `line` null is about the whole file. */
export function complaint(
  severity: Diagnostic['severity'],
  about: { readonly path: string; readonly line: number | null; readonly code: string; readonly message: string },
): Diagnostic {
  const range = { file: about.path, line: about.line ?? 1, column: null };
  return { severity, code: about.code, message: about.message, range, reportedBy: 'spec' };
}

/** Gathers complaints about one file, so that readers need not repeat its path. */
export interface Complaints {
  readonly error: (line: number | null, code: string, message: string) => void;
  readonly warning: (line: number | null, code: string, message: string) => void;
  readonly note: (line: number | null, code: string, message: string) => void;
  readonly list: readonly Diagnostic[];
}

/** A fresh, empty collection of complaints. */
export function complaintsAbout(path: string): Complaints {
  const list: Diagnostic[] = [];
  const add = (severity: Diagnostic['severity']) => (line: number | null, code: string, message: string) => {
    list.push(complaint(severity, { path, line, code, message }));
  };
  return { error: add('error'), warning: add('warning'), note: add('note'), list };
}
