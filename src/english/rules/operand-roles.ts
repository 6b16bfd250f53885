import { addRules, type Captures, type Grammar } from '../grammar.ts';
import type { Statement } from '../statement.ts';
import type { Value } from '../value.ts';
import { fact } from './captures.ts';

/** A role that the design must bear out: the place of the port in the operation that the word belongs to, -1 for any. */
const role = (operator: string, place: number): Statement => fact('operand-role', [], { text: operator, n: place });

const KINDS = '(number | operand | value | input | integer | input operand)';

/** What a description says of one operand: its bits, and that it is subtracted from or added to another. */
const taken = (c: Captures): readonly Statement[] => {
  const { operator, place, other } = c['t'] as Taken;
  const bits = c['w'] ?? c['n'];
  return [
    fact('operand-role', [other], { text: operator, n: place }),
    ...(bits === undefined ? [] : [fact('has-width', [{ k: 'noun', noun: 'self' }], { n: bits as number })]),
  ];
};

interface Taken {
  readonly operator: string;
  readonly place: number;
  readonly other: Value;
}

const signedOperand = (c: Captures): readonly Statement[] => [
  fact(String(c['s']), []),
  ...(c['t'] === undefined ? [] : taken({ t: c['t'] })),
  ...(c['w'] === undefined ? [] : [fact('has-width', [{ k: 'noun', noun: 'self' }], { n: c['w'] as number })]),
];

/** Roles of the operands, as the descriptions beside ports give them. */
export function addOperandRoleRules(grammar: Grammar): void {
  addRules(grammar, 'taken', [
    [
      'taken.subtracted',
      'subtracted from v:<signal>',
      (c): Taken => ({ operator: '-', place: 1, other: c['v'] as Value }),
    ],
    ['taken.added', 'added to v:<signal>', (c): Taken => ({ operator: '+', place: -1, other: c['v'] as Value })],
    [
      'taken.multiplied',
      'multiplied (by | with) v:<signal>',
      (c): Taken => ({ operator: '*', place: -1, other: c['v'] as Value }),
    ],
  ]);
  addRules(grammar, 'clause', [
    ['role.minuend', '<describing> minuend [input]', () => role('-', 0)],
    ['role.subtrahend', '<describing> subtrahend [input]', () => role('-', 1)],
    [
      'role.addend',
      '<describing> [first | second | 1 st | 2 nd] (addend | augend | summand) [input]',
      () => role('+', -1),
    ],
    ['role.factor', '<describing> (multiplicand | multiplier) [input | operand]', () => role('*', -1)],
    [
      'role.signed-operand',
      `<describing> [first | second | left | right | 1 st | 2 nd] [w:<number> bit] ${KINDS} [','] ['('] [representing | holding | as | which is | given as] [large | wide | big | small] s:<sign-word> [${KINDS}] [to be t:<taken>] [')']`,
      signedOperand,
    ],
    [
      'role.taken',
      '<describing> [n:<number> bit] [first | second] [input] [number | operand | value] to be t:<taken>',
      taken,
    ],
  ]);
}
