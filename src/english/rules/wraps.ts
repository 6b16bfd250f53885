import { addRules, addSeries, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Action, Edge, Statement } from '../statement.ts';
import { num, op, type Value } from '../value.ts';
import { val } from './values.ts';

const WRAPS = '(wraps | wraps around | rolls over | returns | goes back | starts over)';

/** "counts 0, 1, 2 and wraps to 0": each value one more than the one before, and back to the first. */
function countsList(c: Captures): Statement | null {
  const values = c['k'] as readonly number[];
  const [first = 0, last = 0] = [values[0], values.at(-1)];
  const isRising = values.every((value, index) => value === first + index);
  if (!isRising || c['w'] !== first) return null;
  const at = c['a'] as { readonly edge: Edge | null; readonly clock: Value | null };
  const target: Value = { k: 'noun', noun: 'counter' };
  return {
    s: 'do',
    chain: false,
    edge: at.edge,
    clock: at.clock,
    branches: [
      { guard: op('==', target, num(last)), actions: [{ a: 'set', target, value: num(first) }] },
      { guard: null, actions: [{ a: 'step', target, dir: 'up', by: num(1), range: [first, last] }] },
    ],
  };
}

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
    'wraps.counts-list',
    `[<number> bit] counter counts [up] [through] k:<count-list> [','] and ${WRAPS} [back] to w:<number> a:<at-edge>`,
    countsList,
  ],
  [
    'wraps.event',
    `(each time | every time | whenever) t:<target> ${WRAPS} from h:<number> [back] to l:<number> [','] x:<actions> [(at | on) (that same | same | that | this | this same) [clock] edge]`,
    onWrap,
  ],
];

/** Counts listed value by value, and what happens when a counter wraps. */
export function addWrapRules(grammar: Grammar): void {
  addSeries(grammar, 'count-list', 'number', ['and']);
  addRules(grammar, 'clause', CLAUSES);
}
