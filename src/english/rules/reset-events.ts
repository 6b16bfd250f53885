import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Edge, ResetFacts, Statement } from '../statement.ts';
import { NO_RESET_FACTS } from '../statement.ts';
import { num, type Value } from '../value.ts';
import { opt } from './captures.ts';

/** How a reset acts: at once, or at a clock edge, which may be named. */
interface How {
  readonly kind: 'sync' | 'async';
  readonly edge: Edge | null;
  readonly clock: Value | null;
}

const AT_ONCE: How = { kind: 'async', edge: null, clock: null };
const IN_STEP: How = { kind: 'sync', edge: null, clock: null };

/** Only of the clock does it mean anything for a reset that it does not depend on it. */
const CLOCK = /^(?:i_|sys_?|a)?(?:clk|clock|ck)/i;

const ofClock = (c: Captures): How | null => {
  const clock = opt(c, 'k');
  return clock?.k === 'name' && !CLOCK.test(clock.name) ? null : AT_ONCE;
};

const NOW = '(at once | immediately | asynchronously | right away | instantly | straight away | directly)';
const WHATEVER = '(regardless | independent | independently | irrespective)';
const BARE = '(clock | clock edge | clock edges | clocks)';

const HOWS: readonly RuleLine[] = [
  ['how.now', NOW, () => AT_ONCE],
  ['how.regardless', `[${NOW} [',']] [and] ${WHATEVER} of (${BARE} | k:<clock-name> [edge | edges])`, ofClock],
  [
    'how.without',
    `[${NOW} [',']] [and] without (waiting for | needing | need for | regard to | any) [any | next | active] (${BARE} | edge | k:<clock-name>)`,
    ofClock,
  ],
  [
    'how.whatever',
    `[${NOW} [',']] [and] (no matter | whatever) [what] (clock | k:<clock-name>) (does | is doing | is)`,
    ofClock,
  ],
  [
    'how.even',
    `[${NOW} [',']] even (without [active | any] clock [edge] | between clock edges | if (clock is stopped | there is no clock))`,
    () => AT_ONCE,
  ],
  ['how.sync', '(synchronously | in step with clock)', () => IN_STEP],
  [
    'how.edge',
    '(at | on) [next | following | each | every] e:<edge> [of k:<clock-name>]',
    (c): How => ({ kind: 'sync', edge: c['e'] as Edge, clock: opt(c, 'k') }),
  ],
  ['how.next', '(at | on) (next | following) [active] clock [edge]', () => IN_STEP],
];

/** Which level asserts a signal is only known of a reset, by its name or by what other sentences say of it. */
const OWN = '(reset [signal | input | line] | [reset | clear] r:<reset-named> [input | signal])';

const named = (c: Captures): Partial<ResetFacts> => ({ signal: opt(c, 'r') });

const LEVELS: readonly RuleLine[] = [
  ['event.assert', `(asserting | raising | activating | assertion of) ${OWN}`, named],
  [
    'event.pull',
    '(pulling | driving | holding | taking | bringing | setting | putting) r:<reset-noun> [to] l:<reset-level>',
    levelled,
  ],
  ['event.level', 'l:<reset-level> [level] (on | at) r:<reset-noun>', levelled],
  ['event.making', '(making | having) r:<reset-noun> [to] l:<reset-level>', levelled],
];

function levelled(c: Captures): Partial<ResetFacts> {
  return { ...(c['r'] as Partial<ResetFacts>), active: c['l'] as 'high' | 'low' };
}

const CLEAR = '(clear | clears | zero | zeroes | zeros | empty | empties | reset | resets)';
const SET =
  '(set | sets | force | forces | reset | resets | initialize | initializes | initialise | initialises | preset | presets | put | puts | return | returns | bring | brings | clear | clears)';
const WHAT = '(g:<reset-target> | <everything>)';
const EFFECT = `(${SET} ${WHAT} t:<reset-to> | (load | loads | preset | presets | initialize | initializes) ${WHAT} with t:<reset-value> | z:${CLEAR} ${WHAT})`;
const HOW = "[[','] h:<reset-how>]";
const EARLY = '[i:<reset-how>]';

/** One kind and edge of the reset, from the adverbs before and behind the verb; null where they differ. */
function howOf(c: Captures): How | null | undefined {
  const hows = [c['h'], c['i'], c['j']].filter((one) => one !== undefined) as unknown as readonly How[];
  const [first] = hows;
  return hows.every((one) => one.kind === first?.kind) ? first : null;
}

/** What an event on the reset does, and how. */
function effect(c: Captures): readonly Statement[] | null {
  const how = howOf(c);
  if (how === null) return null;
  const noun = (c['r'] ?? {}) as Partial<ResetFacts>;
  const to = (c['t'] ?? {}) as Partial<ResetFacts>;
  const zero = c['z'] === true && c['t'] === undefined ? { value: num(0) } : {};
  const reset = {
    ...NO_RESET_FACTS,
    ...noun,
    ...(c['l'] === undefined ? {} : { active: c['l'] as 'high' | 'low' }),
    ...(how === undefined ? {} : { kind: how.kind }),
    target: opt(c, 'g'),
    ...zero,
    ...to,
  } as ResetFacts;
  const told: Statement = { s: 'reset', reset };
  return how === undefined || how.edge === null ? [told] : [told, { s: 'clock', edge: how.edge, clock: how.clock }];
}

/** Without a word on the clock it is an ordinary condition, which other rules read. */
const effectHow = (c: Captures): readonly Statement[] | null => (howOf(c) == null ? null : effect(c));

const WHEN = '(if | when | whenever | while | as long as | once)';
const GOES = '(is | goes | becomes | is pulled | is driven | is held | is taken | is brought)';
const SETTLED =
  '(z:(is cleared | are cleared | is reset | are reset | is zeroed | clears | resets) | (is | are | becomes | goes to | is set to | are set to | is forced to | are forced to | is reset to | is cleared to | returns to | resets to) t:<reset-value> | (is | are) i:<reset-how> (z:(cleared | reset | zeroed) | (set | forced | reset) t:<reset-to>))';

const CLAUSES: readonly RuleLine[] = [
  ['reset.event', `r:<reset-event> [<modal>] ${EARLY} ${EFFECT} ${HOW}`, effect],
  [
    'reset.assert-to',
    `(assert | raise | activate) n:<reset-own> to ${EARLY} ${EFFECT} ${HOW}`,
    (c) => effect({ ...c, r: c['n'] }),
  ],
  [
    'reset.pull-to',
    `(pull | drive | hold | take | bring | set) r:<reset-noun> [to] l:<reset-level> to ${EARLY} ${EFFECT} ${HOW}`,
    effect,
  ],
  ['reset.name-how', `r:<reset-who> [<modal>] ${EARLY} ${EFFECT} ${HOW}`, effectHow],
  [
    'reset.apposed-level',
    `r:<reset-noun> [','] when [it is] l:<reset-level> [j:<reset-how>] [','] ${EARLY} ${EFFECT} ${HOW}`,
    effect,
  ],
  [
    'reset.when-how',
    `${WHEN} r:<reset-noun> ${GOES} l:<reset-level> [','] ${WHAT} [<modal>] ${SETTLED} ${HOW}`,
    effectHow,
  ],
  [
    'reset.how-when',
    `${WHAT} [<modal>] ${SETTLED} [h:<reset-how>] ${WHEN} r:<reset-noun> ${GOES} l:<reset-level> [[','] j:<reset-how>]`,
    effectHow,
  ],
];

/** Resets told by what is done to them and how they act: "pulling rst_n low clears q at once". */
export function addResetEventRules(grammar: Grammar): void {
  addRules(grammar, 'reset-how', HOWS);
  addRules(grammar, 'reset-event', LEVELS);
  addRules(grammar, 'reset-own', [['reset-own', OWN, named]]);
  addRules(grammar, 'clause', CLAUSES);
  addRules(grammar, 'reset-target', [
    [
      'reset.target-bits',
      '(all | every | all of) (bits | bit | outputs | flip flops | stages) (of | in) v:<target>',
      (c) => opt(c, 'v'),
    ],
  ]);
}
