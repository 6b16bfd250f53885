import { addJoined, addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import { num, op, type Value } from '../value.ts';
import { val, vals } from './values.ts';

/** Both ends of a range belong to it only where the words say so. */
const within = (l: Value, c: Captures): Value => op('&&', op('>=', l, val(c, 'from')), op('<=', l, val(c, 'to')));
const outside = (l: Value, c: Captures): Value => op('||', op('<', l, val(c, 'from')), op('>', l, val(c, 'to')));

const SPAN = "from:<atom> (to | through | '...' | up to | '-') to:<atom> ['(' inclusive ')' | [','] inclusive]";
const CLOSED = "between from:<atom> and to:<atom> ('(' inclusive ')' | [','] inclusive | [','] both included)";
const RANGE = `((in | within) [range] [from | of] ${SPAN} | from ${SPAN} | in range ${CLOSED} | ${CLOSED})`;
// "goes from 0 to 1" is a change, not a range.
const BE = '(is | are | be | being | was | stays | remains | lies | lie | falls | fall)';

const PREDICATES: readonly RuleLine[] = [
  ['pred.above', '(above | over | beyond | in excess of) v:<atom>', (c) => ({ op: '>', value: val(c, 'v') })],
  ['pred.below', '(below | under | beneath | short of) v:<atom>', (c) => ({ op: '<', value: val(c, 'v') })],
  ['pred.not-above', 'not (above | over | beyond) v:<atom>', (c) => ({ op: '<=', value: val(c, 'v') })],
  ['pred.not-below', 'not (below | under) v:<atom>', (c) => ({ op: '>=', value: val(c, 'v') })],
  ['pred.or-more', 'v:<constant> or (more | above | greater | higher)', (c) => ({ op: '>=', value: val(c, 'v') })],
  ['pred.or-less', 'v:<constant> or (less | below | fewer | smaller)', (c) => ({ op: '<=', value: val(c, 'v') })],
  ['pred.greater-equal', '(greater | larger | higher) or equal to v:<atom>', (c) => ({ op: '>=', value: val(c, 'v') })],
  ['pred.less-equal', '(less | smaller | lower) or equal to v:<atom>', (c) => ({ op: '<=', value: val(c, 'v') })],
  ['pred.at-its', '(equal to | at) its (limit | end) v:<constant>', (c) => ({ op: '==', value: val(c, 'v') })],
  [
    'pred.among',
    '(one of | any of | among) [values | codes | numbers] v:<constants-and>',
    (c) => ({ op: 'in', value: op('list', ...vals(c, 'v')) }),
  ],
];

const COMPARISONS: readonly RuleLine[] = [
  [
    'cond.not-exceed',
    'l:<atom> (does | do) not (exceed | go beyond) r:<atom>',
    (c) => op('<=', val(c, 'l'), val(c, 'r')),
  ],
  ['cond.exceed', 'l:<atom> (exceed | is beyond | has exceeded) r:<atom>', (c) => op('>', val(c, 'l'), val(c, 'r'))],
  [
    'cond.holds',
    'l:<target> (holds | contains | reads | shows | has value | stands at | arrives at) r:<constant>',
    (c) => op('==', val(c, 'l'), val(c, 'r')),
  ],
  ['cond.within', `l:<atom> ${BE} ${RANGE}`, (c) => within(val(c, 'l'), c)],
  [
    'cond.outside',
    `l:<atom> ${BE} (not ${RANGE} | outside [range] [of | from] ${SPAN})`,
    (c) => outside(val(c, 'l'), c),
  ],
  ['cond.differs', 'l:<atom> (differs | differ) from r:<atom>', (c) => op('!=', val(c, 'l'), val(c, 'r'))],
  ['cond.zero', 'l:<target> (vanishes | runs out)', (c) => op('==', val(c, 'l'), num(0))],
];

/** Comparisons in words: above, below, between, no more than, one of. */
export function addComparativeRules(grammar: Grammar): void {
  addJoined(grammar, 'constants-and', 'constant', 'and');
  addRules(grammar, 'predicate', PREDICATES);
  addRules(grammar, 'comparison', COMPARISONS);
}
