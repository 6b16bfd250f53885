import { addRules, addSeries, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Action, Branch, Statement } from '../statement.ts';
import { num, op, type Value } from '../value.ts';
import { fact, otherwise } from './captures.ts';
import { val } from './values.ts';

const COUNTER = '(counter | count | it | <target>)';
const WRAPS =
  '(wraps | wraps around | rolls over | returns | goes back | restarts | starts over | starts again | resets)';

/** A range with what follows its end, which must be its other end. */
function rangeOf(c: Captures): Statement | null {
  const [from, to] = [c['l'] as number, c['h'] as number];
  if (c['w'] !== undefined && c['w'] !== from) return null;
  return fact('count-range', [num(from), num(to)]);
}

const RANGES: readonly RuleLine[] = [
  [
    'range.counts',
    `${COUNTER} [<modal>] (counts | count | cycles | cycle | runs | goes | steps) [up | down] [through values] [from] l:<number> (to | through | up to | down to | '-') h:<number> [','] [inclusive] [[','] [and] ${WRAPS} [back] [around] [to | at | from] w:<number>]`,
    rangeOf,
  ],
  [
    'range.wraps',
    `${COUNTER} [<modal>] (wraps | wraps around | rolls over | wrap) [around] from h:<number> [back] to l:<number>`,
    rangeOf,
  ],
  [
    'range.period',
    `${COUNTER} has period of n:<number> [clock] [cycles | states]`,
    (c) => fact('count-period', [], { n: c['n'] as number }),
  ],
  [
    'range.wraps-remark',
    '(result | count | counter | sum | d:difference | value | output | it | address | <target>) (wraps | wraps around | rolls over | wrap around) [around] [in both directions | naturally] [modulo n:<number>]',
    (c) =>
      fact('wraps', [], {
        ...(c['n'] === undefined ? {} : { n: c['n'] as number }),
        ...(c['d'] === true ? { text: 'difference' } : {}),
      }),
  ],
  [
    'range.carry-dropped',
    '[any] (carry | carries | carry out | overflow | overflows | carry bit) [out of (top | most significant) bit] (is | are) (discarded | ignored | dropped | lost)',
    () => fact('carry-dropped'),
  ],
  [
    'range.carry-dropped-at',
    '[any | final] (carry | carry out) (out of | of | from) bit n:<number> (is | are) (discarded | ignored | dropped | lost)',
    (c) => fact('carry-dropped', [], { n: 2 ** ((c['n'] as number) + 1) }),
  ],
  [
    'range.saturates',
    '(counter | count | it | <target>) saturates at n:<number> [and at m:<number>]',
    (c) => fact('saturates', [num(c['n'] as number), ...(c['m'] === undefined ? [] : [num(c['m'] as number)])]),
  ],
];

/** A key that stands twice in a list has two meanings. */
const areDistinct = (keys: readonly Value[]): boolean =>
  new Set(keys.map((key) => (key.k === 'num' ? key.value : JSON.stringify(key)))).size === keys.length;

/** Values that a list of keys selects one by one. */
function chosen(c: Captures): Statement | null {
  const [keys, values] = [c['k'] as readonly Value[], c['v'] as readonly Value[]];
  if (keys.length !== values.length || !areDistinct(keys)) return null;
  const branches = keys.map(
    (key, index): Branch => ({
      guard: op('==', val(c, 's'), key),
      actions: [
        { a: 'set', target: (c['t'] ?? null) as Value | null, value: values[index] ?? num(0) } satisfies Action,
      ],
    }),
  );
  return { s: 'do', chain: false, edge: null, branches };
}

const CHOICES: readonly RuleLine[] = [
  [
    'choice.selects',
    "t:<target> [<modal>] (selects | select | is | equals | outputs | takes) [one of] [<number> inputs | inputs] v:<value-list-or> (for | when | if) s:<target> (equal to | is | '=' | equals | being) k:<constants> [','] respectively",
    chosen,
  ],
  [
    'choice.for',
    "(for | when | if) s:<target> (equal to | is | '=' | equals | being) k:<constants> [','] t:<target> [<modal>] (is | equals | selects | be) v:<value-list-or> [','] respectively",
    chosen,
  ],
];

const PICKS = '(picks | selects | chooses | gives | passes | outputs | means)';

interface Pick {
  readonly key: Value;
  readonly value: Value;
}

/** "sel = 0 picks a, 1 picks b and 2 picks c": one select, a key for each value. */
function picked(c: Captures): Statement | null {
  if (!areDistinct((c['p'] as readonly Pick[]).map((pick) => pick.key))) return null;
  const picks = (c['p'] as readonly Pick[]).map(
    ({ key, value }): Branch => ({ guard: op('==', val(c, 's'), key), actions: [{ a: 'set', target: null, value }] }),
  );
  return { s: 'do', chain: false, edge: null, branches: picks };
}

const PICK_CLAUSES: readonly RuleLine[] = [
  ['pick.list', "s:<signal> ('=' | is | equal to | of) p:<picks>", picked],
  [
    'pick.other',
    "(with | for | at | on) (any | every | all) other (value | values | code | codes | setting) [of <target>] [','] a:<actions>",
    otherwise,
  ],
];

/** What an output is, as a phrase without a verb: only beside the port does it say which output. */
const DESCRIPTIONS: readonly RuleLine[] = [
  ['described.value', 'v:<described-value>', (c) => fact('is-value', [val(c, 'v')])],
  [
    'described.flag',
    '[flag] [is] (set | high | 1 | asserted | active | true) (when | if | while) g:<condition>',
    (c) => fact('is-when', [val(c, 'g')]),
  ],
];

/** Ranges of counters, remarks about wrapping, values chosen by a list of keys, and phrases beside ports. */
export function addRangeRules(grammar: Grammar): void {
  addRules(grammar, 'clause', RANGES);
  addRules(grammar, 'clause', CHOICES);
  addRules(grammar, 'clause', DESCRIPTIONS);
  addRules(grammar, 'clause', PICK_CLAUSES);
  addRules(grammar, 'pick', [
    ['pick', `k:<constant> ${PICKS} v:<atom>`, (c) => ({ key: val(c, 'k'), value: val(c, 'v') }) satisfies Pick],
  ]);
  addSeries(grammar, 'picks', 'pick', ['and']);
  addRules(grammar, 'described-value', [['described.phrase', 'v:<phrase>', (c) => val(c, 'v')]]);
}
