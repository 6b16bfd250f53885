import type { VerifyDocument } from '../contracts/documents.ts';
import { verdictLines } from './verdict-lines.ts';

/** What a person is told of one `verify`: the strongest result, then the ladder of verdicts. */
export const verifyText = (document: VerifyDocument): string =>
  [
    `${document.candidate.path}: ${document.status}: ${document.strongest}`,
    ...document.verdicts.flatMap(verdictLines).map((line) => `  ${line}`),
    ...(document.sandbox === 'none' ? ['  sandbox: none'] : []),
  ].join('\n');
