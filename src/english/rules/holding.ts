import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Action, Branch, Statement } from '../statement.ts';
import { op, type Value } from '../value.ts';
import { fact, opt } from './captures.ts';
import { val, vals } from './values.ts';
import { addActions } from './verb-phrases.ts';

const CYCLES = '[(in | during | on | at) [all | every | any] [clock] (cycles | cycle | edges | edge)]';

/** Conditions told by what is there or not: "without en", "in cycles with en", "with sub = 0". */
const GUARDS: readonly RuleLine[] = [
  [
    'guard.without',
    `(${CYCLES} without | (when | if | while | as long as) there is no) [active] n:<input-name>`,
    (c) => op('inactive', val(c, 'n')),
  ],
  [
    'guard.cycles-with',
    '(in | during | on | at) [all | every | any] [clock] (cycles | cycle | edges | edge) with [active] n:<input-name>',
    (c) => op('active', val(c, 'n')),
  ],
  ['guard.with-value', "with l:<signal> '=' r:<constant>", (c) => op('==', val(c, 'l'), val(c, 'r'))],
];

const KEEPS = '(keep | keeps | hold | holds | retain | retains | preserve | preserves)';

/** A step of nothing is no step. */
function stepOf(dir: 'up' | 'down', c: Captures): Action | null {
  const by = val(c, 'n');
  return by.k === 'num' && by.value === '0' ? null : { a: 'step', target: opt(c, 't'), dir, by };
}

const ACTIONS: readonly RuleLine[] = [
  [
    'act.keeps-what',
    `t:<target> [<modal>] ${KEEPS} (what it (has | had | holds | held) | whatever it (has | holds) | value it (has | had | has reached | last had) | that value | this value | its old (value | contents | state))`,
    (c): Action => ({ a: 'hold', target: opt(c, 't') }),
  ],
  [
    'act.inverts-own',
    't:<target> [<modal>] (inverts | toggles | flips | complements) its (output | value | state | contents | own value)',
    (c): Action => ({ a: 'toggle', target: opt(c, 't') }),
  ],
  [
    'act.steps-of',
    't:<target> [<modal>] (counts | count | advances | increments | goes | runs | moves) [up | upwards] in (steps | increments) of n:<constant>',
    (c) => stepOf('up', c),
  ],
  [
    'act.steps-down-of',
    't:<target> [<modal>] (counts down | count down | decrements | goes down | runs down) in (steps | decrements) of n:<constant>',
    (c) => stepOf('down', c),
  ],
];

/** An output that is one input as it is: said without the output where there is only one. */
const PASSES: readonly RuleLine[] = [
  [
    'act.pass-through',
    '(pass | forward | copy | output) v:<atom> (through | straight through | unchanged | as it is | unmodified | directly)',
    (c): Action => ({ a: 'set', target: null, value: val(c, 'v') }),
  ],
  ['act.copy', 'copy v:<atom>', (c): Action => ({ a: 'set', target: null, value: val(c, 'v') })],
];

const MOVES = '(changes | change | updates | is updated | is written | is changed)';

const not = (guard: Value): Value => op('u!', guard);

const holdWhere = (target: Value, guard: Value): Statement => ({
  s: 'do',
  chain: false,
  edge: null,
  branches: [{ guard, actions: [{ a: 'hold', target }] }],
});

const DOING: Readonly<Record<string, string>> = {
  shifting: 'shift register',
  counting: 'counter',
  rotation: 'register',
  rotating: 'register',
};

const ONLY: readonly RuleLine[] = [
  [
    'only.changes',
    `t:<target> [<modal>] (only ${MOVES} | ${MOVES} only) g:<guard>`,
    (c) => holdWhere(val(c, 't'), not(val(c, 'g'))),
  ],
  [
    'only.happens',
    'w:<doing> [only] (happens | takes place | occurs | is done) only g:<guard>',
    (c) => holdWhere({ k: 'noun', noun: String(c['w']) }, not(val(c, 'g'))),
  ],
];

const LASTS = '(stays | remains | is held | is kept | keeps being)';
const AGAIN = 'until [next | following] reset';

/** "Once set, err stays 1 until reset": held against what the sentences do to it. */
const STICKY: readonly RuleLine[] = [
  [
    'sticky.stays',
    `[(once | when) [it (is | has been)] [been] (set | high | 1 | asserted) [','] | after that [',']] t:<target> [then] ${LASTS} v:<lasting-value> ${AGAIN}`,
    (c) => fact('sticky', [val(c, 't'), val(c, 'v')]),
  ],
  [
    'sticky.once',
    `once t:<target> (is | has been | becomes) (set | high | 1 | asserted) [','] it ${LASTS} v:<lasting-value> ${AGAIN}`,
    (c) => fact('sticky', [val(c, 't'), val(c, 'v')]),
  ],
];

/** "When sub is 0 y is a + b, when sub is 1 a - b": what the second case gives is said of the same signal. */
function twoCases(c: Captures): readonly Branch[] {
  const target = val(c, 't');
  const branch = (guard: string, value: string): Branch => ({
    guard: val(c, guard),
    actions: [{ a: 'set', target, value: val(c, value) }],
  });
  return [branch('g', 'v'), { ...branch('h', 'w'), apart: true }];
}

/** Registers told by when they keep what they have, and outputs told by what passes through. */
export function addHoldingRules(grammar: Grammar): void {
  addRules(grammar, 'guard', GUARDS);
  addActions(grammar, ACTIONS);
  addRules(
    grammar,
    'actions',
    PASSES.map(([id, pattern, build]) => [id, pattern, (c: Captures) => [build(c)]]),
  );
  addRules(grammar, 'actions', [
    [
      'actions.keep-theirs',
      `[both] v:<targets> [both | all] [<modal>] (${KEEPS} [both | all] their [current | old | previous | present | last] (values | contents | states) | (stay | remain | are kept | are held | are left) (unchanged | as they are | same))`,
      (c) => vals(c, 'v').map((target): Action => ({ a: 'hold', target })),
    ],
  ]);
  addRules(
    grammar,
    'doing',
    Object.entries(DOING).map(([word, noun]) => ['doing', word, () => noun]),
  );
  addRules(grammar, 'lasting-value', [
    ['lasting-value.one', '(1 | high | set | asserted | one)', () => ({ k: 'fill', bit: 1 }) satisfies Value],
    ['lasting-value.zero', '(0 | low | cleared | zero)', () => ({ k: 'fill', bit: 0 }) satisfies Value],
  ]);
  addRules(grammar, 'clause', [...ONLY, ...STICKY]);
  addRules(grammar, 'branches', [
    [
      'do.two-cases',
      "g:<guard> [','] t:<target> (is | equals | becomes | shows) v:<value> (',' | ';' | and | ',' and) h:<guard> [','] w:<value>",
      twoCases,
    ],
  ]);
  addRules(grammar, 'atom', [
    [
      'atom.reversed-order',
      'v:<signal> in (reverse | reversed | opposite) [bit] order',
      (c) => op('reverse', val(c, 'v')),
    ],
  ]);
}
