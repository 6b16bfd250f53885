import { createHash } from 'node:crypto';
import type { Outcome } from '../contracts/outcome.ts';
import { fail, ok } from '../contracts/outcome.ts';
import type { Diagnostic, TextSpan } from '../contracts/source.ts';
import type { Assumption, Spec, SpecBlock } from '../contracts/spec.ts';
import { splitBlocks } from './blocks.ts';
import type { KnownFormat } from './formats/index.ts';
import { detectFormat, isKnownFormat, SPEC_FORMATS } from './formats/index.ts';
import { checkInterface } from './interface/check.ts';
import { compareWithHeader } from './interface/compare.ts';
import { findInterface } from './interface/find.ts';
import type { FoundInterface } from './interface/model.ts';
import { moduleName } from './interface/module-name.ts';
import { checkIndexedUse } from './interface/usage.ts';
import { whyNotName } from './names.ts';
import { normalise } from './normalise.ts';
import type { Complaints, Line, SourceText } from './text.ts';
import { complaintsAbout, sourceText, spanOf } from './text.ts';

/** What to read: a file's path (for messages and the id) and its content as text or bytes. */
export interface ReadSpecInput {
  readonly path: string;
  readonly text?: string;
  readonly bytes?: Uint8Array;
  /** Name for the module; where the text has several headers, the one of this name is the interface. */
  readonly top?: string;
  /** Id of a dialect (`formats/index.ts`); detected from the text where absent. */
  readonly format?: string;
}

/** A specification read, and what the reader noticed (no errors among it). */
export interface SpecReading {
  readonly spec: Spec;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads a specification in any known dialect. Never throws on bad input: everything wrong with the text is a
 * diagnostic with file, line and code. Fails where at least one of them is an error.
 */
export function readSpec(input: ReadSpecInput): Outcome<SpecReading, readonly Diagnostic[]> {
  const normal = normalise(input.path, input.bytes ?? input.text ?? '');
  if (!normal.ok) return normal;
  const source = sourceText(input.path, normal.value);
  const complaints = complaintsAbout(input.path);
  const format = chooseFormat(input.format, source, complaints);
  const spec = format === null ? null : readAs(format, { source, complaints, top: input.top });
  const isBad = complaints.list.some((diagnostic) => diagnostic.severity === 'error');
  return spec === null || isBad ? fail(complaints.list) : ok({ spec, diagnostics: complaints.list });
}

function chooseFormat(wanted: string | undefined, source: SourceText, complaints: Complaints): KnownFormat | null {
  if (wanted === undefined) return detectFormat(source);
  if (isKnownFormat(wanted)) return wanted;
  complaints.error(
    null,
    'SPEC-FORMAT',
    `there is no format '${wanted}'; known are ${Object.keys(SPEC_FORMATS).join(', ')}`,
  );
  return null;
}

interface Reading {
  readonly source: SourceText;
  readonly complaints: Complaints;
  readonly top: string | undefined;
}

function readAs(format: KnownFormat, reading: Reading): Spec | null {
  const { source, complaints } = reading;
  const dialect = SPEC_FORMATS[format];
  const { found, flaws } = findInterface(source, { places: dialect.interfaces, top: reading.top });
  for (const flaw of flaws) complaints.error(flaw.line, flaw.code, flaw.message);
  if (found === null) {
    complaints.error(
      null,
      'SPEC-NO-INTERFACE',
      'no ports were found: list them, one a line, as "- input data (8 bits)"',
    );
    return null;
  }
  const checked = checkInterface(found, complaints);
  checkIndexedUse(found.ports, source, complaints);
  const compared = compareWithHeader(found, source, complaints);
  const lines = [...found.lines, ...(compared.header?.lines ?? [])];
  const blocks = splitBlocks(source, new Set(lines.map((line) => line.number - 1)), {
    complaints,
    names: new Set(checked.ports.map((port) => port.name)),
    outputs: new Set(checked.ports.filter((port) => port.direction === 'output').map((port) => port.name)),
  });
  const name = topOf(found, reading, new Set(checked.ports.map((port) => port.name)));
  const framed = takeFraming(blocks, dialect.framing);
  return {
    id: idOf(source.path),
    top: name.top,
    params: found.params,
    ports: checked.ports,
    body: framed.body,
    interfaceSpans: [...runsOf(lines), ...framed.spans].sort((a, b) => a.start - b.start),
    assumptions: [...checked.assumptions, ...compared.assumptions, ...name.assumptions],
    text: source.text,
    source: { format, path: source.path, sha256: createHash('sha256').update(source.text).digest('hex') },
  };
}

/** The module's name: the caller's, the interface's, the text's; else the file's, which is recorded. */
function topOf(
  found: FoundInterface,
  reading: Reading,
  ports: ReadonlySet<string>,
): { readonly top: string; readonly assumptions: readonly Assumption[] } {
  const stated = reading.top ?? found.top ?? moduleName(reading.source, ports);
  const top = stated ?? idName(reading.source.path);
  const why = whyNotName(top);
  if (why !== null) reading.complaints.error(null, 'SPEC-NAME', `${why}, so it cannot name the module`);
  if (stated !== null) return { top, assumptions: [] };
  const text = `the text names no module; it is called '${top}' after the file`;
  return { top, assumptions: [{ text, severity: 'convention', rule: 'spec-module-name', span: null }] };
}

/** File name without folders, extension and a trailing `_prompt`. */
const idOf = (path: string): string =>
  (path.split(/[\\/]/).at(-1) ?? path).replace(/\.[A-Za-z0-9.]+$/, '').replace(/_prompt$/, '') || 'spec';

const idName = (path: string): string =>
  idOf(path)
    .replace(/[^\w]/g, '_')
    .replace(/^(?=\d)/, 'm');

/** The interface's lines as spans, one a run of neighbours. */
function runsOf(used: readonly Line[]): readonly TextSpan[] {
  const lines = [...used].filter((line) => line.text.trim() !== '').sort((a, b) => a.number - b.number);
  const spans: TextSpan[] = [];
  for (const line of lines) {
    const last = spans.at(-1);
    const span = spanOf(line, line);
    if (last !== undefined && last.lastLine + 1 >= line.number)
      spans[spans.length - 1] = { ...last, end: span.end, lastLine: line.number };
    else spans.push(span);
  }
  return spans;
}

function takeFraming(
  blocks: readonly SpecBlock[],
  framing: readonly RegExp[],
): { readonly body: readonly SpecBlock[]; readonly spans: readonly TextSpan[] } {
  const frames = (block: SpecBlock): boolean =>
    (block.kind === 'sentence' || block.kind === 'item') && framing.some((pattern) => pattern.test(block.text));
  return {
    body: blocks.filter((block) => !frames(block)),
    spans: blocks.filter(frames).map((block) => block.span),
  };
}
