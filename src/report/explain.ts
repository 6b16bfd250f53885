import type { CoverageLine, RefusalDocument } from '../contracts/documents.ts';

/** Everything `veriloom explain` shows of one spec. */
export interface ExplainDocument {
  readonly schema: 'explain@1';
  readonly path: string;
  readonly outcome: 'done' | 'abstained' | 'unreadable';
  readonly text: string;
  readonly coverage: readonly (CoverageLine & { readonly start: number; readonly end: number })[];
  readonly refusal: RefusalDocument | null;
  readonly assumptions: readonly string[];
}

type Status = CoverageLine['status'] | 'unread';

const MARK: Record<Status, string> = { consumed: '=', context: '.', unrecognised: '?', unread: ' ' };
const ANSI: Record<Status, string> = {
  consumed: '\x1b[32m',
  context: '\x1b[2m',
  unrecognised: '\x1b[31;1m',
  unread: '',
};

/** The spec line by line, each marked with how it was read and by which rule. */
export function explainText(document: ExplainDocument, colour: boolean): string {
  const lines = document.text.split('\n').map((text, index) => {
    const line = index + 1;
    const spans = document.coverage.filter((span) => span.line <= line && line <= span.lastLine);
    const status = worst(spans.map((span) => span.status));
    const rules = [...new Set(spans.filter((span) => span.line === line).map((span) => span.rule ?? ''))].filter(
      (rule) => rule !== '',
    );
    const note = rules.length === 0 ? '' : `   « ${rules.join(', ')}`;
    const body = `${String(line).padStart(4)} ${MARK[status]} ${text}${note}`;
    return colour && ANSI[status] !== '' ? `${ANSI[status]}${body}\x1b[0m` : body;
  });
  const quotes = (document.refusal?.quotes ?? []).map((quote) => `  line ${quote.line}: "${quote.text}": ${quote.why}`);
  const end =
    document.refusal === null
      ? [
          `read whole; ${document.assumptions.length} assumptions`,
          ...document.assumptions.map((text) => `  assumed: ${text}`),
        ]
      : [`abstained (${document.refusal.reason}): ${document.refusal.detail}`, ...quotes];
  return [...lines, '', '= read by a rule   . context   ? not understood', ...end].join('\n');
}

const worst = (statuses: readonly CoverageLine['status'][]): Status =>
  (['unrecognised', 'consumed', 'context'] as const).find((status) => statuses.includes(status)) ?? 'unread';

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** A self-contained page: the spec with each span coloured by the rule that read it. */
export function explainHtml(document: ExplainDocument): string {
  const spans = [...document.coverage].sort((a, b) => a.start - b.start);
  let at = 0;
  let body = '';
  for (const span of spans) {
    if (span.start < at) continue;
    body += escapeHtml(document.text.slice(at, span.start));
    const words = escapeHtml(document.text.slice(span.start, span.end));
    body += `<mark class="${span.status}" title="${escapeHtml(span.rule ?? span.status)}">${words}</mark>`;
    at = span.end;
  }
  body += escapeHtml(document.text.slice(at));
  const why =
    document.refusal === null ? 'Read whole.' : `Abstained (${document.refusal.reason}): ${document.refusal.detail}`;
  const quotes = (document.refusal?.quotes ?? []).map(
    (quote) => `<li>line ${quote.line}: <q>${escapeHtml(quote.text)}</q> ${escapeHtml(quote.why)}</li>`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(document.path)}</title><style>
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font: 14px/1.6 ui-monospace, monospace; }
mark { color: inherit; border-radius: 3px; }
.consumed { background: #2da44e33; } .context { background: #8883; } .unrecognised { background: #cf222e55; }
</style></head><body><h1>${escapeHtml(document.path)}</h1>
<p>${escapeHtml(why)}</p><ul>${quotes.join('')}${document.assumptions.map((text) => `<li>assumed: ${escapeHtml(text)}</li>`).join('')}</ul>
<p><mark class="consumed">read by a rule</mark> <mark class="context">context</mark> <mark class="unrecognised">not understood</mark></p>
<pre>${body}</pre></body></html>
`;
}
