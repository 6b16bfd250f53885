import type { Grammar, Rule } from './grammar.ts';
import { lemmaOf } from './lexicon.ts';
import type { PatternNode } from './pattern.ts';
import type { Token } from './token.ts';

/** Words each rule can begin with; null where it can begin with anything (or with nothing). */
type FirstWords = ReadonlyMap<Rule, Words>;

const computed = new WeakMap<Grammar, FirstWords>();

/** First words of every rule, computed once the grammar is complete. They spare most rules a look at each token. */
export function firstWords(grammar: Grammar): FirstWords {
  const known = computed.get(grammar);
  if (known !== undefined) return known;
  const found = new Map<Rule, Words>();
  const work: Work = { grammar, known: new Map() };
  for (const rules of grammar.rules.values()) for (const rule of rules) found.set(rule, firstOf(rule.pattern, work));
  computed.set(grammar, found);
  return found;
}

type Words = ReadonlySet<string> | null;

interface Work {
  readonly grammar: Grammar;
  /**
   * First words of nonterminals; null from the moment one is looked into, and so for every one that leads back to
   * itself: whichever of a cycle is asked first, all of them can begin with anything.
   */
  readonly known: Map<string, Words>;
}

function firstOf(node: PatternNode, work: Work): Words {
  switch (node.kind) {
    case 'literal':
      return new Set([node.word]);
    case 'flag':
      return firstOf(node.item, work);
    case 'choice':
      return union(node.items.map((item) => firstOf(item, work)));
    case 'sequence':
      return firstOfSequence(node.items, work);
    case 'nonterminal':
      return firstOfNonterminal(node.name, work);
    default:
      return null;
  }
}

/** Optionals at the front add their first words; the first item that must be there ends the list. */
function firstOfSequence(items: readonly PatternNode[], work: Work): Words {
  const sets: Words[] = [];
  for (const item of items) {
    sets.push(firstOf(item.kind === 'optional' ? item.item : item, work));
    if (item.kind !== 'optional') return union(sets);
  }
  return null;
}

function firstOfNonterminal(name: string, work: Work): Words {
  const { grammar, known } = work;
  const done = known.get(name);
  if (done !== undefined) return done;
  known.set(name, null);
  const rules = grammar.rules.get(name);
  if (grammar.natives.has(name) || rules === undefined) return null;
  const words = union(rules.map((rule) => firstOf(rule.pattern, work)));
  known.set(name, words);
  return words;
}

function union(sets: readonly Words[]): Words {
  const all = new Set<string>();
  for (const set of sets) {
    if (set === null) return null;
    for (const word of set) all.add(word);
  }
  return all;
}

/** True where a token can be the first of a rule with these first words. */
export function mayStart(words: ReadonlySet<string> | null | undefined, token: Token | undefined): boolean {
  if (words === null || words === undefined) return true;
  if (token === undefined) return false;
  return words.has(token.lower) || token.lower === 'a' || (token.kind === 'word' && words.has(lemmaOf(token.lower)));
}
