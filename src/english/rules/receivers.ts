import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Action, Edge, Statement } from '../statement.ts';
import { noun, num, op, type Value } from '../value.ts';
import { fact, list, opt } from './captures.ts';
import { val } from './values.ts';
import { addActions } from './verb-phrases.ts';

const UNIT = '(bit | byte | nibble | value | data item | item | input value | input)';
const UNITS = '(bit:bits | byte:bytes | nibble:nibbles | values | data items | items | input values | inputs)';
const WORD = '[complete | whole | full | output] (word | octet:byte | frame | packet | value | output word | result)';
const TAKEN = '(received | accepted | collected | sampled | shifted in | taken in | captured)';
const FROM = '(from | on | at)';

/** `bytes` and the like fix the width of what is counted; any other word leaves it to the port. */
const unit = (c: Captures): { readonly text?: string } => {
  const text = ['bit', 'nibble', 'byte'].find((word) => c[word] === true);
  return text === undefined ? {} : { text };
};

const receive = (c: Captures): Action => ({ a: 'set', target: noun('receiver unit'), value: val(c, 'v') });

const ACTIONS: readonly RuleLine[] = [
  ['act.received', `[one | single | next | new] ${UNIT} [<modal>] (be | is) ${TAKEN} ${FROM} v:<signal>`, receive],
  [
    'act.receives',
    `(~receive | ~collect | ~accept | ~capture) [one | single | next] ${UNIT} ${FROM} v:<signal>`,
    receive,
  ],
  [
    'act.one-cycle',
    't:<target> [<modal>] (is | be | goes | becomes) [set to] (1 | high | asserted) (for | during) [exactly] one [clock] (cycle | clock | period)',
    (c): Action => ({ a: 'set', target: opt(c, 't'), value: noun('one cycle') }),
  ],
];

const nth = (n: number): Value => op('receiver-nth', num(n));

/** Which of the units of a word has just come. */
const EVENTS: readonly RuleLine[] = [
  ['receiver.nth', `k:<ordinal> ${UNIT} [of ${WORD}] is ${TAKEN}`, (c) => nth(c['k'] as number)],
  ['receiver.after', `n:<number> ${UNITS} (have been | are) ${TAKEN}`, (c) => nth(c['n'] as number)],
  ['receiver.last', `(last ${UNIT} of ${WORD} is ${TAKEN} | ${WORD} is complete)`, () => nth(0)],
];

const edgeThat = (c: Captures): Statement => ({
  s: 'do',
  chain: false,
  edge: c['e'] as Edge,
  clock: opt(c, 'n'),
  branches: [{ guard: nth(c['k'] as number), actions: list<Action>(c, 'x') }],
});

const order = (c: Captures): Statement =>
  fact('receiver-order', [], { text: c['m'] === true ? 'first-high' : 'first-low' });

const HIGH = '(m:(most significant | uppermost | upper | highest | high) | least significant | lowest | lower | low)';

const LINE =
  "[serial] [input | data | bits | stream | bit stream | data input | input stream] [','] [[one | 1] bit (per | each | every | at) [clock] (cycle | clock | edge)] [',']";

const MAKE = '(make | makes | form | forms | make up | are assembled into | are combined into | are packed into)';

const CLAUSES: readonly RuleLine[] = [
  [
    'receiver.edge-that',
    `(with | at | on) e:<edge> [of n:<clock-name>] that (receives | takes | brings) k:<ordinal> ${UNIT} [','] x:<actions>`,
    edgeThat,
  ],
  ['receiver.none', `g:<guard> [','] (nothing | no ${UNIT}) is ${TAKEN}`, (c) => fact('receiver-none', [val(c, 'g')])],
  ['receiver.none-last', `(nothing | no ${UNIT}) is ${TAKEN} g:<guard>`, (c) => fact('receiver-none', [val(c, 'g')])],
  [
    'receiver.size',
    `[each | every] n:<number> [consecutive | successive] [received] ${UNITS} ${MAKE} [one | m:<number> bit] ${WORD}`,
    (c) => sizes(c),
  ],
  [
    'receiver.size-of',
    `[each | every] ${WORD} (consists of | is made of | is made up of | has | contains | is) n:<number> [consecutive | successive] ${UNITS} [long]`,
    (c) => sizes(c),
  ],
  [
    'receiver.order',
    `first [received | arriving] ${UNIT} [of ${WORD} | ${TAKEN} | to arrive] (is | becomes | goes to | goes into | is placed in | ends up in) [its] ${HIGH} (bit | byte | half | part | nibble | bits) [of ${WORD}]`,
    order,
  ],
  ['receiver.order-first', `[its] ${HIGH} (bit | byte) (comes | arrives | is received | is sent) first`, order],
  ['receiver.order-msb-first', '(m:msb | lsb) (comes | arrives | is received | is sent | is transmitted) first', order],
  [
    'receiver.order-beside',
    `<describing> ${LINE} ['('] (m:most significant | least significant) bit [comes | is] first [')']`,
    order,
  ],
  ['receiver.order-msb', `<describing> ${LINE} ['('] (m:msb | lsb) [comes | is] first [')']`, order],
  [
    'receiver.restarts',
    `(next [received] ${UNIT} is first of [next | new] ${WORD} | (collection | reception) starts (anew | again) | a new ${WORD} (begins | starts) | ${WORD} begun is (dropped | discarded))`,
    () => fact('receiver-restarts'),
  ],
  [
    'receiver.holds',
    `t:<target> [k:(is register) and] [<modal>] (holds | keeps | retains) its [last] value until next ${WORD} is (complete | received)`,
    (c) => fact('receiver-holds', [val(c, 't')]),
  ],
  [
    'receiver.new',
    '<describing-output> t:<signal> is (new | valid | complete)',
    (c) => fact('receiver-new', [val(c, 't')]),
  ],
  [
    'receiver.carries',
    `<describing-input> [high | 1] [when | while] t:<signal> (carries | holds | has) [a] [valid | new] (${UNIT} | data)`,
    (c) => fact('receiver-carries', [val(c, 't')]),
  ],
];

function sizes(c: Captures): readonly Statement[] {
  const bits = [...(c['m'] === undefined ? [] : [c['m'] as number]), ...(c['octet'] === true ? [8] : [])];
  const whole = bits.map((n) => fact('receiver-bits', [], { n }));
  return [fact('receiver-size', [], { n: c['n'] as number, ...unit(c) }), ...whole];
}

/** Units that come one after another and make a word: bits of a serial line, halves of a wider bus. */
export function addReceiverRules(grammar: Grammar): void {
  addActions(grammar, ACTIONS);
  addRules(grammar, 'comparison', EVENTS);
  addRules(grammar, 'clause', CLAUSES);
  addRules(grammar, 'atom', [
    [
      'atom.received-word',
      `(complete | whole | received | assembled | collected) (word | byte | frame | packet)`,
      () => noun('receiver word'),
    ],
  ]);
}
