import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Action, Branch, Edge, ResetFacts, Statement } from '../statement.ts';
import { namesOf, ref, type Value } from '../value.ts';
import { fact, opt } from './captures.ts';
import { val } from './values.ts';
import { addActions } from './verb-phrases.ts';

const hold = (c: Captures): Action => ({ a: 'hold', target: opt(c, 't') });
const KEEPS =
  '(hold | holds | keep | keeps | retain | retains | store | stores | remember | remembers | freeze | freezes | remains at | stays at)';

/** Ways of keeping a value: "keeps the last value of d", "retains the value it had at that moment". */
const HOLDS: readonly RuleLine[] = [
  [
    'act.keeps-last',
    `t:<target> [<modal>] ${KEEPS} (last | latest | most recent | old | previous | present) (value | state) (of | from) [d:<atom>]`,
    hold,
  ],
  [
    'act.keeps-had',
    `t:<target> [<modal>] ${KEEPS} (value | state) [that | which] (<atom> | it) (had | has) [(at that (moment | time | instant) | then | before | last | at (that | this) point)]`,
    hold,
  ],
  ['act.holds-bare', 't:<target> [<modal>] (hold | holds | is held | are held | is frozen | is retained)', hold],
];

/** "the latch is transparent and q follows d": open latches follow, closed ones hold. */
const transparent = (c: Captures): readonly Action[] | null => {
  const actions = c['x'] as readonly Action[];
  return actions.every((action) => action.a === 'set') ? actions : null;
};
const opaque = (c: Captures): readonly Action[] | null => {
  const actions = c['x'] as readonly Action[];
  return actions.every((action) => action.a === 'hold') ? actions : null;
};

const chosen = (c: Captures): Action => ({ a: 'set', target: null, value: val(c, 'v') });

/** `when s is 1, y is a, otherwise b`: the second value goes where the first does. */
function elseValue(c: Captures): readonly Branch[] | null {
  const action = c['x'] as Action;
  if (action.a !== 'set') return null;
  return [
    { guard: val(c, 'g'), actions: [action] },
    { guard: null, actions: [{ ...action, value: val(c, 'v') }] },
  ];
}

const TITLES: readonly RuleLine[] = [
  [
    'title.stage',
    '<make> one stage of shift register [[in | named | called] [module] <self>]',
    () => fact('titled', [], { text: 'register' }),
  ],
  [
    'kind.of-flip-flop',
    't:<name> is [q] (output | state) of (flip flop | register | dff)',
    (c) => fact('kind-register', [ref(String(c['t']))]),
  ],
  [
    'latch.wanted',
    '[this | it | here] (is | are) [one of] [few] [place | places | case | cases] [where] latch is (wanted | intended | desired | deliberate | intentional)',
    () => fact('titled', [], { text: 'latch' }),
  ],
];

/** What a multiplexer in front of a flip-flop gives is what the flip-flop takes. */
const CONNECTIONS: readonly RuleLine[] = [
  [
    'mux.feeds',
    "output of (multiplexer | mux) (is | drives | feeds | goes to | is connected to | becomes) [d] (input of | input to) flip flop [[','] which is (triggered | clocked) a:<at-edge>]",
    (c): readonly Statement[] | null => {
      const at = c['a'] as
        | { readonly edge: Edge | null; readonly clock: Value | null; readonly reset?: ResetFacts }
        | undefined;
      const feeds = fact('titled', [], { text: 'register' });
      if (at === undefined) return [feeds];
      return at.edge === null || at.reset !== undefined
        ? null
        : [feeds, { s: 'clock', edge: at.edge, clock: at.clock }];
    },
  ],
];

/** "If s and r are both 1, r wins": what else the condition names comes after it. */
function winner(c: Captures): Statement | null {
  const first = String(c['n']);
  const others = [...new Set(namesOf(val(c, 'g')))].filter((name) => name !== first);
  const isIn = namesOf(val(c, 'g')).includes(first);
  return isIn && others.length > 0 ? { s: 'priority', first: ref(first), over: others.map((name) => ref(name)) } : null;
}

const WINS: readonly RuleLine[] = [
  [
    'priority.wins',
    "(if | when | whenever | should) g:<condition> [at same time | at once | simultaneously] ',' n:<name> (wins | dominates | prevails | has priority | takes priority | takes precedence | has precedence)",
    winner,
  ],
];

/** Words for storage: holding, transparency, multiplexers in front, which of two inputs wins. */
export function addStorageWordRules(grammar: Grammar): void {
  addActions(grammar, HOLDS);
  addRules(grammar, 'actions', [
    ['actions.transparent', '(latch | it) is (transparent | open) and x:<actions>', transparent],
    ['actions.opaque', '(latch | it) is (opaque | closed | not transparent) and x:<actions>', opaque],
  ]);
  addRules(grammar, 'action', [
    [
      'act.mux',
      '(multiplexer | mux) [<modal>] (selects | select | passes | pass | chooses | choose | outputs) v:<atom>',
      chosen,
    ],
  ]);
  addRules(grammar, 'branches', [
    ['do.else-value', "g:<guard> [','] x:<action> [',' | ';'] [and | but] <else> [','] v:<value>", elseValue],
  ]);
  addRules(grammar, 'postmod', [
    ['mod.in-self-bare', '[in | as] [module] <self>', () => ({ f: 'empty' })],
    ['mod.wide', "',' n:<number> (bit | bits) wide", (c) => ({ f: 'width', n: c['n'] as number })],
    [
      'mod.mux-front',
      'with n:<number> to 1 (multiplexer | mux) (in front [of it] | at its [d] input | before it)',
      (c) => ({ f: 'mux-front', n: c['n'] as number }),
    ],
    [
      'mod.byte-enables',
      'with [individual | separate] (byte enables | byte enable | byte write enables)',
      () => ({ f: 'byte-enables' }),
    ],
  ]);
  addRules(grammar, 'premod', [['mod.clocked', 'clocked', () => ({ f: 'adj', word: 'synchronous' })]]);
  addRules(grammar, 'option', [
    ['opt.preset', '[synchronous] [active high] (preset | set) [input]', () => ({ f: 'preset' })],
    ['opt.clear-preset', '[synchronous] [active high] (clear | reset) and (preset | set)', () => ({ f: 'preset' })],
  ]);
  addRules(grammar, 'clause', TITLES);
  addRules(grammar, 'clause', CONNECTIONS);
  addRules(grammar, 'clause', WINS);
}
