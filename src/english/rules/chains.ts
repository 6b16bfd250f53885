import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Statement } from '../statement.ts';
import { op, type Value } from '../value.ts';
import { fact } from './captures.ts';
import { val, vals } from './values.ts';

/** A value that is made and not yet put anywhere; later sentences call it the result. */
const forms = (v: Value): Statement => fact('forms', [v]);

const RESULT = { k: 'noun', noun: 'result' } as const satisfies Value;
const ORDER = '[(first | next | second | third | finally | afterwards) [","]]'.replaceAll('"', "'");

/** `OR the result with c`, `exclusive-OR a with b`. */
const gated = (c: Captures): Value => op(String(c['g']), val(c, 'l'), ...vals(c, 'r'));

const MADE: readonly RuleLine[] = [
  ['made.gate-with', '[bitwise] g:<gate-word> l:<chained> (with | and) r:<chained-list>', gated],
  [
    'made.gate-together',
    '[bitwise] g:<gate-word> v:<value-list> [together]',
    (c) => op(String(c['g']), ...vals(c, 'v')),
  ],
  [
    'made.combine',
    '(combine | join) v:<value-list> (with | in | using | by) [n:<number> input] g:<gate-word> [gate | function]',
    (c) => op(String(c['g']), ...vals(c, 'v')),
  ],
  ['made.invert', '(invert | complement | negate) v:<chained>', (c) => op('u~', val(c, 'v'))],
];

const CHAINED: readonly RuleLine[] = [
  ['chained.result', '[that | this | final] (result | outcome | intermediate result | partial result)', () => RESULT],
  ['chained.it', '(it | that | this)', () => RESULT],
  ['chained.inverse', '(inverse | complement) of (it | that | [that | this] result)', () => op('u~', RESULT)],
  ['chained.operand', 'v:<operand>', (c) => (val(c, 'v').k === 'num' ? null : val(c, 'v'))],
];

const drives = (c: Captures): Statement => ({
  s: 'do',
  chain: false,
  edge: null,
  branches: [
    { guard: null, actions: [{ a: 'set', target: val(c, 't'), value: c['i'] === true ? op('u~', RESULT) : RESULT }] },
  ],
});

const GOES =
  '(drives | feeds | goes to | goes into | is output on | appears on | appears at | is sent to | is assigned to | becomes | is)';

const CLAUSES: readonly RuleLine[] = [
  [
    'chain.form',
    `${ORDER} (form | take | compute | calculate | find | get | make | determine) v:<phrase>`,
    (c) => forms(val(c, 'v')),
  ],
  ['chain.operate', `${ORDER} m:<made>`, (c) => forms(val(c, 'm'))],
  [
    'chain.drives',
    `${ORDER} [i:(inverse of | inverted)] [that | this | final | end] (result | outcome) ${GOES} [output] t:<operand>`,
    drives,
  ],
  [
    'chain.target',
    '[output] t:<operand> (is | equals | carries | gets | takes | is driven by | gives) [i:(inverse of | inverted)] [that | this | final | end] (result | outcome | that)',
    drives,
  ],
];

/** Circuits told as steps, each on the result of the one before. */
export function addChainRules(grammar: Grammar): void {
  addRules(grammar, 'made', MADE);
  addRules(grammar, 'chained', CHAINED);
  addRules(grammar, 'chained-list', [
    ['chained-list.one', 'v:<chained>', (c) => [c['v']]],
    ['chained-list.many', 'v:<value-list>', (c) => c['v']],
  ]);
  addRules(grammar, 'clause', CLAUSES);
}
