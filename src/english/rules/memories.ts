import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Action, Edge, Feature, Statement } from '../statement.ts';
import { noun, num, op, type Value } from '../value.ts';
import { fact, opt } from './captures.ts';
import { val } from './values.ts';
import { addActions } from './verb-phrases.ts';

const word = (c: Captures): Value => op('word', val(c, 'a'));

const CELL = '(word | entry | location | memory location | memory word | memory entry | row | element | slot | cell)';
const KEPT = '[stored | held | kept | found]';
const ADDRESS =
  '[read | write] (address | index | location | position | entry | slot) [given (by | on) | specified by | selected by | supplied by | indicated by | on | in]';

/** A word of the one memory: `the word at address ra`, `entry 0`, `mem[wa]`. */
const WORDS: readonly RuleLine[] = [
  [
    'word.at',
    `(${CELL} | data | contents | content | value | register | byte) ${KEPT} (at | of | in) [memory] ${ADDRESS} a:<atom>`,
    word,
  ],
  ['word.at-memory', `(data | contents | content | value) ${KEPT} (at | in) (memory | ram | rom) at a:<atom>`, word],
  [
    'word.chosen',
    `(${CELL} | register | data) [(that is | which is)] (addressed | selected | indexed | pointed (to | at) | specified | chosen | given) by a:<atom>`,
    word,
  ],
  ['word.of', `${CELL} [number | with (index | number | address) | at] a:<atom>`, word],
  ['word.register-numbered', 'register (number | with (index | number | address)) a:<atom>', word],
  ['word.register', 'register n:<number>', (c) => op('word', num(c['n'] as number))],
  ['word.pointed', `${CELL} (that | which) a:<atom> (points to | points at | addresses | selects)`, word],
  [
    'word.subscript',
    "[array] (mem | memory | ram | rom | regs | registers | regfile | rf | storage | array) '[' a:<atom> ']'",
    word,
  ],
];

/** Writes told without names: the ports that are described as write address and write data. */
const writes = (): Action => ({ a: 'set', target: op('word', noun('write address')), value: noun('write data') });

/** Only of what is written to: elsewhere `address wa` is the address itself. */
const TO_ADDRESS = '(to | into | at | in | on) [memory] (address | memory at [address]) [given by]';
const toAddress = (c: Captures): Action => ({ a: 'set', target: word(c), value: val(c, 'v') });

const ACTIONS: readonly RuleLine[] = [
  [
    'act.writes',
    '(writes | write operations | write operation | writing) (happen | happens | occur | occurs | take place | takes place | are performed | is performed | are done | is done | are accepted)',
    writes,
  ],
  [
    'act.written-to-address',
    `v:<value> [<modal>] (be | is | are) (written | stored | saved) ${TO_ADDRESS} a:<atom>`,
    toAddress,
  ],
  ['act.write-to-address', `(~write | ~store) v:<value> ${TO_ADDRESS} a:<atom>`, toAddress],
  [
    'act.written-with',
    't:<word> [<modal>] (be | is | are) (written | overwritten | replaced | filled) (with | by) v:<value>',
    (c) => ({ a: 'set', target: val(c, 't'), value: val(c, 'v') }),
  ],
];

const READ =
  '(reads | reading | read operations | read access | read accesses | read port | [both | all | two] read ports | both reads)';
const SAME_CYCLE =
  '[(in | during) same (clock cycle | cycle) [as [a] write] | (at | from | of | to) same address | that (happens | occurs) in same (cycle | clock cycle) as [a] write]';

const OLD = `read ${SAME_CYCLE} ${SAME_CYCLE} [<modal>] (sees | see | returns | return | gets | get | gives | give) (old | previous) (contents | content | value | word | data)`;

const CLAUSES: readonly RuleLine[] = [
  [
    'mem.reads-comb',
    `${READ} (is | are | happen | occurs | works | work) (combinational | asynchronous | combinationally | asynchronously)`,
    () => fact('reads', [], { text: 'comb' }),
  ],
  [
    'mem.reads-sync',
    `${READ} (is | are | happen) (synchronous | registered | clocked | synchronously)`,
    () => fact('reads', [], { text: 'sync' }),
  ],
  [
    'mem.zero',
    `w:<word> [always] ((reads | read | returns) [back] [as] (zero | 0) | is (hard wired | hardwired | tied | wired) to (zero | 0))`,
    (c) => fact('word-zero', [val(c, 'w')]),
  ],
  [
    'mem.zero-locked',
    'w:<word> is always (zero | 0) and [it] (cannot | can not) be (written | changed)',
    (c) => [fact('word-zero', [val(c, 'w')]), fact('word-locked', [val(c, 'w')])],
  ],
  [
    'mem.locked',
    '(writes | writing) to (it | w:<word>) (have no effect | has no effect | are ignored | is ignored)',
    (c) => fact('word-locked', c['w'] === undefined ? [] : [val(c, 'w')]),
  ],
  [
    'mem.no-bypass',
    `(there is no | it has no | no) [write (to | through) read] (bypass | forwarding | bypassing) [is (provided | needed | required)] [(':' | ',' | ';') [so | and] ${OLD}]`,
    () => fact('read-old'),
  ],
  ['mem.old', OLD, () => fact('read-old')],
  [
    'mem.new',
    `read ${SAME_CYCLE} ${SAME_CYCLE} [<modal>] (sees | see | returns | return | gets | get | gives | give) (new | newly written | written) (contents | content | value | word | data)`,
    () => fact('read-new'),
  ],
  [
    'mem.unknown',
    '(entries | contents | words | locations | memory | memory contents | registers) (hold | contain | have | is | are) (unknown | undefined | uninitialized | arbitrary | not initialized | not reset) [values | contents | data] [(until they are written | until written | at power up | after power up | initially | at start)]',
    () => fact('contents-unknown'),
  ],
];

const HEADS: readonly (readonly [string, string])[] = [
  ['([random access] memory [block | array] | ram [block] | random access memory (ram) | memory block)', 'ram'],
  ['(register (file | bank))', 'register-file'],
];

const size = (c: Captures): readonly Feature[] => [
  { f: 'depth', n: c['n'] as number },
  ...(c['m'] === undefined ? [] : [{ f: 'word-bits', n: c['m'] as number }]),
];

/** "q0 is the word at a0, and q1 that at a1": the second is read like the first. */
function readAlike(c: Captures): Statement | null {
  const [first, second] = [val(c, 'v'), val(c, 'b')];
  if (first.k !== 'op' || first.op !== 'word') return null;
  const read = (name: string, value: Value): Action => ({ a: 'set', target: val(c, name), value, stative: true });
  const actions = [read('t', first), read('u', op('word', second))];
  return { s: 'do', chain: false, edge: null, branches: [{ guard: null, actions }] };
}

const MEMORY = '(register file | file | memory | ram | array | register bank | bank | storage)';

const sizes = (c: Captures): readonly Statement[] => [
  fact('memory-words', [], { n: c['n'] as number }),
  ...(c['m'] === undefined ? [] : [fact('memory-bits', [], { n: c['m'] as number })]),
];

/** What a text says of the memory as a whole: its size, what reset does to it, when a new word is seen. */
const WHOLE: readonly RuleLine[] = [
  [
    'mem.size',
    `(${MEMORY} | it) [<modal>] (has | have | contains | consists of | holds | stores | provides) n:<number> ([m:<number> bit] (registers | words | entries | locations) [of m:<number> (bits | bit) [each] | [','] each m:<number> bits wide])`,
    sizes,
  ],
  [
    'mem.alike',
    "t:<target> [always] (is | shows | equals) v:<value> [','] and u:<target> [is | shows] (that | one | those) (of | at | with) [register | word | entry] [with | at] [number | index | address] b:<atom>",
    readAlike,
  ],
  [
    'mem.seen-after',
    "(value | word | data) that is being written (appears | is seen | shows up | is visible) (on | at | by) [any | either] read (port | ports) after e:<edge> [of n:<clock-name>] [',' not before | ',' and not before]",
    (c) => [fact('read-old'), { s: 'clock', edge: c['e'] as Edge, clock: opt(c, 'n') }],
  ],
];

/** What reset may be said to set: every word. */
const CLEARED = `([all] [of] registers (of | in) ${MEMORY} | (every | each) (register | word | entry | location) (of | in) ${MEMORY} | [all] [of] (words | entries | locations | memory locations | memory words) [(of | in) ${MEMORY}] | [all] contents of ${MEMORY} | [whole] (register file | register bank | memory [array] | ram))`;

const UNIT = '(words | entries | locations | registers | word | entry | rows)';

/** Memories: their words, their size, how they are read and written. */
export function addMemoryRules(grammar: Grammar): void {
  addRules(grammar, 'word', WORDS);
  addRules(grammar, 'atom', [['atom.word', '[contents of | value of] v:<word>', (c) => val(c, 'v')]]);
  addRules(grammar, 'target', [['target.word', 'v:<word>', (c) => val(c, 'v')]]);
  addActions(grammar, ACTIONS);
  addRules(grammar, 'clause', [...CLAUSES, ...WHOLE]);
  addRules(grammar, 'reset-target', [['reset.memory', CLEARED, () => noun('memory words')]]);
  for (const [pattern, id] of HEADS) addRules(grammar, 'head', [['head.memory', pattern, () => id]]);
  addRules(grammar, 'premod', [
    ['mod.entries', `n:<number> ${UNIT}`, size],
    ['mod.size', "n:<number> (x | by | '*' | '×') m:<number> [bit]", size],
  ]);
  addRules(grammar, 'postmod', [
    [
      'mod.of-words',
      `(with | of | holding | containing | that holds | that stores | storing) n:<number> ${UNIT}`,
      size,
    ],
    [
      'mod.of-sized-words',
      `(with | of | holding | containing | that holds | that stores | storing) n:<number> ${UNIT} [','] (of | each | by) m:<number> (bits | bit) [each | wide]`,
      size,
    ],
    [
      'mod.of-bit-words',
      `(with | of | holding | containing | that holds | that stores | storing) n:<number> m:<number> bit ${UNIT}`,
      size,
    ],
    [
      'mod.memory-ports',
      "[','] [with | and] n:<number> read (port | ports) [[','] and m:<number> write (port | ports)]",
      (c) => [
        { f: 'read-ports', n: c['n'] as number },
        ...(c['m'] === undefined ? [] : [{ f: 'write-ports', n: c['m'] as number }]),
      ],
    ],
  ]);
  for (const kind of ['single port', 'dual port', 'simple dual port', 'two port'])
    addRules(grammar, 'premod', [['mod.memory-kind', kind, () => ({ f: 'adj', word: kind })]]);
}
