import { addRules, type Grammar, type RuleLine } from '../grammar.ts';

const SUBJECT = 't:<target> ';

/**
 * Adds actions, and for each that begins with its subject the verb phrase without it (`vp`), for sentences that name
 * the subject once and say several things of it ("q toggles if t is 1 and keeps its value if t is 0").
 */
export function addActions(grammar: Grammar, lines: readonly RuleLine[]): void {
  addRules(grammar, 'action', lines);
  const phrases = lines
    .filter(([, pattern]) => pattern.startsWith(SUBJECT))
    .map(([id, pattern, build]): RuleLine => [id, pattern.slice(SUBJECT.length), build]);
  addRules(grammar, 'vp', phrases);
}
