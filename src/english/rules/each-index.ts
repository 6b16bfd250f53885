import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Statement } from '../statement.ts';
import { num, ref } from '../value.ts';
import { fact } from './captures.ts';

/** A letter for any bit number, with the range that the words give it. */
function eachIndex(c: Captures): Statement | null {
  const name = String(c['n']);
  const [low, high] = [c['l'], c['h']] as readonly (number | undefined)[];
  const bounds = low === undefined || high === undefined ? [] : [num(Math.min(low, high)), num(Math.max(low, high))];
  return name.length === 1 ? fact('each-index', [ref(name), ...bounds]) : null;
}

const PLACE = '[bit | bits | index | position | line | lane | channel] [number]';
const RANGE =
  "[['('] [in | from | of | in range | '=' | running from | ranging from] [range] [from] l:<number> (to | through | up to | down to | '...' | '.' '.' | '-') h:<number> [inclusive] [')']]";
const APART = '[independently | separately | individually | on its own | by itself | in parallel]';

const CLAUSES: readonly RuleLine[] = [
  ['each-index', `for (each | every | all | any) ${PLACE} n:<name> [','] ${RANGE} [','] ${APART}`, eachIndex],
];

/** "For each bit i": what the sentences say of bits with this index, they say of every bit. */
export function addEachIndexRules(grammar: Grammar): void {
  addRules(grammar, 'clause', CLAUSES);
}
