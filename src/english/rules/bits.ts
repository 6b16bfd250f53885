import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Action } from '../statement.ts';
import { num, op, type Value } from '../value.ts';
import { assigned } from './captures.ts';
import { val, vals } from './values.ts';

const ONE = '(1 | one | ones | high | set | asserted | active | logic 1 | set to 1)';
const ZERO = '(0 | zero | zeros | low | cleared | inactive | not set | logic 0)';
const HIGHEST = '(most significant | highest | highest numbered | leftmost | uppermost | top | highest order | msb)';
const LOWEST = '(least significant | lowest | lowest numbered | rightmost | bottom | lowest order | lsb)';

/** How many of some bits: `at least two`, `exactly one`, `an odd number`. Null counts are all of them. */
interface Quantity {
  readonly rel: '>=' | '<=' | '>' | '<' | '==' | 'odd' | 'even' | 'all';
  readonly n: number;
}

const quantity =
  (rel: Quantity['rel']) =>
  (c: Captures): Quantity => ({ rel, n: (c['n'] as number | undefined) ?? 0 });

const QUANTITIES: readonly RuleLine[] = [
  ['quantity.at-least', 'at least n:<number>', quantity('>=')],
  ['quantity.or-more', 'n:<number> or more', quantity('>=')],
  ['quantity.more-than', '(more | greater) than n:<number>', quantity('>')],
  ['quantity.at-most', '(at most | no more than | not more than) n:<number>', quantity('<=')],
  ['quantity.or-fewer', 'n:<number> or (fewer | less)', quantity('<=')],
  ['quantity.fewer-than', '(fewer | less) than n:<number>', quantity('<')],
  ['quantity.exactly', '(exactly | precisely) n:<number>', quantity('==')],
  ['quantity.only', 'only one', () => ({ rel: '==', n: 1 }) satisfies Quantity],
  ['quantity.odd', 'odd number', quantity('odd')],
  ['quantity.even', 'even number', quantity('even')],
  ['quantity.any', '(any | some | one or more)', () => ({ rel: '>=', n: 1 }) satisfies Quantity],
  ['quantity.none', '(no | none | zero)', () => ({ rel: '<=', n: 0 }) satisfies Quantity],
  ['quantity.all', '(all | every | each)', quantity('all')],
];

/** Bits that are counted: those of one vector, a list of signals, or all inputs. */
const GROUPS: readonly RuleLine[] = [
  ['group.vector', '[of] [n:<number>] (bits | bit) (of | in) v:<atom>', (c) => sizedGroup(c, [val(c, 'v')])],
  [
    'group.list',
    '[of] [n:<number>] [inputs | input | signals | bits | votes | lines | sensors | switches] v:<atoms-and>',
    (c) => sizedGroup(c, vals(c, 'v')),
  ],
  [
    'group.inputs',
    '[of] [n:<number>] (inputs | input | input bits | input signals)',
    (c) => [op('inputs', ...(c['n'] === undefined ? [] : [num(c['n'] as number)]))],
  ],
];

/** A list that is said to have another length than it has is not read; of a vector, the claim is kept for the engine. */
function sizedGroup(captures: Captures, values: readonly Value[]): readonly Value[] | null {
  const said = captures['n'] as number | undefined;
  const [only] = values;
  if (said === undefined) return values;
  if (values.length > 1 || only === undefined) return values.length === said ? values : null;
  return [op('sized', only, num(said))];
}

/** The condition that so many of some bits have a level. */
function counted({ rel, n }: Quantity, level: 0 | 1, bits: readonly Value[]): Value | null {
  const [only] = bits;
  const isPlainVector = bits.length === 1 && only !== undefined && !(only.k === 'op' && only.op === 'inputs');
  if (n < 0) return null;
  if (isPlainVector && level === 1 && rel === 'all') return op('u&', only);
  if (isPlainVector && level === 1 && rel === '<=' && n === 0) return op('u!', op('u|', only));
  if (isPlainVector && level === 0 && rel === 'all') return op('u!', op('u|', only));
  return op(`${level === 1 ? 'ones' : 'zeros'}:${rel}`, num(n), ...bits);
}

const countOf =
  (level: 0 | 1) =>
  (c: Captures): Value | null =>
    counted(c['q'] as Quantity, level, vals(c, 'g'));

const COUNTS: readonly RuleLine[] = [
  ['count.ones', `q:<quantity> g:<bit-group> (is | are) ${ONE}`, countOf(1)],
  ['count.zeros', `q:<quantity> g:<bit-group> (is | are) ${ZERO}`, countOf(0)],
  [
    'count.contains',
    'v:<atom> (contains | has | have | holds) q:<quantity> [of] (ones | 1 [s] | 1s | 1 bit | 1 bits | set bits | set bit | bits set | bits that are (1 | set | high) | high bits)',
    (c) => counted(c['q'] as Quantity, 1, [val(c, 'v')]),
  ],
  [
    'count.number',
    '(number of | count of) (ones | 1 [s] | 1s | set bits | high bits | bits that are (1 | set | high)) in v:<atom> is p:<parity-word>',
    (c) => counted({ rel: c['p'] as 'odd' | 'even', n: 0 }, 1, [val(c, 'v')]),
  ],
  [
    'count.compared',
    '(number of | count of) (ones | 1 [s] | 1s | set bits | high bits | bits that are (1 | set | high)) in v:<atom> is q:<quantity-said>',
    (c) => counted(c['q'] as Quantity, 1, [val(c, 'v')]),
  ],
  [
    'count.some-bit',
    `[any | some | at least one] bit (of | in) v:<atom> is ${ONE}`,
    (c) => counted({ rel: '>=', n: 1 }, 1, [val(c, 'v')]),
  ],
];

const REVERSED = '(in reverse [bit] order | in reversed order | reversed | mirrored | in opposite order)';

const BIT_PHRASES: readonly RuleLine[] = [
  [
    'bits.zero-count',
    '(number | count) of (zeros | 0 [s] | zero bits | bits that are (0 | zero | low | cleared)) in v:<signal>',
    (c) => op('popcount', op('u~', val(c, 'v'))),
  ],
  ['bits.majority', 'majority [function | vote | value] of g:<bit-group>', (c) => op('majority', ...vals(c, 'g'))],
  [
    'bits.with-reversed',
    `v:<atom> with [its | all | all its] (bits | bit order | order of its bits | order of bits) ${REVERSED}`,
    (c) => op('reverse', val(c, 'v')),
  ],
  ['bits.reversed', `(bits | bit order) of v:<atom> ${REVERSED}`, (c) => op('reverse', val(c, 'v'))],
  ['bits.mirror', '(mirror image | bit reverse) of v:<atom>', (c) => op('reverse', val(c, 'v'))],
  [
    'bits.swapped',
    'v:<atom> with [its] [two | upper and lower] u:<swap-unit> (swapped | exchanged | interchanged)',
    (c) => op(`swap:${String(c['u'])}`, val(c, 'v')),
  ],
  [
    'bits.byte-order',
    'v:<atom> with [its] (byte order | bytes | order of its bytes) (reversed | in reverse order)',
    (c) => op('reverse-bytes', val(c, 'v')),
  ],
  ['bits.extended', "v:<bit-source> [','] e:<extension> [to n:<number> bits]", extendedBits],
  ['bits.extension', 'e:<extension-noun> of v:<bit-source> [to n:<number> bits]', extendedBits],
  ['bits.sized', 'n:<number> bit v:<phrase>', (c) => op('sized', val(c, 'v'), num(c['n'] as number))],
  ['bits.absolute', '(absolute value | magnitude) of v:<atom>', (c) => op('abs', val(c, 'v'))],
  [
    'bits.one-hot',
    "one hot (code | encoding | representation | decoding | form) of v:<atom> [',' that is <operand> '=' 1 '<<' <operand>]",
    (c) => op('onehot', val(c, 'v')),
  ],
  [
    'bits.gray',
    'gray code [equivalent | value | representation | encoding] of v:<atom>',
    (c) => op('gray', val(c, 'v')),
  ],
  [
    'bits.from-gray',
    'binary (value | equivalent | number | representation) of gray (coded [value | number | input] | code [value | number]) v:<atom>',
    (c) => op('from-gray', val(c, 'v')),
  ],
  [
    'bits.rotated',
    'v:<atom> rotated d:<side> [by n:<amount>]',
    (c) => op(`rot:${String(c['d'])}`, val(c, 'v'), amount(c)),
  ],
  [
    'bits.arithmetic-right',
    'v:<atom> (arithmetically shifted right by n:<amount> | shifted right arithmetically by n:<amount>)',
    (c) => op('asr', val(c, 'v'), amount(c)),
  ],
  [
    'bits.zero-filled',
    "v:<atom> shifted right by n:<amount> [','] (with zero fill | with zeros shifted in | filling with zeros | and filled with zeros | filled with zeros)",
    (c) => op('>>', val(c, 'v'), amount(c)),
  ],
  [
    'bits.reduction',
    'reduction g:<gate-word> of [all] [bits of] v:<atom>',
    (c) => op(`u${String(c['g'])}`, val(c, 'v')),
  ],
  ['bits.gate', 'g:<gate-word> of [n:<number>] bits of v:<atom>', (c) => reduced(c)],
  ['bits.gate-all', 'g:<gate-word> of all n:<number> bits of v:<atom>', (c) => reduced(c)],
  ['bits.gate-inputs', 'g:<gate-word> of [all] [n:<number>] inputs', (c) => ofInputs(c)],
  ['bits.square', 'square of v:<atom>', (c) => op('*', val(c, 'v'), val(c, 'v'))],
  ['bits.followed', 'l:<atom> followed by r:<atom>', (c) => op('cat', val(c, 'l'), val(c, 'r'))],
  ['bits.joined', 'l:<atom> concatenated with r:<atom>', (c) => op('cat', val(c, 'l'), val(c, 'r'))],
  ...firstBits('first-high', HIGHEST),
  ...firstBits('first-low', LOWEST),
];

const amount = (c: Captures): Value => (c['n'] === undefined ? num(1) : val(c, 'n'));

function reduced(c: Captures): Value {
  const of = c['n'] === undefined ? val(c, 'v') : op('sized', val(c, 'v'), num(c['n'] as number));
  return op(`u${String(c['g'])}`, of);
}

function ofInputs(c: Captures): Value {
  return op(String(c['g']), op('inputs', ...(c['n'] === undefined ? [] : [num(c['n'] as number)])));
}

function extendedBits(c: Captures): Value {
  return op(String(c['e']), val(c, 'v'), ...(c['n'] === undefined ? [] : [num(c['n'] as number)]));
}

/** The position of the first 1, counted from one end. */
function firstBits(name: string, end: string): readonly RuleLine[] {
  const place = '(position | index | number | bit position | bit index | bit number)';
  const build = (c: Captures): Value => op(name, val(c, 'v'));
  return [
    [`bits.${name}`, `${place} of ${end} bit (of | in) v:<atom> (that | which) is ${ONE}`, build],
    [
      `bits.${name}-set`,
      `${place} of ${end} (set bit | 1 | one | 1 bit | active bit | high bit) (of | in) v:<atom>`,
      build,
    ],
    // "The number of the highest request": the vector is named after what its bits are.
    [`bits.${name}-named`, `${place} of ${end} [active | asserted | set] v:<vector-name> [line | bit | input]`, build],
    [`bits.${name}-in`, `${place} of ${end} bit (that is ${ONE} | set) (of | in) v:<atom>`, build],
  ];
}

const BIT_ACTIONS: readonly RuleLine[] = [
  [
    'act.all-bits-one',
    `all [output] (bits | bit) [of t:<target>] [<modal>] (are | be) ${ONE}`,
    (c) => ({ a: 'set', target: (c['t'] ?? null) as Value | null, value: { k: 'fill', bit: 1 } }) satisfies Action,
  ],
  [
    'act.all-bits-zero',
    `all [output] (bits | bit) [of t:<target>] [<modal>] (are | be) ${ZERO}`,
    (c) => ({ a: 'set', target: (c['t'] ?? null) as Value | null, value: { k: 'fill', bit: 0 } }) satisfies Action,
  ],
  [
    'act.goes-to',
    'v:<bit-result> [<modal>] (goes | go | is fed | are fed | is routed | are routed | is driven | are driven | is placed | are placed | appears | appear | is sent | are sent) (to | on | at | onto | into | in) t:<target>',
    assigned,
  ],
  ['act.follows', 't:<target> [<modal>] (follow | follows | track | tracks) [input] v:<atom>', assigned],
  [
    'act.is-set',
    't:<target> [<modal>] (be | is) set',
    (c) => ({ a: 'set', target: val(c, 't'), value: { k: 'fill', bit: 1 } }) satisfies Action,
  ],
  [
    'act.operation-put',
    "o:<operation> [','] and p:<put>",
    (c) =>
      ({
        a: 'set',
        target: (c['p'] as { readonly target: Value | null }).target,
        value: val(c, 'o'),
      }) satisfies Action,
  ],
];

/** Statements about bits: how many are 1, which is first, in which order they stand, how they are extended. */
export function addBitRules(grammar: Grammar): void {
  addRules(grammar, 'quantity', QUANTITIES);
  addRules(grammar, 'quantity-said', [
    ...QUANTITIES.slice(0, 7),
    ['quantity.equal', '[equal to] n:<number>', quantity('==')] as RuleLine,
  ]);
  addRules(grammar, 'parity-word', [
    ['parity.odd', 'odd', () => 'odd'],
    ['parity.even', 'even', () => 'even'],
  ]);
  addRules(grammar, 'bit-group', GROUPS);
  addRules(grammar, 'comparison', COUNTS);
  addRules(grammar, 'phrase', BIT_PHRASES);
  addRules(grammar, 'bit-source', [
    ['bit-source.part', 'v:<part>', (c) => val(c, 'v')],
    ['bit-source.atom', 'v:<atom>', (c) => val(c, 'v')],
  ]);
  addRules(grammar, 'bit-result', [
    ['bit-result.part', 'v:<part>', (c) => val(c, 'v')],
    ['bit-result.phrase', 'v:<phrase>', (c) => val(c, 'v')],
  ]);
  addRules(grammar, 'extension', [
    ['extension.sign', '[and] sign extended', () => 'sext'],
    ['extension.zero', '[and] zero extended', () => 'zext'],
  ]);
  addRules(grammar, 'extension-noun', [
    ['extension.sign', 'sign extension', () => 'sext'],
    ['extension.zero', 'zero extension', () => 'zext'],
  ]);
  addRules(grammar, 'swap-unit', [
    ['swap.bytes', 'bytes', () => 'bytes'],
    ['swap.halves', 'halves | upper and lower half | lower and upper half', () => 'halves'],
    ['swap.nibbles', 'nibbles', () => 'nibbles'],
  ]);
  addRules(grammar, 'side', [
    ['side.left', '[to] left', () => 'left'],
    ['side.right', '[to] right', () => 'right'],
  ]);
  addRules(grammar, 'action', BIT_ACTIONS);
}
