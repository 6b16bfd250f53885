import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Feature, Statement } from '../statement.ts';
import { literalOf, op, type Value } from '../value.ts';
import { val } from './values.ts';

const context = (): Statement => ({ s: 'context' });
const part = (...claims: readonly Feature[]): Statement => ({ s: 'part', nouns: [], claims });

/** Joints of a list of things that a purpose names. */
const JOINTS: ReadonlySet<string> = new Set([
  'and',
  ',',
  "'s",
  '/',
  'both',
  '(',
  ')',
  'during',
  'for',
  'of',
  'in',
  'on',
  'from',
  'to',
  'by',
  'or',
]);

const UNIT: Readonly<Record<string, number>> = { byte: 8, nibble: 4, bit: 1 };

const PARTS: readonly RuleLine[] = [
  [
    'split.outputs',
    '[its] n:<number> [separate | individual | single] [w:<number> bit] outputs',
    (c): Feature => ({
      f: 'ports',
      word: 'output',
      n: c['n'] as number,
      ...(c['w'] === undefined ? {} : { m: c['w'] as number }),
    }),
  ],
  [
    'split.bytes',
    '[its] n:<number> [separate | individual] u:<split-unit>',
    (c): Feature => ({ f: 'some-width', n: (c['n'] as number) * (UNIT[String(c['u'])] ?? 1) }),
  ],
  [
    'split.fields',
    '[its] n:<number> (fields | parts | pieces)',
    (c): Feature => ({ f: 'outputs', n: c['n'] as number }),
  ],
  [
    'split.halves',
    '[its] [two] halves [of w:<number> bits [each]]',
    (c): Feature => (c['w'] === undefined ? { f: 'outputs', n: 2 } : { f: 'some-width', n: c['w'] as number }),
  ],
];

const WHAT =
  '[<number> bit] [input] (it | input | vector | word | number | bus | byte | value | data | <operand> | instruction)';

/** What is split, with the width that the sentence gives it: some port must be so wide. */
const splitOf = (c: Captures): readonly Statement[] => [
  part(c['p'] as Feature),
  ...(c['n'] === undefined
    ? []
    : [{ s: 'purpose', claims: [], widths: [c['n'] as number], names: [] } satisfies Statement]),
];

/** "… it gives 2, because bit 2 is the first that is high": the reason names the result. */
function encoderExample(c: Captures): Statement | null {
  const given = val(c, 'r');
  if (c['b'] !== undefined && literalOf(given) !== c['b']) return null;
  return { s: 'example', when: [val(c, 'v')], gives: [{ a: 'set', target: null, value: given }] };
}

const CLAUSES: readonly RuleLine[] = [
  [
    'split',
    `[<subject>] [<modal>] (split | splits | divide | divides | separate | separates | break | breaks) [n:<number> bit] ${WHAT} (into | up into) p:<split-parts>`,
    splitOf,
  ],
  [
    'purpose.suppose',
    '[suppose | imagine] [that] [you are | we are] (designing | building | implementing) [combinational] (circuit | module | controller | system | unit | device) (to | that | which | for) <purpose-loose> <loose-words>',
    context,
  ],
  [
    'purpose.make',
    '<make> [combinational | logic] (circuit | module | controller | system | unit | device) (to | for) <purpose-loose> <loose-words>',
    context,
  ],
  ['purpose.controller', '<make> <loose-words> controller (which | that) <purpose-loose> <loose-words>', context],
  [
    'purpose.on-and-off',
    '(<subject> | <make> <circuit-word> that) [<modal>] [turn | turns | switch | switches] on and off <loose-words> as (appropriate | needed | required)',
    context,
  ],
  [
    'purpose.only-wires',
    '(<circuit> | it) (has | contains | needs | uses) no [real | actual] (logic | gates | logic gates) [in it | inside]',
    () => part({ f: 'wires' }),
  ],
  [
    'purpose.warm-up',
    'this is [a] (warm up | exercise | drill | small exercise | simple exercise | warm up exercise)',
    context,
  ],
  [
    'purpose.codes',
    'w:<number> bit (number | vector | input | code | value) has n:<number> [possible | different] (combinations | values | codes | states)',
    (c) => (2 ** (c['w'] as number) === (c['n'] as number) ? context() : null),
  ],
  [
    'define.encoder',
    "priority encoder is [combinational] circuit that [','] [when] [given | takes | for] [input] [bit] [vector] [','] [outputs | that outputs | gives | and outputs] (position | index) of first (1 bit | bit that is (1 | high | set) | high bit | one) [in (vector | input | it)]",
    context,
  ],
  [
    'define.encoder-from',
    "priority encoder is [combinational] circuit that [','] [when] [given] [input] [bit] [vector] [','] outputs (position | index) of first (1 bit | bit that is (1 | high | set)) [in (vector | input | it)] [','] (starting | counting | counted | seen) (from | at) e:<first-end>",
    (c) => ({ s: 'fact', fact: 'first-bit', values: [], text: String(c['e']) }) satisfies Statement,
  ],
  [
    'encode.none-first',
    "(if | when) (none of input bits | none of bits | no input bit | no bit | no input) [of input | in vector] (is | are) (high | 1 | set | asserted) ['(' [ie [',']] input is (zero | 0) ')'] [','] [<encoder-subject>] [<modal>] (output | outputs | report | reports | give | gives | return | returns) v:<constant>",
    (c) => ({ s: 'fact', fact: 'first-bit-none', values: [val(c, 'v')] }) satisfies Statement,
  ],
  [
    'example.given',
    "for (example | instance) [','] [[<number> bit] [priority] encoder] [given | for] [input] v:<constant> [','] [it | output | encoder | circuit] [<modal> | would] (output | give | produce | return | outputs | gives | produces | result in | results in | is | be) [output] r:<constant> [[','] (because | since | as) b:<encoder-reason>]",
    encoderExample,
  ],
];

const ENDS: readonly RuleLine[] = [
  [
    'first-end.low',
    '(least significant | lowest | rightmost) (bit | end | position | side) | lsb | bit 0 | right',
    () => 'lsb',
  ],
  ['first-end.high', '(most significant | highest | leftmost) (bit | end | position | side) | msb | left', () => 'msb'],
];

/** What a circuit is for, what it takes apart, and what a kind of component does in general. */
export function addPurposeRules(grammar: Grammar): void {
  grammar.natives.set('loose-words', (tokens, at, read) => {
    let end = at;
    for (; end < tokens.length && end < at + 24; end += 1) {
      const isJoint = JOINTS.has(tokens[end]?.lower ?? '');
      if (!isJoint && read('plain-word', end).length === 0 && read('abbreviated', end).length === 0) break;
    }
    return end > at ? [{ value: true, end, cost: 0.5, rules: [] }] : [];
  });
  addRules(grammar, 'purpose-loose', [
    [
      'purpose-loose',
      '[purpose] (control | controls | controlling | drive | drives | driving | operate | operates | operating | manage | manages | serve | serves | supervise | supervises | recognize | recognizes | recognise | recognises | handle | handles)',
      () => true,
    ],
  ]);
  addRules(grammar, 'split-unit', [
    ['split.byte', '(bytes | byte)', () => 'byte'],
    ['split.nibble', '(nibbles | nibble)', () => 'nibble'],
    ['split.bit', '(bits | bit)', () => 'bit'],
  ]);
  addRules(grammar, 'circuit', [
    [
      'circuit.component',
      '(priority encoder | encoder | decoder | multiplexer | mux | demultiplexer | voter | selector | chip | controller)',
      () => true,
    ],
  ]);
  addRules(grammar, 'split-parts', PARTS);
  addRules(grammar, 'first-end', ENDS);
  addRules(grammar, 'encoder-reason', [
    [
      'encoder-reason',
      "(bit '[' n:<number> ']' | bit n:<number>) is first bit that is (high | 1 | set)",
      (c) => c['n'],
    ],
  ]);
  addRules(grammar, 'encoder-subject', [['encoder-subject.kind', 'priority encoder', () => true]]);
  addRules(grammar, 'clause', CLAUSES);
  addRules(grammar, 'operation', [
    [
      'verb.swap-its',
      '(swap | swaps | exchange | exchanges | interchange) its [two | upper and lower] u:<swap-unit>',
      (c) => op(`swap:${String(c['u'])}`, INPUT),
    ],
    [
      'verb.swap-of',
      '(swap | swaps | exchange | exchanges | interchange) [two | upper and lower] u:<swap-unit> of v:<atom>',
      (c) => op(`swap:${String(c['u'])}`, val(c, 'v')),
    ],
  ]);
  addRules(grammar, 'phrase', [
    [
      'bits.first-input-high',
      '(position | index | number) of (highest numbered | highest | most significant | leftmost) [numbered] input [bit] that is (1 | high | set | active | asserted)',
      () => op('first-high', INPUT),
    ],
    [
      'bits.first-input-low',
      '(position | index | number) of (lowest numbered | lowest | least significant | rightmost | first) [numbered] input [bit] that is (1 | high | set | active | asserted)',
      () => op('first-low', INPUT),
    ],
  ]);
}

const INPUT = { k: 'noun', noun: 'input' } as const satisfies Value;
