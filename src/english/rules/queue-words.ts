import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Feature, Statement } from '../statement.ts';
import { noun, num, op, type Value } from '../value.ts';
import { fact } from './captures.ts';
import { val } from './values.ts';

/** Number of words that a queue or stack holds, and how many it can hold. */
const LEVEL = noun('queue level');
const DEPTH = noun('queue depth');

const NAMES: readonly RuleLine[] = [
  [
    'queue-name',
    '(synchronous | sync | internal) <queue-name> | fifo [buffer | queue | memory] | lifo [buffer | stack | memory] | queue | stack | push down stack',
    () => true,
  ],
];

/** What a queue holds, one and many. */
export const ITEM =
  '(value | word | entry | item | element | byte | data word | data item | data value | sample | character)';
export const ITEMS =
  '(values | words | entries | items | elements | bytes | data words | data items | data values | samples | characters)';
const KEPT = '(stored | held | buffered | queued | waiting | kept | present | in use | occupied | used | unread)';
const INSIDE = '(in | inside | on | within) [<queue-name> | it]';
const NOW = '[currently | now | presently | still]';

const LEVELS: readonly RuleLine[] = [
  ['queue.level-kept', `[current | total] number of ${NOW} ${KEPT} ${ITEMS} [in <queue-name>]`, () => LEVEL],
  [
    'queue.level',
    `[current | total] number of ${ITEMS} [that are | which are] ${NOW} (${KEPT} [${INSIDE}] | (in | inside | on) <queue-name>)`,
    () => LEVEL,
  ],
  [
    'queue.how-many',
    `how many ${ITEMS} (are ${NOW} ${KEPT} [${INSIDE}] | are ${NOW} (in | inside | on) <queue-name> | <queue-name> ${NOW} (holds | contains | stores))`,
    () => LEVEL,
  ],
  ['queue.current', `current number of ${ITEMS}`, () => LEVEL],
  ['queue.fill', '(fill level | fill count | occupancy) [of <queue-name>]', () => LEVEL],
];

const WRITTEN = '(written | pushed | stored | put in | added | enqueued)';

const OUT: readonly RuleLine[] = [
  [
    'queue.oldest',
    `oldest [${KEPT}] ${ITEM} [(in | of) <queue-name> | ${KEPT} [in <queue-name>]]`,
    () => noun('queue oldest'),
  ],
  [
    'queue.newest',
    `(top | topmost | newest | youngest | most recent | most recently ${WRITTEN}) ${ITEM} [(of | on | in) <queue-name>]`,
    () => noun('queue newest'),
  ],
  ['queue.top', `top of stack | ${ITEM} (on | at) top [of <queue-name>]`, () => noun('queue newest')],
  ['queue.front', `(${ITEM} at (head | front) | (head | front) ${ITEM}) [of <queue-name>]`, () => noun('queue oldest')],
  [
    'queue.by-age',
    `${ITEM} [that was | which was] ${WRITTEN} (o:first | o:earliest | last | most recently)`,
    (c) => noun(c['o'] === true ? 'queue oldest' : 'queue newest'),
  ],
  ['queue.next', `next ${ITEM} (in <queue-name> | to be (read | popped))`, () => noun('queue next')],
];

const count = (c: Captures): Value => num(c['n'] as number);
const holds = (relation: string) => (c: Captures) => op(relation, LEVEL, count(c));

/** How many words there are, as a condition: "no value is stored", "the FIFO holds at least 3 words". */
const WHO = '(<queue-name> | it)';
const RELATIONS: readonly (readonly [string, string])[] = [
  ['[exactly]', '=='],
  ['(at least | no (fewer | less) than)', '>='],
  ['more than', '>'],
  ['(fewer | less) than', '<'],
  ['(at most | no more than)', '<='],
];

const CONDITIONS: readonly RuleLine[] = [
  ['queue.is-full', `${WHO} (is | becomes) [completely] full`, () => op('==', LEVEL, DEPTH)],
  ['queue.is-not-full', `${WHO} is not full`, () => op('!=', LEVEL, DEPTH)],
  ['queue.is-empty', `${WHO} (is | becomes) [completely] empty`, () => op('==', LEVEL, num(0))],
  ['queue.is-not-empty', `${WHO} is not empty`, () => op('!=', LEVEL, num(0))],
  [
    'queue.none',
    `(no ${ITEM} is ${KEPT} [${INSIDE}] | no ${ITEMS} are ${KEPT} [${INSIDE}] | ${WHO} (holds | contains | stores) (no ${ITEMS} | no ${ITEM} | nothing) | there (is no ${ITEM} | are no ${ITEMS}) ([${KEPT}] ${INSIDE} | ${KEPT}))`,
    () => op('==', LEVEL, num(0)),
  ],
  [
    'queue.some',
    `(${WHO} (holds | contains | stores) one or more ${ITEMS} | there is an ${ITEM} ([${KEPT}] ${INSIDE} | ${KEPT}))`,
    () => op('!=', LEVEL, num(0)),
  ],
  [
    'queue.room',
    `there is [still] (room | space) [in <queue-name>] [for another ${ITEM} | for one more ${ITEM}] | ${WHO} has [still] room [left] [for another ${ITEM} | for one more ${ITEM}]`,
    () => op('!=', LEVEL, DEPTH),
  ],
  ['queue.no-room', 'there is no (room | space) [left] [in <queue-name>]', () => op('==', LEVEL, DEPTH)],
  ...RELATIONS.flatMap(([words, relation]): readonly RuleLine[] => [
    [
      'queue.holds-count',
      `<queue-name> (holds | contains | stores) ${words} n:<number> (${ITEMS} | ${ITEM})`,
      holds(relation),
    ],
    [
      'queue.count-kept',
      `${words} n:<number> (${ITEMS} are | ${ITEM} is) (${KEPT} [${INSIDE}] | (in | inside | on) <queue-name>)`,
      holds(relation),
    ],
    [
      'queue.there-are',
      `there (are | is) ${words} n:<number> (${ITEMS} | ${ITEM}) (${KEPT} [${INSIDE}] | (in | inside | on) <queue-name>)`,
      holds(relation),
    ],
  ]),
];

const event = (name: string): Value => op('true', noun(name));

/** What has been accepted, as a condition of something else. */
const EVENTS: readonly RuleLine[] = [
  ['queue.is-written', '[accepted] (write | push) is (accepted | performed | done)', () => event('queue write')],
  ['queue.is-read', '[accepted] (read | pop) is (accepted | performed | done)', () => event('queue read')],
  ['queue.not-written', 'no (write | push) is (accepted | performed | done)', () => op('u!', event('queue write'))],
  ['queue.not-read', 'no (read | pop) is (accepted | performed | done)', () => op('u!', event('queue read'))],
];

const sized = (c: Captures): readonly Feature[] => [
  ...(c['n'] === undefined ? [] : [{ f: 'depth', n: c['n'] as number }]),
  ...(c['m'] === undefined ? [] : [{ f: 'word-bits', n: c['m'] as number }]),
];

const POSTMODS: readonly RuleLine[] = [
  ['mod.of-depth', '(of | with | having) [fixed] depth [of] n:<number> [(words | entries | items | values)]', sized],
  [
    'mod.depth-and-width',
    '(of | with | having) depth [of] n:<number> [words | entries] and [data | word] width [of] m:<number> [bits]',
    sized,
  ],
  ['mod.of-capacity', `(of | with | having) [storage] capacity [of] n:<number> ${ITEMS}`, sized],
  ['mod.is-deep', '(that is | which is) n:<number> (entries | words | items) deep [and m:<number> bits wide]', sized],
  ['mod.of-values', `(of | with | for | holding | storing) [up to] n:<number> ${ITEMS}`, sized],
  ['mod.of-bit-values', `(of | with | for | holding | storing) [up to] n:<number> m:<number> bit ${ITEMS}`, sized],
];

/** Queues and stacks: what they are called, how much is in them, which word comes out next. */
export function addQueueWords(grammar: Grammar): void {
  addRules(grammar, 'queue-name', NAMES);
  addRules(grammar, 'queue-out', OUT);
  addRules(grammar, 'queue-level', LEVELS);
  addRules(grammar, 'atom', [
    ['atom.queue-level', 'v:<queue-level>', (c): Value => val(c, 'v')],
    ['atom.queue-out', '[value of] v:<queue-out>', (c): Value => val(c, 'v')],
  ]);
  addRules(grammar, 'comparison', [...CONDITIONS, ...EVENTS]);
  addRules(grammar, 'head', [
    ['head.fifo', "(fifo | first in [','] first out ['('] [fifo] [')']) [buffer | queue | memory]", () => 'fifo'],
    ['head.lifo', "(lifo | last in [','] first out ['('] [lifo] [')']) [buffer | stack | memory]", () => 'lifo'],
    ['head.stack', '[hardware | push down] stack', () => 'lifo'],
  ]);
  addRules(grammar, 'described-value', [['described.level', 'v:<queue-level>', (c) => val(c, 'v')]]);
  addRules(grammar, 'clause', [
    [
      'described.level-range',
      "<describing-output> v:<queue-level> [','] ['('] [from] 0 (to | '-') n:<number> [')']",
      (c) => [fact('is-value', [val(c, 'v')]), fact('queue-depth', [], { n: c['n'] as number })],
    ],
    [
      'described.queue-data',
      `<describing-input> (${ITEM} | data) to (push | write | enqueue | be (pushed | written | enqueued))`,
      (): Statement => fact('queue-data'),
    ],
  ]);
  addRules(grammar, 'premod', [['mod.deep', 'n:<number> [(entry | word | entries | words)] deep', sized]]);
  addRules(grammar, 'postmod', POSTMODS);
}
