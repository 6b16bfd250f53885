import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Feature, Statement } from '../statement.ts';
import { num } from '../value.ts';

/** `5-bit down counter` inside a timer: it counts that way whenever other sentences say that it does. */
const contained = (c: Captures): readonly Statement[] => [
  {
    s: 'fact',
    fact: 'internal',
    values: [],
    text: 'counter',
    ...(c['n'] === undefined ? {} : { n: c['n'] as number }),
  },
  ...(c['d'] === undefined
    ? []
    : [
        {
          s: 'do',
          chain: false,
          edge: null,
          branches: [
            {
              guard: null,
              actions: [
                {
                  a: 'step',
                  target: { k: 'noun', noun: 'counter' },
                  dir: c['d'] as 'up' | 'down',
                  by: num(1),
                  habit: true,
                },
              ],
            },
          ],
        } satisfies Statement,
      ]),
];

/** A span that a counter runs through, as a feature; the values it is said to have must be those of the span. */
function spanned(c: Captures): Feature | null {
  const [first, last] = c['s'] as readonly [number, number];
  const isWrap = c['w'] === undefined || c['w'] === first;
  const isCount = c['n'] === undefined || c['n'] === Math.abs(last - first) + 1;
  return isWrap && isCount ? { f: 'range', n: first, m: last } : null;
}

const ROUND =
  "[','] and [then] [again] (starting | starts | beginning | begins | wrapping | wraps | going | goes | returning | returns | restarting | restarts) [over | again | back | around] (at | with | from | to) w:<number>";

const POSTMODIFIERS: readonly RuleLine[] = [
  ['mod.design', '(design | circuit | module | block | component)', (): Feature => ({ f: 'empty' })],
  [
    'mod.does-count',
    '(that | which) (requires | performs | does | supports | provides | implements | allows | features | is capable of) counting x:<count-range>',
    (c) => c['x'],
  ],
  [
    'mod.runs',
    `(running | going | stepping | cycling | counting | that (runs | goes | steps | cycles | counts)) [repeatedly | cyclically] [up | down] [through | over] [n:<number>] [values | states | numbers] s:<span> [${ROUND}]`,
    spanned,
  ],
  [
    'mod.stages',
    '(of | with | having) n:<number> (stages | cells | flip flops | d flip flops | places)',
    (c): Feature => ({ f: 'width', n: c['n'] as number }),
  ],
];

const CLAUSES: readonly RuleLine[] = [
  [
    'internal.contained',
    '(<circuit> | it | <device> | <target>) (contains | has | owns | uses | includes | is built around) [internal] [n:<number> bit] [binary] d:<count-way> counter',
    contained,
  ],
];

/** Counters as nouns: the span they run through, the stages they have, and a counter inside a timer. */
export function addCounterNounRules(grammar: Grammar): void {
  addRules(grammar, 'count-way', [
    ['count-way.up', 'up', () => 'up'],
    ['count-way.down', 'down', () => 'down'],
  ]);
  addRules(grammar, 'postmod', POSTMODIFIERS);
  addRules(grammar, 'clause', CLAUSES);
}
