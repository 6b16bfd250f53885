import type { DifferenceDocument, VerifyDocument } from '../contracts/documents.ts';
import type { Evidence, Verdict } from '../contracts/verdict.ts';
import { traceTable } from './trace-table.ts';
import { verdictLines } from './verdict-lines.ts';

/** What a person is told of one `verify`: the strongest result, the ladder of verdicts, and the difference in full. */
export const verifyText = (document: VerifyDocument): string =>
  [
    `${document.candidate.path}: ${document.status}: ${document.strongest}`,
    ...document.verdicts.flatMap((verdict) => verdictLines(withoutTrace(verdict, document))).map((line) => `  ${line}`),
    ...(document.difference === null ? [] : differenceLines(document.difference)),
    ...(document.synthesis === null ? [] : [`  synthesis   ${JSON.stringify(document.synthesis)}`]),
    ...(document.sandbox === 'none' ? ['  sandbox: none'] : []),
  ].join('\n');

/** The shortened trace says the same with fewer rows, so the first one is left out where both are there. */
function withoutTrace(verdict: Verdict, document: VerifyDocument): Verdict {
  if (document.difference === null) return verdict;
  const isOther = (item: Evidence): boolean => item.kind !== 'counterexample';
  return { ...verdict, evidence: verdict.evidence.filter(isOther) };
}

function differenceLines(difference: DifferenceDocument): readonly string[] {
  const cone = difference.cone.map(({ file, line, text }) => `    ${file}:${line}: ${text.trim()}`);
  return [
    `  shortest trace found (${difference.trace.length} points), hexadecimal, a dot repeats the row above:`,
    ...traceTable(difference)
      .split('\n')
      .map((line) => `    ${line}`),
    ...(cone.length === 0 ? [] : [`  lines behind ${difference.signals.join(', ')}:`, ...cone]),
  ];
}
