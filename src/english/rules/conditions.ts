import { addJoined, addRules, type Captures, type Grammar } from '../grammar.ts';
import { num, op, type Value } from '../value.ts';
import { val, vals } from './values.ts';

/** What is said of a signal: high, low, or compared with a value. Null polarity means its own active level. */
export interface Predicate {
  readonly op: string;
  readonly value: Value | null;
}

const pred = (c: Captures): Predicate => c['p'] as Predicate;

/** What a predicate says of a value. */
export function applied(predicate: Predicate, value: Value): Value {
  if (predicate.op === 'in' && predicate.value?.k === 'op')
    return predicate.value.args.map((arg) => op('==', value, arg)).reduce((left, right) => op('||', left, right));
  if (predicate.value !== null) return op(predicate.op, value, predicate.value);
  return op(predicate.op, value);
}

/** `high` and `low` as constants are the same predicates as the words. */
function levelOf(value: Value): Predicate | null {
  if (value.k !== 'num' || value.width !== 1 || value.cube !== undefined) return null;
  return { op: value.value === '1' ? 'true' : 'false', value: null };
}

/** Predicates: `high`, `asserted`, `equal to 3`, `greater than b`. */
function predicates(grammar: Grammar): void {
  addRules(grammar, 'predicate', [
    [
      'pred.high',
      "[at] [logic] (high | true | set | logic 1 | on | set to 1 | set to high) ['(' 1 ')']",
      () => ({ op: 'true', value: null }),
    ],
    [
      'pred.low',
      "[at] [logic] (low | false | cleared | off | not set | not high | not true) ['(' 0 ')']",
      () => ({ op: 'false', value: null }),
    ],
    [
      'pred.asserted',
      "(asserted | active | enabled | activated | pressed) ['(' 1 ')']",
      () => ({ op: 'active', value: null }),
    ],
    [
      'pred.deasserted',
      '(deasserted | inactive | disabled | not asserted | not active | unasserted | released)',
      () => ({ op: 'inactive', value: null }),
    ],
    [
      'pred.equal',
      '(equal to | [exactly] equal to | same as | identical to) v:<atom>',
      (c) => ({ op: '==', value: val(c, 'v') }),
    ],
    ['pred.value', '[set to] v:<constant>', (c) => levelOf(val(c, 'v')) ?? { op: '==', value: val(c, 'v') }],
    [
      'pred.one-of',
      '[one of | either] [value | values | code | codes] v:<constants-or>',
      (c) => ({ op: 'in', value: op('list', ...vals(c, 'v')) }),
    ],
    ['pred.nonzero', '(nonzero | non zero)', () => ({ op: '!=', value: num(0) })],
    ['pred.not-value', 'not [equal to] v:<constant>', (c) => ({ op: '!=', value: val(c, 'v') })],
    ['pred.not-equal', '(not equal to | different from) v:<atom>', (c) => ({ op: '!=', value: val(c, 'v') })],
    [
      'pred.greater',
      '(greater | larger | bigger | higher | more) than v:<atom>',
      (c) => ({ op: '>', value: val(c, 'v') }),
    ],
    ['pred.less', '(less | smaller | lower | fewer) than v:<atom>', (c) => ({ op: '<', value: val(c, 'v') })],
    [
      'pred.at-least',
      '(at least | greater than or equal to | (not | no) (less | lower | smaller | fewer) than) v:<atom>',
      (c) => ({ op: '>=', value: val(c, 'v') }),
    ],
    [
      'pred.at-most',
      '(at most | less than or equal to | (not | no) (greater | more | higher | larger) than) v:<atom>',
      (c) => ({ op: '<=', value: val(c, 'v') }),
    ],
  ]);
}

/** One comparison. */
function comparisons(grammar: Grammar): void {
  addRules(grammar, 'comparison', [
    ['cond.is', '[input] l:<atom> b:<be> p:<predicate>', (c) => turning(c, applied(pred(c), val(c, 'l')))],
    ['cond.symbol', "l:<target> '=' r:<atom>", (c) => op('==', val(c, 'l'), val(c, 'r'))],
    [
      'cond.equals',
      'l:<atom> (equals | equal | matches | match | reaches | reach | has reached | has value [of] | takes value | is at) [to] [value [of]] r:<atom>',
      (c) => op('==', val(c, 'l'), val(c, 'r')),
    ],
    [
      'cond.equals-list',
      'l:<atom> (equals | equal | matches | match) [one of | either] [value | values] v:<constants-or>',
      (c) => applied({ op: 'in', value: op('list', ...vals(c, 'v')) }, val(c, 'l')),
    ],
    [
      'cond.not-equals',
      '(l:<atom> (does | do) not (equal | match | reach) r:<atom>)',
      (c) => op('!=', val(c, 'l'), val(c, 'r')),
    ],
    ['cond.exceeds', 'l:<atom> exceeds r:<atom>', (c) => op('>', val(c, 'l'), val(c, 'r'))],
    ['cond.both', 'both [of] v:<two-and> b:<be> p:<predicate>', (c) => turning(c, all(vals(c, 'v'), pred(c)))],
    ['cond.plural', '[all [of]] v:<atoms-and> are [both | all] p:<predicate>', (c) => all(vals(c, 'v'), pred(c))],
    ['cond.either', 'either [of] v:<two-or> b:<be> p:<predicate>', (c) => turning(c, any(vals(c, 'v'), pred(c)))],
    [
      'cond.any-of',
      '(any of | at least one of) (v:<atoms-or> | v:<atoms-and>) b:<be> p:<predicate>',
      (c) => turning(c, any(vals(c, 'v'), pred(c))),
    ],
    ['cond.or-plural', 'v:<atoms-or> (is | are) p:<predicate>', (c) => any(vals(c, 'v'), pred(c))],
    [
      'cond.neither',
      'neither v:<two-nor> b:<be> p:<predicate>',
      (c) => turning(c, op('u!', any(vals(c, 'v'), pred(c)))),
    ],
    [
      'cond.pair-equal',
      'l:<atom> and r:<atom> are (equal | same | identical)',
      (c) => op('==', val(c, 'l'), val(c, 'r')),
    ],
    [
      'cond.pair-differ',
      'l:<atom> and r:<atom> (are (different | not equal | not same) | differ)',
      (c) => op('!=', val(c, 'l'), val(c, 'r')),
    ],
    [
      'cond.all-bits',
      'all [of] [bits] [of | in] v:<atom> are (1 | high | one | set | ones)',
      (c) => op('u&', val(c, 'v')),
    ],
    [
      'cond.no-bits',
      '(all [of] [bits] [of | in] v:<atom> are (0 | low | zero | zeros) | (no | none of) bits (of | in) v:<atom> are (1 | high | set))',
      (c) => op('u!', op('u|', val(c, 'v'))),
    ],
    ['cond.bare', 'v:<formula>', (c) => (isCondition(val(c, 'v')) ? val(c, 'v') : null)],
    ['cond.bracketed', "'(' v:<condition> ')'", (c) => val(c, 'v')],
  ]);
}

/** Two signals with the word between them that goes with `both`, `either` or `neither`. */
function pairs(grammar: Grammar): void {
  for (const [name, word] of [
    ['two-and', 'and'],
    ['two-or', 'or'],
    ['two-nor', '(nor | or)'],
  ] as const)
    addRules(grammar, name, [['two', `l:<atom> ${word} r:<atom>`, (c) => [val(c, 'l'), val(c, 'r')]]]);
}

/** "en goes high", "d becomes 3": that it is so now, or that it was not before; what it is said of decides. */
const turning = (c: Captures, condition: Value): Value => (c['b'] === 'turn' ? op('turned', condition) : condition);

const COMPARING = ['==', '!=', '<', '>', '<=', '>=', '&&', '||', 'u!', 'u~', '&', '|', '^'];

function isCondition(value: Value): boolean {
  return value.k === 'op' && COMPARING.includes(value.op);
}

function all(values: readonly Value[], predicate: Predicate): Value {
  return values.map((value) => applied(predicate, value)).reduce((left, right) => op('&&', left, right));
}

function any(values: readonly Value[], predicate: Predicate): Value {
  return values.map((value) => applied(predicate, value)).reduce((left, right) => op('||', left, right));
}

/** Adds `condition`: comparisons joined by and/or, and `otherwise`-free subordinate clauses `guard`. */
export function addConditionRules(grammar: Grammar): void {
  addRules(grammar, 'be', [
    ['be', 'is | are | be | being | stays | remains | (is | are) both', () => 'be'],
    ['be.turns', 'becomes | goes [to] | turns', () => 'turn'],
    ['be.should', '(should | must | will | shall) be', () => 'be'],
  ]);
  predicates(grammar);
  comparisons(grammar);
  pairs(grammar);
  addRules(grammar, 'level-word', [
    ['level-word.high', 'high', () => ({ op: 'true', value: null })],
    ['level-word.low', 'low', () => ({ op: 'false', value: null })],
    ['level-word.active', '(asserted | active | enabled)', () => ({ op: 'active', value: null })],
    ['level-word.inactive', '(deasserted | inactive | disabled)', () => ({ op: 'inactive', value: null })],
  ]);
  addJoined(grammar, 'constants-or', 'constant', 'or');
  addRules(grammar, 'condition', [
    ['cond.one', 'v:<comparison>', (c) => val(c, 'v')],
    ['cond.and', "l:<comparison> [','] (and | while | but) r:<condition>", (c) => unmixed('&&', '||', c)],
    ['cond.and-list', "l:<comparison> ',' r:<condition>", (c) => listed('&&', c)],
    ['cond.or-list', "l:<comparison> ',' r:<condition>", (c) => listed('||', c)],
    ['cond.or', "l:<comparison> [','] or r:<condition>", (c) => unmixed('||', '&&', c)],
  ]);
  addRules(grammar, 'guard', [
    [
      'guard.if',
      '[and] (if | when | whenever | while | in case | provided | provided that | as long as | so long as | once | if and only if | when and only when | iff | exactly when | exactly if) v:<condition>',
      (c) => val(c, 'v'),
    ],
    [
      'guard.if-reset',
      "(if | when | whenever | while) v:<condition> ',' (indicating | signifying | meaning) reset [condition | state | phase]",
      (c) => val(c, 'v'),
    ],
    ['guard.during', '(for | in case of) v:<condition>', (c) => val(c, 'v')],
    ['guard.with', 'with l:<signal> [being | held | at] p:<level-word>', (c) => applied(pred(c), val(c, 'l'))],
    [
      'guard.remaining',
      "(for | with | at | in) (remaining | last) (code | case | value | combination) [','] v:<condition> ','",
      (c) => val(c, 'v'),
    ],
    ['guard.unless', 'unless v:<condition>', (c) => op('u!', val(c, 'v'))],
  ]);
}

/** `a is 1, b is 0 and c is 1`: what the last two are joined by joins all. */
function listed(name: string, captures: Captures): Value | null {
  const right = val(captures, 'r');
  return right.k === 'op' && right.op === name ? op(name, val(captures, 'l'), right) : null;
}

/** `a and b or c` has two readings in English and no bracket to choose by: it is not read. */
function unmixed(name: string, other: string, captures: Captures): Value | null {
  const right = val(captures, 'r');
  return right.k === 'op' && right.op === other ? null : op(name, val(captures, 'l'), right);
}
