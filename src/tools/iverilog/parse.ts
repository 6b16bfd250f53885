import type { Diagnostic } from '../../contracts/source.ts';

const PLACED = /^(?<file>[^:\n]+):(?<line>\d+): (?<rest>.*)$/;
const CONTINUED = /^(?:[^:\s]+:\d+:)? +: +(?<rest>\S.*)$/;
const UNPLACED = /^(?<severity>error|warning|sorry|internal error): (?<message>.*)$/i;
const SUMMARY =
  /^(?:\d+ error\(s\) during elaboration\.|Elaboration failed|I give up\.|error: Code generator failure.*)$/;

/** Reads what `iverilog` prints. Lines that are no diagnostic are left out; summaries are not diagnostics. */
export const parseIcarusDiagnostics = (text: string): readonly Diagnostic[] => {
  const items: Diagnostic[] = [];
  for (const line of text.split('\n')) {
    if (SUMMARY.test(line)) continue;
    const item = placedDiagnostic(line) ?? unplacedDiagnostic(line);
    if (item !== null) {
      items.push(item);
      continue;
    }
    const more = CONTINUED.exec(line)?.groups?.['rest'];
    const last = items.at(-1);
    if (more !== undefined && last !== undefined)
      items[items.length - 1] = { ...last, message: `${last.message} ${more}` };
  }
  return items;
};

const placedDiagnostic = (line: string): Diagnostic | null => {
  const groups = PLACED.exec(line)?.groups;
  if (groups === undefined) return null;
  const { file = '', line: number = '0', rest = '' } = groups;
  // `file:3:      : It was declared here` continues the line before.
  if (/^ +: /.test(rest)) return null;
  const kind = kindOf(rest);
  if (kind === null) return null;
  return { ...kind, range: { file, line: Number(number), column: null }, reportedBy: 'iverilog' };
};

const unplacedDiagnostic = (line: string): Diagnostic | null => {
  const missing = /^(?<file>\S+): No such file or directory$/.exec(line)?.groups?.['file'];
  if (missing !== undefined)
    return { severity: 'error', code: 'IVL-FILE', message: line, range: null, reportedBy: 'iverilog' };
  if (!UNPLACED.test(line) && !/^No top level modules/.test(line)) return null;
  const kind = kindOf(line) ?? { severity: 'error' as const, code: 'IVL-ERROR', message: line };
  return { ...kind, range: null, reportedBy: 'iverilog' };
};

type Kind = Pick<Diagnostic, 'severity' | 'code' | 'message'>;

/** Codes are ours: Icarus has none. They name the kinds that callers treat differently. */
const kindOf = (rest: string): Kind | null => {
  if (/^syntax error/.test(rest)) return { severity: 'error', code: 'IVL-SYNTAX', message: rest };
  const [, word = '', message = ''] = /^(error|warning|sorry|assert|internal error|note): (.*)$/i.exec(rest) ?? [];
  switch (word.toLowerCase()) {
    case 'error':
      return { severity: 'error', code: errorCode(message), message };
    case 'sorry':
      return { severity: 'error', code: 'IVL-UNSUPPORTED', message };
    case 'assert':
    case 'internal error':
      return { severity: 'error', code: 'IVL-INTERNAL', message };
    case 'warning':
      return { severity: 'warning', code: warningCode(message), message };
    case 'note':
      return { severity: 'note', code: 'IVL-NOTE', message };
    default:
      return null;
  }
};

const ERROR_CODES: readonly (readonly [RegExp, string])[] = [
  [
    /^Unable to bind|^Could not find variable|^No function|^Unknown module type|^Enable of unknown task|^Cannot find scope|^Unable to find.*(?:task|event|scope)/i,
    'IVL-UNBOUND',
  ],
  [/already (?:been )?declared/, 'IVL-DUPLICATE'],
  [/is not a valid l-value|cannot be driven|multiple drivers|is not allowed to be assigned/i, 'IVL-LVALUE'],
  [/^Unable to find the root module/, 'IVL-ROOT'],
  [/is not a port of|^Wrong number of ports/, 'IVL-PORT'],
  [/^malformed|^invalid|^syntax error/i, 'IVL-SYNTAX'],
];

const WARNING_CODES: readonly (readonly [RegExp, string])[] = [
  [/timescale/, 'IVL-TIMESCALE'],
  [/implicit definition of wire/i, 'IVL-IMPLICIT'],
  [/port \d+ .*(?:expects|got)/i, 'IVL-PORT-WIDTH'],
  [/is dangling\/floating|floating/i, 'IVL-FLOATING'],
  [/sensitive to all|sensitivity/i, 'IVL-SENSITIVITY'],
  [/infinite loop/i, 'IVL-INFINITE-LOOP'],
  [/out of (?:range|bound)|(?:after|before) vector/i, 'IVL-RANGE'],
  [/parameter|defparam/i, 'IVL-PARAMETER'],
];

const errorCode = (message: string): string =>
  ERROR_CODES.find(([pattern]) => pattern.test(message))?.[1] ?? 'IVL-ERROR';
const warningCode = (message: string): string =>
  WARNING_CODES.find(([pattern]) => pattern.test(message))?.[1] ?? 'IVL-WARNING';

/** Reads the version out of `iverilog -V` or `vvp -V`. */
export const parseIcarusVersion = (text: string): string | null =>
  /Icarus Verilog (?:runtime )?version (\S+)/.exec(text)?.[1] ?? null;
