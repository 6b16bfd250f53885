import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import { type Action, NO_RESET_FACTS, type Statement } from '../statement.ts';
import { noun, num, op, type Value } from '../value.ts';
import { fact, opt } from './captures.ts';
import { ITEM, ITEMS } from './queue-words.ts';
import { storageFact } from './storage.ts';
import { val } from './values.ts';
import { addActions } from './verb-phrases.ts';

const WRITE = noun('queue write');
const READ = noun('queue read');

const write = (value: Value | null): Action => ({ a: 'set', target: WRITE, value: value ?? noun('write data') });
const read = (value: Value): Action => ({ a: 'set', target: READ, value });

const HAPPENS =
  '([<modal>] (is | be) (accepted | performed | executed | carried out | done) | [<modal>] (takes place | happens | occurs | take place | happen | occur))';
const IN = '(into | onto | to | in | on | at end of | at tail of | on top of) <queue-name>';
const OFF = '(from | off | out of) <queue-name>';
const AFTER =
  '[after (that | this | clock) edge | (in | during) next [clock] cycle | at (that | this | same) edge | with (that | this) edge]';
const GONE = '(removed | popped | taken | read [out] | dequeued | discarded | deleted)';

const ACTIONS: readonly RuleLine[] = [
  [
    'act.tells-level',
    't:<target> (tells | gives | indicates | reports | counts | holds) v:<queue-level>',
    (c): Action => ({ a: 'set', target: val(c, 't'), value: val(c, 'v'), stative: true }),
  ],
  ['act.write-accepted', `(write | push) [request | operation] ${HAPPENS}`, () => write(null)],
  ['act.read-accepted', `(read | pop) [request | operation] ${HAPPENS}`, () => read(noun('queue next'))],
  [
    'act.pushed',
    `v:<value> [<modal>] (is | be | gets) (pushed [${IN}] | (written | stored | added | appended | put | placed | enqueued | inserted) ${IN})`,
    (c) => write(val(c, 'v')),
  ],
  ['act.push', `(~push v:<value> [${IN}] | (~write | ~store | ~enqueue) v:<value> ${IN})`, (c) => write(val(c, 'v'))],
  ['act.popped', `v:<queue-out> [<modal>] (is | be | gets) ${GONE} [${OFF}]`, (c) => read(val(c, 'v'))],
  ['act.pop', `(~remove | ~pop | ~read) v:<queue-out> [${OFF}]`, (c) => read(val(c, 'v'))],
];

const popInto = (c: Captures): readonly Action[] => [
  read(val(c, 'v')),
  { a: 'set', target: val(c, 't'), value: val(c, 'v') },
];

const SHOWN = `(appears (on | at | in) | [is] (placed | put | presented | output | shown | driven | loaded | stored | written | copied) (on | onto | at | in | into | to))`;

/** Reading that says where the word goes. */
const POPS: readonly RuleLine[] = [
  [
    'actions.pop-into',
    `v:<queue-out> [<modal>] (is | be) ${GONE} [${OFF}] (to | into | onto) t:<signal> ${AFTER}`,
    popInto,
  ],
  [
    'actions.pop-and-show',
    `v:<queue-out> [<modal>] (is | be) ${GONE} [${OFF}] [','] and [it] ${SHOWN} t:<signal> ${AFTER}`,
    popInto,
  ],
  ['actions.show-and-pop', `v:<queue-out> ${SHOWN} t:<signal> ${AFTER} [','] and [it] is ${GONE} [${OFF}]`, popInto],
  [
    'actions.takes-and-pop',
    `t:<signal> (takes | gets | receives | is loaded with | loads | is set to) v:<queue-out> ${AFTER} [','] (and (it | that ${ITEM}) is | which is) ${GONE} [${OFF}]`,
    popInto,
  ],
];

const order = (text: string) => (): Statement => fact('queue-order', [], { text });
const BACK = '(gives | returns | delivers | hands | outputs) them [back | out] in';
const WRITTEN = '(written | pushed | stored | put in | received | entered | added)';
const IN_ORDER = `(order in which they ([were | are] ${WRITTEN} | arrived) | same order [(in which | as) they (were | are) ${WRITTEN}] | order of (arrival | writing))`;
const REVERSED = `reverse order [(in which | as | of how) they (were | are) ${WRITTEN}]`;

/** How many words, how wide, and in which order they come back. */
function sizeFacts(c: Captures): readonly Statement[] {
  const said = (name: string, n: unknown): readonly Statement[] =>
    n === undefined ? [] : [fact(name, [], { n: n as number })];
  const back = c['o'] === true ? [fact('queue-order', [], { text: 'fifo' })] : [];
  const turned = c['r'] === true ? [fact('queue-order', [], { text: 'lifo' })] : [];
  return [...said('queue-depth', c['n']), ...said('queue-width', c['m']), ...back, ...turned];
}

const CAN =
  '[<modal>] [can] (has | have | ~store | ~hold | ~buffer | ~contain | ~keep | has (room | space | storage) for | have (room | space) for)';
const OF_BITS = '[of m:<number> (bits | bit) [each]]';

const FACTS: readonly RuleLine[] = [
  [
    'queue.size',
    `(<queue-name> | it) ${CAN} [up to | at most | maximum of | no more than] n:<number> ([m:<number> bit] ${ITEMS} ${OF_BITS} | words of m:<number> bits) [and (o:(${BACK} ${IN_ORDER}) | r:(${BACK} ${REVERSED}))]`,
    sizeFacts,
  ],
  [
    'queue.deep',
    '(<queue-name> | it) is n:<number> (entries | words | items | levels) deep [and m:<number> bits wide]',
    sizeFacts,
  ],
  ['queue.depth-is', '(its | <queue-name>) depth is n:<number> [entries | words | values | items]', sizeFacts],
  ['queue.depth-of', 'depth of <queue-name> is n:<number> [entries | words | values | items]', sizeFacts],
  [
    'queue.in-order',
    `(${ITEMS} | data | they) (are (read [out] | popped | removed | returned | delivered | given back | taken out) | leave <queue-name> | come out [of <queue-name>]) in ${IN_ORDER}`,
    order('fifo'),
  ],
  [
    'queue.in-reverse',
    `(${ITEMS} | data | they) (are (read [out] | popped | removed | returned | delivered | given back | taken out) | leave <queue-name> | come out [of <queue-name>]) in ${REVERSED}`,
    order('lifo'),
  ],
  [
    'queue.last-first',
    `(${ITEM} ${WRITTEN} (last | most recently) | last ${ITEM} (${WRITTEN} | in)) is (read | popped | removed | taken out | returned | first ${ITEM} (read | popped | removed | out)) [first | out first]`,
    order('lifo'),
  ],
  [
    'queue.first-first',
    `(${ITEM} ${WRITTEN} first | first ${ITEM} (${WRITTEN} | in)) is (read | popped | removed | taken out | returned | first ${ITEM} (read | popped | removed | out)) [first | out first]`,
    order('fifo'),
  ],
];

const ignored = (text: string, when: Value, isAlso = false): Statement =>
  fact('queue-ignored', [when], { text, ...(isAlso ? { n: 1 } : {}) });
const LEVEL = noun('queue level');
const FULL = op('==', LEVEL, noun('queue depth'));
const EMPTY = op('==', LEVEL, num(0));

const IGNORED =
  '((is | are) (ignored | dropped | discarded | not accepted) | (has | have) no effect | (does | do) nothing)';
const ALSO =
  "[[','] y:([also | even] if (read | write | push | pop | a read | a write) [request] is [accepted | performed | requested] (at | in) same (edge | cycle | clock cycle | clock edge | time))]";
const PUT = '(write | writes | push | pushes | writing | pushing | write request | push request)';
const GET = '(read | reads | pop | pops | reading | popping | read request | pop request)';
const TO_FULL = `${PUT} (to | into | onto | on) full <queue-name>`;
const FROM_EMPTY = `${GET} [from | of] empty <queue-name>`;

const BOTH = '(write and read | read and write | push and pop | pop and push)';
const TOGETHER =
  '((at | in | during | on) same (edge | cycle | clock cycle | clock edge | time) | simultaneously | together)';

const BOTH_WORDS =
  'write and read | read and write | push and pop | pop and push | reads and writes | writes and reads | pushes and pops | pops and pushes';
const BOTH_EVENTS = 'write and read | read and write | push and pop | pop and push';

const REMARKS: readonly RuleLine[] = [
  [
    'queue.ignored-write',
    `${PUT} (while | when | if) v:<condition> ${IGNORED} ${ALSO}`,
    (c) => ignored('write', val(c, 'v'), c['y'] === true),
  ],
  [
    'queue.ignored-read',
    `${GET} (while | when | if) v:<condition> ${IGNORED} ${ALSO}`,
    (c) => ignored('read', val(c, 'v'), c['y'] === true),
  ],
  [
    'queue.ignored-input',
    `s:<signal> ${IGNORED} (while | when | if) v:<condition>`,
    (c) => fact('queue-ignored-input', [val(c, 's'), val(c, 'v')]),
  ],
  [
    'queue.ignored-input-first',
    `(while | when | if) v:<condition> [','] s:<signal> ${IGNORED}`,
    (c) => fact('queue-ignored-input', [val(c, 's'), val(c, 'v')]),
  ],
  [
    'queue.both-ignored',
    `((simultaneous (${BOTH_WORDS}) [requests] | (${BOTH_WORDS}) requests ${TOGETHER}) are [both] (ignored | not accepted) | (if | when) both (${BOTH_WORDS}) are requested ${TOGETHER} [','] (neither is (performed | accepted | done) | both are ignored))`,
    () => fact('queue-both-ignored'),
  ],
  [
    'queue.both-allowed',
    `simultaneous (${BOTH_WORDS}) [requests | operations] are (allowed | possible | supported)`,
    () => fact('queue-both'),
  ],
  [
    'queue.both-stays',
    `(if | when) [both] (${BOTH_EVENTS}) are [both] (accepted | performed) [${TOGETHER}] [','] t:<signal> (stays same | does not change | is unchanged | stays unchanged | remains unchanged | keeps its value)`,
    (c) => fact('queue-both', [val(c, 't')]),
  ],
  ['queue.ignored-full', `${TO_FULL} ${IGNORED} ${ALSO}`, (c) => ignored('write', FULL, c['y'] === true)],
  ['queue.ignored-empty', `${FROM_EMPTY} ${IGNORED} ${ALSO}`, (c) => ignored('read', EMPTY, c['y'] === true)],
  [
    'queue.ignored-both',
    `${TO_FULL} (and | or) ${FROM_EMPTY} ${IGNORED}`,
    () => [ignored('write', FULL), ignored('read', EMPTY)],
  ],
  [
    'queue.both',
    `[both] ${BOTH} (can | may | are allowed to) [both] (be accepted | be performed | happen | occur | take place) ${TOGETHER} [(';' | ',') [and] [then] t:<signal> [then] (stays same | does not change | is unchanged | stays unchanged | remains unchanged | keeps its value)]`,
    (c) => fact('queue-both', opt(c, 't') === null ? [] : [val(c, 't')]),
  ],
  [
    'queue.undefined',
    't:<signal> [<modal>] (is | be) (undefined | not defined | not valid | invalid | meaningless | unspecified) (while | when | if) v:<condition>',
    (c) => fact('queue-undefined', [val(c, 't'), val(c, 'v')]),
  ],
  [
    'queue.undefined-free',
    "(while | when | if) v:<condition> [','] (value of t:<signal> | t:<signal>) (is (undefined | not defined | not valid | invalid | meaningless | unspecified) | does not matter)",
    (c) => fact('queue-undefined', [val(c, 't'), val(c, 'v')]),
  ],
  [
    'queue.holds-until',
    't:<target> [k:(is register) and] [<modal>] (holds | keeps | retains) its [last] value (until next [accepted | successful] (r:read | r:pop | write | push) [or [next | until next] reset] | between (r:reads | r:pops | writes | pushes))',
    (c) => [
      fact('queue-holds', [val(c, 't')], { text: c['r'] === true ? 'read' : 'write' }),
      ...(c['k'] === true ? [storageFact('register', [val(c, 't')])] : []),
    ],
  ],
];

/** What may be reset of a queue, whatever it is called: it is empty afterwards. */
const PARTS = '([both | read and write | write and read] pointers | stack pointer | fill (count | level))';

/** Queues and stacks: when words go in and come out, how many there is room for, and what is ignored. */
export function addQueueRules(grammar: Grammar): void {
  addActions(grammar, ACTIONS);
  addRules(grammar, 'actions', POPS);
  addRules(grammar, 'clause', [...FACTS, ...REMARKS]);
  addRules(grammar, 'reset-target', [
    ['reset.queue', '<queue-name>', () => noun('queue whole')],
    ['reset.queue-parts', PARTS, () => noun('queue whole')],
  ]);
  addRules(grammar, 'reset-is', [
    [
      'reset-is.empty',
      '<queue-name> (is | becomes) [again] empty',
      (): { readonly target: Value; readonly value: Value } => ({ target: noun('queue whole'), value: num(0) }),
    ],
  ]);
  addRules(grammar, 'clause', [
    [
      'queue.empty-after-reset',
      '<queue-name> (is | becomes) [again] empty (after | on | upon | during) reset',
      (): Statement => ({
        s: 'reset',
        reset: { ...NO_RESET_FACTS, target: noun('queue whole'), value: num(0) },
      }),
    ],
  ]);
}
