import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Action, Statement } from '../statement.ts';
import { op, type Value } from '../value.ts';
import { fact } from './captures.ts';
import { val } from './values.ts';

const SIGNED = "(signed | two 's complement | 2 's complement | twos complement | arithmetic)";

const BOTH =
  '(both [operands | inputs | numbers | addends] | operands | inputs | numbers | addends | two (operands | inputs | numbers | addends))';

const RESULT: Value = { k: 'noun', noun: 'result' };
const SUM: Value = { k: 'noun', noun: 'sum' };
const DIFFERENCE: Value = { k: 'noun', noun: 'difference' };

const resultOf = (c: Captures): Value => (c['r'] ?? RESULT) as Value;

const overflows = (c: Captures): Value => op('overflow', resultOf(c));

/** Results by the operation that gives them. */
const OPERATIONS: readonly RuleLine[] = [
  ['operation.sum', '(sum | addition)', () => SUM],
  ['operation.difference', '(difference | subtraction)', () => DIFFERENCE],
  ['operation.result', '([true | exact | full | mathematical] result | operation)', () => RESULT],
];

/** Conditions: the result of a two's complement operation does not fit its operands' width. */
const CONDITIONS: readonly RuleLine[] = [
  [
    'overflow.occurs',
    `[there is] ${SIGNED} overflow [(occurs | has occurred | occurred | happens | is detected | takes place | occur)] [(in | during | of | for | from) r:<operation-result>]`,
    overflows,
  ],
  ['overflow.overflows', `r:<operation-result> overflows in ${SIGNED} [arithmetic | representation | form]`, overflows],
  [
    'overflow.fit',
    `r:<operation-result> (does not fit | cannot be represented | is not representable | do not fit) (in | into | as | within) [<number> bit] [n:<number>] [bit] ${SIGNED} [<number>] [bits | bit] [number | value | range | representation | numbers]`,
    overflows,
  ],
];

/** Values: the flags of an operation by their names. */
const FLAGS: readonly RuleLine[] = [
  [
    'flag.overflow',
    `${SIGNED} overflow [flag | bit | indicator | indication] [(of | from | for) r:<operation-result>]`,
    overflows,
  ],
  [
    'flag.carry',
    '[final | resulting | output | unsigned] (carry out | carry) [bit | flag] [of (most significant bit | msb | top bit | last stage | most significant position | bit <number>)] [(of | from) r:<operation-result>]',
    (c) => op('carry', (c['r'] ?? SUM) as Value),
  ],
  [
    'flag.borrow',
    '[final | resulting | output] (borrow out | borrow) [bit | flag] [of (most significant bit | msb | top bit | most significant position)] [(of | from) r:<operation-result>]',
    (c) => op('borrow', (c['r'] ?? DIFFERENCE) as Value),
  ],
];

/** The sign of a two's complement number, as its most significant bit. */
const signOf = (value: Value): Value => ({ k: 'part', part: 'msb', of: value });

/** Signs of operands and results, read as their most significant bits. */
const SIGNS: readonly RuleLine[] = [
  ['sign.same', `${BOTH} have same sign [bit | bits]`, () => op('signs:same')],
  ['sign.same-of', `(signs | sign bits) of ${BOTH} are (same | equal)`, () => op('signs:same')],
  ['sign.differ', `${BOTH} have (different | opposite) (signs | sign bits)`, () => op('signs:differ')],
  [
    'sign.named-same',
    'l:<signal> and r:<signal> have same sign [bit]',
    (c) => op('signs:same', val(c, 'l'), val(c, 'r')),
  ],
  [
    'sign.named-differ',
    'l:<signal> and r:<signal> have (different | opposite) signs',
    (c) => op('!=', signOf(val(c, 'l')), signOf(val(c, 'r'))),
  ],
  [
    'sign.result-differs-from',
    '(sign | sign bit) of v:<held> (differs from | is different from | does not match | is opposite to | is not equal to) (sign | sign bit | that) of r:<signal>',
    (c) => op('!=', signOf(val(c, 'v')), signOf(val(c, 'r'))),
  ],
  [
    'sign.result-other-than',
    'v:<held> has (different | opposite) sign [bit] (from | than | to) r:<signal>',
    (c) => op('!=', signOf(val(c, 'v')), signOf(val(c, 'r'))),
  ],
  [
    'sign.result-differs',
    `(sign | sign bit) of v:<held> (differs from | is different from | does not match | is opposite to) (it | theirs | that of [${BOTH}] | their sign | ${BOTH} | sign of ${BOTH})`,
    (c) => op('sign-other', val(c, 'v')),
  ],
  [
    'sign.result-has-other',
    'v:<held> has (different | opposite | other) sign [bit]',
    (c) => op('sign-other', val(c, 'v')),
  ],
  [
    'sign.subtracted',
    "s:<sign-kind> (number | value | operand) ['('] l:<signal> [')'] (is subtracted by | minus) t:<sign-kind> (number | value | operand) ['('] r:<signal> [')']",
    (c) => op('&&', signed(val(c, 'l'), c['s']), signed(val(c, 'r'), c['t'])),
  ],
  ['sign.held', 'v:<held-noun> is s:<sign-kind>', (c) => signed(val(c, 'v'), c['s'])],
];

/** "Positive" of a sign bit: it is 0. */
const signed = (value: Value, kind: unknown): Value => (kind === 'negative' ? signOf(value) : op('u~', signOf(value)));

/** What the result goes into: a result by its noun, or an output by its name. */
const HELD: readonly RuleLine[] = [
  ['held.sum', '(sum | addition)', () => SUM],
  ['held.difference', '(difference | subtraction)', () => DIFFERENCE],
  ['held.result', 'result', () => RESULT],
  ['held.signal', 'v:<signal>', (c) => val(c, 'v')],
];

/** What overflow is, for sentences that only name it. */
const DEFINED: readonly RuleLine[] = [
  ['overflow.said', 'overflow [condition] (occurs | has occurred | is detected | happens)', () => op('overflow-said')],
];

const KINDS = '(signed | arithmetic | positive | negative)';

function overflowWhen(c: Captures): Statement {
  const target = (c['v'] ?? null) as Value | null;
  const guard = val(c, 'g');
  if (target === null) return fact('overflow-when', [guard]);
  const action: Action = { a: 'set', target, value: { k: 'fill', bit: 1 } };
  return { s: 'do', chain: false, edge: null, branches: [{ guard, actions: [action] }] };
}

const FRAMES: readonly RuleLine[] = [
  [
    'overflow.when',
    `[${KINDS}] overflow ['(' v:<signal> ('=' | is) 1 ')'] (occurs | happens | is detected | has occurred) g:<guard>`,
    overflowWhen,
  ],
  [
    'overflow.reports',
    `[<circuit> | it] [<modal>] [also | and] (detect | detects | report | reports | check | checks | signal | signals | indicate | indicates) [for] [${SIGNED}] overflow [condition | conditions | flag]`,
    () => fact('claims-overflow', []),
  ],
];

/** Carry, borrow, overflow and signs of operands: the flags of arithmetic. */
export function addOverflowRules(grammar: Grammar): void {
  addRules(grammar, 'operation-result', OPERATIONS);
  addRules(grammar, 'comparison', CONDITIONS);
  addRules(grammar, 'comparison', SIGNS);
  addRules(grammar, 'comparison', DEFINED);
  addRules(grammar, 'sign-kind', [
    ['sign-kind.positive', 'positive', () => 'positive'],
    ['sign-kind.negative', 'negative', () => 'negative'],
  ]);
  addRules(grammar, 'held-noun', HELD.slice(0, 3));
  addRules(grammar, 'phrase', FLAGS);
  addRules(grammar, 'held', HELD);
  addRules(grammar, 'clause', FRAMES);
}
