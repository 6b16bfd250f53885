import { z } from 'zod';
import { fail, type Outcome, ok } from '../../contracts/outcome.ts';
import type { Diagnostic } from '../../contracts/source.ts';

const PLACED_ERROR = /^(?<file>[^:\s]+):(?<line>\d+): ERROR: (?<message>.*)$/;
const PLACED_WARNING = /^(?<file>[^:\s]+):(?<line>\d+): Warning: (?<message>.*)$/;
const BARE = /^(?<severity>ERROR|Warning): (?<message>.*)$/;

/** Reads the errors and warnings out of a Yosys log. */
export const parseYosysDiagnostics = (text: string): readonly Diagnostic[] =>
  text.split('\n').flatMap((line): readonly Diagnostic[] => {
    const error = PLACED_ERROR.exec(line)?.groups;
    if (error !== undefined) return [placed('error', error)];
    const warning = PLACED_WARNING.exec(line)?.groups;
    if (warning !== undefined) return [placed('warning', warning)];
    const bare = BARE.exec(line)?.groups;
    if (bare === undefined) return [];
    const severity = bare['severity'] === 'ERROR' ? 'error' : 'warning';
    const message = bare['message'] ?? '';
    return [{ severity, code: codeOf(severity, message), message, range: null, reportedBy: 'yosys' }];
  });

const placed = (severity: 'error' | 'warning', groups: Readonly<Record<string, string | undefined>>): Diagnostic => {
  const message = groups['message'] ?? '';
  return {
    severity,
    code: codeOf(severity, message),
    message,
    range: { file: groups['file'] ?? '', line: Number(groups['line']), column: null },
    reportedBy: 'yosys',
  };
};

const codeOf = (severity: 'error' | 'warning', message: string): string => {
  if (/syntax error/.test(message)) return 'YOSYS-SYNTAX';
  if (/logic loop/.test(message)) return 'YOSYS-LOOP';
  if (/multiple conflicting drivers/.test(message)) return 'YOSYS-DRIVERS';
  if (/is used but has no driver/.test(message)) return 'YOSYS-UNDRIVEN';
  return severity === 'error' ? 'YOSYS-ERROR' : 'YOSYS-WARNING';
};

const statisticsSchema = z.object({
  design: z.object({
    num_wires: z.number(),
    num_memories: z.number(),
    num_cells: z.number(),
    num_cells_by_type: z.record(z.string(), z.number()),
  }),
});

/** Cell counts of a design. */
export interface YosysStatistics {
  readonly cells: number;
  readonly memories: number;
  readonly cellsByType: Readonly<Record<string, number>>;
}

/** Reads the file that `stat -json` writes. */
export const parseYosysStatistics = (text: string): Outcome<YosysStatistics, string> => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return fail(`yosys statistics are no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const parsed = statisticsSchema.safeParse(json);
  if (!parsed.success) return fail(`yosys statistics lack a field: ${parsed.error.message}`);
  const { num_cells, num_memories, num_cells_by_type } = parsed.data.design;
  return ok({ cells: num_cells, memories: num_memories, cellsByType: num_cells_by_type });
};

/** Reads the version out of `yosys -V`. */
export const parseYosysVersion = (text: string): string | null => /^Yosys (\S+)/m.exec(text)?.[1] ?? null;

/** Reads the version out of ABC's banner. */
export const parseAbcVersion = (text: string): string | null => /ABC (\d[\d.]*)/.exec(text)?.[1] ?? null;
