import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Action, Branch, ResetFacts, Statement } from '../statement.ts';
import { NO_RESET_FACTS } from '../statement.ts';
import { num, op, ref, type Value } from '../value.ts';
import { assigned, fact, opt } from './captures.ts';
import { val } from './values.ts';
import { addActions } from './verb-phrases.ts';

const hold = (c: Captures): Action => ({ a: 'hold', target: opt(c, 't') });
const step =
  (dir: 'up' | 'down') =>
  (c: Captures): Action => ({ a: 'step', target: opt(c, 't'), dir, by: (c['n'] ?? num(1)) as Value });

/** What a signal does to another: "load copies d into q", "inc increments count". */
const CAUSED: readonly RuleLine[] = [
  [
    'caused.into',
    '(loads | load | copies | copy | writes | write | captures | capture | stores | store | transfers | transfer | moves | puts) v:<value> (into | to | in) t:<target>',
    assigned,
  ],
  ['caused.with', '(loads | load) t:<target> (with | from) v:<value>', assigned],
  ['caused.set', '(sets | set | forces | force) t:<target> to v:<value>', assigned],
  ['caused.clears', '(clears | clear | zeroes) t:<target>', (c) => ({ ...assigned({ ...c, v: num(0) }) })],
  ['caused.up', '(increments | increment) t:<target> [by n:<constant>]', step('up')],
  ['caused.down', '(decrements | decrement) t:<target> [by n:<constant>]', step('down')],
  ['caused.toggles', '(toggles | toggle | inverts | flips) t:<target>', (c) => ({ a: 'toggle', target: opt(c, 't') })],
  ['caused.holds', '(freezes | holds | freeze | hold) t:<target>', hold],
];

const CAUSES: readonly RuleLine[] = [
  ['cause.asserting', '(asserting | raising | activating) v:<input-name>', (c) => op('active', val(c, 'v'))],
  ['cause.high', "v:<input-name> ['='] (high | 1)", (c) => op('true', val(c, 'v'))],
  ['cause.low', "v:<input-name> ['='] (low | 0)", (c) => op('false', val(c, 'v'))],
  ['cause.one-on', '(1 | high [level]) (on | at) v:<input-name>', (c) => op('true', val(c, 'v'))],
  ['cause.zero-on', '(0 | low [level]) (on | at) v:<input-name>', (c) => op('false', val(c, 'v'))],
  ['cause.bare', 'v:<input-name>', (c) => op('active', val(c, 'v'))],
];

const caused = (c: Captures): readonly Branch[] => [{ guard: val(c, 'g'), actions: [c['x'] as Action] }];

const EXTRA: readonly RuleLine[] = [
  [
    'act.sampled',
    't:<target> [<modal>] (hold | holds | is | be | shows | has | stores | contains | keeps | equals) [value of] v:<atom> [as] (sampled | captured | registered | latched | sampled and held)',
    assigned,
  ],
  [
    'act.accumulates',
    't:<target> [<modal>] (adds | add | accumulates | accumulate) v:<atom> [to (itself | its [current | present | old | own] (value | contents))]',
    (c) => {
      const target = val(c, 't');
      return { a: 'set', target, value: op('+', target, val(c, 'v')) } satisfies Action;
    },
  ],
];

const FIRST =
  '(overrides | override | wins over | beats | dominates | has (priority | precedence) over | takes (priority | precedence) over | goes before)';
const ALL =
  '(everything [else] | all (other | else) [inputs | signals | controls | operations | functions] | any other (input | signal | operation) | all else | counting | loading | shifting | toggling | load and enable | enable and load | all other control (inputs | signals) | <signal> | (load | enable | clock enable | set | preset) [input | signal])';

/** Reset goes before all else in every design that is built: what must hold is that there is one. */
function resetFirst(c: Captures): Statement {
  const signal = (c['r'] ?? null) as Value | null;
  return { s: 'reset', reset: { ...NO_RESET_FACTS, signal } satisfies ResetFacts };
}

const PRIORITIES: readonly RuleLine[] = [
  [
    'priority.reset',
    `(reset | r:<reset-named>) [<modal>] (${FIRST} ${ALL} | has highest priority | always wins | takes highest priority)`,
    resetFirst,
  ],
  [
    'priority.over-action',
    `v:<input-name> [input | signal] [<modal>] ${FIRST} (counting | shifting | toggling | incrementing | decrementing | everything else | all else | holding)`,
    (c) => ({ s: 'priority', first: val(c, 'v'), over: [] }) satisfies Statement,
  ],
  [
    'priority.both-wins',
    "(if | when | whenever | should) both [of them | inputs | signals] (are | is | be) (high | 1 | asserted | active | set) [at same time | at once | simultaneously] [','] v:<input-name> (wins | dominates | prevails | has (priority | precedence) | takes (priority | precedence))",
    (c) => ({ s: 'priority', first: val(c, 'v'), over: [] }) satisfies Statement,
  ],
  ['overflow.wraps', '(overflow | overflows) (wraps | wraps around | rolls over)', () => fact('carry-dropped')],
];

/** What inputs do to registers by being active, which of them wins, and values that are sampled or added up. */
export function addCausedActionRules(grammar: Grammar): void {
  grammar.natives.set('input-name', (tokens, at) => {
    const token = tokens[at];
    const isName = token?.name != null && token.exact;
    return isName ? [{ value: ref(token.name ?? ''), end: at + 1, cost: 0, rules: [] }] : [];
  });
  addRules(grammar, 'caused', CAUSED);
  addRules(grammar, 'cause', CAUSES);
  addActions(grammar, EXTRA);
  addRules(grammar, 'branches', [['do.caused', 'g:<cause> x:<caused>', caused]]);
  addRules(grammar, 'clause', PRIORITIES);
  addRules(grammar, 'at-edge', [
    ['at-edge.per', 'per e:<edge> [of n:<clock-name>]', (c) => ({ edge: c['e'], clock: opt(c, 'n') })],
    [
      'at-edge.per-clock',
      '(per | once per | once every) (clock | clock cycle | cycle | clock edge)',
      () => ({ edge: null, clock: null }),
    ],
  ]);
}
