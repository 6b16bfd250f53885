import type { DoFact, Fact } from './facts.ts';
import { factsOf } from './facts.ts';

/** Binary operators as words; small `and` and `or` join lists. */
const WORDS = /\b(?:plus|minus|times|xor|xnor|nand|AND|OR|NOR)\b/gi;
const SIGNS = /(?<![=<>!])\s[-+*]\s|[&|^*+]/g;
const BEHIND = /\b(?:shifted|rotated)\s+(?:to the\s+)?(?:left|right|up|down|by)\b|\bin reverse\b|\breversed\b/i;
const SHARE = /\b(?:half|twice|double)\s+(?:of\s+)?\x60?\w+\x60?\s+(?:[-+*]|plus|minus)\s/i;
const INVERSE = /\b(?:complement|inverse|negation|inversion)\s+of\s+\x60?\w+\x60?\s*(?:AND|OR|XOR|[&|^+])/;

/** Where one value of a sentence ends and another clause begins. */
const CLAUSE =
  /[;,.]\s|\b(?:if|when|while|otherwise|else|unless)\b|\band\s+(?=\S+\s+(?:is|are|takes|becomes|equals|gets)\b)/i;
const VALUE = /\b(?:is|are|takes|becomes|equals|gets)\b|=/i;

/** The first sentence whose value joins operations in words without saying which comes first: "a + b shifted right". */
export const openGrouping = (facts: readonly Fact[]): Fact | undefined =>
  factsOf(facts, 'do').find(({ text }: DoFact) => text.split(CLAUSE).some((clause) => isOpen(clause)));

function isOpen(clause: string): boolean {
  if (!VALUE.test(clause) || clause.includes('(') || clause.includes('{') || clause.includes(':')) return false;
  const value = clause.replace(/^.*?(?:\b(?:is|are|takes|becomes|equals|gets)\b|=)/i, ' ');
  const words = (value.match(WORDS) ?? [])
    .filter((word) => !/^(?:and|or|nor)$/.test(word))
    .map((word) => word.toLowerCase());
  const signs = (value.match(SIGNS) ?? []).map((sign) => sign.trim());
  // Operands of an operation by name are listed behind it: "the XOR of a and b".
  const isNamed = /\b(?:xor|xnor|nand|and|or|nor)\s+of\b/i.test(value);
  const kinds = new Set([...words, ...signs]);
  const isMixed = !isNamed && words.length > 0 && kinds.size > 1;
  const isModified = kinds.size > 0 && !isNamed && BEHIND.test(value);
  return isMixed || isModified || INVERSE.test(value) || SHARE.test(value);
}
