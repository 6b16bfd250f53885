import { isZero, namesOf, soleAction } from '../../../english/index.ts';
import type { DoFact, Draft, Fact, Trouble } from '../facts.ts';
import { troubleAt } from '../facts.ts';
import { canHold } from '../queue/guards.ts';
import { roleText } from '../telling.ts';
import { pulsesOf, type ReceiverTold } from './notes.ts';

/** Bits of what a text counts. */
export const WIDTHS: Readonly<Record<string, number>> = { bit: 1, nibble: 4, byte: 8 };

/** What a part is called where a text counts parts, or says which one. */
const PART =
  /\b(?:one|single|next|last|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|[a-z]+teenth|twelfth|eleventh|\d+(?:st|nd|rd|th))\s+(bit|byte|nibble)\b(?!\s+(?:word|number|value))/gi;
const PARTS = /\b(bit|byte|nibble)s\s+(?:make|form|have\s+been|are)\b/gi;
const CARRIED = /\b(?:carries|holds|has)\s+(?:an?\s+|one\s+)?(?:new\s+|valid\s+)?(bit|byte|nibble)\b/gi;

/** What the whole is called, where that has a width. */
const WHOLE =
  /\b(?:make|makes|form|forms)\s+(?:up\s+)?(?:an?\s+|one\s+)?byte\b|\b(?:complete|whole)\s+byte\b|\bof\s+(?:an?|the)\s+byte\b|\bbyte\s+is\s+complete\b/i;

/** Where in the word a part goes, by a name that has a width. */
const PLACE =
  /\b(?:most|least)[\s-]+significant\s+(bit|byte|nibble)\b|\b(?:upper(?:most)?|lower|highest|lowest|high|low)\s+(half|bit|byte|nibble)\b|\b(msb|lsb)\b/i;

const calls = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map((hit) => (hit[1] ?? '').toLowerCase());

/** A sentence that calls the parts, the whole or a place in it by a word for another width. */
export function oddWidth(draft: Draft, told: ReceiverTold, own: readonly Fact[]): Trouble | null {
  const { size, unit } = told;
  const odd = draft.facts.find(({ text, statement }) => {
    const isOwn =
      own.some((one) => one.text === text) || (statement.s === 'fact' && statement.fact.startsWith('receiver-'));
    if (!isOwn) return false;
    const parts = [PART, PARTS, CARRIED].flatMap((pattern) => calls(text, pattern));
    return (
      parts.some((word) => WIDTHS[word] !== unit) ||
      (WHOLE.test(text) && size * unit !== 8) ||
      isOddPlace(statement, text, told)
    );
  });
  return odd === undefined
    ? null
    : troubleAt('contradiction', 'the parts or the word have another width than this calls them by', odd.span);
}

function isOddPlace(statement: Fact['statement'], text: string, { size, unit }: ReceiverTold): boolean {
  if (statement.s !== 'fact' || statement.fact !== 'receiver-order') return false;
  const [, named, half, end] = PLACE.exec(text) ?? [];
  if (end !== undefined) return unit !== 1;
  const word = (named ?? half)?.toLowerCase();
  if (word === undefined) return false;
  return word === 'half' ? size !== 2 : WIDTHS[word] !== unit;
}

/** Descriptions that call the data, the word or the flag something else. */
export function oddPorts(draft: Draft, { data, event }: ReceiverTold, moments: readonly DoFact[]): Trouble | null {
  const flags = moments.flatMap(pulsesOf);
  const enables = new Set(namesOf(event.guard));
  const odd = draft.ports.find(({ name, direction, port }) => {
    const text = roleText(port);
    if (text === '') return false;
    if (name === data) return NO_PART.test(text);
    if (direction === 'input') return enables.has(name) && !ENABLE.test(text);
    return (flags.includes(name) ? NO_FLAG : NO_WORD).test(text);
  });
  return odd === undefined
    ? null
    : troubleAt('contradiction', `${odd.name} is called something else here`, odd.port.span);
}

const NO_PART = /\b(?:clock|output|address|byte|nibble|parallel|push|write|enable|valid)\b/i;
const NO_FLAG = /\b(?:cycles?|while|number|count|error|bits?|busy)\b/i;
const NO_WORD =
  /\b(?:first|being|number|count|parity|bits received|previous|next|oldest|newest|address|clock|serial|enable|valid|to (?:push|write|store|send))\b/i;
const ENABLE = /\b(?:valid|enable|strobe|present|ready|carries|holds|new|high|active|1)\b/i;

/** Parts that never come, or under a condition on the reset; a flag whose end the next sentence leaves out. */
export function oddMoments(draft: Draft, { event }: ReceiverTold, moments: readonly DoFact[]): Trouble | null {
  const [place] = event.facts;
  const space = { depth: 0, level: '', flags: new Map() };
  const isNever = canHold(event.guard, space, [0]) === false;
  if (place !== undefined && (isNever || namesOf(event.guard).includes(draft.reset?.signal ?? '')))
    return troubleAt('unsupported', 'a part never comes by this condition, or only with the reset', place.span);
  const odd = moments.find((fact) => !endsWell(fact, draft));
  return odd === undefined
    ? null
    : troubleAt('ambiguous', 'what holds in all other cycles is not clear of everything that this sets', odd.span);
}

/** What stands behind "otherwise" says of each flag that it is 0, and nothing else. */
function endsWell(fact: DoFact, draft: Draft): boolean {
  const next = draft.facts[draft.facts.indexOf(fact) + 1]?.statement;
  if (next?.s !== 'do' || !next.chain) return true;
  const { guard, action } = soleAction(next) ?? {};
  if (guard !== null || action?.a !== 'set' || action.target?.k !== 'name') return false;
  const { name } = action.target;
  const flags = pulsesOf(fact);
  return isZero(action.value) && (flags.length === 0 || (flags.length === 1 && flags[0] === name));
}
