import type { GenerateDocument } from '../contracts/documents.ts';
import { diagnosticLine, verdictLines } from './verdict-lines.ts';

/** What a person is told of one `generate`: verdicts, assumptions, or the words that stopped the engine. */
export function generateLines(document: GenerateDocument): readonly string[] {
  const head = `${document.spec?.path ?? 'spec'}: ${headline(document)}`;
  const diagnostics = document.diagnostics.map((item) => `  ${diagnosticLine(item)}`);
  const refusal = document.refusal;
  const quotes = (refusal?.quotes ?? []).map((quote) => `  line ${quote.line}: "${quote.text}"\n      ${quote.why}`);
  const assumptions = document.assumptions.map((item) => `  assumed: ${item.text} (${item.rule})`);
  const verdicts = document.verdicts.flatMap(verdictLines).map((line) => `  ${line}`);
  return [head, ...diagnostics, ...quotes, ...assumptions, ...verdicts];
}

function headline(document: GenerateDocument): string {
  switch (document.outcome) {
    case 'unreadable':
      return 'this specification cannot be read';
    case 'abstained':
      return `abstained (${document.refusal?.reason ?? 'unknown'}): ${document.refusal?.detail ?? ''}`;
    case 'done':
      return `${document.status}${document.output === null ? '' : `, written to ${document.output}`}`;
  }
}
