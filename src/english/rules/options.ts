import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Feature } from '../statement.ts';
import { ref } from '../value.ts';

/** A feature that names the port it is on. */
const on =
  (f: string) =>
  (c: Captures): Feature => ({ f, ...(c['n'] === undefined ? {} : { values: [ref(String(c['n']))] }) });

const KIND = '[synchronous] [active high | high active]';
const PIN = '[input | signal | pin | line]';
const NAMED = `${PIN} [named | called | on | from | ':' | '='] [input] n:<name>`;

const OPTIONS: readonly RuleLine[] = [
  [
    'opt.enable-on',
    `${KIND} [clock | count | counting | load | write | shift | chip] enable ${NAMED}`,
    (c) => ({ f: 'enable', values: [ref(String(c['n']))] }),
  ],
  ['opt.enable-kind', '[synchronous] (count | counting | shift | write | clock) enable', () => ({ f: 'enable' })],
  ['opt.enable-paren', `${KIND} [clock | count | write | shift] enable ${PIN} '(' n:<name> ')'`, on('enable')],
  ['opt.enable-as', 'n:<name> as [its | active high] [clock | count | shift | write] enable', on('enable')],
  ['opt.load-on', `${KIND} [parallel] load [enable | control] ${NAMED}`, on('load')],
  ['opt.load-paren', `${KIND} [parallel] load ${PIN} '(' n:<name> ')'`, on('load')],
  [
    'opt.parallel',
    '(parallel load capability | parallel loading | synchronous loading | load capability)',
    () => ({ f: 'load' }),
  ],
  ['opt.serial', '[single] serial [data] (input | in) [named | called] [n:<name>]', on('serial')],
  ['opt.serial-paren', "serial [data] (input | in) '(' n:<name> ')'", on('serial')],
  ['opt.data', '[parallel] data (input | inputs | word | on | bus) [named | called] n:<name>', on('data')],
  [
    'opt.output',
    '[parallel | serial | registered | combinational] [terminal count | carry | zero | overflow | wrap | count | data | done | full | empty] (output | outputs | flag) [named | called] n:<name>',
    on('shown'),
  ],
  ['opt.terminal', '(terminal count | ripple carry | carry) [output] n:<name>', on('shown')],
];

const POSTMODS: readonly RuleLine[] = [
  ['mod.enabled-by', '[that is | which is] enabled (by | with | through) n:<name>', on('enable')],
  ['mod.gated-by', '[that is | which is] (gated | controlled) by [clock | count] enable n:<name>', on('enable')],
];

const PREMODS: readonly RuleLine[] = [['mod.enabled', 'enabled', () => ({ f: 'enable' })]];

/** What a component phrase says it has, by the name of the port: enables, loads, serial inputs, flags. */
export function addOptionRules(grammar: Grammar): void {
  addRules(grammar, 'option', OPTIONS);
  addRules(grammar, 'postmod', POSTMODS);
  addRules(grammar, 'premod', PREMODS);
}
