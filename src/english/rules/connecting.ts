import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Action, Statement } from '../statement.ts';
import { num, op, type Value } from '../value.ts';
import { assigned, opt } from './captures.ts';
import { val, vals } from './values.ts';

/** Verbs that say what a signal is. */
const VERBS: readonly RuleLine[] = [
  [
    'settable.copies',
    '[<modal>] (mirror | mirrors | track | tracks | repeat | repeats | reproduce | reproduces | carry | carries | copy | copies | duplicate | duplicates | present | presents | deliver | delivers | give | gives | provide | provides | read | reads | turn | turns | is equal to | are equal to | is identical to | is same as | are same as)',
    () => 'state',
  ],
  [
    'settable.fed',
    '[<modal>] (be | is | are) (fed | supplied | formed | made | given | obtained | derived | taken | computed | calculated | generated | produced | wired | connected directly | directly connected | hooked up | routed) [to | with | by | from | as]',
    () => true,
  ],
  ['settable.results', '(results | comes | come | originates) from', () => true],
  [
    'settable.return',
    '[<modal>] (return | returns | fall | falls | drop | drops | rise | rises | go back | goes back) [back] to',
    () => true,
  ],
];

/** A signal that is tied to a constant says of itself that nothing else decides it. */
const tied = (c: Captures): Statement => {
  const targets = vals(c, 't');
  const value = c['p'] === undefined ? val(c, 'v') : levelValue(c);
  return {
    s: 'do',
    chain: false,
    edge: null,
    firm: true,
    branches: [{ guard: null, actions: targets.map((target): Action => ({ a: 'set', target, value })) }],
  };
};

const levelValue = (c: Captures): Value => num((c['p'] as { readonly op: string }).op === 'true' ? 1 : 0, 1);

const TIE =
  '(tied | hardwired | hard wired | wired | strapped | fixed | held permanently | kept permanently | permanently tied | permanently held)';
const ALWAYS = '(always | constantly | permanently | at all times)';

const CLAUSES: readonly RuleLine[] = [
  [
    'tied.to',
    `[output | outputs] t:<names-listed> [<modal>] (be | is | are) [both | all] ${TIE} [to | at] v:<constant>`,
    tied,
  ],
  [
    'tied.level',
    `[output | outputs] t:<names-listed> [<modal>] (be | is | are) [both | all] ${TIE} p:<level-word>`,
    tied,
  ],
  [
    'tied.always',
    `[output | outputs] t:<names-listed> [<modal>] (be | is | are | stays | remains | equals) ${ALWAYS} v:<constant>`,
    tied,
  ],
  [
    'tied.always-first',
    `[output | outputs] t:<names-listed> ${ALWAYS} (is | equals | stays | remains | outputs) v:<constant>`,
    tied,
  ],
];

const GATED = ['anded:&', 'ored:|', 'xored:^', 'xnored:~^', 'nanded:~&', 'nored:~|', 'added:+', 'multiplied:*'];
const GERUNDS = [
  'anding:&',
  'oring:|',
  'xoring:^',
  'xnoring:~^',
  'nanding:~&',
  'noring:~|',
  'adding:+',
  'multiplying:*',
];

const APPOSED =
  "[<number>] [<number> bit] [input] (inputs | operands | numbers | values | words | vectors) '(' v:<formula> ')'";

/** The formula in the bracket, where it is the operation that the words name. */
function formulaOf(name: string, c: Captures): Value | null {
  const value = val(c, 'v');
  return value.k === 'op' && value.op === name && value.args.every((arg) => arg.k === 'name') ? value : null;
}

function gateVerbs(grammar: Grammar): void {
  for (const line of GATED) {
    const [word = '', name = ''] = line.split(':');
    addRules(grammar, 'gated', [[`gated`, word, () => name]]);
  }
  for (const line of GERUNDS) {
    const [word = '', name = ''] = line.split(':');
    addRules(grammar, 'gating', [[`gating`, word, () => name]]);
  }
  addRules(grammar, 'gated', [
    ['gated.ed', "(and 'ed' | and ed) ", () => '&'],
    ['gated.or-ed', '(or ed)', () => '|'],
    ['gated.xor-ed', '(xor ed)', () => '^'],
  ]);
  addRules(grammar, 'phrase', [
    [
      'op.gated-with',
      '[bitwise] l:<atom> [bitwise] g:<gated> with r:<atom>',
      (c) => op(String(c['g']), val(c, 'l'), val(c, 'r')),
    ],
    [
      'op.gating',
      '[bitwise] g:<gating> v:<value-list> [together | bit by bit | bitwise]',
      (c) => op(String(c['g']), ...vals(c, 'v')),
    ],
    [
      'op.gate-with',
      '[bitwise] [logical] g:<gate-word> of l:<atom> with r:<atom>',
      (c) => op(String(c['g']), val(c, 'l'), val(c, 'r')),
    ],
    ['op.product-apposed', `product of ${APPOSED}`, (c) => formulaOf('*', c)],
    ['op.sum-apposed', `sum of ${APPOSED}`, (c) => formulaOf('+', c)],
    ['op.difference-apposed', `difference (of | between) ${APPOSED}`, (c) => formulaOf('-', c)],
    [
      'op.copy',
      '([unmodified | exact | plain | direct | identical | unchanged | 1 to 1] copy of | unchanged value of | unmodified value of) v:<atom>',
      (c) => val(c, 'v'),
    ],
  ]);
}

const ACTIONS: readonly RuleLine[] = [
  [
    'act.gated',
    'v:<value-list> (is | are) [bitwise] g:<gated> [together | bit by bit | bitwise] to (give | form | produce | make | yield | get | obtain | drive) t:<target>',
    (c) => ({ a: 'set', target: opt(c, 't'), value: op(String(c['g']), ...vals(c, 'v')) }) satisfies Action,
  ],
  [
    'act.drives',
    'v:<phrase> [<modal>] (drive | drives | feed | feeds | form | forms | give | gives | produce | produces | yield | yields | appear on | appears on | is available on | is presented on | is visible on | goes to) t:<target>',
    assigned,
  ],
  [
    'act.pass',
    '(~pass | ~forward | ~route | ~copy) v:<atom> [through | straight through | unchanged | directly | straight] to t:<target> [unchanged | unmodified]',
    assigned,
  ],
  [
    'act.passed',
    'v:<atom> [<modal>] (be | is) (passed | forwarded | routed | copied | sent | fed | wired | connected) [through | straight through | unchanged | directly | straight] to t:<target> [unchanged | unmodified | as it is]',
    assigned,
  ],
  ['act.holds-value', 't:<target> (holds | hold | contains) v:<phrase>', assigned],
];

const each = (targets: readonly Value[], value: Value): readonly Action[] =>
  targets.map((target): Action => ({ a: 'set', target, value, stative: true }));

/** `both outputs`, `all three outputs`: the outputs are counted where the design is known. */
const outputs = (n: number | null): Value => ({
  k: 'noun',
  noun: n === null ? 'every-output' : `every-output#${String(n)}`,
});

const MANY: readonly RuleLine[] = [
  [
    'actions.each',
    '(both | all [of] | each of | all <number> [of] | each) [outputs | signals | output] t:<targets> <settable> [both | all] [to] v:<value>',
    (c) => each(vals(c, 't'), val(c, 'v')),
  ],
  [
    'actions.every-output',
    '(b:(both) | all n:<number> | all [of] | every | each [of]) [other] (outputs | output) <settable> [both | all] [to] v:<constant>',
    (c) => each([outputs(c['b'] === true ? 2 : ((c['n'] ?? null) as number | null))], val(c, 'v')),
  ],
  [
    'actions.they',
    '(they | these [outputs | signals]) <settable> (b:(both) | all) [to] v:<constant>',
    (c) => each([{ k: 'noun', noun: c['b'] === true ? 'they#2' : 'they' }], val(c, 'v')),
  ],
  [
    'actions.respectively-mid',
    "[outputs | signals] t:<targets> <settable> [','] respectively [','] [to | by] v:<values>",
    (c) => paired(vals(c, 't'), vals(c, 'v')),
  ],
  [
    'actions.respectively-outputs',
    "(outputs | signals) t:<targets> <settable> [to | by] v:<values> [','] respectively",
    (c) => paired(vals(c, 't'), vals(c, 'v')),
  ],
];

/** "Both are 1 when … and 0 otherwise": the same two cases for each. */
const BRANCHES: readonly RuleLine[] = [
  [
    'do.each-else',
    "(both | all [of] | each of) [outputs | signals] t:<targets> <settable> [both | all] [to] v:<value> g:<guard> [',' | ';'] [and | but] ([to] w:<value> <else> | <else> [','] [to] w:<value>)",
    (c) => [
      { guard: val(c, 'g'), actions: each(vals(c, 't'), val(c, 'v')) },
      { guard: null, actions: each(vals(c, 't'), val(c, 'w')) },
    ],
  ],
];

function paired(targets: readonly Value[], values: readonly Value[]): readonly Action[] | null {
  if (targets.length !== values.length) return null;
  return targets.flatMap((target, index): readonly Action[] => {
    const value = values[index];
    return value === undefined ? [] : [{ a: 'set', target, value }];
  });
}

/** Connections, constants, gates as verbs, and one value for several signals. */
export function addConnectingRules(grammar: Grammar): void {
  addRules(grammar, 'settable', VERBS);
  gateVerbs(grammar);
  addRules(grammar, 'action', ACTIONS);
  addRules(grammar, 'actions', MANY);
  addRules(grammar, 'branches', BRANCHES);
  addRules(grammar, 'clause', CLAUSES);
}
