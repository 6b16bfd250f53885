import { addRules, type Grammar } from '../grammar.ts';

/** What an input was at the latest clock edges. */
export function addHistoryRules(grammar: Grammar): void {
  addRules(grammar, 'history', []);
}
