import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Statement } from '../statement.ts';
import { num, op, type Value } from '../value.ts';
import { assigned, fact } from './captures.ts';
import { applied, type Predicate } from './conditions.ts';
import { addOperandRules, KINDS } from './operands.ts';
import { val, vals } from './values.ts';
import { addActions } from './verb-phrases.ts';

const list = (c: Captures): readonly Value[] => vals(c, 'v');

/** Operators with their operands as a list. */
const PHRASES: readonly RuleLine[] = [
  ['arith.larger', '(larger | greater | bigger) [one | value | number | input]', () => op('max', ALL)],
  ['arith.smaller', '(smaller | lesser) [one | value | number | input]', () => op('min', ALL)],
  ['arith.full-product', 'full [n:<number> bit] [s:<sign-word>] product of v:<value-list>', (c) => wholeOf(c)],
  ['arith.their', '(its | their) [full] [n:<number> bit] [s:<sign-word>] w:<result-word>', (c) => theirs(c)],
  ['arith.average', '(average | mean | arithmetic mean) of v:<value-list>', (c) => average(list(c))],
  ['arith.median', '(median | middle value | middle one) of v:<value-list>', (c) => op('median', ...list(c))],
  [
    'arith.abs-diff',
    '(absolute difference | absolute value of difference | magnitude of difference) (of | between) v:<value-list>',
    (c) => op('abs-diff', ...list(c)),
  ],
  [
    'arith.quotient',
    'quotient of l:<atom> (and | divided by) r:<constant>',
    (c) => op('quotient', val(c, 'l'), val(c, 'r')),
  ],
  ['arith.divided', 'l:<atom> divided by r:<constant>', (c) => op('quotient', val(c, 'l'), val(c, 'r'))],
  ['arith.halved', 'half of l:<atom>', (c) => op('quotient', val(c, 'l'), num(2))],
  [
    'arith.low',
    '[only] (low | lower | least significant | lowest | bottom) n:<number> bits of v:<arithmetic>',
    (c) => op('low', val(c, 'v'), num(c['n'] as number)),
  ],
  [
    'arith.modulo',
    "v:<arithmetic> [','] [taken] (modulo | mod) n:<number>",
    (c) => modulo(val(c, 'v'), c['n'] as number),
  ],
  [
    'arith.leading',
    '(number | count) of (leading zeros | leading zero bits | consecutive zeros [starting] from msb | zeros (above | before | to left of) (most significant | highest | first | leftmost) (1 | one | set bit | 1 bit)) (in | of) v:<atom>',
    (c) => op('leading', val(c, 'v')),
  ],
  [
    'arith.trailing',
    '(number | count) of (trailing zeros | trailing zero bits | consecutive zeros [starting] from lsb | zeros (below | after | to right of) (least significant | lowest | last | rightmost) (1 | one | set bit | 1 bit)) (in | of) v:<atom>',
    (c) => op('trailing', val(c, 'v')),
  ],
  ['arith.how-many', 'how many bits (of | in) v:<atom> are (1 | set | high)', (c) => op('popcount', val(c, 'v'))],
  ['arith.negated', '(negative | negation | arithmetic inverse) of v:<atom>', (c) => op('u-', val(c, 'v'))],
];

/** Every operand of the circuit. */
const ALL: Value = op('operands', num(0), num(0), { k: 'noun', noun: 'sign:' });

/** A product with all its bits, and as many as the text says. */
const wholeOf = (c: Captures): Value => {
  const bits = c['n'] === undefined ? [] : [num(c['n'] as number)];
  return op('whole', op('*', ...list(c)), ...bits);
};

const BY_WORD: Readonly<Record<string, string>> = { sum: '+', difference: '-', product: '*' };

/** "Their full 12-bit product": of all operands. */
function theirs(c: Captures): Value | null {
  const operator = BY_WORD[String(c['w'])];
  if (operator === undefined) return null;
  const sign = c['s'] === undefined ? '' : String(c['s']);
  const operands = op('operands', num(0), num(0), { k: 'noun', noun: `sign:${sign}` });
  const bits = c['n'] === undefined ? [] : [num(c['n'] as number)];
  return op('whole', op(operator, operands), ...bits);
}

/** Division by a constant rounds down unless the text says otherwise, which no rule reads. */
const average = (values: readonly Value[]): Value => op('average', ...values);

function modulo(value: Value, n: number): Value | null {
  const bits = Math.log2(n);
  return Number.isInteger(bits) && bits > 0 ? op('low', value, num(bits)) : null;
}

const ARITHMETIC: readonly RuleLine[] = [
  ['arithmetic.phrase', 'v:<phrase>', (c) => (isArithmetic(val(c, 'v')) ? val(c, 'v') : null)],
  ['arithmetic.formula', 'v:<formula>', (c) => (isArithmetic(val(c, 'v')) ? val(c, 'v') : null)],
  ['arithmetic.noun', 'v:<result-noun>', (c) => val(c, 'v')],
];

const isArithmetic = (value: Value): boolean => value.k === 'op' && ['+', '-', '*', 'u-'].includes(value.op);

const TRUE = '(true | exact | full | mathematical | unlimited | untruncated | full precision | infinitely precise)';

const OPERATORS: Readonly<Record<string, string>> = { sum: '+', difference: '-', product: '*' };

/** Results by the name of the operation that gives them; `true` and a width say that nothing is cut off. */
const RESULT_NOUNS: readonly RuleLine[] = [
  ['result.plain', 'n:<result-word>', (c) => ({ k: 'noun', noun: String(c['n']) }) satisfies Value],
  ['result.true', `${TRUE} [signed] n:<result-word>`, (c) => op('whole', { k: 'noun', noun: String(c['n']) })],
  [
    'result.true-of',
    `${TRUE} [signed] n:<result-word> of l:<signal> and r:<signal>`,
    (c) => op('whole', op(OPERATORS[String(c['n'])] ?? '', val(c, 'l'), val(c, 'r'))),
  ],
  [
    'result.true-formula',
    `${TRUE} [signed] n:<result-word> v:<formula>`,
    (c) => {
      const value = val(c, 'v');
      return value.k === 'op' && value.op === OPERATORS[String(c['n'])] ? op('whole', value) : null;
    },
  ],
  [
    'result.sized',
    'k:<number> bit n:<result-word>',
    (c) => op('whole', { k: 'noun', noun: String(c['n']) }, num(c['k'] as number)),
  ],
];

/** Operations on all operands, as verbs. */
const VERBS: readonly RuleLine[] = [
  ['operate.add', '~add v:<operand-list>', (c) => op('+', ...list(c))],
  ['operate.subtract', '~subtract v:<operand-list>', (c) => op('-', ...list(c))],
  ['operate.multiply', '~multiply v:<operand-list>', (c) => op('*', ...list(c))],
  ['operate.average', '~average v:<operand-list>', (c) => op('average', ...list(c))],
  ['operate.compare', '~compare v:<operand-list>', (c) => op('compare', ...list(c))],
  ['operate.sort', '(sort | sorts | sorting) v:<operand-list>', (c) => op('sort', ...list(c))],
  ['operate.negate', '~negate v:<operand-one>', (c) => op('u-', val(c, 'v'))],
  ['operate.divide', '~divide v:<operand-one> by k:<constant>', (c) => op('quotient', val(c, 'v'), val(c, 'k'))],
  ['operate.scale', '~multiply v:<operand-one> by k:<constant>', (c) => op('*', val(c, 'v'), val(c, 'k'))],
  ['operate.reduce', '~subtract r:<signal> from l:<signal>', (c) => op('-', val(c, 'l'), val(c, 'r'))],
  [
    'operate.leading',
    '~count [number of] leading (zeros | zero bits) (of | in) v:<operand-one>',
    (c) => op('leading', val(c, 'v')),
  ],
  [
    'operate.trailing',
    '~count [number of] trailing (zeros | zero bits) (of | in) v:<operand-one>',
    (c) => op('trailing', val(c, 'v')),
  ],
];

const FIND =
  '(~report | ~compute | ~calculate | ~find | ~determine | ~output | ~produce | ~return | ~give | ~form | ~implement)';

const operates = (c: Captures): Statement =>
  fact('operates', [...[c['o']].flat()] as readonly Value[], c['f'] === undefined ? {} : { text: 'whole' });

const WHOLE = "[f:([','] without (truncation | overflow | loss | loss of precision))]";

const GOES: readonly RuleLine[] = [
  [
    'goes.to',
    'v:<arithmetic> [<modal>] (goes | go | is sent | is written | is delivered) (to | into | on | onto) t:<target>',
    assigned,
  ],
];

const FORMATS: readonly RuleLine[] = [
  [
    'signs.both',
    `(both | all) [of them] are s:<sign-word> [<number> bit] [binary] ${KINDS}`,
    (c) => fact(String(c['s']), []),
  ],
  [
    'signs.in-format',
    "[both | all] v:<sign-names> (is | are) [given | represented | encoded | expressed] in (2 's complement | twos complement | two 's complement) [form | format | representation | notation]",
    (c) => fact('signed', c['v'] as readonly Value[]),
  ],
  [
    'signs.all-values',
    `(all | both) (numbers | values | inputs | operands | signals | data) are s:<sign-word>`,
    (c) => fact(String(c['s']), []),
  ],
];

const FRAMES: readonly RuleLine[] = [
  ['operates', `[<circuit> [<modal>]] o:<operation-of> ${WHOLE}`, operates],
  ['operates.it', `it o:<operation-of> ${WHOLE}`, operates],
  [
    'operates.rounded',
    `(<circuit> [<modal>] | it | <make-verb> (module | circuit) (that | which | to) [<modal>]) o:<operation-of> <rounded>`,
    (c) => (isRounded(c['o']) ? operates(c) : null),
  ],
  ['operates.rounded-bare', 'o:<operation-of> <rounded>', (c) => (isRounded(c['o']) ? operates(c) : null)],
  [
    'operates.self',
    `<make-verb> [verilog [code] for] [module] <self> [','] (that | which | to) [<modal>] o:<operation-of> ${WHOLE}`,
    operates,
  ],
  [
    'operates.make',
    `<make-verb> [verilog [code] for] [verilog] [combinational] (module | circuit | design | block | unit) [named | called] [<self>] (that | which | to) [<modal>] o:<operation-of> ${WHOLE}`,
    operates,
  ],
];

/** Quotients by a constant and averages are rounded down: a text may say so of them, and of nothing else. */
const isRounded = (value: unknown): boolean =>
  ['quotient', 'average'].includes((value as { readonly op?: string } | undefined)?.op ?? '');

const COMPARISONS: readonly RuleLine[] = [
  ['compare.arithmetic', 'l:<arithmetic-phrase> <be> p:<predicate>', (c) => applied(c['p'] as Predicate, val(c, 'l'))],
  ['compare.arithmetic-exceeds', 'l:<arithmetic-phrase> exceeds r:<atom>', (c) => op('>', val(c, 'l'), val(c, 'r'))],
  ['compare.below', 'l:<atom> <be> (below | under) r:<atom>', (c) => op('<', val(c, 'l'), val(c, 'r'))],
  ['compare.above', 'l:<atom> <be> (above | over) r:<atom>', (c) => op('>', val(c, 'l'), val(c, 'r'))],
];

/** `-128`, `-128 (8'h80)`: the bits in brackets must be those of the number. */
const NEGATIVES: readonly RuleLine[] = [
  ['const.negative', "'-' n:<number>", (c) => op('u-', num(c['n'] as number))],
  [
    'const.negative-bits',
    "'-' n:<number> '(' [or | ie] w:<operand> ')'",
    (c) => {
      const bits = val(c, 'w');
      const isSame =
        bits.k === 'num' &&
        bits.width !== null &&
        BigInt(bits.value) === (1n << BigInt(bits.width)) - BigInt(c['n'] as number);
      return isSame ? op('u-', num(c['n'] as number)) : null;
    },
  ],
];

const RESULTS = '(sum | difference | product | quotient | remainder | average | result | output result)';

const nameOnly = (value: Value): Value | null => (value.k === 'name' ? value : null);

/** A name with the width that the text gives it, which must be its own. */
const sizedName = (value: Value, bits: number): Value | null =>
  value.k === 'name' ? { k: 'name', name: `${value.name}#${String(bits)}` } : null;

/** Operations on numbers and the sentences that say what a circuit computes. */
export function addArithmeticRules(grammar: Grammar): void {
  addOperandRules(grammar);
  addRules(grammar, 'phrase', PHRASES);
  addRules(grammar, 'arithmetic', ARITHMETIC);
  addRules(grammar, 'arithmetic-phrase', ARITHMETIC.slice(0, 1));
  addRules(grammar, 'result-word', [
    ['result.sum', '[binary | intermediate | raw] sum', () => 'sum'],
    ['result.difference', '[binary | intermediate | raw] difference', () => 'difference'],
    ['result.product', '[intermediate | raw] product', () => 'product'],
  ]);
  addRules(grammar, 'result-noun', RESULT_NOUNS);
  addRules(grammar, 'atom', [['atom.result', 'v:<result-noun>', (c) => val(c, 'v')]]);
  addRules(grammar, 'operation-of', [...VERBS, ['operate.find', `${FIND} v:<operated>`, (c) => val(c, 'v')]]);
  addRules(grammar, 'rounded', [
    [
      'rounded',
      "[','] (rounded down | rounding down | rounded towards zero | rounded down to (integer | nearest integer | next integer) | truncated to integer) | '(' (rounded down | integer division) ')'",
      () => true,
    ],
  ]);
  addRules(grammar, 'operated', [
    ['operated', 'v:<phrase>', (c) => (mentionsOperands(val(c, 'v')) ? val(c, 'v') : null)],
  ]);
  addRules(grammar, 'clause', FRAMES);
  addRules(grammar, 'clause', FORMATS);
  addActions(grammar, GOES);
  addRules(grammar, 'sign-names', [
    ['sign-names.one', 'v:<signal>', (c) => [c['v']]],
    ['sign-names.many', 'v:<operand-names-many>', (c) => c['v']],
  ]);
  addRules(grammar, 'signal', [
    ['signal.result', `${RESULTS} n:<operand>`, (c) => nameOnly(val(c, 'n'))],
    [
      'signal.sized',
      `k:<number> bit [${RESULTS} | output | input] n:<operand>`,
      (c) => sizedName(val(c, 'n'), c['k'] as number),
    ],
  ]);
  addRules(grammar, 'comparison', COMPARISONS);
  addRules(grammar, 'constant-base', NEGATIVES);
}

/** The operands are described, not named: the sentence frames what the others tell, or is all there is. */
const mentionsOperands = (value: Value): boolean =>
  value.k === 'op' && (value.op === 'operands' || value.args.some(mentionsOperands));
