import type { SpecParam, SpecPort } from '../../contracts/spec.ts';
import type { Line } from '../text.ts';
import { indentOf, isBlank, spanOf } from '../text.ts';
import type { PortFlaw } from './bullets.ts';
import { badWidth, notAnEntry } from './bullets.ts';
import type { FoundInterface, FoundPort } from './model.ts';
import { readParamEntry } from './param-entry.ts';
import { readPortEntry } from './port-entry.ts';
import { namesIn } from './width.ts';

type Section = 'module' | 'input' | 'output' | 'inout' | 'parameter' | 'ports' | 'other';

const LABELS: readonly (readonly [Section, RegExp])[] = [
  ['module', /^(?:top[- ]?)?(?:module|entity|design|block)(?: name)?$/],
  ['input', /^(?:data |control |module )?inputs?(?: ports?| signals?)?$/],
  ['output', /^(?:data |control |module )?outputs?(?: ports?| signals?)?$/],
  ['inout', /^(?:inouts?|bidirectional)(?: ports?| signals?)?$/],
  ['parameter', /^(?:input |module |design )?(?:parameters?|generics?)(?:\(s\))?(?: ports?)?$/],
  ['ports', /^(?:i\/o|interface|ports?)(?: ports?| signals?| list)?$/],
];

/** The section a line opens, with the words after its colon; null where the line is no label. */
function labelOf(line: Line): { section: Section; rest: string } | null {
  const match = LABEL.exec(line.text) ?? HEADING.exec(line.text);
  const words = match?.[1]?.trim().toLowerCase();
  if (match === null || words === undefined) return null;
  const section = LABELS.find(([, pattern]) => pattern.test(words.replace(/\(s\)$/, 's')))?.[0];
  const rest = (match[2] ?? '').trim();
  if (section !== undefined) return { section, rest };
  return rest === '' && indentOf(line) < 4 && /^[A-Z]/.test(match[1] ?? '') ? { section: 'other', rest } : null;
}

const LABEL = /^\s*#{0,6}\s*\**([A-Za-z][\w /()&-]{0,40}?)\**\s*:\**\s*(.*)$/;
const HEADING = /^\s{0,3}(?:#{1,6}\s+\**|\*\*|__)([A-Za-z][\w /()&-]{0,40}?)(?:\**|__)\s*()$/;

interface Entries {
  top: string | null;
  readonly ports: FoundPort[];
  readonly params: SpecParam[];
  readonly lines: Line[];
  readonly paramLines: Line[];
}

/** Labelled sections: `Module name:`, `Input ports:`, `Output ports:`, `Parameter:`, each with one entry a line. */
export function readSections(lines: readonly Line[], flaws: PortFlaw[]): FoundInterface | null {
  const found: Entries = { top: null, ports: [], params: [], lines: [], paramLines: [] };
  let section: Section = 'other';
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at];
    if (line === undefined || isBlank(line)) continue;
    const label = openedBy({ lines, at }, section, found);
    if (label !== null) section = enter(found, label, line);
    else if (section !== 'other') {
      const last = lastOfEntry(lines, at, section);
      const kept = takeEntry(found, { section, lines: lines.slice(at, last + 1) }, flaws);
      if (!kept && isListed(lines, at) && directionOf(section) !== null) flaws.push(notAnEntry(line));
      if (!kept) section = 'other';
      at = last;
    }
  }
  return finished(found);
}

const MARK = /^\s*[-*+]\s/;

const PROSE = { section: 'other', rest: '' } as const;

/** Behind a list of marked entries, a line at the margin below a blank one begins the text. */
function isProse(lines: readonly Line[], at: number): boolean {
  const text = lines[at]?.text ?? '';
  if (!/^[A-Za-z]/.test(text) || !isBlank(lines[at - 1]) || /^[^.]{0,40}:/.test(text)) return false;
  let before = at - 1;
  while (before >= 0 && isBlank(lines[before])) before -= 1;
  return MARK.test(lines[before]?.text ?? '');
}

/** The label of a line that opens a section here; null where it is an entry of the open one, or a second module name. */
function openedBy(
  { lines, at }: { readonly lines: readonly Line[]; readonly at: number },
  section: Section,
  found: Entries,
): ReturnType<typeof labelOf> {
  const line = lines[at];
  if (line === undefined || isProse(lines, at)) return PROSE;
  const label = labelOf(line);
  if (label === null || (label.section === 'module' && found.top !== null)) return null;
  return isEntryLabel(label, section) ? null : label;
}

/** In a port section `module: ...` would be a port of that name; only labels without words after them open sections. */
const isEntryLabel = (label: { section: Section; rest: string }, current: Section): boolean =>
  current !== 'other' && current !== 'module' && label.rest !== '';

function enter(found: Entries, label: { section: Section; rest: string }, line: Line): Section {
  if (label.section === 'other') return 'other';
  const direction = directionOf(label.section);
  if (direction !== null && label.rest !== '') return enterInline(found, direction, { rest: label.rest, line });
  (label.section === 'parameter' ? found.paramLines : found.lines).push(line);
  if (label.section !== 'module') return label.rest === '' || label.section !== 'ports' ? label.section : 'other';
  if (label.rest === '') return 'module';
  found.top = label.rest.replace(/[`*;.]/g, '').trim();
  return 'other';
}

/** `Inputs: clk, rst, [3:0] d`: the whole list behind the label. */
function enterInline(
  found: Entries,
  direction: SpecPort['direction'],
  list: { readonly rest: string; readonly line: Line },
): Section {
  const span = spanOf(list.line, list.line);
  const second = SECOND_LABEL.exec(list.rest);
  if (second !== null) {
    const other = directionOf((second[1] ?? '').toLowerCase() === 'input' ? 'input' : 'output') ?? direction;
    enterInline(found, direction, { ...list, rest: list.rest.slice(0, second.index) });
    return enterInline(found, other, { ...list, rest: list.rest.slice(second.index + second[0].length) });
  }
  const entries = list.rest
    .replace(/[.;]\s*$/, '')
    .split(/,(?![^[(]*[\])])|\band\b/)
    .filter((text) => text.trim() !== '')
    .map((text) => readPortEntry(text, { direction, span }));
  if (entries.some((entry) => entry === null || entry.badWidth !== null)) return 'other';
  for (const entry of entries) found.ports.push(...(entry?.ports ?? []));
  if (found.lines.at(-1) !== list.line) found.lines.push(list.line);
  return 'other';
}

/** `Inputs: a, b  Output: y` on one line. */
const SECOND_LABEL = /[.;,]?\s+\b(input|output)s?(?: ports?| signals?)?\s*:\s*/i;

/** A longer indent than the entry's own continues its description. */
function lastOfEntry(lines: readonly Line[], at: number, section: Section): number {
  const first = lines[at];
  if (first === undefined || section === 'module') return at;
  let last = at;
  for (let next = at + 1; next < lines.length; next += 1) {
    const line = lines[next];
    if (line === undefined || isBlank(line) || indentOf(line) <= indentOf(first)) break;
    last = next;
  }
  return last;
}

function takeEntry(
  found: Entries,
  entry: { readonly section: Section; readonly lines: readonly Line[] },
  flaws: PortFlaw[],
): boolean {
  const [first] = entry.lines;
  const last = entry.lines.at(-1);
  if (first === undefined || last === undefined) return false;
  const text = entry.lines
    .map((line) => line.text.trim())
    .join(' ')
    .slice(0, 4000)
    .replace(/^(?:[-*+]\s+|\(?\d{1,2}[.)]\s+)/, '');
  if (entry.section === 'module') {
    found.top = /^[`*]*([A-Za-z_$][\w$]*)[`*]*\s*[;.]?\s*$/.exec(text)?.[1] ?? text;
    found.lines.push(first);
    return false;
  }
  if (/^(?:none|n\/a)\W*$/i.test(text)) return take(found, entry.lines);
  if (entry.section === 'parameter') return takeParam(found, text, entry.lines);
  const direction: SpecPort['direction'] | null = entry.section === 'ports' ? null : directionOf(entry.section);
  const read = readPortEntry(text, { direction, span: spanOf(first, last) });
  if (read === null || isSentence(text)) return false;
  found.ports.push(...read.ports);
  if (read.badWidth !== null) flaws.push(badWidth(first, read.badWidth));
  return take(found, entry.lines);
}

/** An entry of a list, not the prose behind it: marked, or indented below an entry or a label. */
const isListed = (lines: readonly Line[], at: number): boolean => {
  const text = lines[at]?.text ?? '';
  return /^\s*[-*+]\s/.test(text) || (/^\s/.test(text) && !isBlank(lines[at - 1]));
};

const directionOf = (section: Section): SpecPort['direction'] | null =>
  section === 'input' || section === 'output' || section === 'inout' ? section : null;

/** Prose below a list: many words and no colon, or the first word of a sentence with others behind it. */
const isSentence = (text: string): boolean =>
  (!text.includes(':') && !/\s-\s|[[(]/.test(text) && text.split(/\s+/).length > 6) || SENTENCE.test(text);

/** A list of ports has no entry called `The`; with words behind it, it begins a sentence. */
const SENTENCE =
  /^(?:The|An?|It|Its|This|That|These|On|At|If|When|Whenever|While|Each|Every|For|Both|All|No|In|There|Note|Otherwise|Upon|With|After|Before|During|Once|Here|Please|Implement|Design|Build)\s+[`*]*[A-Za-z]/;

function take(found: Entries, lines: readonly Line[]): boolean {
  found.lines.push(...lines);
  return true;
}

function takeParam(found: Entries, text: string, lines: readonly Line[]): boolean {
  const param = readParamEntry(text, lines);
  if (param === null) return false;
  found.params.push(param);
  found.paramLines.push(...lines);
  return true;
}

/** Parameters of a section `Parameters` beside an interface that was read elsewhere (a table, a list of ports). */
export function readParameterSection(lines: readonly Line[]): Pick<FoundInterface, 'params' | 'lines'> {
  const found: Entries = { top: null, ports: [], params: [], lines: [], paramLines: [] };
  let open = false;
  for (const line of lines) {
    if (isBlank(line)) continue;
    const label = labelOf(line);
    const isLabel = label !== null && (label.rest === '' || !open);
    if (isLabel) {
      open = label.section === 'parameter' && label.rest === '';
      if (open) found.paramLines.push(line);
    } else if (open) open = takeParam(found, line.text.trim().replace(/^[-*+]\s+/, ''), [line]);
  }
  const stated = found.params.some((param) => param.stated !== false);
  return stated ? { params: found.params, lines: found.paramLines } : { params: [], lines: [] };
}

/** A parameter section counts where one of its entries has a value or sizes a port; else it names states or the like. */
function finished(found: Entries): FoundInterface | null {
  if (found.ports.length === 0) return null;
  const used = new Set(found.ports.flatMap((port) => [...namesIn(port.width)]));
  const counts = found.params.some((param) => param.stated !== false || used.has(param.name));
  return {
    source: 'sections',
    top: found.top,
    params: counts ? found.params : [],
    ports: found.ports,
    lines: counts ? [...found.lines, ...found.paramLines] : found.lines,
  };
}
