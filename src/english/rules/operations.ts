import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Statement } from '../statement.ts';
import { num, op, type Value } from '../value.ts';
import { opt } from './captures.ts';
import { val, vals } from './values.ts';

/** An extension with the width it is said to reach, which the target must have. */
const extended = (name: string, captures: Captures): Value =>
  captures['n'] === undefined
    ? op(name, val(captures, 'v'))
    : op(name, val(captures, 'v'), num(captures['n'] as number));

/** `y = a + b` inside a sentence. */
const equation = (c: Captures): Statement => ({
  s: 'do',
  chain: false,
  edge: null,
  branches: [{ guard: null, actions: [{ a: 'set', target: val(c, 't'), value: val(c, 'v') }] }],
});

const OPERATION_SENTENCES_1: readonly RuleLine[] = [
  [
    'verb.reverse',
    '~reverse [bit (order | ordering) of | order of [bits of] | ordering of [bits of] | bits of] v:<atom>',
    (c) => op('reverse', val(c, 'v')),
  ],
  [
    'verb.reverse-its',
    '~reverse its [bit] (order | ordering | bits | bit order)',
    () => op('reverse', { k: 'noun', noun: 'input' }),
  ],
  [
    'verb.invert',
    '(~invert | ~complement | ~negate) [each bit of | all bits of | every bit of] v:<atom>',
    (c) => op('u~', val(c, 'v')),
  ],
  ['verb.add', '~add v:<value-list>', (c) => op('+', ...vals(c, 'v'))],
  ['verb.add-to', '~add l:<atom> to r:<atom>', (c) => op('+', val(c, 'l'), val(c, 'r'))],
  ['verb.subtract', '~subtract r:<atom> from l:<atom>', (c) => op('-', val(c, 'l'), val(c, 'r'))],
  ['verb.multiply', '~multiply l:<atom> (by | and | with) r:<atom>', (c) => op('*', val(c, 'l'), val(c, 'r'))],
  ['verb.concatenate', '(~concatenate | ~combine | ~join) v:<value-list>', (c) => op('cat', ...vals(c, 'v'))],
  [
    'verb.compute',
    '(~compute | ~calculate | ~produce | ~generate | ~give | ~find | ~determine | ~perform | ~return) v:<phrase>',
    (c) => val(c, 'v'),
  ],
  [
    'verb.count',
    '~count number of (1 [s] | ones | 1 s | set bits | bits that are (1 | set | high)) in v:<atom>',
    (c) => op('popcount', val(c, 'v')),
  ],
  ['verb.sign-extend', '(sign extend | sign extends) v:<atom> [to n:<number> bits]', (c) => extended('sext', c)],
  ['verb.zero-extend', '(zero extend | zero extends) v:<atom> [to n:<number> bits]', (c) => extended('zext', c)],
];

const OPERATION_SENTENCES_2: readonly RuleLine[] = [
  [
    'put',
    '(~write | ~output | ~place | ~assign | ~put | ~store | ~send | ~drive | ~return) [result | it | them | sum | product | difference] [[to | into | in | on] t:<target>]',
    (c) => ({ target: opt(c, 't') }),
  ],
];

const setStatement = (c: Captures): Statement => ({
  s: 'do',
  chain: false,
  edge: null,
  clock: null,
  branches: [
    {
      guard: null,
      actions: [
        {
          a: 'set',
          target: (c['p'] as { readonly target: Value | null } | undefined)?.target ?? opt(c, 't'),
          value: val(c, 'o'),
        },
      ],
    },
  ],
});

const OPERATION_SENTENCES_3: readonly RuleLine[] = [
  ['verb.sentence', "[<subject>] o:<operation> [[','] and p:<put>]", setStatement],
  ['verb.given', "given <described> [','] o:<operation> [[','] and p:<put>]", setStatement],
  [
    'verb.to',
    '[<subject>] <make-verb> <circuit-word> (that | which | to) [<modal>] o:<operation> [and p:<put>]',
    setStatement,
  ],
  [
    'do.computes',
    "<circuit> [<modal>] (computes | compute | calculates | implements | implement) t:<target> '=' v:<value>",
    equation,
  ],
  [
    'do.function',
    "<make> [boolean | logic | following | combinational] (function | equation | expression | logic) [':'] t:<target> '=' v:<value>",
    equation,
  ],
];

const OPERATION_SENTENCES_4: readonly RuleLine[] = [
  ['subject', '<circuit> [<modal>] [be able to]', () => true],
  ['subject.you', '(you should | it should | it)', () => true],
];

const OPERATION_SENTENCES_5: readonly RuleLine[] = [
  ['circuit-word', '[combinational | sequential] (circuit | module | design | logic)', () => true],
];

const OPERATION_SENTENCES_6: readonly RuleLine[] = [
  [
    'described',
    "[<number> bit] [wide] [input] [binary] (vector | input | number | value | bus | input vector) [<operand>] ['[' <number> ':' <number> ']']",
    () => true,
  ],
];

/** Verb phrases that compute a value and put it somewhere. */
export function addOperationRules(grammar: Grammar): void {
  addRules(grammar, 'operation', OPERATION_SENTENCES_1);
  addRules(grammar, 'put', OPERATION_SENTENCES_2);
  addRules(grammar, 'clause', OPERATION_SENTENCES_3);
  addRules(grammar, 'subject', OPERATION_SENTENCES_4);
  addRules(grammar, 'circuit-word', OPERATION_SENTENCES_5);
  addRules(grammar, 'described', OPERATION_SENTENCES_6);
}
