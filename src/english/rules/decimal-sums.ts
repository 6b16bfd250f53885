import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Statement } from '../statement.ts';
import type { Value } from '../value.ts';
import { fact } from './captures.ts';

/** Beyond the largest digit, the distance to the next power of two makes the sum a digit and a carry again. */
const LARGEST_DIGIT = 9;
const CORRECTION = 6;

const OPERANDS =
  '(two | both) [bcd | decimal | input] (digits | inputs | operands | numbers) [[and | with] [carry in | carry | input carry]]';

const OF_DIGITS = `of (${OPERANDS})`;

/** `9 (binary 1001)`: both numbers must be the one. */
const numeral = (expected: number) => (c: Captures) => {
  const said = [c['n'], c['m']].filter((one) => one !== undefined);
  return said.every((one) => one === expected) ? true : null;
};

/** The numbers that such sentences write; patterns admit no others. */
const NUMBERS = [LARGEST_DIGIT, CORRECTION].map(String);

const targets = (c: Captures): readonly Value[] =>
  ['z', 'c'].flatMap((name) => (c[name] === undefined ? [] : [c[name] as Value]));

/** What a decimal adder does, with the outputs a sentence names: the digit (`z`) and the carry (`c`). */
const step = (c: Captures): Statement =>
  fact('decimal-step', targets(c), {
    text: [...(c['z'] === undefined ? [] : ['digit']), ...(c['c'] === undefined ? [] : ['carry']), ...NUMBERS].join(
      ' ',
    ),
  });

const EXCEEDS =
  "[[bcd | decimal] (correction | adjustment) ':'] (if | when | whenever) <decimal-sum> <above-nine> [',']";
const SETS = '(is (set [to 1] | 1 | generated | asserted | high) | becomes 1)';
const CARRY = "(c:<signal> | [decimal] (carry out | carry | output carry) ['(' c:<signal> ')'])";
const ADDED =
  '[correction [value | factor] of] <six> is added [to (it | sum | binary sum | result)] [to (obtain | get | form | give) [z:<signal> | sum digit | correct digit | (valid | correct) bcd digit]]';

const STEPS: readonly RuleLine[] = [
  ['decimal.corrects', `${EXCEEDS} ${ADDED} [[','] and ${CARRY} ${SETS}]`, step],
  [
    'decimal.corrects-first',
    `<six> is added to (sum | binary sum | result) (if | when | whenever) <decimal-sum> <above-nine>`,
    step,
  ],
  [
    'decimal.carries',
    `${EXCEEDS} ${CARRY} ${SETS} [[','] (signaling | indicating | showing) that <decimal-sum> exceeds single [decimal | bcd] digit]`,
    step,
  ],
  ['decimal.adds', `${OPERANDS} are added in binary`, () => fact('decimal-step', [], { text: '' })],
  [
    'decimal.otherwise',
    `otherwise [','] z:<signal> is [binary] sum [[','] and c:<signal> <be> (0 | low | cleared)]`,
    step,
  ],
  [
    'decimal.valid',
    '([this] correction | it | this) (ensures | guarantees | makes sure) [that] (result | sum | it) (is | stays | remains) (within bcd range | [valid] bcd digit | within [valid] bcd range)',
    () => fact('decimal-step', [], { text: '' }),
  ],
];

const ROLES: readonly RuleLine[] = [
  [
    'describe.decimal-digit',
    "<describing> [first | second | 1 st | 2 nd] [input] (bcd | decimal) (input | digit | operand | number) ['(' [<number> bit ','] [representing [decimal digit] from 0 to 9] ')']",
    (): Statement => fact('decimal-digit'),
  ],
  [
    'describe.decimal-sum',
    `<describing-output> [[w:<number> bit] (output | result) (representing | holding | showing | carrying)] (sum ${OF_DIGITS} | bcd sum [${OF_DIGITS}]) [[','] (corrected | adjusted) (to be | to | into | so that it is) [valid] (bcd | decimal) digit ['(' 0 (to | '-') 9 ')']]`,
    (c) => output('digit', c),
  ],
  [
    'describe.decimal-carry',
    `<describing-output> [w:<number> bit] [decimal | bcd] (carry out | carry | output carry) [output | bit | flag] ['(' v:<number> bit ')'] [','] [used | set [to 1] | high | 1 | asserted] (when | if) <decimal-sum> <above-nine>`,
    (c) => output('carry', c),
  ],
];

/** What an output of a decimal adder is for, and the bits that its description gives it. */
function output(role: 'digit' | 'carry', c: Captures): Statement | null {
  const bits = c['w'] ?? c['v'];
  if (c['v'] !== undefined && c['v'] !== bits) return null;
  return fact('decimal-output', [], {
    text: `${role} 0 ${NUMBERS.join(' ')}`,
    ...(bits === undefined ? {} : { n: bits as number }),
  });
}

/** Sentences about adding decimal digits: the sum beyond nine is corrected by six and gives a carry. */
export function addDecimalSumRules(grammar: Grammar): void {
  addRules(grammar, 'nine', [
    ['nine', "n:<number> ['(' [binary] m:<number> ')']", numeral(LARGEST_DIGIT)],
    ['nine.binary', "n:<number> '(' binary 1001 ')'", numeral(LARGEST_DIGIT)],
  ]);
  addRules(grammar, 'six', [
    ['six', "n:<number> ['(' [binary] m:<number> ')']", numeral(CORRECTION)],
    ['six.binary', "n:<number> '(' binary 0110 ')'", numeral(CORRECTION)],
  ]);
  addRules(grammar, 'above-nine', [
    [
      'above-nine',
      "(exceeds | is (greater than | larger than | more than | above | over) | '>') [decimal value of | decimal value | decimal | value] <nine>",
      () => true,
    ],
  ]);
  addRules(grammar, 'decimal-sum', [
    [
      'decimal-sum',
      `([binary | bcd | intermediate | raw] sum | result of addition | (result of [binary]) (addition | sum)) [of (${OPERANDS} | [two] (digits | operands))]`,
      () => true,
    ],
  ]);
  addRules(grammar, 'clause', STEPS);
  addRules(grammar, 'clause', ROLES);
}
