import { addRules, addSeries, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Action, Branch, Edge, ResetFacts, Statement } from '../statement.ts';
import { num, type Value } from '../value.ts';
import { val } from './values.ts';

const list = <T>(captures: Captures, name: string): readonly T[] => (captures[name] ?? []) as readonly T[];
const opt = (captures: Captures, name: string): Value | null => (captures[name] ?? null) as Value | null;

const setAction = (c: Captures): Action => ({ a: 'set', target: opt(c, 't'), value: val(c, 'v') });

const bitAction =
  (level: 0 | 1) =>
  (c: Captures): Action => ({ a: 'set', target: opt(c, 't'), value: { k: 'fill', bit: level } });

const ADD_ACTION_RULES_1: readonly RuleLine[] = [
  [
    'settable.is',
    '[<modal>] (be | is | are | become | becomes | equal | equals | go | goes | remain | have value | takes | take | output | outputs | shows | show | stays | equal to)',
    () => true,
  ],
  [
    'settable.set',
    '[<modal>] (be | is | are) (set | assigned | driven | connected | equal | loaded | updated | reset | forced | cleared | pulled | asserted) [to | with | by | value of | from]',
    () => true,
  ],
  [
    'settable.display',
    '[<modal>] (receive | receives | take | takes | gets | get | capture | captures | sample | samples | load | loads | store | stores | latch | latches | copies | copy) [on] [value of]',
    () => true,
  ],
];

const ADD_ACTION_RULES_2: readonly RuleLine[] = [
  ['act.is', 't:<target> <settable> [to | with] v:<value>', setAction],
  ['act.equation', "t:<target> '=' v:<value>", setAction],
  ['act.nonblocking', "t:<target> '<=' v:<value>", setAction],
  [
    'act.set',
    '(~set | ~assign | ~drive | ~force | ~reset | pull | ~clear | ~initialize) t:<target> (to | to be | with | to value of | to value | equal to) v:<value>',
    setAction,
  ],
  [
    'act.assign-to',
    '(~assign | ~copy | ~write | ~store | ~load | ~put | ~place | ~output | move | ~send | ~pass | ~connect | ~route) v:<value> (to | into | in | on | onto) t:<target>',
    setAction,
  ],
  [
    'act.assigned-to',
    'v:<value> [<modal>] (be | is | are) (assigned | copied | written | stored | loaded | placed | put | connected | passed | output | sent | transferred | routed | driven | captured) (to | into | in | on | onto) t:<target>',
    setAction,
  ],
  ['act.load', '(load | loads) t:<target> with v:<value>', setAction],
  [
    'act.output',
    '[output | <circuit>] [<modal>] (output | outputs | report | reports | produce | produces | return | returns | display | displays) v:<value>',
    setAction,
  ],
  [
    'act.choose',
    '(choose | select | pick | chooses | selects | picks | pass | output | outputs | use) v:<value>',
    setAction,
  ],
  [
    'act.chosen',
    'v:<value> [<modal>] (be | is) (chosen | selected | output | passed | passed through | used)',
    (c) => ({ a: 'set', target: null, value: val(c, 'v') }) satisfies Action,
  ],
  ['act.turn-on', '(~turn on | ~assert | raise | ~activate) t:<target>', bitAction(1)],
  ['act.turn-off', '(~turn off | ~deassert | lower | deactivate | ~clear) t:<target>', bitAction(0)],
  ['act.asserted', 't:<target> [<modal>] (be | is | are) (asserted | turned on | activated | raised)', bitAction(1)],
  [
    'act.deasserted',
    't:<target> [<modal>] (be | is | are) (deasserted | turned off | cleared | deactivated)',
    bitAction(0),
  ],
  ['act.goes', 't:<target> (goes | go | is driven | is pulled) high', bitAction(1)],
  ['act.goes-low', 't:<target> (goes | go | is driven | is pulled) low', bitAction(0)],
];

/** Actions on signals. */
export function addActionRules(grammar: Grammar): void {
  addRules(grammar, 'settable', ADD_ACTION_RULES_1);
  addRules(grammar, 'action', ADD_ACTION_RULES_2);
  stepActions(grammar);
  shiftActions(grammar);
}

const setStep = (c: Captures): Action => ({ a: 'set', target: opt(c, 't'), value: val(c, 'v') });

const holdAction = (c: Captures): Action => ({ a: 'hold', target: opt(c, 't') });

const stepAction =
  (dir: 'up' | 'down' | 'any') =>
  (c: Captures): Action => ({ a: 'step', target: opt(c, 't'), dir, by: opt(c, 'n') ?? num(1) });

const STEP_ACTIONS_1: readonly RuleLine[] = [
  [
    'act.hold',
    't:<target> [<modal>] (hold | holds | keep | keeps | retain | retains | maintain | maintains | preserve | preserves) [its] [current | previous | old | present | last | existing] [value | state | contents | count | output]',
    holdAction,
  ],
  [
    'act.holds',
    't:<target> [<modal>] (remain | remains | stay | stays | is held | is kept | are unchanged | is | are | be) (unchanged | constant | same | stable | as is | as it is | at its (current | previous) value)',
    holdAction,
  ],
  [
    'act.resets',
    't:<target> [<modal>] (resets | reset | wraps [around] | wraps around and resets | returns | goes back | rolls over) [back] to v:<constant>',
    setStep,
  ],
  ['act.stops', 't:<target> [<modal>] (stop | stops | pause | pauses | is paused | is stopped) [counting]', holdAction],
  ['act.no-change', 't:<target> (does | do | should | must | will) not change', holdAction],
  ['act.not', '(does | do) not (rotate | shift | count | change | toggle | move)', holdAction],
  ['act.keep', '(hold | keep | retain | maintain) [current | previous] (value | state) [of t:<target>]', holdAction],
  [
    'act.up',
    't:<target> [<modal>] (increment | increments | incremented | count up | counts up | increases | increase | is increased | advances) [by n:<constant>]',
    stepAction('up'),
  ],
  ['act.ups', 't:<target> [<modal>] (be | is | are) (incremented | increased) [by n:<constant>]', stepAction('up')],
  ['act.up-it', '(increment | increase) t:<target> [by n:<constant>]', stepAction('up')],
  [
    'act.down',
    't:<target> [<modal>] (decrement | decrements | count down | counts down | decreases | decrease) [by n:<constant>]',
    stepAction('down'),
  ],
  [
    'act.downs',
    '[number currently in] t:<target> [<modal>] (be | is | are) (decremented | decreased) [by n:<constant>]',
    stepAction('down'),
  ],
  ['act.down-it', '(decrement | decrease) t:<target> [by n:<constant>]', stepAction('down')],
  ['act.up-bare', '(count up | increment | counts up | increments)', stepAction('up')],
  ['act.down-bare', '(count down | decrement | counts down | decrements)', stepAction('down')],
  ['act.counts', 't:<target> [<modal>] (count | counts | advance | advances)', stepAction('any')],
  [
    'act.toggle',
    't:<target> [<modal>] (toggle | toggles | flip | flips | invert | inverts)',
    (c) => ({ a: 'toggle', target: opt(c, 't') }) satisfies Action,
  ],
  [
    'act.toggled',
    't:<target> [<modal>] (be | is | are) (toggled | flipped | inverted | complemented) [by inverting its current value]',
    (c) => ({ a: 'toggle', target: opt(c, 't') }) satisfies Action,
  ],
  [
    'act.toggle-it',
    '(toggle | flip | invert | complement) t:<target>',
    (c) => ({ a: 'toggle', target: opt(c, 't') }) satisfies Action,
  ],
];

function stepActions(grammar: Grammar): void {
  addRules(grammar, 'action', STEP_ACTIONS_1);
}

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

function shiftActions(grammar: Grammar): void {
  addRules(grammar, 'direction', SHIFT_ACTIONS_1);
  addRules(grammar, 'shift-style', SHIFT_ACTIONS_2);
  addRules(grammar, 'action', SHIFT_ACTIONS_3);
  addRules(grammar, 'shift-note', SHIFT_ACTIONS_4);
  addRules(grammar, 'shift-fill', SHIFT_ACTIONS_5);
}

/** One assignment a pair; the lists must be equally long. */
function paired(targets: readonly Value[], values: readonly Value[]): readonly Action[] | null {
  if (targets.length !== values.length) return null;
  return targets.flatMap((target, index): readonly Action[] => {
    const value = values[index];
    return value === undefined ? [] : [{ a: 'set', target, value }];
  });
}

const ADD_BEHAVIOUR_RULES_1: readonly RuleLine[] = [
  ['actions.one', 'x:<action>', (c) => [c['x']]],
  ['actions.many', 'x:<action-series>', (c) => c['x']],
  [
    'actions.respectively',
    "t:<targets> <settable> [to] v:<values> [','] respectively",
    (c) => paired(list<Value>(c, 't'), list<Value>(c, 'v')),
  ],
  [
    'actions.respectively-from',
    "(~assign | ~connect | ~copy | ~output) v:<values> to t:<targets> [','] respectively",
    (c) => paired(list<Value>(c, 't'), list<Value>(c, 'v')),
  ],
  [
    'actions.same',
    't:<targets> <settable> [both | all] [to] v:<value>',
    (c) => list<Value>(c, 't').map((target): Action => ({ a: 'set', target, value: val(c, 'v') })),
  ],
];

const branchOf = (c: Captures, name = 'x', guard = 'g'): Branch => ({
  guard: opt(c, guard),
  actions: list<Action>(c, name),
});

const ADD_BEHAVIOUR_RULES_2: readonly RuleLine[] = [
  ['do.if', "g:<guard> [','] x:<actions>", (c) => [branchOf(c)]],
  ['do.if-last', "x:<actions> [','] g:<guard>", (c) => [branchOf(c)]],
  [
    'do.if-else',
    "g:<guard> [','] x:<actions> [','|';'] [and|but] <else> [','] y:<actions>",
    (c) => [branchOf(c), { guard: null, actions: list<Action>(c, 'y') }],
  ],
  [
    'do.if-last-else',
    "x:<actions> [','] g:<guard> [','|';'] [and|but] <else> [','] y:<actions>",
    (c) => [branchOf(c), { guard: null, actions: list<Action>(c, 'y') }],
  ],
  [
    'do.if-elif',
    "g:<guard> [','] x:<actions> [','|';'] [and|but] <else> [','] b:<branches>",
    (c) => [branchOf(c), ...list<Branch>(c, 'b')],
  ],
  [
    'do.else-value',
    "t:<target> <settable> [to] v:<value> g:<guard> [','] [and] <else> [to] w:<value>",
    (c) => [
      { guard: opt(c, 'g'), actions: [{ a: 'set', target: opt(c, 't'), value: val(c, 'v') }] },
      { guard: null, actions: [{ a: 'set', target: opt(c, 't'), value: val(c, 'w') }] },
    ],
  ],
  ['do.plain', 'x:<actions>', (c) => [{ guard: null, actions: list<Action>(c, 'x') }]],
];

const ADD_BEHAVIOUR_RULES_3: readonly RuleLine[] = [
  [
    'else',
    'otherwise | else | if not | in all other cases | in any other case | for all other (values | cases | inputs)',
    () => true,
  ],
];

const behaviourOf =
  (chain: boolean) =>
  (c: Captures): Extract<Statement, { readonly s: 'do' }> => {
    const at = c['a'] as
      | { readonly edge: Edge | null; readonly clock: Value | null; readonly reset?: ResetFacts }
      | undefined;
    return {
      s: 'do',
      chain,
      edge: at?.edge ?? null,
      clock: at?.clock ?? null,
      ...(at?.reset === undefined ? {} : { sensitivity: at.reset }),
      branches: list<Branch>(c, 'b'),
    };
  };

const ADD_BEHAVIOUR_RULES_4: readonly RuleLine[] = [
  ['do', '[<subject>] b:<branches>', behaviourOf(false)],
  ['do.otherwise', "<else> [','] [<subject>] b:<branches>", behaviourOf(true)],
  ['do.at-edge', "a:<at-edge> [','] [<subject>] b:<branches>", behaviourOf(false)],
  ['do.updated', "a:<at-edge> [','] <target> (is | are) (updated | evaluated)", behaviourOf(false)],
  [
    'do.edge-middle',
    "[<subject>] x:<actions> a:<at-edge> [','] g:<guard>",
    (c) => ({ ...behaviourOf(false)({ ...c, b: [branchOf(c)] }) }),
  ],
  ['do.edge-last', "[<subject>] b:<branches> [','] a:<at-edge>", behaviourOf(false)],
  [
    'do.instead',
    '[<subject>] b:<branches> (instead of | rather than) <words>',
    (c) => ({ ...behaviourOf(false)(c), over: true }) satisfies Statement,
  ],
  [
    'do.combinationally',
    '[<subject>] b:<branches> (combinationally | combinatorially | without clock)',
    (c) => ({ ...behaviourOf(false)(c), wire: true }) satisfies Statement,
  ],
];

/** Sentences of behaviour: guards, branches, `otherwise`. */
export function addBehaviourRules(grammar: Grammar): void {
  addSeries(grammar, 'action-series', 'action', ['and']);
  addRules(grammar, 'actions', ADD_BEHAVIOUR_RULES_1);
  addRules(grammar, 'branches', ADD_BEHAVIOUR_RULES_2);
  addRules(grammar, 'else', ADD_BEHAVIOUR_RULES_3);
  addRules(grammar, 'clause', ADD_BEHAVIOUR_RULES_4);
}
