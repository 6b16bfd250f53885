import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Statement } from '../statement.ts';
import { fact } from './captures.ts';
import { vals } from './values.ts';

const stored = (c: Captures): Statement => fact('kind-register', vals(c, 't'));
const wired = (c: Captures): Statement => fact('kind-wire', vals(c, 't'));

const IS = '[<modal>] (be | is | are) [both | all]';
const EVERY = '(all | both) [of] [its | of its] outputs';
const PLAIN = '(combinational | combinatorial | purely combinational | not registered | unregistered)';
const FROM = '[(from | of | functions of | function of) (registers | register | flip flops | shift register | <noun>)]';

const CLAUSES: readonly RuleLine[] = [
  [
    'kind.wire',
    `[output | outputs] t:<names-listed> ${IS} ${PLAIN} [output | outputs | logic | signal | signals] ${FROM}`,
    wired,
  ],
  ['kind.wires', `${EVERY} ${IS} ${PLAIN} ${FROM}`, wired],
  [
    'kind.register',
    `[output | outputs] t:<names-listed> ${IS} (registered | register | registers | flip flop | flip flops) [output | outputs | signal | signals]`,
    stored,
  ],
  ['kind.registers', `${EVERY} ${IS} (registered | registers | flip flops)`, stored],
];

/** Sentences that say whether an output is a register or follows at once; without names they mean all outputs. */
export function addStorageKindRules(grammar: Grammar): void {
  addRules(grammar, 'clause', CLAUSES);
}
