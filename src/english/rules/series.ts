import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Statement } from '../statement.ts';
import { num, type Value } from '../value.ts';
import { fact } from './captures.ts';
import { val } from './values.ts';

const at = (of: Value, c: Captures): Value => ({ k: 'index', of, at: num(c['i'] as number) });
const SAME = { k: 'noun', noun: 'same' } as const satisfies Value;

const BITS: readonly RuleLine[] = [
  ['bit-ref.index', 'v:<operand>', (c) => (val(c, 'v').k === 'num' ? null : val(c, 'v'))],
  [
    'bit-ref.bit-of',
    '(bit | position | bit position | element) [number] i:<number> of [vector | input] v:<operand>',
    (c) => at(val(c, 'v'), c),
  ],
  [
    'bit-ref.of-input',
    '(bit | position | bit position) [number] i:<number> of input [vector]',
    (c) => at({ k: 'noun', noun: 'input' }, c),
  ],
  [
    'bit-ref.of-output',
    '(bit | position | bit position) [number] i:<number> of output [vector]',
    (c) => at({ k: 'noun', noun: 'output' }, c),
  ],
  ['bit-ref.s-bit', "v:<operand> 's (bit | position) [number] i:<number>", (c) => at(val(c, 'v'), c)],
  [
    'bit-ref.input-s',
    "input [vector] 's (bit | position) [number] i:<number>",
    (c) => at({ k: 'noun', noun: 'input' }, c),
  ],
  ['bit-ref.same', '(bit | position) [number] i:<number>', (c) => at(SAME, c)],
];

const pair = (c: Captures): readonly Value[] => [val(c, 'l'), val(c, 'r')];

const IS =
  '(is | equals | is connected to | is driven by | is assigned | is assigned to | gets | takes | carries | receives | comes from | goes to | is wired to | drives | maps to | becomes | is sent to | is routed to | moves to | is moved to | is fed by | is set to)';

const PAIRS: readonly RuleLine[] = [
  ['pair.verb', `[output | input] l:<bit-ref> ${IS} [output | input] r:<bit-ref>`, pair],
  [
    'pair.connect',
    '(~connect | ~assign | ~route | ~wire | ~map | ~drive) [output | input] l:<bit-ref> (to | from | with | by) [output | input] r:<bit-ref>',
    pair,
  ],
  ['pair.symbol', "l:<bit-ref> '=' r:<bit-ref>", pair],
];

const MORE: readonly RuleLine[] = [
  ...PAIRS,
  ['pair.short', '[output | input] l:<bit-ref> (to | from | is) [output | input] r:<bit-ref>', pair],
];

const series = (c: Captures): Statement =>
  fact('connections', [c['a'], c['b'], ...(c['z'] === undefined ? [] : [c['z']])].flat() as readonly Value[]);

const SERIES: readonly RuleLine[] = [
  [
    'series.pairs',
    "a:<first-pair> [',' | ';'] [and] b:<next-pair> [',' | ';'] [and] (etc | so on | so forth | and so on | '...') [',' | ';'] [(up to | down to | until | through | and finally | and) z:<last-pair>]",
    series,
  ],
];

const LAST: readonly RuleLine[] = [
  ...PAIRS,
  ['pair.which', `[output | input] l:<bit-ref> [','] (which | that) ${IS} [output | input] r:<bit-ref>`, pair],
];

/** Connections told by their first two: "q[0] is d[7], q[1] is d[6], and so on". */
export function addSeriesRules(grammar: Grammar): void {
  addRules(grammar, 'bit-ref', BITS);
  addRules(grammar, 'first-pair', PAIRS);
  addRules(grammar, 'next-pair', MORE);
  addRules(grammar, 'last-pair', LAST);
  addRules(grammar, 'clause', SERIES);
}
