import { shown } from '../names.ts';
import type { Complaints, Line } from '../text.ts';

/** The dot commands and rows of a Berkeley format (PLA, KISS2). */
export interface BerkeleyFile {
  readonly commands: ReadonlyMap<string, { readonly words: readonly string[]; readonly line: Line }>;
  readonly rows: readonly Line[];
}

/** Parts commands from rows; comments (`#`) and what stands behind `.e` are left out. Unknown commands: `code`. */
export function berkeley(
  lines: readonly Line[],
  known: ReadonlySet<string>,
  about: { readonly complaints: Complaints; readonly code: string },
): BerkeleyFile {
  const commands = new Map<string, { words: readonly string[]; line: Line }>();
  const rows: Line[] = [];
  for (const line of lines) {
    const text = line.text.replace(/#.*$/, '').trim();
    if (text === '.e' || text === '.end') break;
    if (text === '') continue;
    const [command = '', ...words] = text.split(/\s+/);
    if (!command.startsWith('.')) rows.push({ ...line, text });
    else if (known.has(command)) commands.set(command, { words, line });
    else about.complaints.error(line.number, about.code, `the command '${shown(command)}' is not known here`);
  }
  return { commands, rows };
}

/** The number behind a command; null where the command is absent or bears none in 1..limit. */
export function countOf(file: BerkeleyFile, command: string, limit: number): number | null {
  const word = file.commands.get(command)?.words[0] ?? '';
  const count = /^\d{1,6}$/.test(word) ? Number(word) : 0;
  return count >= 1 && count <= limit ? count : null;
}

/** Declared names, or `prefix0`, `prefix1`, ... where the file gives none or another number of them. */
export function namesOf(
  file: BerkeleyFile,
  command: string,
  want: { readonly count: number; readonly prefix: string },
): readonly string[] {
  const words = file.commands.get(command)?.words ?? [];
  return words.length === want.count
    ? words
    : Array.from({ length: want.count }, (_, index) => `${want.prefix}${index}`);
}
