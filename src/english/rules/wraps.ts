import { addRules, addSeries, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Action, Statement } from '../statement.ts';
import { num, op } from '../value.ts';
import { val } from './values.ts';

const GOES_ROUND = 'wraps | wraps around | rolls over | returns | goes back';
const WRAPS = `(${GOES_ROUND} | starts over)`;
const WRAPPING = `(${GOES_ROUND} | jumps back)`;

/** What happens at the edge at which a counter wraps; whether it always does at that value is for the design to show. */
const onWrap = (c: Captures): Statement => ({
  s: 'do',
  chain: false,
  edge: null,
  branches: [
    {
      guard: op('wraps', val(c, 't'), num(c['h'] as number), num(c['l'] as number)),
      actions: c['x'] as readonly Action[],
    },
  ],
});

const CLAUSES: readonly RuleLine[] = [
  [
    'wraps.event',
    `(each time | every time | whenever) t:<target> ${WRAPS} from h:<number> [back] to l:<number> [','] x:<actions> [(at | on) (that same | same | that | this | this same) [clock] edge]`,
    onWrap,
  ],
  [
    'wraps.at-edge',
    `(at | on) [that | clock] (edge | clock edge | clock cycle) (where | at which | on which | when) t:<target> ${WRAPPING} from h:<number> [back] to l:<number> [','] x:<actions>`,
    onWrap,
  ],
  [
    'wraps.at-edge-last',
    `x:<actions> ((at | on) [clock] (edge | clock edge | clock cycle) (where | at which | on which | when) | each time | every time | whenever | when) t:<target> ${WRAPPING} from h:<number> [back] to l:<number>`,
    onWrap,
  ],
];

/** Counts listed value by value, and what happens when a counter wraps. */
export function addWrapRules(grammar: Grammar): void {
  addSeries(grammar, 'count-list', 'number', ['and']);
  addRules(grammar, 'clause', CLAUSES);
}
