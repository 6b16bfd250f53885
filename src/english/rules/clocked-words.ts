import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Action, Branch, Edge, ResetFacts, Statement } from '../statement.ts';
import { num, op, type Value } from '../value.ts';
import { opt } from './captures.ts';
import { val } from './values.ts';
import { addActions } from './verb-phrases.ts';

interface Moment {
  readonly edge: Edge | null;
  readonly clock: Value | null;
}

const step =
  (dir: 'up' | 'down') =>
  (c: Captures): Action => ({ a: 'step', target: opt(c, 't'), dir, by: (c['n'] ?? num(1)) as Value });

const hold = (c: Captures): Action => ({ a: 'hold', target: opt(c, 't') });

/** Verbs of counters and registers, in the words of timers and meters. */
const VERBS: readonly RuleLine[] = [
  [
    'act.rests',
    't:<target> [<modal>] (rests | rest | pauses | pause | is frozen | freezes | freeze | stands still | does nothing | do nothing | is left (alone | as it is | unchanged) | is not (changed | touched | altered | affected))',
    hold,
  ],
  [
    'act.rises',
    't:<target> [<modal>] (rises | rise | grows | grow | is raised | goes up | climbs | climb) by n:<constant>',
    step('up'),
  ],
  [
    'act.falls',
    't:<target> [<modal>] (falls | fall | drops | drop | is reduced | is lowered | shrinks | shrink | is diminished) by n:<constant>',
    step('down'),
  ],
  [
    'act.leaves',
    '[<circuit>] (leaves | leave | keeps | keep) t:<target> (as it is | unchanged | alone | untouched | unaltered | as they are)',
    hold,
  ],
  [
    'act.nothing',
    'nothing [at all] (moves | changes | happens | is changed | is shifted | shifts)',
    (): Action => ({ a: 'hold', target: null }),
  ],
  [
    'act.replaces',
    'v:<atom> (replaces | is (copied | written | put) over) t:<target>',
    (c): Action => ({ a: 'set', target: val(c, 't'), value: val(c, 'v') }),
  ],
];

const PREDICATES: readonly RuleLine[] = [
  ['pred.exactly', '(exactly | just | precisely) v:<constant>', (c) => ({ op: '==', value: val(c, 'v') })],
  ['pred.below', '(below | under) v:<atom>', (c) => ({ op: '<', value: val(c, 'v') })],
  ['pred.above', '(above | over) v:<atom>', (c) => ({ op: '>', value: val(c, 'v') })],
];

/** What an input does to a register, as a verb phrase of the input. */
const CAUSED: readonly RuleLine[] = [
  [
    'caused.brings',
    '(brings | bring | returns | return | takes | puts | pulls | drives | moves) t:<target> [back | down | up | again] to v:<value>',
    (c): Action => ({ a: 'set', target: val(c, 't'), value: val(c, 'v') }),
  ],
  [
    'caused.makes',
    '(makes | make | turns | turn) t:<target> [equal to | into] v:<constant>',
    (c): Action => ({ a: 'set', target: val(c, 't'), value: val(c, 'v') }),
  ],
  [
    'caused.leaves',
    '(leaves | leave | keeps | keep) t:<target> (as it is | unchanged | alone | untouched | unaltered)',
    hold,
  ],
];

const SEEN =
  '(sampled | examined | read | checked | tested | evaluated | seen | observed | found | looked at) [as <level-word>]';

interface Seen {
  readonly at: Moment | null;
  readonly beats: readonly Value[];
}

/** "…, sampled at the rising edge and independent of en, …": when an input is looked at, and what does not matter then. */
const SEENS: readonly RuleLine[] = [
  [
    'seen.at',
    `[which is | that is] ${SEEN} a:<at-edge> [[','] [and] (independent | independently | regardless | irrespective) of l:<names-listed>]`,
    (c): Seen => ({ at: c['a'] as Moment, beats: (c['l'] ?? []) as readonly Value[] }),
  ],
];

/** "A high level on kick, sampled at the edge, clears the count": at the edge, and before what `beats` names. */
function seenCause(c: Captures): Statement {
  const { at, beats } = c['s'] as Seen;
  return {
    s: 'do',
    chain: false,
    edge: at?.edge ?? null,
    clock: at?.clock ?? null,
    branches: [{ guard: val(c, 'g'), actions: [c['x'] as Action] }],
    ...(beats.length === 0 ? {} : { beats }),
  };
}

const sameValue = (left: Value, right: Value): boolean => JSON.stringify(left) === JSON.stringify(right);

/** "The count goes up by one until it reaches 15, where it stays": a step that is not taken at that value. */
function untilThere(c: Captures): readonly Branch[] | null {
  const action = c['x'] as Action;
  const [at, again] = [val(c, 'k'), opt(c, 'r')];
  const who = opt(c, 'w');
  // Another step may pass the value without ever having it.
  const isOne = action.a === 'step' && action.by.k === 'num' && action.by.value === '1';
  if (!isOne || action.target === null || action.range !== undefined) return null;
  if (who !== null && who.k === 'name' && !sameValue(who, action.target)) return null;
  if (again !== null && !sameValue(again, at)) return null;
  const open = op('!=', action.target, at);
  const guard = opt(c, 'g');
  return [{ guard: guard === null ? open : op('&&', guard, open), actions: [action] }];
}

const STAYS =
  "[','] (where | and there | and then | at which) [it | w:<target>] (stays | remains | stops | holds | is held | rests | saturates) [there | at r:<constant>]";

/** "sample is compared with peak, and if it is larger it replaces peak". */
function comparedWith(c: Captures): readonly Branch[] | null {
  const [value, register] = [val(c, 'v'), val(c, 'r')];
  const than = opt(c, 'z');
  if (!sameValue(register, val(c, 't')) || (than !== null && !sameValue(than, register))) return null;
  return [
    {
      guard: op(String(c['o']), value, register),
      actions: [{ a: 'set', target: register, value }],
    },
  ];
}

const BRANCHES: readonly RuleLine[] = [
  [
    'do.until-there',
    `x:<action> until [it | w:<target>] (reaches | is at | equals | has reached) k:<constant> ${STAYS}`,
    untilThere,
  ],
  [
    'do.if-until-there',
    `g:<guard> [','] x:<action> until [it | w:<target>] (reaches | is at | equals | has reached) k:<constant> ${STAYS}`,
    untilThere,
  ],
  [
    'do.compared',
    "[value | number] v:<atom> (is | gets) compared (with | to | against) r:<atom> [','] and (if | when) (it | former) is [strictly] o:<order> [than z:<atom>] [','] (it | former) (replaces | is (stored | copied | written) (in | into | to)) t:<target>",
    comparedWith,
  ],
];

const WHERE = '(where | in which | at which | on which | during which | for which | when | while | that sees | with)';

/** Everything that a sentence tells under the condition that picks the edge. */
function withinEdge(c: Captures): Statement {
  const { edge, clock } = c['a'] as Moment;
  const outer = val(c, 'g');
  const branches = (c['b'] as readonly Branch[]).map((branch) => ({
    ...branch,
    guard: branch.guard === null ? outer : op('&&', outer, branch.guard),
  }));
  return { s: 'do', chain: false, edge, clock, branches };
}

const CLAUSES: readonly RuleLine[] = [
  ['do.seen-cause', "g:<cause> ',' s:<seen> ',' x:<caused>", seenCause],
  ['do.cycles-branches', `a:<cycles> ${WHERE} g:<moment-condition> [',' | ':'] [<subject>] b:<branches>`, withinEdge],
];

type Told = Partial<ResetFacts>;

/** Predicates of resets: the kind and the value in one phrase, and how fast it works. */
const RESETS: readonly RuleLine[] = [
  [
    'says.attrs-to',
    '(is | be) a:<reset-attrs> reset [input | signal] t:<reset-to>',
    (c) => ({ attrs: Object.assign({}, ...(c['a'] as readonly Told[])) as Told, effect: c['t'] as Told }),
  ],
];

/** Registers at clock edges, in the words of prose: how they move, rest and stop, and what inputs do to them. */
export function addClockedWordRules(grammar: Grammar): void {
  addActions(grammar, VERBS);
  addRules(grammar, 'predicate', PREDICATES);
  addRules(grammar, 'caused', CAUSED);
  addRules(grammar, 'seen', SEENS);
  addRules(grammar, 'branches', BRANCHES);
  addRules(grammar, 'order', [
    ['order.more', '(larger | greater | bigger | higher)', () => '>'],
    ['order.less', '(smaller | less | lower)', () => '<'],
  ]);
  addRules(grammar, 'bit-level', [
    ['bit-level.one', '1 | high', () => ({ bit: 1 })],
    ['bit-level.zero', '0 | low', () => ({ bit: 0 })],
  ]);
  addRules(grammar, 'at-edge', [
    ['at-edge.edge', '(on | at | upon) edge', (): Moment => ({ edge: null, clock: null })],
  ]);
  addRules(grammar, 'clause', CLAUSES);
  addRules(grammar, 'reset-says', RESETS);
}
