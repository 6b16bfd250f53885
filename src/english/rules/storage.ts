import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Statement } from '../statement.ts';
import { fact } from './captures.ts';
import { vals } from './values.ts';

/** Which signals are registers, and which follow their inputs at once; no names: the port it stands beside, or all outputs. */
const storage =
  (kind: 'register' | 'wire', scope: 'named' | 'outputs' | 'beside' = 'named') =>
  (c: Captures): Statement =>
    fact('storage', vals(c, 'v'), { text: scope === 'named' ? kind : `${kind}:${scope}` });

const REGISTERED =
  '(register | registers | flip flop | flip flops | registered | registered output | registered outputs | stored in (register | registers) | clocked)';
const AT_ONCE =
  '([purely] combinational | combinatorial | not registered | unregistered | combinational output | combinational outputs | combinational function of (inputs | <names-listed>))';
const OUTPUTS = '(all | both | every) [module] (outputs | output | output signals)';

const CLAUSES: readonly RuleLine[] = [
  [
    'storage.register',
    `[output | outputs] v:<names-listed> (is | are) [all | both] ${REGISTERED}`,
    storage('register'),
  ],
  ['storage.wire', `[output | outputs] v:<names-listed> (is | are) [all | both] ${AT_ONCE}`, storage('wire')],
  ['storage.all-registers', `${OUTPUTS} (is | are) ${REGISTERED}`, storage('register', 'outputs')],
  ['storage.all-wires', `${OUTPUTS} (is | are) ${AT_ONCE}`, storage('wire', 'outputs')],
  [
    'storage.beside',
    "<describing-output> ['('] registered ['('] [output | result | value] [')']",
    storage('register', 'beside'),
  ],
  ['storage.beside-register', '<describing-output> (register | output register)', storage('register', 'beside')],
  ['storage.beside-noun', '<describing-output> (registered <gloss> | <gloss> register)', storage('register', 'beside')],
  [
    'storage.beside-wire',
    "<describing-output> [<gloss>] ['('] [purely] (combinational | combinatorial) [output] [')']",
    storage('wire', 'beside'),
  ],
];

/** Sentences and descriptions that say which outputs are registers. */
export function addStorageRules(grammar: Grammar): void {
  addRules(grammar, 'clause', CLAUSES);
}
