import type { Spec } from '../../contracts/spec.ts';
import { NUMBER_WORDS } from '../../english/index.ts';
import { isSentence } from './facts.ts';

/** Storage that a compound noun names ("a 12-bit baud counter"): the words, what joins them as a name, and its bits. */
export interface CompoundName {
  readonly words: string;
  readonly name: string;
  readonly width: number;
  readonly noun: string;
}

const COUNT = '(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|sixteen|\\d{1,3})';
const NOUN = '(?:counter|register|timer|pointer|accumulator|prescaler)';

/** `An 8-bit period counter`, `the 12-bit hold register`: a width, one word or two, and what kind of storage it is. */
const SIZED = new RegExp(
  `\\b(?:an?|the|its|one)\\s+(?:internal\\s+)?(?<bits>${COUNT})[ -]bit(?:[ -]wide)?\\s+(?:internal\\s+)?(?<words>[a-z]+(?:[ -][a-z]+)?)\\s+(?<noun>${NOUN})\\b(?!\\s+(?:named|called|\\x60|\\())`,
  'gi',
);

/** Words that say what kind of storage it is, or how it works; they are no part of a name. */
const KIND =
  /^(?:shift|shifting|binary|bcd|decimal|decade|ring|johnson|twisted|gray|grey|up|down|bidirectional|reversible|ripple|modulo|mod|modulus|synchronous|asynchronous|free|running|loadable|universal|output|input|internal|parallel|serial|left|right|circular|rotating|barrel|galois|fibonacci|linear|feedback|data|status|control|wrapping|saturating|simple|single|programmable|resettable|presettable|enabled|positive|negative|edge|triggered|master|slave|d|jk|sr|t|type|wide|bit|bits|signed|unsigned|hidden|separate|small|plain|basic|same|other|second|first|third|current|clocked|registered|write|read|stack|index|tick|cycle|shadow|counter|register|timer|pointer)$/i;

/**
 * Names that the text makes of nouns: each is given a width once, and spoken of again as "the … counter" or "the
 * counter". Words that are outputs, and kinds of counters and registers, make no name.
 */
export function compoundNames(spec: Spec): readonly CompoundName[] {
  const lower = ({ name }: { readonly name: string }): string => name.toLowerCase();
  const taken = new Set([...spec.ports.map(lower), ...spec.params.map(lower)]);
  // No input is a register: "the duty register" beside an input `duty` is another thing.
  const driven = new Set(spec.ports.filter(({ direction }) => direction !== 'input').map(lower));
  const texts = spec.body.filter(isSentence).flatMap((one) => (one.kind === 'heading' ? [] : [one.text]));
  const found = new Map<string, CompoundName | null>();
  for (const text of texts) {
    for (const { groups = {} } of text.matchAll(SIZED)) {
      const one = compound(groups);
      const isOwn = one.words
        .split(' ')
        .slice(0, -1)
        .every((word) => !KIND.test(word) && !driven.has(word));
      if (!isOwn || taken.has(one.name) || uses(texts, one) < 2) continue;
      const known = found.get(one.words);
      // Two widths for one name: none of them is read.
      found.set(one.words, known !== undefined && known?.width !== one.width ? null : one);
    }
  }
  return [...found.values()].filter((one) => one !== null);
}

function compound(groups: Readonly<Record<string, string | undefined>>): CompoundName {
  const noun = (groups['noun'] ?? '').toLowerCase();
  const words = `${(groups['words'] ?? '').toLowerCase().replaceAll('-', ' ')} ${noun}`;
  const bits = (groups['bits'] ?? '').toLowerCase();
  return { words, name: words.replaceAll(' ', '_'), width: NUMBER_WORDS[bits] ?? Number(bits), noun };
}

/** How often the text speaks of it, by its whole name or by its last word. */
const uses = (texts: readonly string[], { words, noun }: CompoundName): number =>
  texts.reduce(
    (sum, text) =>
      sum +
      [...text.matchAll(new RegExp(`\\b(?:${words.replaceAll(' ', '[ -]')}|(?:the|this|that|its) ${noun})\\b`, 'gi'))]
        .length,
    0,
  );
