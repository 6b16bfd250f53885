import { addRepeat, addRules, addSeries, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Feature } from '../statement.ts';

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
  ['([logic | digital] (circuit | logic | network | logic circuit | block | component | unit))', 'circuit'],
  ['(output logic | output function | output functions)', 'output-logic'],
  ['([only] (next state logic | state transition logic | next state function))', 'next-state-logic'],
  ['(flip flop | d flip flop | jk flip flop | t flip flop)', 'flip-flop'],
  [
    '([arithmetic | logic | control | processing] (unit | device | cell | element | channel | controller | subsystem | datapath | data path | data selector))',
    'circuit',
  ],
  ['(behaviour | behavior | functionality | specification | description | module)', 'behaviour'],
];

const DOCUMENTS_1: readonly RuleLine[] = [
  [
    'doc.empty',
    '(this | these | following | follow | given | corresponding | resulting | simple | entire | complete | below | above | described | specified | presented)',
    () => [],
  ],
  ['doc.adjective', 'w:<machine-kind>', (c) => [{ f: 'machine', word: String(c['w']) }]],
  [
    'doc.comb',
    '[purely | fully | pure | strictly] (combinational | combinatorial)',
    () => [{ f: 'machine', word: 'combinational' }],
  ],
  ['doc.seq', '(sequential | clocked)', () => [{ f: 'machine', word: 'sequential' }]],
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
  ['doc.self', "[','] [named | called | with name] <self>", () => []],
  ['doc.in-self', 'in (module | circuit | block) [named | called] <self>', () => []],
  ['doc.interface', '<interface-tail>', () => []],
  ['doc.as', 'as r:<doc>', (c) => (c['r'] as { readonly claims: readonly Feature[] }).claims],
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
    '[which is | that is | that | which] (follows | matches | behaves according to | for | using | with | from | of | in | by | as in | according to | based on | via | specified by | defined by | described by | shown in | given by | given in | represented by | corresponding to | shown by | implements | has | is described by | can be described by | satisfies | implementing | as described by | as shown in | depicted in)',
    () => true,
  ],
];

/** Noun phrases that point at formal content. */
export function addDocumentRules(grammar: Grammar): void {
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
