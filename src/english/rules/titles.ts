import { addRepeat, addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { ResetFacts, Statement } from '../statement.ts';
import { NO_RESET_FACTS } from '../statement.ts';
import { num, op, type Value } from '../value.ts';
import { fact } from './captures.ts';
import { val } from './values.ts';

/** Circuits that are called by what they are used for: how they do it, other sentences tell. */
const DEVICES =
  '([watchdog | interval | countdown | one shot | count down | kitchen | egg | seconds | reaction] timer | stopwatch | watchdog [timer] | [digital | wall] clock | (clock | frequency) divider | prescaler | ' +
  '(tick | strobe | pulse | pwm | square wave | clock | baud | baud rate | enable | sawtooth | triangle wave | heartbeat) generator | pulse stretcher | pwm (channel | block | unit | output | controller) | ' +
  '(event | slow | prescaled | pulse | edge | lap | people | visitor | item | product | cycle) counter | scoreboard | metronome | blinker | led (blinker | flasher) | odometer | turnstile)';

const NAMED =
  "[[','] (named | called | in | as | inside) [module] [named | called] [<self>]] [with <gloss> | for <gloss> | of <gloss>]";

/** A title claims that something is counted, and nothing else: the sentences below it must tell the rest. */
const titled = (): Statement => ({ s: 'purpose', claims: ['count'], widths: [], names: [] });

const TITLES: readonly RuleLine[] = [
  ['title.device', `<make> [small | simple | basic | tiny] <device> ${NAMED}`, titled],
  ['title.device-bare', `<device> ['(' <gloss> ')']`, titled],
  [
    'title.module-that',
    '<make-verb> [verilog] (module | circuit | design) [named | called] [<self>] (that | which) (is | works as | acts as | implements | contains) <device>',
    titled,
  ],
  [
    'title.counters',
    "<make-verb> <self> [','] (that | which) (has | contains | uses | includes | consists of) n:<number> w:<counted>",
    (c) => fact('uses-count', [], { n: c['n'] as number, text: String(c['w']) }),
  ],
  [
    'title.every',
    '<make-verb> [verilog] (module | circuit | design) [named | called] [<self>] (that | which) (generates | produces | outputs | gives | emits) (one cycle | single cycle | one clock | single clock) (strobe | tick | pulse | enable pulse | <target>) (every | once every | once per | each) k:<number> [clock] (cycles | clocks)',
    (c) => fact('divides', [], { n: c['k'] as number, text: String(100 / (c['k'] as number)) }),
  ],
];

interface Pair {
  readonly target: Value;
  readonly to: Partial<ResetFacts>;
}

const paired = (c: Captures): readonly Statement[] => {
  const attrs = [c['r'], c['k']].filter((part) => part !== undefined) as readonly Partial<ResetFacts>[];
  const own = Object.assign({}, ...attrs.map((part) => stated(part))) as Partial<ResetFacts>;
  const pairs = [c['p'] as Pair, ...(c['q'] as readonly Pair[])];
  return pairs.map(
    ({ target, to }): Statement => ({ s: 'reset', reset: { ...NO_RESET_FACTS, ...own, ...to, target } }),
  );
};

const stated = (part: Partial<ResetFacts>): Partial<ResetFacts> =>
  Object.fromEntries(Object.entries(part).filter(([, value]) => value !== null));

const SETS = '(sets | set | resets | initializes | initialises | presets | forces | puts | loads | clears)';
const CLEARS = '(clears | clear | zeroes | zeros | resets)';
const AT_ONCE =
  'o:[at once | immediately | asynchronously | without waiting for clock | independently of clock | regardless of clock]';

/** `rst_n low clears q at once`: the level that acts, and whether it waits for the clock. */
function level(c: Captures): Statement {
  const clears = c['t'] === undefined ? { value: num(0) } : (c['t'] as Partial<ResetFacts>);
  const target = (c['g'] ?? null) as Value | null;
  const isAll = target?.k === 'op' && target.op === 'everything';
  return {
    s: 'reset',
    reset: {
      ...NO_RESET_FACTS,
      signal: { k: 'name', name: String(c['r']) },
      active: c['l'] as 'high' | 'low',
      ...(c['o'] === true ? { kind: 'async' as const } : {}),
      ...clears,
      target: isAll ? null : target,
    },
  };
}

const LEVELS: readonly RuleLine[] = [
  [
    'reset.level-clears',
    `r:<name> ['='] l:<reset-level> ${CLEARS} (g:<everything> | g:<reset-target>) ${AT_ONCE}`,
    level,
  ],
  [
    'reset.level-sets',
    `r:<name> ['='] l:<reset-level> (sets | resets | forces | puts) (g:<everything> | g:<reset-target>) t:<reset-to> ${AT_ONCE}`,
    level,
  ],
  [
    'reset.level-adjective-clears',
    `l:<reset-level> r:<reset-named> ${CLEARS} (g:<everything> | g:<reset-target>) ${AT_ONCE}`,
    (c) => level({ ...c, r: (c['r'] as { readonly name: string }).name }),
  ],
  ['reset.name-sets', 'r:<reset-named> (sets | resets | forces) g:<everything> t:<reset-to>', named],
  ['reset.name-clears', `r:<reset-named> ${CLEARS} (g:<everything> | g:<reset-target>)`, named],
];

/** `rst clears everything`: a port whose name says that it is a reset. */
function named(c: Captures): Statement {
  const target = (c['g'] ?? null) as Value | null;
  const isAll = target?.k === 'op' && target.op === 'everything';
  const to = c['t'] === undefined ? { value: num(0) } : (c['t'] as Partial<ResetFacts>);
  const signal = c['r'] as Value;
  return { s: 'reset', reset: { ...NO_RESET_FACTS, signal, ...to, target: isAll ? null : target } };
}

const PAIRS: readonly RuleLine[] = [
  ['reset.pairs', `[r:<reset-who> | reset] [<modal>] ${SETS} p:<reset-pair> q:<reset-pairs>`, paired],
  [
    'reset.pairs-is',
    `r:<reset-noun> [<modal>] (be | is) a:<reset-attrs> [reset] [input | signal] (';' | ',' | ':' | and | that | which) [it | that | which] ${SETS} p:<reset-pair> q:<reset-pairs>`,
    (c) => paired({ ...c, k: Object.assign({}, ...(c['a'] as readonly object[])) as object }),
  ],
];

/** "After reset wave is 2 and dir is 0", "the counter starts at 0". */
const STARTS: readonly RuleLine[] = [
  [
    'reset.starts',
    't:<target> (starts | begins) (at | from | with) v:<constant> and x:<vp> [a:<at-edge>]',
    (c) => {
      const at = c['a'] as { readonly edge: never; readonly clock: Value | null } | undefined;
      const target = val(c, 't');
      const start: Statement = { s: 'reset', reset: { ...NO_RESET_FACTS, target, value: val(c, 'v') } };
      const action = { ...(c['x'] as object), target } as never;
      const moves: Statement = {
        s: 'do',
        chain: false,
        edge: at?.edge ?? null,
        clock: at?.clock ?? null,
        branches: [{ guard: null, actions: [action] }],
      };
      return [start, moves];
    },
  ],
];

/** Names of circuits that are called by their use, and what resets set signals to one by one. */
export function addTitleRules(grammar: Grammar): void {
  addRules(grammar, 'device', [['device', DEVICES, () => true]]);
  addRules(grammar, 'clause', [...TITLES, ...LEVELS, ...PAIRS, ...STARTS]);
  addRules(grammar, 'reset-pair', [
    [
      'reset-pair',
      'g:<reset-target> t:<reset-to>',
      (c): Pair => ({ target: val(c, 'g'), to: c['t'] as Partial<ResetFacts> }),
    ],
  ]);
  addRules(grammar, 'reset-more', [['reset-more', "[','] [and] p:<reset-pair>", (c) => c['p']]]);
  addRepeat(grammar, 'reset-pairs', 'reset-more');
  grammar.natives.set('reset-named', (tokens, at) => {
    const name = tokens[at]?.name ?? null;
    const isReset = name !== null && /^(?:i_)?(?:a|n|sys_)?(?:rst|reset|clr|clear)(?:_?n|_i|_ni|_b)?$/i.test(name);
    return isReset ? [{ value: { k: 'name', name } satisfies Value, end: at + 1, cost: 0, rules: [] }] : [];
  });
  addRules(grammar, 'everything', [
    [
      'everything.outputs',
      '(b:both | all n:<number>) [of] [its | of its] outputs',
      (c) => op('every-output', num(c['b'] === true ? 2 : (c['n'] as number))),
    ],
  ]);
  addRules(grammar, 'postmod', [
    ['mod.in-name', '(in | inside | as) [module] [named | called] <self>', () => ({ f: 'empty' })],
    ['mod.round', '(that | which) (counts | runs | cycles) [up | down] x:<round-range>', (c) => c['x']],
  ]);
  addRules(grammar, 'round-range', [
    [
      'round-range',
      "[from] l:<number> (to | through | up to | down to) h:<number> [','] and ((wraps | wraps around | returns | rolls over | goes back) [back | again] [to | at] | (starts again | starts over | begins again | restarts) [to | at | from]) w:<number>",
      (c) => (c['w'] === c['l'] ? { f: 'range', n: c['l'] as number, m: c['h'] as number } : null),
    ],
  ]);
  addRules(grammar, 'kind-noun', [
    [
      'kind-noun.flag',
      '(terminal count | carry | carry out | borrow | borrow out | overflow | done | busy | tick | strobe | pulse | wrap | expired | alarm | ready | zero) (output | flag | signal)',
      () => true,
    ],
  ]);
  addRules(grammar, 'actions', [
    [
      'actions.both',
      'both [of them] <settable> [to] v:<constant>',
      (c) => [{ a: 'set', target: { k: 'noun', noun: 'both' }, value: val(c, 'v') }],
    ],
    [
      'actions.both-cleared',
      'both [of them] (are | is) (cleared | reset)',
      () => [{ a: 'set', target: { k: 'noun', noun: 'both' }, value: num(0) }],
    ],
  ]);
}
