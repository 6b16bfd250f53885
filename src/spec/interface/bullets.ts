import type { Line } from '../text.ts';
import { isBlank, spanOf } from '../text.ts';
import type { FoundInterface, FoundPort } from './model.ts';
import { readPortEntry } from './port-entry.ts';

const BULLET =
  /^\s*(?:[-*+]\s+|\(?\d{1,3}[.)]\s+)?(?=[`*]*(?:input|output|inout)\b|[`*]*[A-Za-z_]\w*[`*]*\s*(?:\[[^\]]*\]\s*)?(?:\(\s*(?:input|output|inout)\b|[:-]\s*(?:input|output|inout)\b))/i;

/** A complaint waiting for the path of its file. */
export interface PortFlaw {
  readonly line: number;
  readonly code: string;
  readonly message: string;
}

/** The list that is being read: once it has ended, later entries belong to something else. */
interface OpenList {
  readonly ports: FoundPort[];
  readonly used: Line[];
  /** Lines just above the first entry that begin like one and cannot be read. */
  pending: Line[];
  state: 'before' | 'inside' | 'behind';
  /** Style of the marker before the entries (`-`, `1.`); empty where they have none. */
  style: string | null;
}

/** The first run of port entries: one entry a line, each with its direction. Code is not searched. */
export function readBulletPorts(lines: readonly Line[], flaws: PortFlaw[]): FoundInterface | null {
  const list: OpenList = { ports: [], used: [], pending: [], state: 'before', style: null };
  for (let at = 0; at < lines.length && list.state !== 'behind'; at += 1) {
    const line = lines[at];
    const marked = line !== undefined && takeLine(list, lines, at) ? BULLET.exec(line.text) : null;
    if (line !== undefined && marked !== null)
      takeEntry(list, { line, text: line.text.slice(marked[0].length) }, flaws);
  }
  const { ports, used } = list;
  return ports.length === 0 ? null : { source: 'bullets', top: null, params: [], ports, lines: used };
}

function takeEntry(list: OpenList, entry: { readonly line: Line; readonly text: string }, flaws: PortFlaw[]): void {
  const { line, text } = entry;
  if (list.state === 'before' && isProse(text)) return;
  const read = readPortEntry(text, { direction: null, span: spanOf(line, line) });
  if (read === null) {
    if (list.state === 'inside') flaws.push(notAnEntry(line));
    else list.pending = [...list.pending.filter((above) => above.number === line.number - 1), line];
    return;
  }
  // A list may begin with an entry that cannot be read: it is an entry all the same, since the next one is.
  if (list.state === 'before' && list.pending.at(-1)?.number === line.number - 1) {
    flaws.push(...list.pending.map(notAnEntry));
  }
  list.state = 'inside';
  list.style ??= styleOf(line);
  list.used.push(line);
  list.ports.push(...read.ports);
  if (read.badWidth !== null) flaws.push(badWidth(line, read.badWidth));
}

/** True of a line that may hold an entry; moves the list behind its end where it has one here. */
function takeLine(list: OpenList, lines: readonly Line[], at: number): boolean {
  const line = lines[at];
  if (line === undefined) return false;
  const ends = (): boolean => {
    if (list.state === 'inside') list.state = 'behind';
    return false;
  };
  // One blank line may part inputs from outputs; two end the list.
  if (isBlank(line)) return isBlank(lines[at + 1]) ? ends() : false;
  const marked = BULLET.exec(line.text);
  if (marked === null && goesOn(list, lines, at)) return false;
  if (list.style !== null && marked !== null && styleOf(line) !== list.style) return ends();
  if (marked === null) return /^\s*(?:inputs?|outputs?|ports?)\s*:?\s*$/i.test(line.text) ? false : ends();
  const plain = marked[0].trim() === '';
  return !(plain && list.state === 'before' && !startsPlainList(lines, at));
}

/** How the entry of a line is marked. */
const styleOf = (line: Line): string =>
  (/^\s*(?:([-*+])\s|(\(?\d{1,3}[.)]))/.exec(line.text)?.[0] ?? '').trim().replace(/\d+/, '1');

/** An unmarked line right below an entry, with another entry right below it, goes on with the description. */
function goesOn(list: OpenList, lines: readonly Line[], at: number): boolean {
  const [above, line] = [lines[at - 1], lines[at]];
  if (list.state !== 'inside' || !list.style || line === undefined || above === undefined) return false;
  if (list.used.at(-1) !== above || styleOf(line) !== '' || !nextIsEntry(list, lines, at + 1)) return false;
  list.used.push(line);
  const last = list.ports.at(-1);
  if (last !== undefined)
    list.ports[list.ports.length - 1] = { ...last, description: `${last.description} ${line.text.trim()}`.trim() };
  return true;
}

/** Lines of description are few: the next entry stands within the four lines behind. */
function nextIsEntry(list: OpenList, lines: readonly Line[], from: number): boolean {
  for (let at = from; at < from + 4; at += 1) {
    const line = lines[at];
    if (line === undefined || isBlank(line)) return false;
    if (BULLET.test(line.text) && styleOf(line) === list.style) return true;
  }
  return false;
}

/** Without bullets a list must look like one: short lines `input name`, not a sentence that begins with "Input". */
function startsPlainList(lines: readonly Line[], index: number): boolean {
  const listed = /^\s*(?:input|output|inout)\s+(?:\w+\s+)?(?:\[[^\]]*\]\s*)?\w+\s*(?:\([^)]*\))?\s*[,;]?\s*$/;
  const text = lines[index]?.text ?? '';
  return (
    listed.test(text) &&
    [lines[index - 1], lines[index + 1]].some((line) => isBlank(line) || listed.test(line?.text ?? ''))
  );
}

/** `- Output goes high when ...`: words without any mark of a declaration. */
const isProse = (text: string): boolean =>
  /^\w+\s+[a-z]+\s+[a-z]+\s+[a-z]+/i.test(text) && !/^\w+\s+(?:wire|reg|logic|signed)\b/.test(text);

/** The flaw of a line inside a list of ports that is no port. */
export const notAnEntry = (line: Line): PortFlaw => ({
  line: line.number,
  code: 'SPEC-PORT-ENTRY',
  message: 'this entry of the port list cannot be read; write it as "input data (8 bits)" or "data [7:0]: what it is"',
});

/** The flaw of an entry whose width is begun but says nothing. */
export const badWidth = (line: Line, text: string): PortFlaw => ({
  line: line.number,
  code: 'SPEC-PORT-WIDTH',
  message: `the width ${text} of this port cannot be read; write it as (8 bits) or [7:0]`,
});
