import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Action, Branch, Edge, Statement } from '../statement.ts';
import { num, op, type Value } from '../value.ts';
import { val } from './values.ts';
import { addActions } from './verb-phrases.ts';

type Span = readonly [first: number, last: number];
type Step = Extract<Action, { readonly a: 'step' }>;

const WRAPS =
  '(wraps | wrap | rolls over | roll over | returns | return | goes back | jumps back | falls back | restarts | restart | starts | starts over | starts again | start again | begins | begins again | continues | goes on | resets | is reset)';
const BACK = '[back | again | over | around]';

const SPANS: readonly RuleLine[] = [
  [
    'span.to',
    "[from] l:<number> (to | through | up to | down to | '-' | '.' '.' | '...' | until) h:<number> [','] [inclusive]",
    (c): Span => [c['l'] as number, c['h'] as number],
  ],
  ['span.dots', "l:<number> ',' m:<number> [',' n:<number>] [','] <dots> [','] h:<number>", dotted],
  ['span.list', 'k:<count-list>', listed],
];

/** `0, 1, …, 10`: the first values must go on one by one in the direction of the last. */
function dotted(c: Captures): Span | null {
  const [first, second, last] = [c['l'] as number, c['m'] as number, c['h'] as number];
  const by = second - first;
  const isEven = c['n'] === undefined || c['n'] === second + by;
  return Math.abs(by) === 1 && isEven && (last - second) * by > 0 ? [first, last] : null;
}

function listed(c: Captures): Span | null {
  const values = c['k'] as readonly number[];
  const [first = 0, second = 0] = values;
  const by = second - first;
  const isEven = Math.abs(by) === 1 && values.every((value, index) => value === first + index * by);
  return isEven && values.length > 2 ? [first, values.at(-1) ?? 0] : null;
}

/** A step of one through a span and round again; null where the words give it another way or another start. */
function round(c: Captures): Step | null {
  const [first, last] = c['s'] as Span;
  const dir = first < last ? 'up' : 'down';
  const isAgainst = (c['u'] === true && dir === 'down') || (c['d'] === true && dir === 'up');
  if (isAgainst || first === last || (c['w'] !== undefined && c['w'] !== first)) return null;
  return { a: 'step', target: val(c, 't'), dir, by: num(1), range: [first, last], wraps: true };
}

const COUNTS =
  '(counts | count | counting | runs | run | steps | goes | moves | advances | sweeps | passes) [repeatedly | continuously | cyclically]';
const VALUES = '[<number>] [values | states | numbers | sequence]';
const AFTER = `[','] [and] ${WRAPS} ${BACK} [to | at | with | from] w:<number> [again]`;

const habit = (c: Captures): Statement | null => {
  const step = round(c);
  const at = c['a'] as { readonly edge: Edge | null; readonly clock: Value | null } | undefined;
  if (step === null) return null;
  return {
    s: 'do',
    chain: false,
    edge: at?.edge ?? null,
    clock: at?.clock ?? null,
    branches: [{ guard: null, actions: [{ ...step, habit: true }] }],
  };
};

const HABITS: readonly RuleLine[] = [
  [
    'count.round',
    `t:<target> [<modal>] ${COUNTS} [u:up | d:down] [through | over] ${VALUES} s:<span> ${AFTER} [a:<at-edge>]`,
    habit,
  ],
  [
    'count.cycles',
    `t:<target> [<modal>] [repeatedly | continuously] (cycles | cycle) [u:up | d:down] [through | over] ${VALUES} s:<span> [${AFTER}] [a:<at-edge>]`,
    habit,
  ],
];

/** A step that names where it wraps: the value before and the value after. */
function wrapping(dir: 'up' | 'down') {
  return (c: Captures): Action | null => {
    const by = (c['n'] ?? num(1)) as Value;
    const target = (c['t'] ?? null) as Value | null;
    if (c['m'] !== undefined) return { a: 'step', target, dir, by, range: [0, (c['m'] as number) - 1], wraps: true };
    const [first, last] = [c['l'], c['h']] as readonly (number | undefined)[];
    if (first === undefined || last === undefined) return { a: 'step', target, dir, by };
    const isRising = first < last;
    return isRising === (dir === 'up') ? { a: 'step', target, dir, by, range: [first, last], wraps: true } : null;
  };
}

const UP =
  '(increments | increment | counts up | count up | increases | is incremented | is increased | goes up | advances)';
const DOWN =
  '(decrements | decrement | counts down | count down | decreases | is decremented | is decreased | goes down)';
const TURN = '(wraps | wrap | rolls over | wraps around)';
const TURNS = `[','] (and ${TURN} | wrapping | rolling over) [around | naturally] [(from | after | at) h:<number> [back] to l:<number> | [back] to l:<number> (after | from) h:<number> | modulo m:<number>]`;

const STEPS: readonly RuleLine[] = [
  ['act.up-wrapping', `t:<target> [<modal>] ${UP} [by n:<constant>] ${TURNS}`, wrapping('up')],
  ['act.down-wrapping', `t:<target> [<modal>] ${DOWN} [by n:<constant>] ${TURNS}`, wrapping('down')],
  [
    'act.moves-on',
    't:<target> [<modal>] (moves on | move on | steps | steps on | steps forward | moves forward | progresses | goes on | advances | counts) [by (one | 1) [step]]',
    (c) => ({ a: 'step', target: (c['t'] ?? null) as Value | null, dir: 'any', by: num(1) }) satisfies Action,
  ],
  [
    'act.goes-up',
    't:<target> [<modal>] (goes up | is counted up | is stepped up) [by n:<constant>]',
    (c) => ({ a: 'step', target: val(c, 't'), dir: 'up', by: (c['n'] ?? num(1)) as Value }) satisfies Action,
  ],
  [
    'act.goes-down',
    't:<target> [<modal>] (goes down | is counted down | is stepped down) [by n:<constant>]',
    (c) => ({ a: 'step', target: val(c, 't'), dir: 'down', by: (c['n'] ?? num(1)) as Value }) satisfies Action,
  ],
  [
    'act.next-value',
    'next (value | count) [of t:<target>] (is | becomes | will be) v:<constant>',
    (c) => ({ a: 'set', target: (c['t'] ?? { k: 'noun', noun: 'it' }) as Value, value: val(c, 'v') }) satisfies Action,
  ],
  [
    'act.stays-at',
    't:<target> [<modal>] (stays | stay | remains | remain | stops | stop | is held | is kept | holds | stops and stays | stops and remains) at v:<constant>',
    (c) => ({ a: 'set', target: val(c, 't'), value: val(c, 'v') }) satisfies Action,
  ],
  [
    'act.stays-there',
    "t:<target> [<modal>] (stays | remains | stops | is held | holds | stays put) [there | at that value | at this value] [['('] [and] [it] (does not wrap [around] | without wrapping [around]) [')']]",
    (c) => ({ a: 'hold', target: val(c, 't') }) satisfies Action,
  ],
];

const CYCLES =
  '(clock cycles | cycles | clocks | clock edges | clock pulses | edges | rising edges [of <clock-name>] | positive edges [of <clock-name>])';
const WHERE = '(where | in which | at which | on which | during which | for which | when | while | with)';

const counted = (c: Captures): Statement => ({
  s: 'do',
  chain: false,
  edge: null,
  branches: [
    {
      guard: (c['g'] ?? null) as Value | null,
      actions: [
        {
          a: 'step',
          target: val(c, 't'),
          dir: 'up',
          by: num(1),
          // "It counts the cycles" says what it is for, where others say when it steps.
          ...(c['g'] === undefined ? { habit: true as const } : {}),
        },
      ],
    },
  ],
});

const isStative = (action: Action): boolean => action.a === 'set' && action.stative === true;

/** "It only advances when en is 1": said of events; "y is only 1 when …" does not say that y is 1 whenever it holds. */
function onlyWhen(c: Captures): Statement | null {
  const action = { ...(c['x'] as Action), target: val(c, 't') };
  if (isStative(action)) return null;
  return { s: 'do', chain: false, edge: null, branches: [{ guard: val(c, 'g'), actions: [action] }] };
}

const EVENTS: readonly RuleLine[] = [
  ['count.events', `t:<target> counts [number of] ${CYCLES} [${WHERE} g:<moment-condition>]`, counted],
  [
    'count.edge-only',
    '[<subject>] t:<target> x:<vp> a:<at-edge> only g:<guard>',
    (c) => {
      const at = c['a'] as { readonly edge: Edge | null; readonly clock: Value | null };
      const said = onlyWhen(c);
      return said?.s === 'do' ? { ...said, edge: at.edge, clock: at.clock } : null;
    },
  ],
  ['count.only', '[<subject>] t:<target> [<modal>] only x:<vp> g:<guard>', onlyWhen],
  [
    'count.only-cycles',
    `[<subject>] t:<target> [<modal>] only x:<vp> <cycles> ${WHERE} g:<moment-condition>`,
    onlyWhen,
  ],
];

/** "It stays there until kick is 1": what keeps a value ends with the condition. */
function until(c: Captures): readonly Branch[] | null {
  const actions = c['x'] as readonly Action[];
  const guard = val(c, 'g');
  // "Once the count has reached 12 it stays at 12": the value that the condition says it has.
  const isThere = (action: Action): boolean =>
    action.a === 'set' &&
    guard.k === 'op' &&
    guard.op === '==' &&
    [guard.args[0], { k: 'noun', noun: 'it' }].some((who) => JSON.stringify(who) === JSON.stringify(action.target)) &&
    JSON.stringify(guard.args[1]) === JSON.stringify(action.value);
  const isKept = actions.every((action) => action.a === 'hold' || isThere(action));
  const kept = actions.map((action): Action => ({ a: 'hold', target: action.target }));
  return isKept ? [{ guard: op('&&', guard, op('u!', val(c, 'h'))), actions: kept }] : null;
}

/** "At 0 the counter stops": where it has that value, which is kept by staying at it too. */
function atValue(c: Captures): readonly Branch[] | null {
  const [target, at] = [val(c, 't'), val(c, 'k')];
  const said = [c['x'], ...(c['y'] === undefined ? [] : [c['y']])] as readonly Action[];
  const isKept = said.every(
    (action) => action.a === 'hold' || (action.a === 'set' && JSON.stringify(action.value) === JSON.stringify(at)),
  );
  if (c['h'] !== undefined && !isKept) return null;
  const here = op('==', target, at);
  const guard = c['h'] === undefined ? here : op('&&', here, op('u!', val(c, 'h')));
  const actions = isKept ? [{ a: 'hold', target } satisfies Action] : said.map((action) => ({ ...action, target }));
  return [{ guard, actions }];
}

/** "If a is 1, q is incremented unless it is 7": of a step that is not taken nothing else is open. */
function twice(c: Captures): readonly Branch[] | null {
  const actions = c['x'] as readonly Action[];
  return actions.every((action) => action.a === 'step')
    ? [{ guard: op('&&', val(c, 'g'), val(c, 'h')), actions }]
    : null;
}

const BRANCHES: readonly RuleLine[] = [
  ['do.until', "g:<guard> [','] x:<actions> until h:<condition>", until],
  [
    'do.at-value',
    "(at | upon reaching | on reaching | once at) k:<constant> [','] t:<target> x:<vp> [and y:<vp>] [until h:<condition> [again]]",
    atValue,
  ],
  ['do.guarded-twice', "g:<guard> [','] x:<actions> [','] h:<guard>", twice],
];

/** Ways of counting: spans of values and round again, steps with where they wrap, counted cycles. */
export function addCountingRules(grammar: Grammar): void {
  addRules(grammar, 'dots', [['dots', "'...' | '…' | '.' '.'", () => true]]);
  addRules(grammar, 'span', SPANS);
  addActions(grammar, STEPS);
  addRules(grammar, 'clause', [...HABITS, ...EVENTS]);
  addRules(grammar, 'branches', BRANCHES);
  addRules(grammar, 'be', [['be.already', '(is | are) (already | still | currently | now)', () => true]]);
  addRules(grammar, 'guard', [
    [
      'guard.exactly',
      '(exactly | just | precisely) (while | whenever | as long as | in cycles where) v:<condition>',
      (c) => val(c, 'v'),
    ],
    [
      'guard.moment',
      `(at | on | in) (edge | edges | clock edge | cycle | clock cycle | those cycles | those clock cycles) ${WHERE} v:<moment-condition>`,
      (c) => val(c, 'v'),
    ],
  ]);
  addRules(grammar, 'else', [
    [
      'else.edges',
      '(at | on | in | during) [every | all | any] other (edge | edges | clock edge | clock edges | cycle | cycles | clock cycle | clock cycles)',
      () => ({ of: null }),
    ],
  ]);
  addRules(grammar, 'case', [
    ['case.up', 'up g:<guard>', (c) => wayCase('up', c)],
    ['case.down', 'down g:<guard>', (c) => wayCase('down', c)],
  ]);
  for (const noun of [
    'prescaler',
    'index',
    'index counter',
    'divider',
    'tick counter',
    'cycle counter',
    'shadow register',
  ])
    addRules(grammar, 'noun', [['noun', noun, () => ({ k: 'noun', noun }) satisfies Value]]);
  addRules(grammar, 'target', [
    [
      'target.running',
      '[free running | internal] n:<number> bit [free running | internal] v:<noun>',
      (c) => widthNoun(c),
    ],
    ['target.binary', '[n:<number> bit] binary v:<noun>', (c) => (c['n'] === undefined ? val(c, 'v') : widthNoun(c))],
    ['target.free', 'free running [internal] v:<noun>', (c) => val(c, 'v')],
    ['target.bits', '[internal] v:<noun> (of | with) n:<number> bits', (c) => widthNoun(c)],
  ]);
}

const widthNoun = (c: Captures): Value | null => {
  const value = val(c, 'v');
  return value.k === 'noun' ? { k: 'noun', noun: `${value.noun}#${String(c['n'])}` } : null;
};

const wayCase = (dir: 'up' | 'down', c: Captures) => ({
  guard: val(c, 'g'),
  action: { a: 'step', target: null, dir, by: num(1) } satisfies Action,
  value: null,
  of: null,
});
