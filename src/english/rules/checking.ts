import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Action, Edge, Statement } from '../statement.ts';
import { num, op, type Value } from '../value.ts';
import { fact, opt } from './captures.ts';
import { val } from './values.ts';
import { addActions } from './verb-phrases.ts';

const CHECKS =
  '(checks | check | tests | test | examines | determines | verifies | looks) [if | whether | to see if | to see whether] ';
const WHO = '[<subject> | it | <target> [<modal>]]';

/** "The module checks whether q is 9": nothing happens yet; the sentences behind it say what follows from the answer. */
const checks =
  (chain: boolean) =>
  (c: Captures): Statement => {
    const at = c['a'] as { readonly edge: Edge | null; readonly clock: Value | null } | undefined;
    if (at !== undefined && at.edge !== null) return fact('unplaced-check');
    return fact('checks', [...(opt(c, 'g') === null ? [] : [val(c, 'g')]), val(c, 'v')], chain ? { n: 1 } : {});
  };

const MANNER = 'by (assigning | setting | loading | writing | putting | driving)';

/** "Resets to 0 by assigning 4'b0000 to out": two sayings of one change; both are carried out, so they must agree. */
function twofold(c: Captures): readonly Action[] {
  const [target, value] = [val(c, 'u'), val(c, 'w')];
  return [
    { a: 'set', target: val(c, 't'), value: opt(c, 'v') ?? value },
    { a: 'set', target, value },
  ];
}

const TO = '[back] [to [value] v:<constant>]';
const WAY = `${MANNER} [value] w:<constant> to u:<target>`;

const ACTIONS: readonly RuleLine[] = [
  [
    'actions.by-assigning',
    `t:<target> [<modal>] (is | are | be) (reset | set | cleared | initialized | loaded) ${TO} ${WAY}`,
    twofold,
  ],
  [
    'actions.resets-by-assigning',
    `t:<target> [<modal>] (resets | reset | wraps [around] [and resets | to] | returns | goes back | clears | wraps [around] and (returns | goes back)) ${TO} ${WAY}`,
    twofold,
  ],
];

const STEPS: readonly RuleLine[] = [
  [
    'act.left-alone',
    't:<target> [<modal>] (is | are | be) (left | kept | held) (unchanged | alone | untouched | as it is | as is)',
    (c) => ({ a: 'hold', target: opt(c, 't') }) satisfies Action,
  ],
  [
    'act.not-changed',
    't:<target> [<modal>] (is | are | be) not (changed | modified | updated | affected | altered)',
    (c) => ({ a: 'hold', target: opt(c, 't') }) satisfies Action,
  ],
  [
    'act.toggled-bothways',
    "t:<target> [<modal>] (is | be | are) (toggled | flipped | inverted) '(' [ie] [','] (flipped | toggled | inverted | switched | changed | changing) from 0 to 1 or [from] 1 to 0 ')'",
    (c) => ({ a: 'toggle', target: opt(c, 't') }) satisfies Action,
  ],
];

const DOER = '[it | <circuit> | counter | divider]';

/** Verbs in the third person with what they change as their object. */
const TRANSITIVE: readonly RuleLine[] = [
  ['act.increments-it', `${DOER} (increments | increases) t:<target> [by n:<constant>]`, stepped('up')],
  ['act.decrements-it', `${DOER} (decrements | decreases) t:<target> [by n:<constant>]`, stepped('down')],
  [
    'act.toggles-it',
    `${DOER} (toggles | flips | inverts | complements) t:<target>`,
    (c) => ({ a: 'toggle', target: val(c, 't') }) satisfies Action,
  ],
  [
    'act.counting-stops',
    '(counting | count) [<modal>] (stops | pauses | is (stopped | paused | suspended | disabled | halted | frozen))',
    () => ({ a: 'hold', target: COUNTER }) satisfies Action,
  ],
];

const COUNTER: Value = { k: 'noun', noun: 'counter' };

function stepped(dir: 'up' | 'down') {
  return (c: Captures): Action => ({ a: 'step', target: val(c, 't'), dir, by: opt(c, 'n') ?? num(1) });
}

const MEANS = '(means | selects | for | to | is for | stands for | makes it)';

/** "1 means count up, 0 means count down" beside a control input: what each of its levels does. */
function levelsBeside(c: Captures): Statement {
  const own: Value = { k: 'noun', noun: 'about-input' };
  const branch = (level: string, way: string) => ({
    guard: op('==', own, val(c, level)),
    actions: [{ a: 'step', target: COUNTER, dir: c[way] as 'up' | 'down', by: num(1) } satisfies Action],
    apart: true as const,
  });
  return { s: 'do', chain: false, edge: null, branches: [branch('v', 'x'), branch('w', 'y')] };
}

/** "(reset condition)", "(!rst_n)", "indicated by rst_n = 0": says that the condition before is that of the reset. */
const resetting = (c: Captures): Value => op('resetting', val(c, 'v'));

const RESET_GLOSS =
  '(reset | reset (condition | state | phase | mode | active | asserted | is active | is asserted) | active | asserted)';

const CONDITIONS: readonly RuleLine[] = [
  ['cond.reset-gloss', `v:<comparison-plain> '(' ${RESET_GLOSS} ')'`, resetting],
  [
    'cond.reset-formula',
    "(reset | clear) [signal | input] is (active | asserted) '(' v:<comparison-plain> ')'",
    resetting,
  ],
];

const GUARDS: readonly RuleLine[] = [
  [
    'guard.reset-indicated',
    "(on | upon | during | in case of | at) reset [','] ([as] indicated by | indicated with | (that is | ie) [','] when | signaled by) v:<comparison-plain>",
    resetting,
  ],
  ['guard.reset-bracket', "(on | upon | during) reset '(' [when | if] v:<comparison-plain> ')'", resetting],
  [
    'guard.so',
    '(if | when) (so | it is | it does | yes | this is case | that is case | true | this holds | this condition is (true | met | satisfied) | condition is (true | met | satisfied) | it has)',
    () => op('so'),
  ],
];

const LEVELS: readonly RuleLine[] = [
  ['level.formula', 'v:<formula>', (c) => val(c, 'v')],
  ['level.is', "v:<operand> (is | being | '=') l:<constant>", (c) => op('==', val(c, 'v'), val(c, 'l'))],
  ['level.word', 'v:<operand> [is | being | at | going] w:<level-word>', leveled],
];

function leveled(c: Captures): Value {
  const word = c['w'] as { readonly op: string };
  return op(word.op, val(c, 'v'));
}

const clocked = (c: Captures): Statement | null => {
  const at = c['a'] as { readonly edge: Edge | null; readonly clock: Value | null; readonly reset?: unknown };
  return at.edge === null ? null : ({ s: 'clock', ...without(c) } as Statement);
};

/** The moment of a clocked block as a statement. */
function without(c: Captures): object {
  const { edge, clock, reset } = c['a'] as {
    readonly edge: Edge;
    readonly clock: Value | null;
    readonly reset?: object;
  };
  return { edge, clock, ...(reset === undefined ? {} : { sensitivity: reset }) };
}

const BLOCK =
  '[<ordinal> | main | single | only | sequential | clocked] (always block | process | always process | procedural block | sequential block | sequential logic | clocked block | sequential process)';

const CLAUSES: readonly RuleLine[] = [
  ['check', `[g:<guard> [',']] ${WHO} ${CHECKS} v:<condition>`, checks(false)],
  ['check.edge', `a:<at-edge> [','] [g:<guard> [',']] ${WHO} ${CHECKS} v:<condition>`, checks(false)],
  ['check.otherwise', `e:<else> [','] [g:<guard> [',']] ${WHO} ${CHECKS} v:<condition>`, checks(true)],
  [
    'clock.block',
    `${BLOCK} [<modal>] (is | be) (triggered | executed | activated | evaluated | run | entered | clocked) a:<at-edge>`,
    clocked,
  ],
  [
    'levels-beside',
    `<describing> v:<constant> ${MEANS} x:<count-way> [',' | ';'] [and] w:<constant> ${MEANS} y:<count-way>`,
    levelsBeside,
  ],
  [
    'levels-beside.if',
    "<describing> x:<count-way> (if | when) v:<constant> [',' | ';'] [and | or] y:<count-way> (if | when) w:<constant>",
    levelsBeside,
  ],
  [
    'divides.effect',
    '(effectively | thereby | thus | which) (dividing | divides) [frequency of] [input] [clock] [signal] [<clock-name>] [frequency] by k:<number>',
    (c) => fact('divides', [], { n: c['k'] as number }),
  ],
  [
    'divides.task',
    '(divide | divides) [frequency of] [input] [clock] [signal] [<clock-name>] [frequency] by k:<number>',
    (c) => fact('divides', [], { n: c['k'] as number }),
  ],
  [
    'input.already-synchronous',
    "<describing-input> [<plain-word>] [<plain-word>] (signal | input) [','] [that is | which is] already (synchronized | synchronised | synchronous) (to | with) <clock-name>",
    () => ({ s: 'context' }) satisfies Statement,
  ],
  [
    'input.qualifies',
    '<describing-input> [signal | flag | input signal] (indicates | indicating | signals | shows | tells | high (when | while)) [that | whether | when] <signal> is (valid | available | present)',
    () => ({ s: 'context' }) satisfies Statement,
  ],
  [
    'do.sets-either',
    "[<subject>] (~set | ~assign | ~drive | ~force) t:<target> to v:<value> g:<guard> [',' | ';'] [and] (to w:<value> e:<else> | e:<else> [','] to w:<value>)",
    (c) =>
      ({
        s: 'do',
        chain: false,
        edge: null,
        branches: [
          { guard: val(c, 'g'), actions: [{ a: 'set', target: val(c, 't'), value: val(c, 'v'), stative: true }] },
          { guard: null, actions: [{ a: 'set', target: val(c, 't'), value: val(c, 'w'), stative: true }] },
        ],
      }) satisfies Statement,
  ],
  ['clock.block-runs', `${BLOCK} (runs | executes | triggers | operates | works) a:<at-edge>`, clocked],
];

const BLOCK_OR_ASSIGN = `${BLOCK} | [continuous] (assign | assignment) statement`;

const WAYS: readonly RuleLine[] = [
  ['count-way.up', '(count | counts | counting) (up | upward | upwards) | up | increment', () => 'up'],
  ['count-way.down', '(count | counts | counting) (down | downward | downwards) | down | decrement', () => 'down'],
];

/** Adjectives of what a name in a bracket is the name of: "the serial output (so)". */
const APPOSED: readonly RuleLine[] = [
  [
    'apposed.kind',
    '(serial | parallel | data | current | present | internal | divided | output | input | clock | shift | status | flag | maximum) <apposed>',
    () => true,
  ],
];

/** Sentences that narrate code: checks with what follows from them, changes told with how they are made, blocks and their edges. */
export function addCheckingRules(grammar: Grammar): void {
  addRules(grammar, 'comparison-plain', LEVELS);
  addRules(grammar, 'comparison', CONDITIONS);
  addRules(grammar, 'guard', GUARDS);
  addRules(grammar, 'actions', ACTIONS);
  addActions(grammar, STEPS);
  addRules(grammar, 'action', TRANSITIVE);
  addRules(grammar, 'count-way', WAYS);
  addRules(grammar, 'apposed', APPOSED);
  addRules(grammar, 'subject', [['subject.block', BLOCK_OR_ASSIGN, () => true]]);
  addRules(grammar, 'clause', CLAUSES);
}
