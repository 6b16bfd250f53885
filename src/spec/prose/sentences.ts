/** A sentence inside a joined text: half-open offsets. */
export interface SentenceCut {
  readonly start: number;
  readonly end: number;
}

/** Abbreviations whose period does not end a sentence. */
const NEVER_ENDS = new Set([
  'e.g',
  'i.e',
  'vs',
  'fig',
  'cf',
  'resp',
  'approx',
  'incl',
  'eq',
  'no',
  'sec',
  'min',
  'max',
  'st',
  'viz',
  'w.r.t',
  'dr',
  'mr',
]);
/** Abbreviations that end a sentence only where a capital follows. */
const MAY_END = new Set(['etc', 'al', 'a.m', 'p.m', 'inc']);

/**
 * Cuts text into sentences. A period, question or exclamation mark ends one where white space or the end follows
 * (behind closing quotes and brackets), unless it stands in brackets, in an abbreviation, or in an ellipsis.
 * Linear in the text.
 */
export function cutSentences(text: string): readonly SentenceCut[] {
  const cuts: SentenceCut[] = [];
  let start = skipBlanks(text, 0);
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const char = text.charAt(at);
    if ('([{'.includes(char)) depth += 1;
    if (')]}'.includes(char)) depth = Math.max(0, depth - 1);
    if (!'.!?'.includes(char)) continue;
    const end = endBehind(text, at, depth);
    if (end === null) continue;
    cuts.push({ start, end });
    start = skipBlanks(text, end);
    at = start - 1;
    depth = 0;
  }
  if (start < text.length) cuts.push({ start, end: text.trimEnd().length });
  return cuts.filter((cut) => cut.end > cut.start);
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text.charAt(at))) at += 1;
  return at;
}

/** Offset behind the sentence that the mark at `at` ends; null where it ends none. */
function endBehind(text: string, at: number, depth: number): number | null {
  let end = at + 1;
  let open = depth;
  while (end < text.length && `"')]`.includes(text.charAt(end))) {
    if (')]'.includes(text.charAt(end))) open -= 1;
    end += 1;
  }
  if (end < text.length && !/\s/.test(text.charAt(end))) return null;
  if (staysInBrackets(text, end, { before: depth, behind: open })) return null;
  if (text.charAt(at) !== '.') return end;
  if (text.charAt(at - 1) === '.') return end >= text.length || endsByEllipsis(text, at, end) ? end : null;
  return endsByWord(text, at, end) ? end : null;
}

/** `... flicker... It then` ends a sentence; the dots of a series (`A, B, ..., F`) do not. */
const endsByEllipsis = (text: string, at: number, end: number): boolean =>
  /\w\.{2,}$/.test(text.slice(Math.max(0, at - 6), at + 1)) && /^\s+[A-Z][a-z]/.test(text.slice(end, end + 40));

/** Inside a bracket that closes later, or behind one after which the words go on: `(see fig. 3.) and`. */
const staysInBrackets = (
  text: string,
  end: number,
  depth: { readonly before: number; readonly behind: number },
): boolean =>
  depth.behind > 0
    ? closesLater(text, end)
    : depth.behind < depth.before && /[a-z]/.test(text.charAt(skipBlanks(text, end)));

/** A bracket left open for longer than a sentence was never meant to close. */
const closesLater = (text: string, from: number): boolean => /[)\]}]/.test(text.slice(from, from + 400));

function endsByWord(text: string, at: number, end: number): boolean {
  const word = /[\w.]{1,12}$/.exec(text.slice(Math.max(0, at - 12), at))?.[0].toLowerCase() ?? '';
  const next = text.charAt(skipBlanks(text, end));
  if (word === 'no' || word === 'min' || word === 'max' || word === 'sec') return !/\d/.test(next);
  if (NEVER_ENDS.has(word)) return false;
  return !MAY_END.has(word) || next === '' || /[A-Z"'(]/.test(next);
}
