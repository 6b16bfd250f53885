import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Action, Statement } from '../statement.ts';
import { num, op, type Value } from '../value.ts';
import { fact } from './captures.ts';
import { val } from './values.ts';

/** What is said of widths and of what gets lost, to be held against the design. */
const CLAIMS: readonly RuleLine[] = [
  [
    'width.has',
    '[output | input | result] v:<signal> (has | is | have) n:<number> bits [wide]',
    (c) => fact('has-width', [val(c, 'v')], { n: c['n'] as number }),
  ],
  [
    'width.port-has',
    'p:<port-side> (has | is) n:<number> bits [wide]',
    (c) => fact('has-width', [{ k: 'noun', noun: String(c['p']) }], { n: c['n'] as number }),
  ],
  [
    'fill.zeros',
    '[<number>] (vacated | vacant | empty | freed | emptied | missing) [bit] (bits | positions | places) are (filled with | set to | loaded with | replaced by | replaced with) (zeros | 0 | zero | 0 [s])',
    () => fact('zero-filled'),
  ],
  [
    'fill.zeros-in',
    '(zeros | 0 [s] | zero bits) are shifted in [from d:<side> [side | end]]',
    (c) => fact('zero-filled', [], c['d'] === undefined ? {} : { text: String(c['d']) }),
  ],
];

/** Shifts and rotations of an input into the only output; a shift to the right must say what comes in. */
const SHIFTS: readonly RuleLine[] = [
  [
    'shift.input-left',
    'v:<input-like> (is | are) [logically] shifted [to] left by n:<amount> [<zero-fill>]',
    (c) => out(op('input:<<', val(c, 'v'), val(c, 'n'))),
  ],
  [
    'shift.input-right',
    'v:<input-like> (is | are) logically shifted [to] right by n:<amount> [<zero-fill>]',
    (c) => out(op('input:>>', val(c, 'v'), val(c, 'n'))),
  ],
  [
    'shift.input-right-filled',
    'v:<input-like> (is | are) shifted [to] right by n:<amount> <zero-fill>',
    (c) => out(op('input:>>', val(c, 'v'), val(c, 'n'))),
  ],
  [
    'shift.input-right-arithmetic',
    'v:<input-like> (is | are) arithmetically shifted [to] right by n:<amount>',
    (c) => out(op('input:asr', val(c, 'v'), val(c, 'n'))),
  ],
  [
    'rotate.input',
    '(v:<input-like> (is | are) rotated | ~rotate v:<input-like>) [to] d:<side> by n:<rotation-amount>',
    (c) => out(op(`input:rot:${String(c['d'])}`, val(c, 'v'), val(c, 'n'))),
  ],
  [
    'shift.input-verb',
    '~shift v:<input-like> [to] left by n:<rotation-amount> [<zero-fill>]',
    (c) => out(op('input:<<', val(c, 'v'), val(c, 'n'))),
  ],
];

const out = (value: Value): Action => ({ a: 'set', target: null, value });

/** An operation by name alone, as the entry of a list gives it; its operands are all inputs it can have. */
const BARE: readonly RuleLine[] = [
  ['bare.gate', '[bitwise] g:<gate-word> [of [both | two] (operands | inputs)]', (c) => bare(String(c['g']))],
  ['bare.value', 'v:<phrase>', (c) => fact('bare-operation', [val(c, 'v')])],
  [
    'bare.not',
    '[bitwise] (not | invert | complement) [of] v:<signal>',
    (c) => fact('bare-operation', [op('u~', val(c, 'v'))]),
  ],
  [
    'bare.worded',
    "w:<operation-word> (('(' v:<formula> ')') | ((',' | ':') v:<formula>))",
    (c) => {
      const value = val(c, 'v');
      return value.k === 'op' && value.op === c['w'] ? fact('bare-operation', [value]) : null;
    },
  ],
  ['bare.shift', "v:<phrase> '(' (logical | logical shift | zero fill) ')'", (c) => bareShift(val(c, 'v'))],
  ['bare.add', '(addition | add | sum)', () => bare('+')],
  ['bare.multiply', '(multiplication | multiply | product)', () => bare('*')],
];

/** A shift that a bracket calls logical. */
const bareShift = (value: Value): Statement | null =>
  value.k === 'op' && (value.op === '<<' || value.op === '>>') ? fact('bare-operation', [value]) : null;

const ALL: Value = op('operands', num(2), num(0), { k: 'noun', noun: 'sign:' });

/** "2: bitwise AND" in a list of operations: only there it is the value for an entry. */
const bare = (operator: string): Statement => fact('bare-operation', [op(operator, ALL)]);

/** Claims about widths, and operations that name only their operands or not even those. */
export function addNumberClaimRules(grammar: Grammar): void {
  addRules(grammar, 'clause', CLAIMS);
  addRules(grammar, 'operation-word', [
    ['operation-word.add', '(addition | add | sum)', () => '+'],
    ['operation-word.subtract', '(subtraction | subtract | difference)', () => '-'],
    ['operation-word.multiply', '(multiplication | multiply | product)', () => '*'],
  ]);
  addRules(grammar, 'port-side', [
    ['port-side.output', '(output | result)', () => 'output'],
    ['port-side.input', 'input', () => 'input'],
  ]);
  addRules(grammar, 'zero-fill', [
    [
      'zero-fill',
      "[',' | and] [with | while] (zeros | 0 [s] | zero bits | zeroes) [are | being] (shifted in | filled in | inserted) [from left | from right] | [','] (with zero fill | filling with zeros | with zeros)",
      () => true,
    ],
  ]);
  addRules(grammar, 'input-like', [
    ['input-like', 'v:<signal>', (c) => (val(c, 'v').k === 'name' ? val(c, 'v') : null)],
    ['input-like.operand', 'v:<operand-marked>', (c) => val(c, 'v')],
  ]);
  addRules(grammar, 'rotation-amount', [
    ['rotation.amount', 'v:<amount>', (c) => val(c, 'v')],
    [
      'rotation.given',
      "(amount | number of (positions | places | bits)) (given | specified) (in | by) v:<signal> ['(' l:<number> to h:<number> ')']",
      (c) => ranged(c),
    ],
  ]);
  addRules(grammar, 'action', SHIFTS);
  addRules(grammar, 'clause', BARE);
}

/** An amount whose range the text gives carries it, to be held against the width. */
const ranged = (c: Captures): Value =>
  c['h'] === undefined ? val(c, 'v') : op('ranged', val(c, 'v'), num(c['l'] as number), num(c['h'] as number));
