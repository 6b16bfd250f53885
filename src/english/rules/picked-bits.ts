import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Action, Branch } from '../statement.ts';
import { num, op, type Value } from '../value.ts';
import { opt } from './captures.ts';
import { val } from './values.ts';

/** One bit of a vector that a number picks: a set of the other bits goes with it. */
interface Pick {
  readonly of: Value | null;
  readonly at: Value;
}

/** What the other bits are bits of must be what the picked one is a bit of. */
const isOfSame = (c: Captures, of: Value | null): boolean =>
  c['o'] === undefined || val(c, 'o').k === 'noun' || JSON.stringify(c['o']) === JSON.stringify(of);

const pickOf = (c: Captures): Pick => ({
  of: opt(c, 't'),
  at: (c['n'] ?? (typeof c['k'] === 'number' ? num(c['k']) : null)) as Value,
});

const BY =
  '(selected by | addressed by | indexed by | chosen by | given by | named by | numbered | whose (number | index) is | with (number | index | position) | at (position | index))';

const PICKS: readonly RuleLine[] = [
  ['pick.number', 'bit [number | position | index] n:<operand> [(of | in) t:<target>]', pickOf],
  ['pick.by', `[output] bit [(of | in) t:<target>] [that is] ${BY} [value of] n:<atom>`, pickOf],
  ['pick.index', 'v:<operand>', (c) => indexed(val(c, 'v'))],
];

const indexed = (value: Value): Pick | null => (value.k === 'index' ? { of: value.of, at: value.at } : null);

const OTHERS =
  '([all] [of] (others | other bits | remaining bits | rest | remaining ones | other ones) [of o:<target>] | (every | each | any) other bit [of o:<target>])';

const LEVEL_1 = '(1 | one | ones | high | set | asserted | active | set to 1)';
const LEVEL_0 = '(0 | zero | zeros | low | cleared | inactive | set to 0 | reset to 0)';
const BECOMES = '[<modal>] (is | be | becomes | goes | are | become | stay | stays | remain | remains)';
const KEPT =
  '(keep | keeps | hold | holds | retain | retains | do not change | does not change | are unchanged | is unchanged | remain unchanged | remains unchanged | stay unchanged | stay as they are | remain as they are | stay the same | stay same) [their | its] [current | old | previous] [value | values | state | states | level | levels]';

/** The picked bit at a level and all others at the other one. */
const alone =
  (level: 0 | 1) =>
  (c: Captures): readonly Action[] | null => {
    const { of, at } = c['p'] as Pick;
    if (!isOfSame(c, of)) return null;
    const hot = op('onehot', at);
    return [{ a: 'set', target: of, value: level === 1 ? hot : op('u~', hot) }];
  };

/** The picked bit at a level and all others as they are. */
const among =
  (level: 0 | 1) =>
  (c: Captures): readonly Action[] | null => {
    const { of, at } = c['p'] as Pick;
    if (of === null || !isOfSame(c, of)) return null;
    const hot = op('onehot', at);
    return [{ a: 'set', target: of, value: level === 1 ? op('|', of, hot) : op('&', of, op('u~', hot)) }];
  };

const ACTIONS: readonly RuleLine[] = [
  [
    'pick.one',
    `[only] p:<picked-bit> ${BECOMES} ${LEVEL_1} [','] [and | while | with] ${OTHERS} [<modal>] [are | is | be | being | become | becomes | stay | stays | remain | remains] ${LEVEL_0}`,
    alone(1),
  ],
  [
    'pick.zero',
    `[only] p:<picked-bit> ${BECOMES} ${LEVEL_0} [','] [and | while | with] ${OTHERS} [<modal>] [are | is | be | being | become | becomes | stay | stays | remain | remains] ${LEVEL_1}`,
    alone(0),
  ],
  ['pick.only', `only p:<picked-bit> ${BECOMES} ${LEVEL_1}`, alone(1)],
  ['pick.only-zero', `only p:<picked-bit> ${BECOMES} ${LEVEL_0}`, alone(0)],
  ['pick.kept-one', `p:<picked-bit> ${BECOMES} ${LEVEL_1} [',' | ';'] [and | while | but] ${OTHERS} ${KEPT}`, among(1)],
  [
    'pick.kept-zero',
    `p:<picked-bit> ${BECOMES} ${LEVEL_0} [',' | ';'] [and | while | but] ${OTHERS} ${KEPT}`,
    among(0),
  ],
];

const filled =
  (bit: 0 | 1) =>
  (c: Captures): Action => ({ a: 'set', target: opt(c, 't'), value: { k: 'fill', bit } });

const WHOLE: readonly RuleLine[] = [
  [
    'act.every-bit-one',
    `(every | each) [output] bit [(of | in) t:<target>] [<modal>] (is | be | becomes) ${LEVEL_1}`,
    filled(1),
  ],
  [
    'act.every-bit-zero',
    `(every | each) [output] bit [(of | in) t:<target>] [<modal>] (is | be | becomes) ${LEVEL_0}`,
    filled(0),
  ],
  ['act.no-bit-one', `(no | none of) (bit | bits) [(of | in) t:<target>] (is | are) ${LEVEL_1}`, filled(0)],
];

/** The picked bit is what a one-bit signal is, and all others are 0. */
function passing(c: Captures): readonly Branch[] | null {
  const { of, at } = c['p'] as Pick;
  if (!isOfSame(c, of)) return null;
  const set = (value: Value): readonly Action[] => [{ a: 'set', target: of, value }];
  return [
    { guard: op('true', val(c, 'v')), actions: set(op('onehot', at)) },
    { guard: null, actions: set({ k: 'fill', bit: 0 }) },
  ];
}

const PASSING: readonly RuleLine[] = [
  [
    'pick.passes',
    `p:<picked-bit> [<modal>] (is | be | equals | follows | takes [value of] | shows) v:<signal> [','] [and | while | with] ${OTHERS} [<modal>] [are | is | be | being | become | becomes | stay | stays | remain | remains] ${LEVEL_0}`,
    passing,
  ],
];

/** A bit that a number picks, told together with all the other bits of its vector. */
export function addPickedBitRules(grammar: Grammar): void {
  addRules(grammar, 'picked-bit', PICKS);
  addRules(grammar, 'actions', ACTIONS);
  addRules(grammar, 'action', WHOLE);
  addRules(grammar, 'branches', PASSING);
}
