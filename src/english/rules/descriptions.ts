import { addRules, type Grammar, type RuleLine } from '../grammar.ts';
import type { Statement } from '../statement.ts';
import type { Value } from '../value.ts';

const movesWhile = (dir: 'up' | 'down') => (): Statement => ({ s: 'fact', fact: 'moves-while', values: [], text: dir });

const DESCRIPTIONS: readonly RuleLine[] = [
  ['describe.counts-up', '<describing> (~count | ~step | ~move | ~go) up | <describing> ~increment', movesWhile('up')],
  [
    'describe.counts-down',
    '<describing> (~count | ~step | ~move | ~go) down | <describing> ~decrement',
    movesWhile('down'),
  ],
  [
    'describe.up-down',
    "<describing> [[count | counting] direction [':' | ',']] 1 [':' | '=' | for] (counts | count | counting) up [',' | ';' | and] 0 [':' | '=' | for] (counts | count | counting) down",
    movesWhile('up'),
  ],
  [
    'describe.down-up',
    "<describing> [[count | counting] direction [':' | ',']] 0 [':' | '=' | for] (counts | count | counting) up [',' | ';' | and] 1 [':' | '=' | for] (counts | count | counting) down",
    movesWhile('down'),
  ],
  [
    'describe.role',
    '<describing> [active high] (toggle | shift | count | load | write | read | clock | data | up | down | direction) [enable | control | request | command | strobe | select | input]',
    (): Statement => ({ s: 'context' }),
  ],
  [
    'describe.condition',
    '<describing-output> g:<comparison>',
    (c): Statement => ({ s: 'fact', fact: 'is-when', values: [c['g'] as Value] }),
  ],
  [
    'describe.operand',
    '<describing> (value | data | number | start value | initial value | preset value) (to load | to be loaded | loaded)',
    (): Statement => ({ s: 'context' }),
  ],
  [
    'describe.other-domain',
    "<describing-input> [bouncing | external | raw | asynchronous] (input | level | signal | data) [level | signal | data] [','] (from another clock domain | not synchronous (to | with) <clock-name>)",
    (): Statement => ({ s: 'context' }),
  ],
  ['describe.toggled', '<describing-output> toggled output', (): Statement => ({ s: 'context' })],
  [
    'describe.already-synchronous',
    '<describing> (already synchronous | synchronous to [<clock-name>] | synchronised | synchronized) [to <clock-name>]',
    (): Statement => ({ s: 'fact', fact: 'synchronous-input', values: [] }),
  ],
  [
    'describe.synchronous',
    '<describing> synchronous (set | preset | load | enable | input) [input | signal]',
    (): Statement => ({ s: 'fact', fact: 'synchronous-input', values: [] }),
  ],
];

/** What stands beside a port without a verb: the value of an output, the role of an input. */
export function addDescriptionRules(grammar: Grammar): void {
  addRules(grammar, 'clause', DESCRIPTIONS);
}
