import { addRules, addSeries, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Feature, Statement } from '../statement.ts';
import { num, type Value } from '../value.ts';
import { fact } from './captures.ts';
import { val } from './values.ts';

interface Doc {
  readonly nouns: readonly string[];
  readonly claims: readonly Feature[];
}

/** What several document phrases of one sentence name and claim together. */
const pointsAt = (c: Captures): Statement => {
  const docs = [c['d'], c['r']].flatMap((one) => (one === undefined ? [] : [one as Doc]));
  const claims = (c['x'] ?? []) as readonly Feature[];
  return {
    s: 'part',
    nouns: docs.flatMap(({ nouns }) => nouns),
    claims: [...docs.flatMap((doc) => doc.claims), ...claims],
  };
};

const DOC_MODS: readonly RuleLine[] = [
  ['doc.size', '(small | short | tiny | little | recorded | unknown | single | sampled | captured)', () => []],
];

const DOC_NOUNS: readonly RuleLine[] = [
  [
    'doc-noun.run',
    '(simulation (run | trace | results | result | output | log) | recording | recorded (run | trace) | waveform table)',
    () => 'waveform',
  ],
];

const IN_MODULE = '[(in | as | with) [verilog] [module | circuit] [named | called] <self>]';

const DOC_POSTS: readonly RuleLine[] = [
  [
    'doc.ports-counted',
    "[that] (with | has | having) n:<number> (inputs | input) [','] [named] i:<port-names> [','] and m:<number> (output | outputs) [','] [named] o:<port-names>",
    (c) => [
      { f: 'inputs', n: c['n'] as number },
      { f: 'ports', word: 'input', values: c['i'] },
      { f: 'outputs', n: c['m'] as number },
      { f: 'ports', word: 'output', values: c['o'] },
    ],
  ],
  [
    'doc.ports-named',
    "[that] (with | has | having) (inputs | input) i:<port-names> [','] and (output | outputs) o:<port-names>",
    (c) => [
      { f: 'ports', word: 'input', values: c['i'] },
      { f: 'ports', word: 'output', values: c['o'] },
    ],
  ],
  [
    'doc.storage',
    '[that] (with | has | having | containing) [exactly] n:<number> (flip flop | flip flops | d flip flop | d flip flops | storage bit | storage bits | state bit | state bits | bit of (state | storage))',
    (c) => [{ f: 'storage-bits', n: c['n'] as number }],
  ],
  [
    'doc.follows',
    '(that follows | which follows | that follow | shown here | given here | in table below | at end)',
    () => [],
  ],
];

/** Circuits by the name of a component: a trace of one shows storage. */
const SUBJECTS: readonly RuleLine[] = [
  [
    'trace-subject',
    '[small | simple | short | tiny | little] [n:<number> bit] (counter | shift register | flip flop | register | accumulator)',
    () => ({ nouns: ['circuit'], claims: [{ f: 'machine', word: 'sequential' }] }),
  ],
];

const FIND = '(determine | understand | find out | figure out | deduce | work out | infer | derive | recover | see)';
const WHAT =
  '([from d:<doc>] what (<circuit> | it) does | how (<circuit> | it) (works | behaves) | [logic | its | underlying] (function | behavior | behaviour | functionality) [of <circuit>] | <circuit>)';
const IMPLEMENT = `(implement | write | build | design | create | code | realize | realise | describe) (it | <circuit> | <self> | module <self> | this (function | behavior | circuit)) ${IN_MODULE} [(that | which) behaves ((in | ) same way | identically | accordingly) | with same (behavior | behaviour | function)]`;

const CLAUSES: readonly RuleLine[] = [
  [
    'trace.study',
    `(read | study | look at | use | examine | analyze | analyse | inspect | consider | observe | given | from) d:<doc> [of (r:<trace-subject>)] [[','] (to | and [then]) ${FIND} ${WHAT}] [[','] [and] [then] ${IMPLEMENT}]`,
    pointsAt,
  ],
  [
    'trace.of',
    'd:<doc> (shows | describes | belongs to | comes from | represents | captures | specifies | defines | is of | is that of | was taken from | was recorded from | records) (r:<doc> | r:<trace-subject>)',
    (c) =>
      (c['d'] as Doc).nouns.some((noun) => ['waveform', 'table', 'shown', 'truth-table'].includes(noun))
        ? pointsAt(c)
        : null,
  ],
  [
    'trace.work-out',
    `${FIND} ${WHAT} [[','] [and] [then] ${IMPLEMENT}]`,
    (): Statement => ({ s: 'part', nouns: [], claims: [] }),
  ],
  [
    'trace.unknown',
    '[cell | entry | letter | symbol | value] <dontcare-word> [(at beginning | at start | in table | in trace | in waveform | cells | entries)] (means | marks | denotes | stands for | indicates | represents | is) [that] [value is | value] (unknown | not known | undefined | not yet known) [value]',
    (): Statement => ({ s: 'context' }),
  ],
  [
    'trace.registered',
    '[output | outputs] v:<names-listed> (changes | change | is updated | are updated | updates | update) [only] (on | at | with) [each | every] (e:<edge-word>) (edge | edges) of [clock] [signal] k:<operand> [only]',
    (c) => fact('updates-at', [val(c, 'k'), ...(c['v'] as readonly Value[])], { text: String(c['e']) }),
  ],
  [
    'trace.never',
    '(v:<target> | count | counter value | state) never (takes | has | reaches | assumes | is | becomes | equals | takes on) [value | values] n:<never-numbers>',
    (c) =>
      fact(
        'never-value',
        (c['n'] as readonly number[]).map((n) => num(n)),
        c['v'] === undefined || val(c, 'v').k !== 'name' ? {} : { text: nameOf(val(c, 'v')) },
      ),
  ],
];

const nameOf = (value: Value): string => (value.k === 'name' ? value.name : '');

/** Sentences about a trace that is the specification. */
export function addTraceRules(grammar: Grammar): void {
  addRules(grammar, 'doc-mod', DOC_MODS);
  addRules(grammar, 'doc-noun', DOC_NOUNS);
  addRules(grammar, 'doc-post', DOC_POSTS);
  addRules(grammar, 'trace-subject', SUBJECTS);
  addRules(grammar, 'edge-word', [
    ['edge-word.pos', '(rising | positive)', () => 'pos'],
    ['edge-word.neg', '(falling | negative)', () => 'neg'],
  ]);
  addSeries(grammar, 'number-series', 'number');
  addRules(grammar, 'never-numbers', [
    ['never-numbers.one', 'n:<number>', (c) => [c['n']]],
    ['never-numbers.many', 'n:<number-series>', (c) => c['n']],
  ]);
  addRules(grammar, 'clause', CLAUSES);
}
