import { addJoined, addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import { num, op, type Value } from '../value.ts';
import { val } from './values.ts';

/** Nouns for what an operation works on. */
export const KINDS =
  '(numbers | number | values | value | inputs | input | integers | integer | operands | operand | words | word | quantities | vectors | vector)';

/** What a phrase says of the operands it does not name, or names behind it. */
interface OperandMark {
  readonly bits?: number;
  readonly sign?: string;
  readonly count?: number;
}

/** `two signed 8-bit numbers a and b`: marks as arguments, then the names if there are any. */
function operandsOf(c: Captures): Value | null {
  const marks = (c['m'] ?? []) as readonly OperandMark[];
  const names = [(c['v'] ?? []) as Value | readonly Value[]].flat();
  const pick = <K extends keyof OperandMark>(key: K): readonly OperandMark[K][] =>
    marks.flatMap((mark) => (mark[key] === undefined ? [] : [mark[key]]));
  const [bits, sign, count] = [pick('bits'), pick('sign'), pick('count')];
  if (bits.length > 1 || sign.length > 1 || count.length > 1) return null;
  return op('operands', num(count[0] ?? 0), num(bits[0] ?? 0), { k: 'noun', noun: `sign:${sign[0] ?? ''}` }, ...names);
}

const MARKS: readonly RuleLine[] = [
  ['operand.width', 'n:<number> bit [wide]', (c) => ({ bits: c['n'] as number }) satisfies OperandMark],
  ['operand.sign', 's:<sign-word> [binary]', (c) => ({ sign: String(c['s']) }) satisfies OperandMark],
];

const OPERANDS: readonly RuleLine[] = [
  [
    'operands.counted',
    `[its | both] n:<operand-count> m:<operand-marks> [input | binary] ${KINDS} [v:<operand-names>]`,
    counted,
  ],
  [
    'operands.all',
    `(its | all | both | given) [input | binary] (inputs | operands | input values | numbers)`,
    (c) => operandsOf(c),
  ],
  ['operands.bytes', 'n:<operand-count> [s:<sign-word>] [input] (bytes | byte) [v:<operand-names>]', bytes],
];

function counted(c: Captures): Value | null {
  const marks = (c['m'] ?? []) as readonly OperandMark[];
  return operandsOf({ ...c, m: [{ count: c['n'] as number }, ...marks] });
}

function bytes(c: Captures): Value | null {
  const sign = c['s'] === undefined ? [] : [{ sign: String(c['s']) }];
  return operandsOf({ ...c, m: [{ count: c['n'] as number }, { bits: 8 }, ...sign] });
}

/** One operand, told by its width or its sign. */
const OPERAND: readonly RuleLine[] = [
  [
    'operand.one',
    `m:<operand-mark> r:<operand-marks> [input | binary] (number | value | input | integer | operand | word | vector) [v:<signal>]`,
    (c) => operandsOf({ ...c, m: [{ count: 1 }, c['m'], ...(c['r'] as readonly OperandMark[])] }),
  ],
];

/** Numbers that an operation works on: described by count, width and sign, or named. */
export function addOperandRules(grammar: Grammar): void {
  addRules(grammar, 'operand-mark', MARKS);
  grammar.natives.set('operand-marks', (_tokens, at, read) => {
    const none = { value: [] as readonly unknown[], end: at, cost: 0, rules: [] as readonly string[] };
    const one = read('operand-mark', at);
    return [
      none,
      ...one.map((mark) => ({ ...mark, value: [mark.value] })),
      ...one.flatMap((mark) =>
        read('operand-mark', mark.end).map((next) => ({ ...next, value: [mark.value, next.value] })),
      ),
    ];
  });
  addRules(grammar, 'operand-count', [['operand.count', 'n:<number>', (c) => c['n']]]);
  addJoined(grammar, 'operand-names-many', 'signal', 'and');
  addRules(grammar, 'operand-names', [
    ['operand-names', 'v:<operand-names-many>', (c) => c['v']],
    ['operand-names.bracketed', "'(' v:<operand-names-many> ')'", (c) => c['v']],
  ]);
  addRules(grammar, 'operand-list', [
    ['operand-list.noun', 'v:<operands>', (c) => [c['v']]],
    ['operand-list.names', 'v:<operand-names-many>', (c) => c['v']],
  ]);
  addRules(grammar, 'operands', OPERANDS);
  addRules(grammar, 'operand-one', [...OPERAND, ['operand.named', 'v:<signal>', (c) => val(c, 'v')]]);
  addRules(grammar, 'value-list', [['value-list.operands', 'v:<operands>', (c) => [c['v']]]]);
  addRules(grammar, 'atom', [['atom.operand', 'v:<operand-marked>', (c) => val(c, 'v')]]);
  addRules(grammar, 'operand-marked', OPERAND);
}
