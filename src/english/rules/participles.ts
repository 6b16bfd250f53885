import type { RuleLine } from '../grammar.ts';
import type { Action } from '../statement.ts';
import { val } from './values.ts';

const participle = (action: Action) => (): Action => action;

/** "Inverted if …, kept if …": what is left of the verb where the first case has its auxiliary. */
export const PARTICIPLES: readonly RuleLine[] = [
  [
    'participle.kept',
    '(kept | held | unchanged | left (unchanged | as it is))',
    participle({ a: 'hold', target: null }),
  ],
  ['participle.inverted', '(inverted | toggled | complemented | flipped)', participle({ a: 'toggle', target: null })],
  [
    'participle.set',
    '(set to | loaded with) v:<value>',
    (c): Action => ({ a: 'set', target: null, value: val(c, 'v') }),
  ],
  [
    'participle.cleared',
    '(cleared | reset to 0)',
    participle({ a: 'set', target: null, value: { k: 'num', value: '0', width: null } }),
  ],
];
