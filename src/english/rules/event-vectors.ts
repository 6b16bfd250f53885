import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import { num, op, type Value } from '../value.ts';
import { val } from './values.ts';

/** Names of which a bit that is 1 is one of what they name; "there is data" is not said of bits. */
const EVENT = /^(?:requests?|reqs?|irqs?|intr|interrupts?|errors?|faults?|alarms?|events?|hits?|match(?:es)?)$/i;

const isEvent = (value: Value): boolean => value.k === 'name' && EVENT.test(value.name);

const THERE: readonly RuleLine[] = [
  [
    'there.some',
    '(there is | there are) [any | at least one] [active | pending] v:<vector-name>',
    (c: Captures) => (isEvent(val(c, 'v')) ? op('ones:>=', num(1), val(c, 'v')) : null),
  ],
  [
    'there.none',
    '(there is | there are) no [active | pending] v:<vector-name>',
    (c: Captures) => (isEvent(val(c, 'v')) ? op('u!', op('u|', val(c, 'v'))) : null),
  ],
];

/** Vectors that are named after what their bits are: "there is a request", "the number of the highest request". */
export function addEventVectorRules(grammar: Grammar): void {
  addRules(grammar, 'vector-name', [['vector-name', 'n:<name>', (c) => ({ k: 'name', name: String(c['n']) })]]);
  addRules(grammar, 'comparison', THERE);
}
