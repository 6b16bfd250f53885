import type { TermListPart } from '../../contracts/spec-parts.ts';
import type { Complaints, Line } from '../text.ts';
import type { PartInput, PartRead } from './reader.ts';
import { spanOfRun } from './reader.ts';

/** More terms than a list over 16 variables has. */
const MAX_TERMS = 65_536;

/** Words that may stand before the function on its line and say no more than "implement this". */
const LEAD =
  /^\s*(?:[-*+]\s+|\(?\d{1,2}[.)]\s+)?(?:(?:the module (?:should|shall|must) )?(?:implement|reali[sz]e|build|design|compute)s?\s+)?(?:the\s+)?(?:following\s+)?(?:boolean\s+|logic\s+|switching\s+)?(?:function|output)?\s*:?\s*/i;
const TARGET = /^([A-Za-z_]\w*(?:\[\d+\])?)\s*(?:\(([^()]*)\))?\s*(?:=|:|\bis\b(?:\s+the)?)\s*/;
const MINTERMS =
  /^(?:(?:[\u03A3\u2211]|\\sum|\bsigma|\bsum)(?:\s*of)?(?:\s*(?:minterms|min-terms))?[\s_]*[mM]?|minterms|min-terms|m)\s*:?\s*(?=\()/i;
const MAXTERMS =
  /^(?:(?:[\u03A0\u220F]|\\prod|\bpi|\bproduct|\bprod)(?:\s*of)?(?:\s*(?:maxterms|max-terms))?[\s_]*[mM]?|maxterms|max-terms)\s*:?\s*(?=\()/i;
const BARE_MAX = /^M\s*(?=\()/;
const JOIN = /^\s*(?:[+*\u00B7,;.&]|and|with|plus)?\s*/i;
const DONTCARES =
  /^(?:the\s+)?(?:[\u03A3\u2211\u03A0\u220F]|\\sum|\\prod|\bsum)?[\s_]*(?:d|dc|D|X|\u03C6|don't[ -]?cares?)\s*:?\s*(?:of\s*)?(?=\()/;

/** Reads `f(a,b,c) = \u03A3m(1,3) + d(2)` in its written forms, as a line (or a few, where a bracket is open) of its own. */
export function readTermList(input: PartInput, at: number): PartRead | null {
  const lines = openLines(input, at);
  const text = lines.map((line) => line.text.trim()).join(' ');
  const lead = LEAD.exec(text)?.[0] ?? '';
  const target = TARGET.exec(text.slice(lead.length));
  const [first] = lines;
  if (first === undefined || target?.[1] === undefined) return null;
  const rest = text.slice(lead.length + target[0].length).replace(/^the\s+/i, '');
  const form = formOf(rest);
  if (form === null) return null;
  const lists = termLists(rest.slice(form.length), first, input.complaints);
  const next = at + lines.length;
  if (lists === null) return { parts: [], next };
  const part: TermListPart = {
    kind: 'term-list',
    target: target[1],
    vars: (target[2] ?? '').split(/[\s,]+/).filter((name) => name !== ''),
    form: form.form,
    ...lists,
    span: spanOfRun(lines),
  };
  return { parts: isSound(part, first, input.complaints) ? [part] : [], next };
}

function openLines(input: PartInput, at: number): readonly Line[] {
  const lines: Line[] = [];
  let open = 0;
  do {
    const line = input.line(at + lines.length);
    if (line === undefined || line.text.length > 2000 || line.text.trim() === '') break;
    lines.push(line);
    open += (line.text.match(/\(/g)?.length ?? 0) - (line.text.match(/\)/g)?.length ?? 0);
  } while (open > 0 && lines.length < 6);
  return lines;
}

function formOf(rest: string): { readonly form: TermListPart['form']; readonly length: number } | null {
  const maxterms = BARE_MAX.exec(rest) ?? MAXTERMS.exec(rest);
  if (maxterms !== null) return { form: 'maxterms', length: maxterms[0].length };
  const minterms = MINTERMS.exec(rest);
  return minterms === null ? null : { form: 'minterms', length: minterms[0].length };
}

/** The bracketed lists: the first holds the terms, those behind a `d` the don't cares. */
function termLists(
  text: string,
  line: Line,
  complaints: Complaints,
): { readonly terms: readonly number[]; readonly dontcares: readonly number[] } | null {
  const terms: number[] = [];
  const dontcares: number[] = [];
  let rest = text;
  let into = terms;
  for (let count = 0; count < 8; count += 1) {
    const list = /^\(([^()]*)\)/.exec(rest);
    const numbers = list === null ? null : numbersIn(list[1] ?? '');
    if (list === null || numbers === null) return unread(rest, line, complaints);
    for (const number of numbers) into.push(number);
    rest = rest.slice(list[0].length);
    if (/^\s*[.;]?\s*$/.test(rest)) return { terms, dontcares };
    rest = rest.slice(JOIN.exec(rest)?.[0].length ?? 0);
    const mark = DONTCARES.exec(rest);
    if (mark === null) return unread(rest, line, complaints);
    rest = rest.slice(mark[0].length);
    into = dontcares;
  }
  return unread(rest, line, complaints);
}

function unread(rest: string, line: Line, complaints: Complaints): null {
  complaints.error(
    line.number,
    'SPEC-TERMS',
    `'${rest.slice(0, 40)}' cannot be read in a list of terms: write f(a,b) = \u03A3m(1,2) + d(3)`,
  );
  return null;
}

function numbersIn(text: string): readonly number[] | null {
  const numbers: number[] = [];
  for (const item of text.split(/[\s,]+/).filter((word) => word !== '')) {
    const match = /^m?(\d{1,5})(?:(?:-|\.\.)(\d{1,5}))?$/i.exec(item);
    const [first, last] = [Number(match?.[1]), Number(match?.[2] ?? match?.[1])];
    if (match === null || last < first || last - first > 4096 || numbers.length > MAX_TERMS) return null;
    for (let term = first; term <= last; term += 1) numbers.push(term);
  }
  return numbers;
}

function isSound(part: TermListPart, line: Line, complaints: Complaints): boolean {
  const all = [...part.terms, ...part.dontcares];
  const beyond = part.vars.length === 0 ? undefined : all.find((term) => term >= 2 ** part.vars.length);
  const twice = part.terms.find((term) => part.dontcares.includes(term));
  if (beyond !== undefined)
    complaints.error(line.number, 'SPEC-TERMS', `term ${beyond} does not exist over ${part.vars.length} variables`);
  if (twice !== undefined)
    complaints.error(line.number, 'SPEC-TERMS', `term ${twice} is listed both as a term and as a don't care`);
  return beyond === undefined && twice === undefined;
}
