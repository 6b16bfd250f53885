import type { Diagnostic } from '../../contracts/source.ts';

const HEAD =
  /^%(?<severity>Error|Warning)(?:-(?<code>[A-Z0-9_]+))?: (?:(?<file>[^:\s]+):(?<line>\d+):(?:(?<column>\d+):)? )?(?<message>.*)$/;
const SUMMARY = /^Exiting due to \d+ (?:error|warning)\(s\)|^Command Failed/;

/** Reads what Verilator prints: one diagnostic a `%Error` or `%Warning` head; pictures and advice are left out. */
export const parseVerilatorDiagnostics = (text: string): readonly Diagnostic[] =>
  text.split('\n').flatMap((line) => {
    const groups = HEAD.exec(line)?.groups;
    if (groups === undefined || SUMMARY.test(groups['message'] ?? '')) return [];
    return [diagnosticOf(groups)];
  });

const diagnosticOf = (groups: Readonly<Record<string, string | undefined>>): Diagnostic => {
  const { severity, code, file, line, column, message } = groups;
  return {
    severity: severity === 'Error' ? 'error' : 'warning',
    code: code ?? (/^syntax error/.test(message ?? '') ? 'VLT-SYNTAX' : 'VLT-ERROR'),
    message: message ?? '',
    range:
      file === undefined || line === undefined
        ? null
        : { file, line: Number(line), column: column === undefined ? null : Number(column) },
    reportedBy: 'verilator',
  };
};

/** Reads the version out of `verilator --version`. */
export const parseVerilatorVersion = (text: string): string | null => /^Verilator (\S+)/m.exec(text)?.[1] ?? null;
