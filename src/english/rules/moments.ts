import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Action, Branch, Edge, Statement } from '../statement.ts';
import type { Value } from '../value.ts';
import { opt } from './captures.ts';
import { val } from './values.ts';

interface Moment {
  readonly edge: Edge | null;
  readonly clock: Value | null;
}

const bare = (): Moment => ({ edge: null, clock: null });

/** When a register acts, in the ways a text has of saying "at the clock edge". */
const MOMENTS: readonly RuleLine[] = [
  [
    'at-edge.any',
    '(on | at | by | with | upon) (any | every single | next | every one of | all) e:<edge> [of] [n:<clock-name>] [signal]',
    (c) => ({ edge: c['e'], clock: opt(c, 'n') }),
  ],
  [
    'at-edge.per',
    '(per | once per | once every | once each | with each | with every) (clock cycle | clock | cycle | clock period | clock edge | clock tick)',
    bare,
  ],
  ['at-edge.next', '(on | at | by | with | upon) (next | following | any) (clock edge | clock | edge)', bare],
  ['at-edge.at', '(on | at | upon) (clock edge | clock edges | edge of clock | clock tick | active clock edge)', bare],
  ['at-edge.each', '(each | every) (clock | clock tick | clock pulse | clock period)', bare],
  ['at-edge.in-any', '(in | during) (any | one) (clock cycle | cycle)', bare],
];

/** Cycles or edges that a condition picks out. */
const CYCLES: readonly RuleLine[] = [
  [
    'cycles',
    '(in | on | at | during | for) [all | any | each | every | those | only those | exactly those | precisely those] (clock cycle | clock cycles | cycles | cycle | clock edge | clock edges | edges | edge | clocks | clock periods)',
    bare,
  ],
  ['cycles.edge', 'a:<at-edge>', (c) => c['a']],
];

const WHERE = '(where | in which | at which | on which | during which | for which | when | while | that sees | with)';

const doing = (c: Captures, branches: readonly Branch[] | null): Statement | null => {
  const { edge, clock } = c['a'] as Moment;
  return branches === null ? null : { s: 'do', chain: false, edge, clock, branches };
};

const branch = (c: Captures): readonly Branch[] => [{ guard: val(c, 'g'), actions: c['x'] as readonly Action[] }];

/** "Only in cycles where …" says when something happens; of a state ("is 1 only …") it does not say that it is so there. */
const events = (c: Captures): readonly Branch[] | null =>
  (c['x'] as readonly Action[]).some((action) => action.a === 'set' && action.stative === true) ? null : branch(c);

const CLAUSES: readonly RuleLine[] = [
  [
    'do.cycles',
    `a:<cycles> ${WHERE} g:<moment-condition> [',' | ':'] [<subject>] x:<actions>`,
    (c) => doing(c, branch(c)),
  ],
  [
    'do.cycles-last',
    `[<subject>] x:<actions> [','] [but] o:[only] a:<cycles> ${WHERE} g:<moment-condition>`,
    (c) => doing(c, c['o'] === true ? events(c) : branch(c)),
  ],
  ['do.only-edge', "[<subject>] x:<actions> [','] [but] only a:<at-edge> g:<guard>", (c) => doing(c, events(c))],
];

/** Clock edges and cycles as moments, with the conditions that pick some of them out. */
export function addMomentRules(grammar: Grammar): void {
  addRules(grammar, 'at-edge', MOMENTS);
  addRules(grammar, 'edge', [
    ['edge.up', '(low to high | 0 to 1) (transition | transitions | edge)', () => 'pos'],
    ['edge.down', '(high to low | 1 to 0) (transition | transitions | edge)', () => 'neg'],
  ]);
  addRules(grammar, 'cycles', CYCLES);
  addRules(grammar, 'moment-condition', [
    ['moment.condition', 'v:<condition>', (c) => val(c, 'v')],
    ['moment.settings', 'v:<settings>', (c) => val(c, 'v')],
  ]);
  addRules(grammar, 'clause', CLAUSES);
}
