import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Action } from '../statement.ts';
import { num, op, type Value } from '../value.ts';
import { opt } from './captures.ts';
import { val } from './values.ts';
import { addActions } from './verb-phrases.ts';

/** What a shift brings in, and at which end where the text says so. */
interface Fill {
  readonly value: Value;
  readonly end: 'left' | 'right' | null;
  /** The bit by its number (`q[0]`), where the text gives it so. */
  readonly at?: Value;
}

type Shift = Extract<Action, { readonly a: 'shift' }>;

/** Bits enter on the right of a left shift and on the left of a right shift; a text that says otherwise is not read. */
function shiftAction(c: Captures): Shift | null {
  const fill = (c['f'] ?? null) as Fill | null;
  const said = (c['d'] ?? null) as 'left' | 'right' | null;
  const end = fill?.end ?? null;
  const implied = end === null ? null : end === 'right' ? 'left' : 'right';
  if (said !== null && implied !== null && said !== implied) return null;
  return {
    a: 'shift',
    target: opt(c, 't'),
    dir: said ?? implied,
    by: opt(c, 'n'),
    fill: fill?.value ?? null,
    style: (c['s'] ?? null) as 'logical' | 'arithmetic' | 'rotate' | null,
    ...(fill?.at === undefined ? {} : { at: fill.at }),
  };
}

function rotateAction(c: Captures): Shift | null {
  const action = shiftAction(c);
  return action === null ? null : { ...action, style: 'rotate' };
}

/** A shift worded as an append: one bit, and the value is a plain constant. */
function appended(c: Captures): Shift | null {
  const action = shiftAction({ ...c, f: fillOf(c) });
  return action === null ? null : { ...action, by: num(1) };
}

const fillOf = (c: Captures): Fill => ({
  value: val(c, 'f'),
  end: c['e'] === 'left' || c['e'] === 'right' ? c['e'] : null,
  ...(typeof c['e'] === 'object' ? { at: c['e'] as Value } : {}),
});

const END = '(end | position | side | bit | bits | bit position)';
const TO_HIGH = `(towards | toward) (msb | (most significant | higher | highest | upper | high) ${END})`;
const TO_LOW = `(towards | toward) (lsb | (least significant | lower | lowest | low) ${END})`;

const SHIFT_ACTIONS_1: readonly RuleLine[] = [
  ['dir.left', `[to] left ['(' [that is | ie] ${TO_HIGH} ')' | [','] ${TO_HIGH}] | ${TO_HIGH}`, () => 'left'],
  ['dir.right', `[to] right ['(' [that is | ie] ${TO_LOW} ')' | [','] ${TO_LOW}] | ${TO_LOW}`, () => 'right'],
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
    "t:<target> [<modal>] (increments | decrements | is updated | changes | advances) by shifting [current value] ['(' <operand> ')'] d:<direction> and (appending | inserting) f:<constant> (at | into | as) e:<bit-end>",
    appended,
  ],
  [
    'act.moves',
    "t:<target> [<modal>] (move | moves) [n:<amount>] d:<direction> ['(' e:<direction> ')'] [f:<shift-fill>]",
    (c) => (c['e'] === undefined || c['e'] === c['d'] ? shiftAction(c) : null),
  ],
  [
    'act.bits-move',
    '(all bits | every bit | each bit | all (stages | elements) | (contents | content | bits)) [of t:<target>] [<modal>] [be | is | are] (move | moves | moved | shift | shifts | shifted) [n:<amount>] d:<direction> [f:<shift-fill>]',
    shiftAction,
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
  ['fill.note', "'(' f:<shift-note> [',' [and] <shift-note>] ')'", fillOf],
  ['fill.new-bit', "[','] and new e:<bit-end> [<modal>] (is | becomes | be) f:<shift-in>", fillOf],
  [
    'fill.with',
    "[','] (with | shifting | shifting in | inserting | filling with | filling) f:<value> [<entering>] [in | into | as | at | to | from] [e:<bit-end>]",
    fillOf,
  ],
  [
    'fill.enters',
    "[','] (and | with | while) f:<value> [is | are] (<entering> | enters | enter | goes | moves | comes in) [in | into | as | at | to | from] [e:<bit-end>]",
    fillOf,
  ],
  [
    'fill.gets',
    "[','] (and | with | while) e:<bit-end> (gets | receives | takes | becomes | is (filled with | loaded with | set to | replaced (by | with)) | getting | receiving | taking) f:<value>",
    fillOf,
  ],
  [
    'fill.enters-bare',
    "(',' | ':' | ';') f:<value> (enters | enter | is shifted in | comes in | goes in | becomes | is new | goes | moves) [in | into | as | at | to | from] [e:<bit-end>]",
    fillOf,
  ],
  ['fill.becomes', "[','] (and | with | while) f:<value> (becomes | becoming | is | being) new e:<bit-end>", fillOf],
  [
    'fill.zeros',
    "[','] (with | using) (zero | 0 | zeros) fill",
    (): Fill => ({ value: { k: 'fill', bit: 0 }, end: null }),
  ],
];

const OWN: Value = { k: 'noun', noun: 'it' };

const ENDS: readonly RuleLine[] = [
  [
    'end.right',
    '(lsb | (least significant | low | lowest | bottom | right | rightmost) (bit | end | position | side | bit position) | bit [position] 0 | right) [position | of <target>]',
    () => 'right',
  ],
  [
    'end.left',
    '(msb | (most significant | high | highest | top | left | leftmost | uppermost) (bit | end | position | side | bit position) | left) [position | of <target>]',
    () => 'left',
  ],
  ['end.bit', 'v:<operand>', (c) => (val(c, 'v').k === 'index' ? val(c, 'v') : null)],
  [
    'end.numbered',
    'bit [position | number] n:<number>',
    (c) => ({ k: 'index', of: OWN, at: num(c['n'] as number) }) satisfies Value,
  ],
  ['end.open', '(vacated | vacant | freed | empty | free) (bit | position | place)', () => 'open'],
];

/** Shifts and rotations as actions. */
export function addShiftRules(grammar: Grammar): void {
  addRules(grammar, 'direction', SHIFT_ACTIONS_1);
  addRules(grammar, 'shift-style', SHIFT_ACTIONS_2);
  addActions(grammar, SHIFT_ACTIONS_3);
  addRules(grammar, 'shift-note', SHIFT_ACTIONS_4);
  addRules(grammar, 'shift-fill', SHIFT_ACTIONS_5);
  addRules(grammar, 'entering', [
    [
      'entering',
      '[being] (shifted | entering | inserted | fed | placed | put | loaded | moved | moving | coming) [in]',
      () => true,
    ],
  ]);
  addRules(grammar, 'bit-end', ENDS);
  addRules(grammar, 'shift-in', [
    ['shift-in.value', 'v:<value>', (c) => val(c, 'v')],
    [
      'shift-in.old-bits',
      'g:<gate-word> of [old | current | previous] bits v:<constants-and>',
      (c) => op(String(c['g']), ...(c['v'] as readonly Value[]).map((at): Value => ({ k: 'index', of: OWN, at }))),
    ],
  ]);
}
