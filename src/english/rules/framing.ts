import { addRepeat, addRules, addSeries, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Feature, Statement } from '../statement.ts';

/** Words that change what a circuit does; a gloss never swallows one. */
export const DANGER: ReadonlySet<string> = new Set(
  (
    'signed unsigned bcd gray johnson pipeline pipelined saturating saturate wrap wraps priority reversed inverted inverse complement ' +
    'not no without except unless if when while but only until after before delayed registered enable reset load asynchronous ' +
    'even odd every each twice double multiple half two three four one zero power synchronous negative falling low overflow carry borrow modulo parity lsb msb first last left right rotate arithmetic'
  ).split(' '),
);

const PART_NOUNS: readonly (readonly [string, string])[] = [
  ['(truth table | lookup table | look up table | characteristic table | function table)', 'truth-table'],
  ['(karnaugh map | k map | kmap | karnaugh maps)', 'karnaugh'],
  [
    '([state assigned] [state] [transition] table | state assigned table | state transition table | state table | transition table)',
    'table',
  ],
  ['(state [transition] diagram | state graph | diagram | state transitions)', 'diagram'],
  ['([finite] state machine | fsm | state machine | machine | finite state machines)', 'machine'],
  ['([simulation] (waveform | waveforms) | timing diagram | trace | simulation [results])', 'waveform'],
  [
    '([boolean | logic] (function | functions | equation | equations | expression | expressions | formula))',
    'function',
  ],
  ['([combinational | sequential | logic | digital] (circuit | logic | network | logic circuit | block))', 'circuit'],
  ['(output logic | output function | output functions)', 'output-logic'],
  ['([only] (next state logic | state transition logic | next state function))', 'next-state-logic'],
  ['(flip flop | d flip flop | jk flip flop | t flip flop)', 'flip-flop'],
  ['(behaviour | behavior | functionality | specification | description | module)', 'behaviour'],
];

/** Framing grammar: circuits as subjects, verbs of making, references to formal content. */
export function addFramingRules(grammar: Grammar): void {
  addRules(grammar, 'circuit', [
    [
      'circuit',
      '(this | your | our | [entire | whole | overall]) (module | circuit | design | system | fsm | state machine | machine | block | component | device | unit | logic)',
      () => true,
    ],
  ]);
  addRules(grammar, 'make', [
    [
      'make.imperative',
      '[you should | you must | you need to | you are to | you have to | we want to | i would like you to | your task is to | task is to | goal is to | try to | now | given | next | it should | it must | it needs to | we will | and] <make-verb>',
      () => true,
    ],
    ['make.module', '<circuit> [<modal>] [be able to] <make-verb-s>', () => true],
    [
      'make.suppose',
      '(consider | given | suppose you are [to] (designing | design | building | build | given) | assume | suppose | for | you are given)',
      () => true,
    ],
    ['make.want', '(we | i | you) (want | need | would like | require) ', () => true],
    [
      'make.create-module',
      '(create | design | build | write | implement | make) [verilog] (module | circuit | design) (that | which | to) [<modal>] <make-verb-s>',
      () => true,
    ],
    [
      'make.create-module-is',
      '(create | design | build | write | implement | make) [verilog] (module | circuit | design) (for | with | that (is | acts as | behaves (like | as) | works as | functions as)) [functionality of]',
      () => true,
    ],
    [
      'make.is',
      '(<circuit> | this) [<modal>] (be | is | acts as | act as | behaves like | functions as | works as | operates as | behave like | behave as | represents | describes)',
      () => true,
    ],
    ['make.is-following', '(following | following is | here is | below is | shown below is | this is)', () => true],
    ['make.in-verilog', '<make-verb> in verilog', () => true],
    ['make.module-of', '<make-verb> module (of | for)', () => true],
  ]);
  const verbs =
    '(implement | design | build | create | make | write | describe | model | construct | develop | realize | realise | provide | include | give | perform | produce | generate | synthesize | code | define | simulate | use | contain)';
  const verbsS =
    '(implements | designs | builds | creates | makes | describes | models | constructs | realizes | realises | provides | includes | gives | performs | produces | generates | uses | contains)';
  addRules(grammar, 'make-verb', [['make-verb', verbs, () => true]]);
  addRules(grammar, 'make-verb-s', [['make-verb-s', `${verbs} | ${verbsS}`, () => true]]);
  documents(grammar);
  partSentences(grammar);
  contextSentences(grammar);
}

const DOCUMENTS_1: readonly RuleLine[] = [
  [
    'doc.empty',
    '(this | these | following | given | corresponding | resulting | simple | entire | complete | below | above | described | specified | presented)',
    () => [],
  ],
  ['doc.adjective', 'w:<machine-kind>', (c) => [{ f: 'machine', word: String(c['w']) }]],
  ['doc.comb', '(combinational | combinatorial)', () => [{ f: 'machine', word: 'combinational' }]],
  ['doc.seq', 'sequential', () => [{ f: 'machine', word: 'sequential' }]],
  ['doc.count', 'n:<number> (variable | state | input | output)', () => []],
];

const DOCUMENTS_2: readonly RuleLine[] = [
  ['kind.moore', '(moore | moore type | moore style)', () => 'moore'],
  ['kind.mealy', '(mealy | mealy type | mealy style)', () => 'mealy'],
];

const DOCUMENTS_3: readonly RuleLine[] = [
  [
    'doc.shown',
    '[that is | as | which is | is | are] [shown | described | given | defined | represented | specified | depicted | listed | illustrated | presented | provided] (below | above | here | in figure | in figure below | as follows | next)',
    () => [],
  ],
  ['doc.named', 'v:<doc-names>', () => []],
  [
    'doc.counts-named',
    "[that] (with | has | having) n:<number> (inputs | input) [','] [named] <operand>",
    (c) => [{ f: 'inputs', n: c['n'] as number }],
  ],
  ['doc.counts', '[that] (with | has | having) x:<doc-counts>', (c) => c['x']],
  [
    'doc.onehot',
    '(using | with | in | that uses) one hot (encoding | code | codes | state encoding)',
    () => [{ f: 'onehot' }],
  ],
  ['doc.behaviour', 'with following behavior', () => []],
  ['doc.implementation-of', 'which is [one] implementation of <gloss>', () => []],
];

const DOCUMENTS_4: readonly RuleLine[] = [
  ['doc-names', 'v:<operand>', () => true],
  ['doc-names.many', 'v:<targets>', () => true],
  ['doc-names.label', 'v:<word-label>', () => true],
];

const DOCUMENTS_5: readonly RuleLine[] = [
  ['doc-count', 'n:<number> w:<count-noun>', (c) => ({ f: String(c['w']), n: c['n'] as number })],
];

const DOCUMENTS_6: readonly RuleLine[] = [
  ['count.states', '(states | state)', () => 'states'],
  ['count.inputs', '(inputs | input)', () => 'inputs'],
  ['count.outputs', '(outputs | output)', () => 'outputs'],
  ['count.variables', '(variables | variable)', () => 'variables'],
];

const DOCUMENTS_7: readonly RuleLine[] = [
  ['doc-counts.one', 'x:<doc-count>', (c) => [c['x']]],
  ['doc-counts.many', 'x:<doc-count-series>', (c) => c['x']],
];

const docOf = (c: Captures) => ({
  nouns: [String(c['n']), ...((c['r'] as { nouns: readonly string[] } | undefined)?.nouns ?? [])],
  claims: [
    ...(c['m'] as readonly Feature[][]).flat(),
    ...(c['p'] as readonly Feature[][]).flat(),
    ...((c['r'] as { claims: readonly Feature[] } | undefined)?.claims ?? []),
  ],
});

const DOCUMENTS_8: readonly RuleLine[] = [
  ['doc', 'm:<doc-mods> n:<doc-noun> p:<doc-posts> [<doc-link> r:<doc>]', docOf],
  ['doc.and', 'm:<doc-mods> n:<doc-noun> p:<doc-posts> and r:<doc>', docOf],
];

const DOCUMENTS_9: readonly RuleLine[] = [
  [
    'doc-link',
    '[which is | that is | that | which] (for | using | with | from | of | in | by | as in | according to | based on | via | specified by | defined by | described by | shown in | given by | given in | represented by | corresponding to | shown by | implements | has | is described by | can be described by | satisfies | implementing | as described by | as shown in | depicted in)',
    () => true,
  ],
];

/** Noun phrases that point at formal content. */
function documents(grammar: Grammar): void {
  for (const [pattern, noun] of PART_NOUNS) addRules(grammar, 'doc-noun', [['doc-noun', pattern, () => noun]]);
  addRules(grammar, 'doc-mod', DOCUMENTS_1);
  addRules(grammar, 'machine-kind', DOCUMENTS_2);
  addRepeat(grammar, 'doc-mods', 'doc-mod');
  addRules(grammar, 'doc-post', DOCUMENTS_3);
  addRules(grammar, 'doc-names', DOCUMENTS_4);
  addRepeat(grammar, 'doc-posts', 'doc-post');
  addRules(grammar, 'doc-count', DOCUMENTS_5);
  addRules(grammar, 'count-noun', DOCUMENTS_6);
  addSeries(grammar, 'doc-count-series', 'doc-count');
  addRules(grammar, 'doc-counts', DOCUMENTS_7);
  addRules(grammar, 'doc', DOCUMENTS_8);
  addRules(grammar, 'doc-link', DOCUMENTS_9);
}

const partOf = (c: Captures): Statement => {
  const doc = c['d'] as { readonly nouns: readonly string[]; readonly claims: readonly Feature[] };
  return { s: 'part', nouns: doc.nouns, claims: doc.claims };
};

const PART_SENTENCES_1: readonly RuleLine[] = [
  [
    'part.given-by',
    'output [<operand>] is given by [following] (list of terms | minterms | maxterms)',
    (): Statement => ({ s: 'part', nouns: ['terms'], claims: [] }),
  ],
  [
    'part.output-given-by',
    'output [<operand>] (is | are) (given | described | defined | specified | determined) (by | in) d:<doc>',
    partOf,
  ],
  [
    'part.is-combinational',
    '(<circuit> | output [<operand>]) is [purely] combinational',
    (): Statement => ({ s: 'part', nouns: ['circuit'], claims: [{ f: 'machine', word: 'combinational' }] }),
  ],
  [
    'part.cover',
    '<make> [this | following] (cover | pla)',
    (): Statement => ({ s: 'part', nouns: ['truth-table'], claims: [] }),
  ],
  [
    'part.describes',
    '[this] (trace | waveform | table | diagram | map) (describes | defines | specifies) (circuit | module | function | behavior | design)',
    (): Statement => ({ s: 'part', nouns: ['shown'], claims: [] }),
  ],
  ['part.make', "<make> d:<doc> [in verilog] [':']", partOf],
  ['part.bare', "d:<doc> [':']", partOf],
  [
    'part.has',
    "(this | <circuit>) [<modal>] (has | have | follow | follows | satisfy | satisfies) d:<doc> [':']",
    partOf,
  ],
  ['part.flip-flop-has', "d2:<doc-flip> has d:<doc> [':']", partOf],
  [
    'part.this',
    '(implement | build | create | design) this (function | circuit | machine | state machine | fsm | table | design | module | logic) [in verilog]',
    (): Statement => ({ s: 'part', nouns: ['circuit'], claims: [] }),
  ],
  [
    'part.can-be',
    '<doc-subject> (can be | is | are) (described | specified | defined | given | shown | represented | determined) (by | in | as | with) d:<doc>',
    partOf,
  ],
  [
    'part.read-waveform',
    "(read | study | look at | use | examine | analyze) d:<doc> to (determine | understand | find out | figure out | deduce) what <circuit> does [','] [and] [then] [implement it]",
    partOf,
  ],
  [
    'part.onehot',
    '(implement | encode | realize) [it | [<circuit>]] (using | with) one hot (encoding | code | codes | state encoding) [in verilog]',
    (): Statement => ({ s: 'part', nouns: ['machine'], claims: [{ f: 'onehot' }] }),
  ],
  [
    'part.implement-verilog',
    '(implement | build | describe) [it | this] in verilog [using one hot encoding]',
    (): Statement => ({ s: 'context' }),
  ],
];

const PART_SENTENCES_2: readonly RuleLine[] = [
  [
    'doc-subject',
    '(<circuit> | function | output | behavior | behaviour | it | operation | <operand> | its (behavior | function | operation))',
    () => true,
  ],
];

const PART_SENTENCES_3: readonly RuleLine[] = [
  [
    'dontcare.letter',
    "w:<dontcare-word> (is | are | means | denotes | indicates | represents | marks) (dont care | do not care | do not cares | dont cares) [','] [<dontcare-tail>]",
    (c) => ({ s: 'fact', fact: 'dontcare-symbol', values: [], text: String(c['w']) }) satisfies Statement,
  ],
  ['dontcare.tail', '<dontcare-tail>', (): Statement => ({ s: 'context' })],
  ['implies.minimal', '(as simple as possible | using as few gates as possible)', (): Statement => ({ s: 'context' })],
];

const PART_SENTENCES_4: readonly RuleLine[] = [
  [
    'dontcare.means',
    '(which means | meaning | so) [that] you (may | can | are free to) (choose [to output] | output | use | pick | assume) (whatever value | any value | whatever | anything | value that) [is] [convenient | you like] [for <dontcare-word>]',
    () => true,
  ],
];

function partSentences(grammar: Grammar): void {
  addRules(grammar, 'clause', PART_SENTENCES_1);
  addRules(grammar, 'doc-flip', [['doc-flip', '[d | jk | t | sr] flip flop', () => true]]);
  addRules(grammar, 'doc-subject', PART_SENTENCES_2);
  addRules(grammar, 'clause', PART_SENTENCES_3);
  addRules(grammar, 'dontcare-tail', PART_SENTENCES_4);
  grammar.natives.set('dontcare-word', (tokens, at) => {
    const token = tokens[at];
    return token !== undefined && ['d', 'x', '-', '*'].includes(token.lower)
      ? [{ value: token.lower, end: at + 1, cost: 0, rules: [] }]
      : [];
  });
  // Words without names or numbers: they say what a thing is called, not what it does.
  grammar.natives.set('gloss', (tokens, at) => {
    const found = [];
    for (let end = at + 1; end <= Math.min(tokens.length, at + 12); end += 1) {
      const token = tokens[end - 1];
      const isPossessed = token?.text === '2' && tokens[end]?.text === "'s";
      if (
        token === undefined ||
        (token.kind !== 'word' && !isPossessed) ||
        (token.name !== null && token.exact) ||
        (token.number !== null && !isPossessed) ||
        DANGER.has(token.lower)
      )
        break;
      found.push({ value: 'gloss', end, cost: 0.2, rules: [] });
    }
    return found;
  });
  grammar.natives.set('word-label', (tokens, at) => {
    const token = tokens[at];
    return token !== undefined && token.kind === 'word' && token.text.length === 1
      ? [{ value: token.text, end: at + 1, cost: 2, rules: [] }]
      : [];
  });
}

/** Sentences that frame the task and state no fact of the circuit. */
function contextSentences(grammar: Grammar): void {
  grammar.natives.set('module-name', (tokens, at) =>
    /^[A-Za-z_]\w*$/.test(tokens[at]?.text ?? '') && tokens[at]?.name === null
      ? [{ value: 'name', end: at + 1, cost: 0, rules: [] }]
      : [],
  );
  const context = (): Statement => ({ s: 'context' });
  addRules(grammar, 'clause', [
    [
      'context.role',
      '[i want you to] act as [professional | expert | experienced | skilled] (verilog | hardware | rtl | digital) (designer | engineer | developer)',
      context,
    ],
    ['context.code', 'give me [complete] [verilog] code', context],
    ['context.task', '(implement | write | create | design | build) [this | it | <circuit>] [in verilog]', context],
    [
      'context.named',
      '[i would like you to | you are to | we want to] <make-verb> [verilog] (module | circuit | design) [named | called] <module-name> [with [following | these | this] (ports | interface | inputs and outputs | port list | signals)]',
      context,
    ],
    [
      'context.interface',
      '[its | module | module has | it has] [following | these] (ports | interface | port list) [are | is | follows | are as follows]',
      context,
    ],
    [
      'context.module-for',
      '(implement | write | create | design | build) (module | circuit | verilog module)',
      context,
    ],
    [
      'context.signals',
      '(signals | ports | inputs and outputs | inputs | outputs) are (defined | described | as follows | listed) [as] [below | follows]',
      context,
    ],
    ['context.following', 'following (is | are) (description | specification | requirements)', context],
  ]);
}
