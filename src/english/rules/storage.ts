import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Statement } from '../statement.ts';
import type { Value } from '../value.ts';
import { fact } from './captures.ts';
import { vals } from './values.ts';

/** What a signal is: a register, or a function of the present values of others. */
type Storage = 'register' | 'wire';

/** Which signals are registers, and which follow their inputs at once; no values: the port it stands beside. */
export const storageFact = (kind: Storage, values: readonly Value[]): Statement =>
  fact('storage', values, { text: kind });

const named =
  (kind: Storage) =>
  (c: Captures): Statement =>
    storageFact(kind, vals(c, 'v'));

const ofAll = (kind: Storage) => (): Statement => storageFact(kind, [{ k: 'noun', noun: 'every-output' }]);

const beside = (kind: Storage) => (): Statement => storageFact(kind, []);

const IS = '[<modal>] (be | is | are) [both | all]';
const REGISTERED =
  '(register | registers | flip flop | flip flops | registered | stored in (register | registers) | clocked) [output | outputs | signal | signals]';
const AT_ONCE =
  '([purely] (combinational | combinatorial) | not registered | unregistered) [output | outputs | logic | signal | signals | function]';
const FROM =
  '[(from | of | functions of | function of) (registers | register | flip flops | shift register | inputs | <noun>)]';
const OUTPUTS = '((all | both | every) [of] [its | of its] [module] (outputs | output | output signals))';

const ofIt = (kind: Storage) => (): Statement => storageFact(kind, [{ k: 'noun', noun: 'it' }]);

const CLAUSES: readonly RuleLine[] = [
  ['storage.it-register', '(it | this) is registered (output | signal)', ofIt('register')],
  ['storage.it-wire', '(it | this) is [purely] (combinational | combinatorial) (output | signal)', ofIt('wire')],
  ['storage.register', `[output | outputs] v:<names-listed> ${IS} ${REGISTERED}`, named('register')],
  ['storage.wire', `[output | outputs] v:<names-listed> ${IS} ${AT_ONCE} ${FROM}`, named('wire')],
  ['storage.all-registers', `${OUTPUTS} ${IS} ${REGISTERED}`, ofAll('register')],
  ['storage.all-wires', `${OUTPUTS} ${IS} ${AT_ONCE} ${FROM}`, ofAll('wire')],
  ['storage.beside', "<describing-output> ['('] registered ['('] [output | result | value] [')']", beside('register')],
  ['storage.beside-register', '<describing-output> (register | output register)', beside('register')],
  ['storage.beside-noun', '<describing-output> (registered <gloss> | <gloss> register)', beside('register')],
  [
    'storage.beside-wire',
    "<describing-output> [<gloss>] ['('] [purely] (combinational | combinatorial) [output] [')']",
    beside('wire'),
  ],
];

/** Sentences and descriptions that say which outputs are registers. */
export function addStorageRules(grammar: Grammar): void {
  addRules(grammar, 'clause', CLAUSES);
}
