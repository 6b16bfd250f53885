import type { SpecParam, SpecPort } from '../../contracts/spec.ts';
import type { Line } from '../text.ts';
import { indentOf, isBlank, spanOf } from '../text.ts';
import type { PortFlaw } from './bullets.ts';
import { badWidth } from './bullets.ts';
import type { FoundInterface, FoundPort } from './model.ts';
import { readPortEntry } from './port-entry.ts';
import { namesIn, readWidthSpec } from './width.ts';

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
  const match = /^\s*#{0,6}\s*\**([A-Za-z][\w /()&-]{0,40}?)\**\s*:\**\s*(.*)$/.exec(line.text);
  const words = match?.[1]?.trim().toLowerCase();
  if (match === null || words === undefined) return null;
  const section = LABELS.find(([, pattern]) => pattern.test(words.replace(/\(s\)$/, 's')))?.[0];
  const rest = (match[2] ?? '').trim();
  if (section !== undefined) return { section, rest };
  return rest === '' && indentOf(line) < 4 && /^[A-Z]/.test(match[1] ?? '') ? { section: 'other', rest } : null;
}

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
    const label = labelOf(line);
    const opens = label !== null && !(label.section === 'module' && found.top !== null);
    if (opens && !isEntryLabel(label, section)) section = enter(found, label, line);
    else if (section !== 'other') {
      const last = lastOfEntry(lines, at, section);
      const kept = takeEntry(found, { section, lines: lines.slice(at, last + 1) }, flaws);
      if (!kept) section = 'other';
      at = last;
    }
  }
  return finished(found);
}

/** In a port section `module: ...` would be a port of that name; only labels without words after them open sections. */
const isEntryLabel = (label: { section: Section; rest: string }, current: Section): boolean =>
  current !== 'other' && current !== 'module' && label.rest !== '';

function enter(found: Entries, label: { section: Section; rest: string }, line: Line): Section {
  if (label.section === 'other') return 'other';
  (label.section === 'parameter' ? found.paramLines : found.lines).push(line);
  if (label.section !== 'module') return label.rest === '' || label.section !== 'ports' ? label.section : 'other';
  if (label.rest === '') return 'module';
  found.top = label.rest.replace(/[`*;.]/g, '').trim();
  return 'other';
}

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

const directionOf = (section: Section): SpecPort['direction'] | null =>
  section === 'input' || section === 'output' || section === 'inout' ? section : null;

/** Prose below a list: many words and no colon. */
const isSentence = (text: string): boolean =>
  !text.includes(':') && !/\s-\s|[[(]/.test(text) && text.split(/\s+/).length > 6;

function take(found: Entries, lines: readonly Line[]): boolean {
  found.lines.push(...lines);
  return true;
}

const PARAM =
  /^(?:parameter\s+)?(?:integer\s+)?[`*]*([A-Za-z_]\w*)[`*]*\s*(?:=\s*([\w'$()+*/ -]+?)\s*)?(?:\(([^()]*)\)\s*)?(?:[;,.]\s*)?(?:(?::|\s-)\s*(.*))?$/;
const DEFAULT = /(?:\bdefault(?:s)?(?: value)?(?: is| of| to)?\s*[:=]?\s*|^=?\s*|=\s*)(\d[\w']*)\b/i;

function takeParam(found: Entries, text: string, lines: readonly Line[]): boolean {
  const [first] = lines;
  const last = lines.at(-1);
  const match = PARAM.exec(text);
  if (first === undefined || last === undefined || match?.[1] === undefined) return false;
  const description = [match[3], match[4]].filter((part) => part !== undefined && part !== '').join(' ');
  const said = match[2] ?? DEFAULT.exec(description)?.[1];
  const value = said === undefined ? null : (readWidthSpec(said) ?? said);
  const base = { name: match[1], description, span: spanOf(first, last) };
  found.params.push(value === null ? { ...base, value: '', stated: false } : { ...base, value });
  found.paramLines.push(...lines);
  return true;
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
