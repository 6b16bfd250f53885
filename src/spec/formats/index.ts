import type { SourceText } from '../text.ts';
import { indentOf, isBlank } from '../text.ts';
import type { SpecFormat } from './format.ts';
import { ONE_BIT_DEFAULT, REQUESTS } from './framing.ts';

const hasLine = (source: SourceText, pattern: RegExp): boolean => source.lines.some((line) => pattern.test(line.text));

/** The last code of the text is a module header that nothing follows. */
function endsInHeader(source: SourceText): boolean {
  const last = source.lines.findLastIndex((line) => !isBlank(line));
  const tail = source.lines.slice(Math.max(0, last - 400), last + 1);
  const start = tail.findLastIndex((line) => /^\s*module\s+\w+\s*[#(]/.test(line.text) && indentOf(line) < 4);
  return (
    start >= 0 &&
    /\)\s*;\s*$/.test(tail.at(-1)?.text ?? '') &&
    !tail.slice(start).some((line) => /\bendmodule\b/.test(line.text))
  );
}

/** The first line that is no comment is a command of the Berkeley formats. */
const isBerkeley = (source: SourceText): boolean =>
  /^\s*\.(?:i|o|p|s|r|ilb|ob|type|start_kiss)\b/.test(
    source.lines.find((line) => !isBlank(line) && !/^\s*#/.test(line.text))?.text ?? '',
  );

/** Rows of four fields have states. */
const hasStates = (source: SourceText): boolean => hasLine(source, /^\s*[01-]+\s+\S+\s+\S+\s+[01-]+\s*$/);

/** The dialects, in the order in which their marks are looked for. */
export const SPEC_FORMATS = {
  kiss2: { matches: (source) => isBerkeley(source) && hasStates(source), interfaces: ['declared'], framing: [] },
  pla: { matches: isBerkeley, interfaces: ['declared'], framing: [] },
  'verilogeval-complete': {
    matches: endsInHeader,
    interfaces: ['header'],
    framing: REQUESTS,
  },
  sections: {
    matches: (source) =>
      hasLine(source, /^\s*(?:input|output)s?(?: ports?| signals?)?\s*:/i) &&
      hasLine(source, /^\s*module(?: name)?\s*:/i),
    interfaces: ['sections', 'header', 'bullets', 'table', 'prose'],
    framing: REQUESTS,
  },
  markdown: {
    matches: (source) => hasLine(source, /^\s{0,3}#{1,6}\s+\S/) || hasLine(source, /^\s*\|?\s*:?-{3,}:?\s*\|/),
    interfaces: ['table', 'bullets', 'sections', 'header', 'prose'],
    framing: [...REQUESTS, ...ONE_BIT_DEFAULT],
  },
  'verilogeval-spec': {
    matches: () => true,
    interfaces: ['bullets', 'sections', 'table', 'header', 'prose'],
    framing: [...REQUESTS, ...ONE_BIT_DEFAULT],
  },
} as const satisfies Record<string, SpecFormat>;

/** Name of a dialect that this reader knows. */
export type KnownFormat = keyof typeof SPEC_FORMATS;

/** True of the name of a dialect. */
export const isKnownFormat = (id: string): id is KnownFormat => Object.hasOwn(SPEC_FORMATS, id);

/** The first dialect whose marks the text bears. */
export function detectFormat(source: SourceText): KnownFormat {
  const ids = Object.keys(SPEC_FORMATS).filter(isKnownFormat);
  return ids.find((id) => SPEC_FORMATS[id].matches(source)) ?? 'verilogeval-spec';
}
