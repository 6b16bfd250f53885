import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Action } from '../statement.ts';
import { num, type Value } from '../value.ts';
import { val } from './values.ts';
import { addActions } from './verb-phrases.ts';

const opt = (captures: Captures, name: string): Value | null => (captures[name] ?? null) as Value | null;

const shiftAction = (c: Captures): Action => ({
  a: 'shift',
  target: opt(c, 't'),
  dir: (c['d'] ?? null) as 'left' | 'right' | null,
  by: opt(c, 'n'),
  fill: opt(c, 'f'),
  style: (c['s'] ?? null) as 'logical' | 'arithmetic' | 'rotate' | null,
});

const rotateAction = (c: Captures): Action => ({ ...shiftAction(c), style: 'rotate' }) as Action;

const SHIFT_ACTIONS_1: readonly RuleLine[] = [
  ['dir.left', '[to] left | towards (msb | most significant bit)', () => 'left'],
  ['dir.right', '[to] right | towards (lsb | least significant bit)', () => 'right'],
];

const SHIFT_ACTIONS_2: readonly RuleLine[] = [
  ['shift.logical', 'logical | logically', () => 'logical'],
  ['shift.arithmetic', 'arithmetic | arithmetically', () => 'arithmetic'],
];

const SHIFT_ACTIONS_3: readonly RuleLine[] = [
  [
    'act.shift',
    '[s:<shift-style>] (shift | shifts) [t:<target>] [d:<direction>] [by n:<amount>] [f:<shift-fill>]',
    shiftAction,
  ],
  [
    'act.shifts',
    't:<target> [<modal>] [s:<shift-style>] (shift | shifts) [d:<direction>] [by n:<amount>] [f:<shift-fill>]',
    shiftAction,
  ],
  [
    'act.shifted',
    't:<target> [<modal>] (be | is | are) [s:<shift-style>] shifted [d:<direction>] [by n:<amount>] [f:<shift-fill>]',
    shiftAction,
  ],
  [
    'act.shift-append',
    "t:<target> [<modal>] (increments | decrements | is updated | changes | advances) by shifting [current value] ['(' <operand> ')'] d:<direction> and (appending | inserting) f:<constant> (at | into | as) (msb | lsb | most significant bit | least significant bit) [position]",
    (c) => ({ ...shiftAction(c), by: num(1) }) as Action,
  ],
  ['act.shift-noun', '[s:<shift-style>] d:<direction> shift [by n:<amount>]', shiftAction],
  ['act.rotate', '(rotate | rotates) [t:<target>] d:<direction> [by n:<amount>]', rotateAction],
  [
    'act.rotates',
    't:<target> [<modal>] (rotate | rotates | be rotated | is rotated) d:<direction> [by n:<amount>]',
    rotateAction,
  ],
];

const SHIFT_ACTIONS_4: readonly RuleLine[] = [
  ['note.fill', '<target> (becomes | is | is set to | gets | is filled with) v:<constant>', (c) => val(c, 'v')],
  [
    'note.lost',
    '<target> is [shifted out and] (disappears | lost | discarded | dropped)',
    () => ({ k: 'fill', bit: 0 }) satisfies Value,
  ],
];

const SHIFT_ACTIONS_5: readonly RuleLine[] = [
  ['fill.note', "'(' f:<shift-note> [',' [and] <shift-note>] ')'", (c) => val(c, 'f')],
  [
    'fill.with',
    "[','] (with | shifting | shifting in | inserting | filling with) f:<atom> [shifted] [in | into | as | at | to] [(msb | lsb | most significant bit | least significant bit | vacated (bit | position)) [position]]",
    (c) => val(c, 'f'),
  ],
];

/** Shifts and rotations as actions. */
export function addShiftRules(grammar: Grammar): void {
  addRules(grammar, 'direction', SHIFT_ACTIONS_1);
  addRules(grammar, 'shift-style', SHIFT_ACTIONS_2);
  addActions(grammar, SHIFT_ACTIONS_3);
  addRules(grammar, 'shift-note', SHIFT_ACTIONS_4);
  addRules(grammar, 'shift-fill', SHIFT_ACTIONS_5);
}
