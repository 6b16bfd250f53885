import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Action, Statement } from '../statement.ts';
import { num, op, type Value } from '../value.ts';
import { fact } from './captures.ts';
import { val } from './values.ts';
import { addActions } from './verb-phrases.ts';

const ONES = '[total] number of (ones | 1 [s] | 1s | set bits | bits that are 1)';
const CHOSEN = '[<modal>] (be | is) (chosen | set | generated | such | selected | computed) [so | such | in such way]';

/** The bit that makes the ones of a word, with itself, even or odd in number. */
const parityBit = (of: Value, word: unknown): Value => (word === 'odd' ? op('u!', op('u^', of)) : op('u^', of));

const chosen = (c: Captures): Action | null => {
  const [target, beside] = [val(c, 't'), c['u'] as Value | undefined];
  // "In data and parity_bit together": the second is the bit itself.
  if (beside !== undefined && JSON.stringify(beside) !== JSON.stringify(target)) return null;
  return { a: 'set', target, value: parityBit(val(c, 'v'), c['p']) };
};

const ACTIONS: readonly RuleLine[] = [
  [
    'act.parity-chosen',
    `t:<target> ${CHOSEN} that ${ONES} in v:<signal> and u:<signal> [together | taken together] is p:<parity-word>`,
    chosen,
  ],
  [
    'act.parity-itself',
    `t:<target> ${CHOSEN} that ${ONES} (in v:<signal> together with (it | parity bit) | in v:<signal> [','] including (it | parity bit) [',']) is p:<parity-word>`,
    chosen,
  ],
  ['act.parity-makes', `t:<target> makes ${ONES} in v:<signal> and u:<signal> [together] p:<parity-word>`, chosen],
  [
    'act.parity-same',
    't:<target> [<modal>] (be | is) chosen [so] that (this number | it | this count | total) is p:<parity-word>',
    (c): Action => ({ a: 'set', target: val(c, 't'), value: op('parity-again', num(c['p'] === 'odd' ? 1 : 0)) }),
  ],
];

const beside = (c: Captures): Statement =>
  fact('parity-select', [], { n: (c['k'] as number) === (c['p'] === 'odd' ? 1 : 0) ? 1 : 0 });

const BESIDE: readonly RuleLine[] = [
  [
    'parity.select',
    "<describing-input> k:<number> (for | '=' | means | selects | gives) p:<parity-word> parity [',' | ';' | and] l:<number> (for | '=' | means | selects | gives) q:<parity-word> parity",
    (c) => (c['p'] !== c['q'] && c['k'] !== c['l'] ? beside(c) : null),
  ],
  [
    'parity.bit',
    '<describing-output> [w:<parity-word>] parity [bit | output | flag]',
    (c) => fact('parity-bit', [], c['w'] === undefined ? {} : { text: String(c['w']) }),
  ],
];

/** Parity bits told by what they make of the number of ones. */
export function addParityRules(grammar: Grammar): void {
  addActions(grammar, ACTIONS);
  addRules(grammar, 'clause', BESIDE);
}
