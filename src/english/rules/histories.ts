import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Statement } from '../statement.ts';
import type { Value } from '../value.ts';
import { fact, opt } from './captures.ts';
import { val } from './values.ts';

/** Which bits an input had at the latest clock edges, oldest first; any of several strings. */
interface History {
  readonly signal: Value | null;
  readonly strings: readonly string[];
  /** The words speak of samples or clock edges, which are past. */
  readonly sampled: boolean;
  /** Occurrences of a sequence: whether they may overlap must be told. A window of the last bits overlaps by nature. */
  readonly sought: boolean;
}

/** Longest run of equal bits that is counted. */
const MAX_RUN = 64;

const history = (c: Captures, strings: readonly string[], sought = false): History | null =>
  strings.length > 0 && strings.every((bits) => bits.length > 0 && bits.length <= MAX_RUN)
    ? { signal: opt(c, 'x'), strings, sampled: c['s'] === true || c['e'] === 'edges', sought }
    : null;

/** The bits as they arrived; "most recent first" turns them round, and the number of bits must be theirs. */
function lastBits(c: Captures): History | null {
  const text = String(c['b']);
  const bits = c['o'] === 'newest' ? [...text].reverse().join('') : text;
  return c['n'] !== undefined && c['n'] !== bits.length ? null : history(c, [bits]);
}

const repeated = (c: Captures, bits: readonly string[]): History | null => {
  const length = c['n'] as number;
  return length < 1 || length > MAX_RUN
    ? null
    : history(
        c,
        bits.map((bit) => bit.repeat(length)),
      );
};

const RECENT = '(last | most recent | latest | previous | past)';
const TAKEN = '(sampled | received | seen | read | shifted in | observed)';

const HISTORIES: readonly RuleLine[] = [
  [
    'history.last-bits',
    `${RECENT} n:<number> (bits | values | samples | inputs | symbols) [s:${TAKEN}] [(on | of | from | at) x:<operand>] [s:${TAKEN}] (were | was | are | have been | form | formed | equal | match | matched) [pattern | sequence] b:<bit-string> [o:<bit-order>]`,
    lastBits,
  ],
  [
    'history.same',
    `([${RECENT}] n:<number> | n:<number> ${RECENT}) (s:samples | bits | values) of x:<operand> (were | are | have been) [all] (same | equal | identical) ['(' all 0 or all 1 ')']`,
    (c) => repeated(c, ['0', '1']),
  ],
  [
    'history.same-at',
    `x:<operand> (had | has had | has) same value (at | in | for | on) [${RECENT}] n:<number> [${RECENT}] [consecutive | successive] e:<edge-noun>`,
    (c) => repeated(c, ['0', '1']),
  ],
  [
    'history.run',
    `x:<operand> (was | has been | is) v:<bit-word> (at | for | in | on | during) n:<run-length> e:<edge-noun>`,
    (c) => repeated(c, [String(c['v'])]),
  ],
  [
    'history.run-received',
    `[at least] n:<number> [or more] (consecutive | successive) v:<bit-words> (have been | were | are) s:${TAKEN} [on x:<operand>]`,
    (c) => repeated(c, [String(c['v'])]),
  ],
  [
    'history.found',
    `[<number> bit] [bit | input | binary | serial] (sequence | pattern | bit sequence | bit pattern | string) b:<bit-string> (has been | was | is) (s:(received | seen | sampled) | detected | found | recognized | recognised) [(on | at) x:<operand>]`,
    (c) => history(c, [String(c['b'])], true),
  ],
];

const TIMES: readonly RuleLine[] = [
  [
    'history-time.after-edge',
    `(in | during | for) [one] [clock] cycle [immediately | directly | right] (after | following | that follows) [rising | positive | clock] [clock] edge (that ${TAKEN} | at which) [final | last] (<bit-word> | bit) [of (sequence | pattern)] [(was | is) ${TAKEN}]`,
    () => 'moore',
  ],
  [
    'history-time.after-bit',
    `(in | during | for) [one] [clock] cycle [immediately | directly | right] (after | following | that follows) (final | last) (<bit-word> | bit) [of (sequence | pattern)] [[(was | is | has been)] ${TAKEN}]`,
    () => 'moore',
  ],
  ['history-time.next', '(in | during | for) (next | following) [clock] cycle', () => 'moore'],
  [
    'history-time.same',
    `(in | during) same [clock] cycle [(in which | as | that) (final | last) (<bit-word> | bit) [of (sequence | pattern)] (is present | arrives | is on <operand> | is received)]`,
    () => 'mealy',
  ],
];

const ZERO = '(0 | low | zero)';
const ELSE_ZERO = `[',' | ';'] [and | but] (${ZERO} (otherwise | else | in all other cases | at all other times) | (otherwise | else | in all other cases | at all other times) [','] [it | <target>] [<modal>] [is | be | stays | remains] ${ZERO})`;
const ONE =
  '(be | is | goes | becomes | stays | remains | is set | is asserted | be asserted | set) [to] [logic] [1 | high | one]';

/** Which output is 1 after which bits, and in which cycle. */
function level(c: Captures): Statement | null {
  const { signal, strings, sampled, sought } = c['h'] as History;
  const output = val(c, 'z');
  if (output.k !== 'name') return null;
  const time = String(c['t'] ?? (c['after'] === true ? 'moore' : ''));
  return fact('history', signal === null ? [output] : [output, signal], {
    text: [strings.join('|'), time, sampled ? 'sampled' : '', sought ? 'sought' : 'window'].join('/'),
  });
}

const WHEN = '(if | when | whenever | as long as | while | exactly when | if and only if | exactly if)';

const CLAUSES: readonly RuleLine[] = [
  [
    'history.level',
    `[output] z:<operand> [<modal>] ${ONE} [t:<history-time>] ${WHEN} h:<history> [','] [t:<history-time>] [${ELSE_ZERO}]`,
    level,
  ],
  [
    'history.level-first',
    `${WHEN} h:<history> [','] [output] z:<operand> [<modal>] ${ONE} [t:<history-time>] [${ELSE_ZERO}]`,
    level,
  ],
  [
    'history.pulse',
    `[output] z:<operand> [<modal>] ${ONE} for [exactly] one [clock] cycle after:(after | once | as soon as) h:<history> [${ELSE_ZERO}]`,
    level,
  ],
  [
    'history.fresh',
    `(bits | samples | values | inputs) (from before | taken during | taken before | received before | received during | taken while | received while) reset [is active | is asserted] (do not count | are ignored | are not counted | are forgotten) [',' so after reset at least n:<number> (samples | bits | values) are needed before z:<operand> can (become | be) 1]`,
    (c) =>
      fact(
        'history-fresh',
        opt(c, 'z') === null ? [] : [val(c, 'z')],
        c['n'] === undefined ? {} : { n: c['n'] as number },
      ),
  ],
  [
    'history.stream',
    '(one | 1) bit [of (stream | sequence | input | number | <operand>)] (arrives | is received | is sampled | is read | is shifted in | comes in) [(on | at | from) x:<operand>] (per | each | every | in each | in every | at each | at every | on each | on every) (clock cycle | cycle | clock | clock edge | clock period)',
    (c) => fact('stream', opt(c, 'x') === null ? [] : [val(c, 'x')]),
  ],
  [
    'history.sampled',
    '((input | bit) x:<operand> | x:<operand> | one bit [of <operand>] | samples | bits | bit | input) (is | are) (sampled | taken | read | received) a:<at-edge>',
    sampledAt,
  ],
  [
    'history.sampled-first',
    "a:<at-edge> [','] ([input] x:<operand> | one bit [of <operand>] | one bit) is (sampled | read | received)",
    sampledAt,
  ],
  [
    'history.overlap-one',
    "overlapping (occurrences | matches | sequences | patterns) (count | are counted | are recognised | are allowed | are detected) [':' (final | last) <bit-word> of one (match | occurrence | sequence) (may | can) be first <bit-word> of next [one]]",
    () => fact('sequence-overlap', [], { n: 1 }),
  ],
];

/** "x is sampled at every rising edge": the edge of the clock; the input must be one that is read. */
function sampledAt(c: Captures): Statement | null {
  const at = c['a'] as { readonly edge: 'pos' | 'neg' | 'both' | null; readonly clock: Value | null };
  return at.edge === null || at.edge === 'both' ? null : { s: 'clock', edge: at.edge, clock: at.clock };
}

/** What an input was at the latest clock edges, and the outputs that tell it. */
export function addHistoryRules(grammar: Grammar): void {
  addRules(grammar, 'bit-word', [
    ['bit-word.one', '(1 | one | high)', () => '1'],
    ['bit-word.zero', '(0 | zero | low)', () => '0'],
  ]);
  addRules(grammar, 'bit-words', [
    ['bit-words.ones', '(ones | 1s | 1 [s])', () => '1'],
    ['bit-words.zeros', '(zeros | 0s | zeroes | 0 [s])', () => '0'],
  ]);
  addRules(grammar, 'edge-noun', [
    [
      'edge-noun.edges',
      '[consecutive] [rising | positive] [clock] (edges | edge) [of <clock-name>] | samples',
      () => 'edges',
    ],
    ['edge-noun.cycles', '[consecutive] (clock cycles | cycles | clocks)', () => 'cycles'],
  ]);
  addRules(grammar, 'run-length', [
    ['run-length.recent', `[at least] ${RECENT} n:<number> [or more] [consecutive | successive]`, (c) => c['n']],
    [
      'run-length.in-a-row',
      `[at least] n:<number> [or more] (${RECENT} [consecutive | successive] | consecutive [${RECENT}] | successive)`,
      (c) => c['n'],
    ],
  ]);
  addRules(grammar, 'bit-order', [
    [
      'bit-order.oldest',
      "['('] (in order of arrival | in this order | in that order | oldest [bit | one] first | first to last | in order) [')']",
      () => 'oldest',
    ],
    [
      'bit-order.newest',
      "['('] (newest [bit | one] first | most recent [bit | one] first | latest [bit | one] first) [')']",
      () => 'newest',
    ],
  ]);
  addRules(grammar, 'history', HISTORIES);
  addRules(grammar, 'history-time', TIMES);
  addRules(grammar, 'clause', CLAUSES);
}
