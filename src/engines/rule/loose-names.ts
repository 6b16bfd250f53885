import { isWord } from '../../english/index.ts';
import { type Draft, type Fact, type Trouble, troubleAt } from './facts.ts';
import { bySentence } from './loose-numbers.ts';

/**
 * Rules that read a sentence in which a name stands only as a mention: what the sentence says does not depend on which
 * signal it is, or is held against the design as a whole.
 */
const MENTIONING =
  /^(?:machine\.|define\.|submodule$|overlap\.dontcare|priority\.|about\.capability|part\.|ports\.|history\.(?:fresh|sampled-first)|serial\.zero-start|sequence\.same-cycle|range\.period|clock\.triggered|do\.updated|claim\.exactly-one|check\.edge|remark\.purpose|aside$|opening$)/;

/**
 * A port that a sentence names and that nothing made of it holds: the rule that read the sentence passed over which
 * signal it was about. Names that are ordinary words of the language may be just those words; the clock and the reset
 * are in what every clocked sentence means.
 */
export function looseName(facts: readonly Fact[], draft: Draft): Trouble | null {
  const own = new Set([draft.clock?.name, draft.reset?.signal]);
  const ports = draft.spec.ports.map(({ name }) => name).filter((name) => !own.has(name));
  const sentences = bySentence(facts);
  for (const [at, mine] of sentences.entries()) {
    const [first] = mine;
    if (first === undefined || first.rules.some((rule) => MENTIONING.test(rule)) || mine.every(isContext)) continue;
    // What holds "for any other value of s" goes on with the sentence before.
    const held = JSON.stringify([mine, sentences[at - 1] ?? []].map((group) => group.map(partsOf)));
    const loose = ports.find((name) => name !== first.about && isNamed(name, first.text) && !held.includes(`"${name}`));
    if (loose !== undefined)
      return troubleAt('unsupported', `nothing in the design accounts for the name ${loose} here`, first.span);
  }
  return null;
}

const isContext = ({ statement }: Fact): boolean => statement.s === 'context';

const partsOf = ({ statement, about, caseSignal }: Fact): readonly unknown[] => [statement, about, caseSignal];

/** A name in code marks, or one that is no word, outside parentheses: asides have rules of their own. */
function isNamed(name: string, text: string): boolean {
  if (text.includes(`\x60${name}\x60`)) return true;
  const plain = text.replaceAll(/\([^()]*\)/g, '');
  return !isWord(name) && new RegExp(`(?<![\\w.'])${name}(?!\\w|')`).test(plain);
}
