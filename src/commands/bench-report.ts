import { resolve } from 'node:path';
import { LETTERS } from '../bench/official/verilog-eval-v2.ts';
import type { BenchRunDocument } from '../contracts/bench.ts';
import { ToolchainError } from '../contracts/error.ts';
import { benchHtml } from '../report/bench-html.ts';
import { benchJunit } from '../report/bench-junit.ts';
import { benchMarkdown } from '../report/bench-markdown.ts';
import { benchSarif } from '../report/bench-sarif.ts';
import { benchRunText } from '../report/bench-text.ts';
import { readRun } from './bench-documents.ts';
import { EXIT } from './exit-codes.ts';
import type { CommandIo, CommandResult } from './io.ts';

const FORMATS = {
  html: (document) => benchHtml(document, { letters: LETTERS }),
  md: benchMarkdown,
  xml: benchJunit,
  sarif: benchSarif,
  json: (document) => `${JSON.stringify(document, null, 2)}\n`,
  txt: (document) => `${benchRunText(document)}\n`,
} as const satisfies Record<string, (document: BenchRunDocument) => string>;

const NAMES: Readonly<Record<string, keyof typeof FORMATS>> = {
  html: 'html',
  md: 'md',
  markdown: 'md',
  xml: 'xml',
  junit: 'xml',
  sarif: 'sarif',
  json: 'json',
  txt: 'txt',
  human: 'txt',
};

const formatOf = (path: string): keyof typeof FORMATS | undefined => NAMES[path.split('.').at(-1)?.toLowerCase() ?? ''];

/** Whether a report's format can be told from its name. */
export const isReportFormat = (path: string): boolean => formatOf(path) !== undefined;

/** A run's report in the format that the path's ending names. */
export function benchReport(document: BenchRunDocument, path: string): string {
  const format = formatOf(path);
  if (format === undefined)
    throw new ToolchainError('usage', `unknown report format "${path}"`, {
      hint: `Use one of: ${Object.keys(NAMES).join(', ')}.`,
    });
  return FORMATS[format](document);
}

export interface BenchReportOptions {
  /** `html`, `md`, `junit`, `sarif`, `json` or `human`. */
  readonly format: string;
}

/** `veriloom bench report RUN`: another form of a run that was made before; nothing is run again. */
export async function runBenchReport(path: string, options: BenchReportOptions, io: CommandIo): Promise<CommandResult> {
  const document = await readRun(resolve(io.cwd, path));
  return { document, human: benchReport(document, options.format).trimEnd(), exitCode: EXIT.done };
}
