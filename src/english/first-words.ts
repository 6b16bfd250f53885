import type { Grammar, Rule } from './grammar.ts';
import { lemmaOf } from './lexicon.ts';
import type { PatternNode } from './pattern.ts';
import type { Token } from './token.ts';

/** Words each rule can begin with; null where it can begin with anything (or with nothing). */
type FirstWords = ReadonlyMap<Rule, ReadonlySet<string> | null>;

const computed = new WeakMap<Grammar, FirstWords>();

/** First words of every rule, computed once the grammar is complete. They spare most rules a look at each token. */
export function firstWords(grammar: Grammar): FirstWords {
  const known = computed.get(grammar);
  if (known !== undefined) return known;
  const found = new Map<Rule, ReadonlySet<string> | null>();
  for (const rules of grammar.rules.values())
    for (const rule of rules) found.set(rule, firstOf(rule.pattern, grammar, new Set()));
  computed.set(grammar, found);
  return found;
}

function firstOf(node: PatternNode, grammar: Grammar, open: ReadonlySet<string>): ReadonlySet<string> | null {
  switch (node.kind) {
    case 'literal':
      return new Set([node.word]);
    case 'flag':
      return firstOf(node.item, grammar, open);
    case 'choice':
      return union(node.items.map((item) => firstOf(item, grammar, open)));
    case 'sequence':
      return firstOfSequence(node.items, grammar, open);
    case 'nonterminal':
      return firstOfNonterminal(node.name, grammar, open);
    default:
      return null;
  }
}

/** Optionals at the front add their first words; the first item that must be there ends the list. */
function firstOfSequence(
  items: readonly PatternNode[],
  grammar: Grammar,
  open: ReadonlySet<string>,
): ReadonlySet<string> | null {
  const sets: (ReadonlySet<string> | null)[] = [];
  for (const item of items) {
    sets.push(firstOf(item.kind === 'optional' ? item.item : item, grammar, open));
    if (item.kind !== 'optional') return union(sets);
  }
  return null;
}

function firstOfNonterminal(name: string, grammar: Grammar, open: ReadonlySet<string>): ReadonlySet<string> | null {
  const rules = grammar.rules.get(name);
  if (grammar.natives.has(name) || rules === undefined || open.has(name)) return null;
  const inside = new Set([...open, name]);
  return union(rules.map((rule) => firstOf(rule.pattern, grammar, inside)));
}

function union(sets: readonly (ReadonlySet<string> | null)[]): ReadonlySet<string> | null {
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
