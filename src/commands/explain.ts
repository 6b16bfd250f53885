import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { wordsOf } from '../contracts/documents.ts';
import type { Refusal } from '../contracts/engine.ts';
import type { Spec } from '../contracts/spec.ts';
import { ENGINES } from '../engines/index.ts';
import { coverageOf, designFrom } from '../pipeline/design.ts';
import { type ExplainDocument, explainHtml, explainText } from '../report/explain.ts';
import { diagnosticLine } from '../report/verdict-lines.ts';
import { readSpec } from '../spec/index.ts';
import { EXIT } from './exit-codes.ts';
import type { CommandIo, CommandResult } from './io.ts';
import { assertWritable, readInput } from './read-input.ts';

export interface ExplainOptions {
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly top?: string;
  readonly html?: string;
}

/** `veriloom explain SPEC`: exit 0 when every sentence was read, 3 when the engine abstains, 2 when unreadable. */
export async function runExplain(path: string, options: ExplainOptions, io: CommandIo): Promise<CommandResult> {
  const bytes = await readInput(path, io);
  if (options.html !== undefined) await assertWritable(options.html, io);
  const read = readSpec({ path, bytes, ...(options.top === undefined ? {} : { top: options.top }) });
  if (!read.ok) {
    const human = read.error.map(diagnosticLine).join('\n');
    const document = { schema: 'explain@1', path, outcome: 'unreadable', diagnostics: read.error };
    return { document, human, exitCode: EXIT.usage };
  }
  const document = await explain(path, read.value.spec, io);
  if (options.html !== undefined) await writeFile(resolve(io.cwd, options.html), explainHtml(document));
  const exitCode = document.outcome === 'done' ? EXIT.done : EXIT.inconclusive;
  return { document, human: explainText(document, io.colour), exitCode };
}

async function explain(path: string, spec: Spec, io: CommandIo): Promise<ExplainDocument> {
  const request = { spec, context: null, feedback: [], seed: 1 };
  const designed = await designFrom(ENGINES.rule, request, io.signal);
  const coverage = designed.ok ? coverageOf(designed.value.plan, spec) : designed.error.coverage;
  const assumptions = designed.ok ? (designed.value.plan?.assumptions ?? []) : [];
  return {
    schema: 'explain@1',
    path,
    outcome: designed.ok ? 'done' : 'abstained',
    text: spec.text,
    coverage: coverage.map(({ span, status, rule }) => ({
      line: span.line,
      lastLine: span.lastLine,
      start: span.start,
      end: span.end,
      status,
      rule,
      text: wordsOf(spec.text, span),
    })),
    refusal: designed.ok ? null : refusalDocument(designed.error),
    assumptions: [...spec.assumptions, ...assumptions].map((item) => item.text),
  };
}

const refusalDocument = (refusal: Refusal): ExplainDocument['refusal'] => ({
  reason: refusal.reason,
  detail: refusal.detail,
  quotes: refusal.quotes.map(({ span, text, why }) => ({ line: span.line, text: text.replace(/\s+/g, ' '), why })),
});
