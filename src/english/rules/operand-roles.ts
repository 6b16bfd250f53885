import { addRules, type Grammar } from '../grammar.ts';
import type { Statement } from '../statement.ts';
import { fact } from './captures.ts';

/** A role that the design must bear out: the place of the port in the operation that the word belongs to, -1 for any. */
const role = (operator: string, place: number): Statement => fact('operand-role', [], { text: operator, n: place });

const KINDS = '(number | operand | value | input | integer | input operand)';

/** Roles of the operands, as the descriptions beside ports give them. */
export function addOperandRoleRules(grammar: Grammar): void {
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
      `<describing> [first | second | left | right | 1 st | 2 nd] ${KINDS} [','] ['('] s:<sign-word> [${KINDS}] [')']`,
      (c) => fact(String(c['s']), []),
    ],
  ]);
}
