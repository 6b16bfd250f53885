import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Action } from '../statement.ts';
import { num, op, type Value } from '../value.ts';
import { assigned, opt } from './captures.ts';
import { val } from './values.ts';
import { addActions } from './verb-phrases.ts';

/** What is added to a register goes back into it. */
const addAction = (target: Value, value: Value): Action => ({ a: 'set', target, value: op('+', target, value) });

const bitAction =
  (level: 0 | 1) =>
  (c: Captures): Action => ({ a: 'set', target: opt(c, 't'), value: { k: 'fill', bit: level } });

const ADD_ACTION_RULES_1: readonly RuleLine[] = [
  [
    'settable.is',
    '[<modal>] (become | becomes | go | goes | remain | remains | have value | takes | take | output | outputs | shows | show | stays | equal to)',
    () => true,
  ],
  ['settable.state', '[<modal>] (be | is | are | equal | equals)', () => 'state'],
  [
    'settable.set',
    '[<modal>] (be | is | are) (set | assigned | driven | connected | equal | loaded | updated | reset | initialized | initialised | forced | cleared | pulled | asserted) [to | with | by | value of | from]',
    () => true,
  ],
  [
    'settable.display',
    '[<modal>] (receive | receives | take | takes | gets | get | capture | captures | sample | samples | load | loads | store | stores | latch | latches | copies | copy) [on] [value of]',
    () => true,
  ],
];

const ADD_ACTION_RULES_2: readonly RuleLine[] = [
  [
    'act.is',
    't:<target> k:<settable> [to | with] v:<value>',
    (c) => ({ ...assigned(c), ...(c['k'] === 'state' ? { stative: true } : {}) }) as Action,
  ],
  ['act.equation', "t:<target> '=' v:<value>", assigned],
  ['act.nonblocking', "t:<target> '<=' v:<value>", assigned],
  [
    'act.set',
    '(~set | ~assign | ~drive | ~force | ~reset | pull | ~clear | ~initialize) t:<target> (to | to be | with | to value of | to value | equal to) v:<value>',
    assigned,
  ],
  [
    'act.assign-to',
    '(~assign | ~copy | ~write | ~store | ~load | ~put | ~place | ~output | move | ~send | ~pass | ~connect | ~route) v:<value> (to | into | in | on | onto) t:<target>',
    assigned,
  ],
  [
    'act.assigned-to',
    'v:<value> [<modal>] (be | is | are) (assigned | copied | written | stored | loaded | placed | put | connected | passed | output | sent | transferred | routed | driven | captured) (to | into | in | on | onto) t:<target>',
    assigned,
  ],
  ['act.makes', '(makes | make) t:<target> v:<constant>', assigned],
  ['act.load', '(load | loads) t:<target> with v:<value>', assigned],
  [
    'act.output',
    '[output | it | <circuit>] [<modal>] (output | outputs | report | reports | produce | produces | return | returns | display | displays | form | forms | yield | yields | deliver | delivers) v:<value>',
    assigned,
  ],
  [
    'act.choose',
    '(choose | select | pick | chooses | selects | picks | pass | output | outputs | use) v:<value>',
    assigned,
  ],
  [
    'act.chosen',
    'v:<value> [<modal>] (be | is) (chosen | selected | output | passed | passed through | used)',
    (c) => ({ a: 'set', target: null, value: val(c, 'v') }) satisfies Action,
  ],
  [
    'act.updated-adding',
    't:<target> [<modal>] (be | is | are) (updated | changed | increased) by adding v:<value> to (its [current | own | old | present | previous] (value | contents) | itself)',
    (c) => addAction(val(c, 't'), val(c, 'v')),
  ],
  ['act.adds-to', '(<circuit> adds | add | adds) v:<value> to t:<target>', (c) => addAction(val(c, 't'), val(c, 'v'))],
  [
    'act.added-to',
    'v:<value> [<modal>] (be | is) (added to | accumulated in | accumulated into) t:<target>',
    (c) => addAction(val(c, 't'), val(c, 'v')),
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
  addActions(grammar, ADD_ACTION_RULES_2);
  stepActions(grammar);
}

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
    assigned,
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
  addActions(grammar, STEP_ACTIONS_1);
}
