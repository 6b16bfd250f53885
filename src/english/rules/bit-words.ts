import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Action, Branch, Statement } from '../statement.ts';
import { num, op, type Value } from '../value.ts';
import { assigned } from './captures.ts';
import { val } from './values.ts';
import { addActions } from './verb-phrases.ts';

const HIGH = '(1 | one | high | set | true | asserted | active | on | logic 1)';
const LOW = '(0 | zero | low | cleared | false | off | logic 0)';

const inputs = (n?: number): Value => op('inputs', ...(n === undefined ? [] : [num(n)]));
const count = (c: Captures): number | undefined => c['n'] as number | undefined;

/** Conditions on inputs that the sentence does not name one by one. */
const CONDITIONS: readonly RuleLine[] = [
  ['bits.both-high', `both [inputs | of them] are ${HIGH}`, () => op('ones:all', num(0), inputs(2))],
  ['bits.both-low', `both [inputs | of them] are ${LOW}`, () => op('zeros:all', num(0), inputs(2))],
  ['bits.neither-high', `neither [input | of them | of inputs] is ${HIGH}`, () => op('ones:<=', num(0), inputs(2))],
  ['bits.neither-low', `neither [input | of them | of inputs] is ${LOW}`, () => op('ones:all', num(0), inputs(2))],
  ['bits.alone-high', `(just | only) v:<operand> is ${HIGH}`, (c) => op('alone', val(c, 'v'))],
  [
    'bits.alone-and-rest',
    `v:<operand> is ${HIGH} and [all] (others | other inputs | rest | other [input]) (is | are) ${LOW}`,
    (c) => op('alone', val(c, 'v')),
  ],
  ['bits.inputs-differ', '[two | both] inputs (differ | are different | are not equal | disagree)', () => differ()],
  [
    'bits.inputs-agree',
    '[two | both] inputs (are (equal | same | identical) | agree | match)',
    () => op('u!', differ()),
  ],
];

/** Two inputs, whole: `inputs-differ` is spelt out by the engine, which knows them. */
const differ = (): Value => op('inputs-differ', inputs(2));

/** Bits that are counted without saying of what: those of the one input vector, or the inputs. */
const GROUPS: readonly RuleLine[] = [
  ['group.bits', '[of] [its] [n:<number>] [input] (bits | bit)', (c) => [inputs(count(c))]],
  ['group.them', '[of] them', () => [inputs()]],
];

const ofInput = { k: 'noun', noun: 'input' } as const satisfies Value;

/** `the upper byte` in a sentence that speaks of the input that is taken apart. */
const INPUT_PARTS: readonly RuleLine[] = [
  ['input-part.upper-byte', '[its] (upper | high | higher | top | most significant) byte', () => part('upper', 8)],
  ['input-part.lower-byte', '[its] (lower | low | bottom | least significant) byte', () => part('lower', 8)],
  ['input-part.upper-nibble', '[its] (upper | high | higher | top | most significant) nibble', () => part('upper', 4)],
  ['input-part.lower-nibble', '[its] (lower | low | bottom | least significant) nibble', () => part('lower', 4)],
  ['input-part.upper-half', '[its] (upper | high | higher | top | most significant) half', () => part('upper-half')],
  ['input-part.lower-half', '[its] (lower | low | bottom | least significant) half', () => part('lower-half')],
];

const part = (name: string, size?: number): Value => ({
  k: 'part',
  part: name,
  of: ofInput,
  ...(size === undefined ? {} : { size }),
});

const ITS_INVERSE = '(inverse | complement | negation | inverted (value | version | copy) | opposite)';

const VALUES: readonly RuleLine[] = [
  ['bits.unchanged', 'v:<operand> (itself | unchanged | as it is)', (c) => val(c, 'v')],
  ['bits.its-inverse', `its [bitwise] ${ITS_INVERSE}`, () => op('u~', { k: 'noun', noun: 'its' })],
  ['bits.inverse-at-end', `[bitwise] ${ITS_INVERSE} [('(' not ')')] of v:<atom>`, (c) => op('u~', val(c, 'v'))],
  ['bits.their-gate', 'their [bitwise] g:<gate-word>', (c) => op(String(c['g']), { k: 'noun', noun: 'their' })],
  ['bits.gate-both', 'g:<gate-word> of (both | two) [inputs | signals]', (c) => op(String(c['g']), inputs(2))],
  [
    'bits.sign-copies',
    'n:<number> copies of (sign bit | msb | most significant bit) (of | from) v:<atom>',
    (c) => op('rep', num(c['n'] as number), { k: 'part', part: 'msb', of: val(c, 'v') }),
  ],
  ['bits.items', 'l:<bit-item> followed by r:<bit-items>', (c) => op('cat', val(c, 'l'), ...(c['r'] as Value[]))],
  ['bits.same-vector', 'same [vector | value | word | byte]', () => ofInput],
  ['bits.apart', '<input-before> v:<input-part>', (c) => val(c, 'v')],
  [
    'bits.constant',
    '[constant | binary | fixed] (value | pattern | constant) [binary] b:<sized-bits>',
    (c) => val(c, 'b'),
  ],
];

const ITEMS: readonly RuleLine[] = [
  ['bit-item.copies', 'n:<number> copies of v:<atom>', (c) => op('rep', num(c['n'] as number), val(c, 'v'))],
  [
    'bit-item.sign-copies',
    'n:<number> copies of (sign bit | msb | most significant bit) (of | from) v:<atom>',
    (c) => op('rep', num(c['n'] as number), { k: 'part', part: 'msb', of: val(c, 'v') }),
  ],
  ['bit-item.ones', 'n:<number> (1 [s] | 1s | ones | one) [bits | bit]', (c) => constant(c, true)],
  ['bit-item.zeros', 'n:<number> (0 [s] | 0s | zeros | zeroes | zero) [bits | bit]', (c) => constant(c, false)],
  ['bit-item.part', 'v:<part>', (c) => val(c, 'v')],
  ['bit-item.atom', 'v:<atom> [itself | unchanged]', (c) => val(c, 'v')],
];

function constant(c: Captures, isOne: boolean): Value {
  const bits = c['n'] as number;
  return num(isOne ? ((1n << BigInt(Math.min(bits, 4096))) - 1n).toString() : 0, bits);
}

const SETTABLE: readonly RuleLine[] = [
  [
    'settable.made-of',
    '[<modal>] (consists of | consist of | is made up of | is made of | is composed of | is formed by | is formed from | is built from | contains)',
    () => true,
  ],
  [
    'settable.taken',
    '[<modal>] (is | be | are) (taken | formed | made | computed | obtained | derived) [as | from]',
    () => true,
  ],
];

const ACTIONS: readonly RuleLine[] = [
  [
    'act.ground',
    't:<target> [<modal>] (is | are | be) [tied | connected | wired] to (ground | gnd | vss) ["(" [logic] (0 | low | zero) ")"]'.replaceAll(
      '"',
      "'",
    ),
    (c) => level(c, 0),
  ],
  [
    'act.supply',
    't:<target> [<modal>] (is | are | be) [tied | connected | wired] to (vcc | vdd | power | supply | supply voltage) ["(" [logic] (1 | high | one) ")"]'.replaceAll(
      '"',
      "'",
    ),
    (c) => level(c, 1),
  ],
  ['act.put-on', '(~put | ~place | ~drive | ~show) v:<value> (on | onto | at | in | into) t:<target>', assigned],
  [
    'act.part-is',
    'v:<part> (are | is | form | forms | give | gives | becomes | become) [field | output] t:<operand>',
    assigned,
  ],
];

const level = (c: Captures, bit: 0 | 1): Action => ({ a: 'set', target: val(c, 't'), value: { k: 'fill', bit } });

const given = (value: Value): readonly Action[] => [{ a: 'set', target: null, value }];
const GIVES = '(generates | generate | outputs | output | produces | produce | gives | give)';

/** "Generates a 1 when …, and a 0 when …": of the output that is not named. */
const CASES: readonly RuleLine[] = [
  [
    'do.gives-cases',
    `${GIVES} v:<constant> g:<guard> [','] and w:<constant> h:<guard>`,
    (c): readonly Branch[] => [
      { guard: val(c, 'g'), actions: given(val(c, 'v')) },
      { guard: val(c, 'h'), actions: given(val(c, 'w')), apart: true },
    ],
  ],
  [
    'do.gives-else',
    `${GIVES} v:<constant> g:<guard> [','] and w:<constant> (<else> | when any other (number | value | code) (appears | is applied))`,
    (c): readonly Branch[] => [
      { guard: val(c, 'g'), actions: given(val(c, 'v')) },
      { guard: null, actions: given(val(c, 'w')) },
    ],
  ],
];

/** Words for bits that a sentence does not name one by one: their gate, its inverse, just one of them, copies of a bit. */
export function addBitWordRules(grammar: Grammar): void {
  addRules(grammar, 'comparison', CONDITIONS);
  addRules(grammar, 'bit-group', GROUPS);
  addRules(grammar, 'phrase', VALUES);
  addRules(grammar, 'input-part', INPUT_PARTS);
  addRules(grammar, 'bit-item', ITEMS);
  addRules(grammar, 'bit-items', [
    ['bit-items.last', 'v:<bit-item>', (c) => [c['v']]],
    ['bit-items.more', "v:<bit-item> [','] followed by r:<bit-items>", (c) => [c['v'], ...(c['r'] as Value[])]],
  ]);
  addRules(grammar, 'clause', [
    [
      'describe.infix',
      '<describing-output> l:<operand> g:<gate-word> r:<operand>',
      (c): Statement => ({ s: 'fact', fact: 'is-value', values: [op(String(c['g']), val(c, 'l'), val(c, 'r'))] }),
    ],
  ]);
  addRules(grammar, 'branches', CASES);
  addRules(grammar, 'settable', SETTABLE);
  addActions(grammar, ACTIONS);
  // Takes no token: the sentence has spoken of the input, or of taking it apart, before.
  grammar.natives.set('input-before', (tokens, at) =>
    tokens.slice(0, at).some((token) => /^(?:input|splits?|divides?|separates?)$/.test(token.lower))
      ? [{ value: true, end: at, cost: 0, rules: [] }]
      : [],
  );
  grammar.natives.set('sized-bits', (tokens, at) => {
    const bits = tokens[at]?.number?.bits ?? null;
    return bits === null
      ? []
      : [{ value: num(BigInt(`0b${bits}`).toString(), bits.length), end: at + 1, cost: 0, rules: [] }];
  });
}
