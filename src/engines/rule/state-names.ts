import type { Spec } from '../../contracts/spec.ts';
import { isWord } from '../../english/index.ts';
import { isSentence } from './facts.ts';

const NAME = '\x60?[A-Za-z]\\w*\x60?';
const LIST = `${NAME}(?:\\s*,\\s*(?:and\\s+|or\\s+)?(?:state\\s+)?${NAME}|\\s+(?:and|or)\\s+(?:state\\s+)?${NAME}){0,31}`;

/** `states IDLE, RUN and DONE`, `three states: A, B, C`, `in state S0`. */
const AFTER_STATE = new RegExp(`\\bstates?\\b\\s*(?::|,|\\(|are|named|called|namely|=)?\\s*:?\\s*(${LIST})`, 'g');
/** `From IDLE it …`, `goes to RUN`, `moves from A to B`. */
const ALONG = new RegExp(
  `\\b(?:[Ff]rom|[Ii]n|to|into|enters?|[Ww]hile in|stays in|remains in)\\s+(?:the\\s+)?(?:state\\s+)?(${NAME})`,
  'g',
);
/** `- IDLE: …` as a list entry. */
const ENTRY = new RegExp(`^(?:State\\s+)?(${NAME})(?:\\s+state)?\\s*(?::|\\(|-\\s)`, 'i');

const plain = (name: string): string => name.replaceAll('\x60', '');

/** Names of states: those that formal parts show, and those that sentences call states or move between. */
export function statesOf(spec: Spec): readonly string[] {
  const shown = shownStates(spec);
  const taken = new Set([...spec.ports.map((port) => port.name), ...spec.params.map((param) => param.name), spec.top]);
  const told = toldStates(spec).filter((name) => !taken.has(name));
  return [...new Set([...shown, ...told])];
}

function shownStates(spec: Spec): readonly string[] {
  const found = new Set<string>();
  for (const block of spec.body) {
    if (block.kind === 'state-diagram') for (const edge of block.edges) found.add(edge.from).add(edge.to);
    if (block.kind === 'state-table') for (const row of block.rows) found.add(row.state);
  }
  return [...found];
}

/** States in the order in which sentences first name them; none where no sentence speaks of states. */
function toldStates(spec: Spec): readonly string[] {
  const texts = spec.body
    .filter(isSentence)
    .filter((one) => one.kind !== 'heading')
    .map((one) => one.text);
  if (!texts.some((text) => /\bstates?\b|\bmachine\b|\bfsm\b/i.test(text))) return [];
  const found: string[] = [];
  for (const text of texts) {
    for (const [, list = ''] of text.matchAll(AFTER_STATE)) found.push(...listed(list));
    for (const [, name = ''] of text.matchAll(ALONG)) if (isSpeltLikeState(plain(name))) found.push(plain(name));
    const entry = ENTRY.exec(text)?.[1];
    if (entry !== undefined && isSpeltLikeState(plain(entry))) found.push(plain(entry));
  }
  const all = texts.join('\n');
  return [...new Set(found)].filter((name) => (all.match(new RegExp(`\\b${name}\\b`, 'g'))?.length ?? 0) > 1);
}

function listed(list: string): readonly string[] {
  const names = list.split(/\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+/).map((name) => name.replace(/^state\s+/, ''));
  const spelt = names.filter((name) => name.includes('\x60') || isSpeltLikeState(plain(name)));
  if (spelt.length > 0) return spelt.map((name) => plain(name));
  // In lower case a single word behind "state" is hardly its name; several in a row are, where none is a known word.
  return names.length > 1 && names.every((name) => isStrange(name)) ? names : [];
}

const isSpeltLikeState = (name: string): boolean =>
  /^[A-Z][A-Z0-9_]*$/.test(name) || (/^[A-Za-z]\w*[0-9_]\w*$/.test(name) && !/^\d/.test(name));

const SMALL = /^(?:the|an?|its?|please|simply|basically|also|then|there|they)$/i;

const isStrange = (name: string): boolean => !SMALL.test(name) && (/^[A-Z][a-z]+$/.test(name) || !isWord(name));
