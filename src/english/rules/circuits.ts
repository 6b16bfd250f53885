import { addRules, addSeries, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Action, Statement } from '../statement.ts';
import { num, op, type Value } from '../value.ts';
import { val, vals } from './values.ts';

/** An extension with the width it is said to reach, which the target must have. */
const extended = (name: string, captures: Captures): Value =>
  captures['n'] === undefined
    ? op(name, val(captures, 'v'))
    : op(name, val(captures, 'v'), num(captures['n'] as number));

const opt = (captures: Captures, name: string): Value | null => (captures[name] ?? null) as Value | null;
const fact = (
  name: string,
  values: readonly Value[] = [],
  extra: { readonly n?: number; readonly text?: string } = {},
): Statement => ({ s: 'fact', fact: name, values, ...extra });

/** Facts about whole circuits that no single action states. */
export function addCircuitRules(grammar: Grammar): void {
  operationSentences(grammar);
  selectionSentences(grammar);
  encoderSentences(grammar);
  sequenceSentences(grammar);
  sharedSentences(grammar);
  definitionSentences(grammar);
}

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
    (c) =>
      ({
        s: 'do',
        chain: false,
        edge: null,
        branches: [{ guard: null, actions: [{ a: 'set', target: val(c, 't'), value: val(c, 'v') }] }],
      }) satisfies Statement,
  ],
  [
    'do.function',
    "<make> [boolean | logic | following | combinational] (function | equation | expression | logic) [':'] t:<target> '=' v:<value>",
    (c) =>
      ({
        s: 'do',
        chain: false,
        edge: null,
        branches: [{ guard: null, actions: [{ a: 'set', target: val(c, 't'), value: val(c, 'v') }] }],
      }) satisfies Statement,
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
function operationSentences(grammar: Grammar): void {
  addRules(grammar, 'operation', OPERATION_SENTENCES_1);
  addRules(grammar, 'put', OPERATION_SENTENCES_2);
  addRules(grammar, 'clause', OPERATION_SENTENCES_3);
  addRules(grammar, 'subject', OPERATION_SENTENCES_4);
  addRules(grammar, 'circuit-word', OPERATION_SENTENCES_5);
  addRules(grammar, 'described', OPERATION_SENTENCES_6);
}

/** Multiplexers: which select value chooses what. */
function selectionSentences(grammar: Grammar): void {
  const choose = (c: Captures): Statement => ({
    s: 'do',
    chain: false,
    edge: null,
    branches: [{ guard: val(c, 'g'), actions: [{ a: 'set', target: null, value: val(c, 'v') }] }],
  });
  addRules(grammar, 'clause', [
    [
      'select.by-value',
      'g:<comparison> [<modal>] (chooses | selects | select | choose | outputs | gives | passes | means | picks) [bit | bits | input] v:<atom>',
      choose,
    ],
    ['series.etc', '(etc | and so on | so on | so forth | and so forth)', () => fact('etc')],
    [
      'select.unused',
      "for [all] [other] (unused | remaining | other | unspecified | invalid) (cases | values | inputs | codes) '(' n:<name> '=' l:<number> (to | '-' | through) h:<number> ')' [','] a:<actions>",
      unused,
    ],
    [
      'select.other',
      "for (all | any) other (cases | values [of <target>] | inputs | combinations) [','] a:<actions>",
      (c) =>
        ({
          s: 'do',
          chain: true,
          edge: null,
          branches: [{ guard: null, actions: c['a'] as readonly Action[] }],
        }) satisfies Statement,
    ],
    [
      'select.packed',
      '(n:<number> inputs | n:<number> m:<number> bit inputs | n:<number> m:<number> bit wide inputs) are [all] packed [together] into [single] w:<number> bit [wide] [input] vector',
      (c) =>
        fact('packed', [num(c['w'] as number), ...(c['m'] === undefined ? [] : [num(c['m'] as number)])], {
          n: c['n'] as number,
        }),
    ],
  ]);
  addRules(grammar, 'action', [
    [
      'act.set-bits',
      '(~set | ~drive) all [output] bits [of t:<target>] to v:<constant>',
      (c) => ({ a: 'set', target: opt(c, 't'), value: allBits(val(c, 'v')) }) satisfies Action,
    ],
  ]);
}

const allBits = (value: Value): Value =>
  value.k === 'num' && (value.value === '0' || value.value === '1')
    ? { k: 'fill', bit: value.value === '1' ? 1 : 0 }
    : value;

function unused(captures: Captures): Statement {
  const name: Value = { k: 'name', name: String(captures['n']) };
  const guard = op('&&', op('>=', name, num(captures['l'] as number)), op('<=', name, num(captures['h'] as number)));
  return { s: 'do', chain: false, edge: null, branches: [{ guard, actions: captures['a'] as readonly Action[] }] };
}

/** Priority encoders and leading-bit finders. */
function encoderSentences(grammar: Grammar): void {
  const first = (which: 'lsb' | 'msb') => (): Statement => fact('first-bit', [], { text: which });
  const isOne = '(that is (1 | high | set | one | asserted) | set [to 1] | 1 | high)';
  addRules(grammar, 'clause', [
    [
      'encode.first-low',
      `[given [<number> bit] [input] vector [","]] [<encoder-subject>] [<modal>] (~report | ~output | ~give | ~find | ~indicate | ~return) [position | index] [of] [first] ['('] (least significant | lowest | lsb | rightmost) [')'] bit [in vector | in input | of input | of vector] ${isOne} [in vector | in input | of input]`.replaceAll(
        '","',
        "','",
      ),
      first('lsb'),
    ],
    [
      'encode.first-high',
      `[given [<number> bit] [input] vector [","]] [<encoder-subject>] [<modal>] (~report | ~output | ~give | ~find | ~indicate | ~return) [position | index] [of] [first] ['('] (most significant | highest | msb | leftmost) [')'] bit [in vector | in input | of input | of vector] ${isOne} [in vector | in input | of input]`.replaceAll(
        '","',
        "','",
      ),
      first('msb'),
    ],
    [
      'encode.none',
      '[<encoder-subject>] [<modal>] (~report | ~output | ~return | ~give) v:<constant> if (input vector | vector | input | none of input bits | no bits of input | no input | no bit) [has no bits that are (high | 1 | set) | are (high | 1 | set | zero) | is (zero | high | all zeros | 0 | 1 | set)]',
      (c) => fact('first-bit-none', [val(c, 'v')]),
    ],
    [
      'example.output',
      "for example [','] input v:<constant> [<modal>] (outputs | output | gives | give | produce | result in | results in) r:<constant> [[','] (because | since | as) <reason>]",
      (c) =>
        ({
          s: 'example',
          when: [val(c, 'v')],
          gives: [{ a: 'set', target: null, value: val(c, 'r') }],
        }) satisfies Statement,
    ],
  ]);
  addRules(grammar, 'encoder-subject', [['encoder-subject', '(output | <circuit> | it | encoder)', () => true]]);
  addRules(grammar, 'reason', [['reason', "bit '[' <number> ']' is first bit that is (high | 1 | set)", () => true]]);
}

/** Sequence detectors. */
function sequenceSentences(grammar: Grammar): void {
  const find =
    '(recognizes | recognises | detects | detect | recognize | recognise | looks for | search for | searches for | finds)';
  addRules(grammar, 'clause', [
    [
      'sequence.machine',
      `<make> k:<machine-kind-opt> [finite] (state machine | fsm | circuit | sequence detector | sequence recognizer) (that | which | to) [<modal>] ${find} [bit | input | binary | serial | <number> bit] (sequence | pattern | bit sequence) b:<bits> [<on-input>]`,
      (c) =>
        fact('sequence', opt(c, 'i') === null ? [] : [val(c, 'i')], {
          text: `${String(c['b'])}/${String(c['k'] ?? '')}`,
        }),
    ],
    [
      'sequence.output',
      `<circuit> [<modal>] (has | have) [output signal | output | signal | output signal named | output named] [','] z:<operand> [','] (that | which) [<modal>] (is | be | goes) (asserted | high | set | 1) [to [logic] 1] when b:<bits> (sequence | pattern) is (detected | found | recognized)`,
      (c) => fact('sequence-output', [val(c, 'z')], { text: String(c['b']) }),
    ],
    [
      'sequence.overlap',
      '<circuit> [<modal>] (recognize | recognizes | detect | detects | handle | handles | allow | allows | support | supports) o:(overlapping | non overlapping) (sequences | patterns | sequence | occurrences | detection)',
      () => fact('sequence-overlap', [], { n: 1 }),
    ],
    [
      'sequence.overlapping',
      '(overlapping | overlapping sequences | overlaps | overlapping patterns) (are | is) (allowed | permitted | recognized | detected | counted)',
      () => fact('sequence-overlap', [], { n: 1 }),
    ],
    [
      'sequence.states',
      'you may only (have | use) n:<number> states [in [your] (state machine | fsm | design)]',
      (c) => fact('state-count', [], { n: c['n'] as number }),
    ],
  ]);
  addRules(grammar, 'machine-kind-opt', [
    ['kind', 'k:<machine-kind>', (c) => c['k']],
    ['kind.none', '[simple]', () => ''],
  ]);
  addRules(grammar, 'on-input', [
    [
      'on-input',
      '(on | in | from | at) [input signal | input | signal | serial input] [named | called] i:<operand>',
      (c) => val(c, 'i'),
    ],
  ]);
}

const SHARED_SENTENCES_1: readonly RuleLine[] = [
  [
    'include.carry',
    't:<target> [<modal>] (include | includes | contain | contains) (overflow | carry | carry out) [bit]',
    (c) => fact('includes-carry', [val(c, 't')]),
  ],
  [
    'count.ports',
    '(there are | it has | <circuit> has) n:<number> (outputs | output)',
    (c) => fact('output-count', [], { n: c['n'] as number }),
  ],
  [
    'count.both',
    '(there are | it has | <circuit> has) n:<number> (inputs | input) and m:<number> (outputs | output)',
    (c) => fact('port-count', [num(c['m'] as number)], { n: c['n'] as number }),
  ],
  [
    'old.value',
    '<old-label> (is | denotes | means | represents | refers to) (output | value | state | previous value | old value) [of [flip flop | <target>]] [before <edge> [of clock]]',
    () => fact('old-value'),
  ],
  [
    'overlap.dontcare',
    "[since <words> ','] it (does not | should not) matter what <circuit> (does | do | outputs) if both [control] (inputs | signals) are (1 | high | asserted) ['(' <words> ')']",
    () => fact('overlap-dontcare'),
  ],
  ['shift.serial-first', 'v:<target> is shifted [in | into <target>] d:<first-bit> first [g:<guard>]', serialFirst],
  [
    'dontcare.missing',
    '(unlisted | other | remaining | missing | all other) (rows | combinations | input combinations | inputs | values) are (dont care | do not care | do not cares | dont cares)',
    () => fact('missing-rows-dontcare'),
  ],
  [
    'same.twice',
    "do same (twice | n:<number> times) [[','] once using assign statements and once using procedural (if statement | always block | block)]",
    (c) => fact('same-for-all', [], { n: (c['n'] as number | undefined) ?? 2 }),
  ],
  [
    'minimal.sop',
    '[<target> [<modal>] be] [use | in | implement it in | express it in] (minimum | minimal | simplest) (sum of products | sop) [form]',
    () => fact('minimal-sop'),
  ],
  [
    'minimal.pos',
    '[<target> [<modal>] be] [use | in | implement it in | express it in] (minimum | minimal | simplest) (product of sums | pos) [form]',
    () => fact('minimal-pos'),
  ],
  [
    'want.pause',
    '(we | you | i) (want | need) to be able to (pause | stop | hold | enable | disable | halt) <target> [rather than [always] <words>]',
    () => ({ s: 'context' }) satisfies Statement,
  ],
  [
    'do.indicates',
    '[so] n:<signal> [input] [if | when] [high | asserted] (indicates | controls | determines) when x:<action>',
    (c) =>
      ({
        s: 'do',
        chain: false,
        edge: null,
        branches: [{ guard: op('true', val(c, 'n')), actions: [c['x'] as Action] }],
      }) satisfies Statement,
  ],
  [
    'priority.higher',
    "[if both <words> (asserted | high | active | 1) ['(' <constant> ')'] [',']] n:<signal> [input | signal] has (higher | highest) priority [over m:<signal>]",
    (c) => ({ s: 'priority', first: val(c, 'n'), over: c['m'] === undefined ? [] : [val(c, 'm')] }) satisfies Statement,
  ],
  [
    'priority.precedence',
    'n:<signal> (takes | has) (precedence | priority) [over m:<signal>]',
    (c) => ({ s: 'priority', first: val(c, 'n'), over: c['m'] === undefined ? [] : [val(c, 'm')] }) satisfies Statement,
  ],
  [
    'storage.bits',
    "<circuit> consists of combinational logic and n:<number> (bit | bits) of memory ['(' <aside> ')']",
    (c) => fact('storage-bits', [], { n: c['n'] as number }),
  ],
  [
    'storage.visible',
    '(output | state) of flip flop (has been made | is | is made) (observable | visible) (through | on | at) [output] t:<target>',
    (c) => fact('storage-visible', [val(c, 't')]),
  ],
  [
    'power-up',
    '[assume] [that] [d] (flip flops | registers | all flip flops | all registers) are (initially | initialized | reset | initially reset) [reset] to (zero | 0) [before machine begins | initially | at power up | at start]',
    () => fact('power-up-zero'),
  ],
];

const SHARED_SENTENCES_2: readonly RuleLine[] = [
  ['first.msb', '(most significant bit | msb)', () => 'left'],
  ['first.lsb', '(least significant bit | lsb)', () => 'right'],
];

/** Sentences that go with several kinds of circuit. */
function sharedSentences(grammar: Grammar): void {
  addSeries(grammar, 'name-series', 'name');
  addRules(grammar, 'clause', SHARED_SENTENCES_1);
  addRules(grammar, 'first-bit', SHARED_SENTENCES_2);
  grammar.natives.set('old-label', (tokens, at) =>
    /old|prev/.test(tokens[at]?.lower ?? '')
      ? [{ value: tokens[at]?.text ?? '', end: at + 1, cost: 0, rules: [] }]
      : [],
  );
  grammar.natives.set('aside', (tokens, at) => {
    const end = tokens.findIndex((token, index) => index > at && token.text === ')');
    return end < 0 ? [] : [{ value: 'aside', end, cost: 0, rules: [] }];
  });
  grammar.natives.set('words', (tokens, at) => {
    const ends = [];
    for (
      let end = at + 1;
      end <= Math.min(tokens.length, at + 40) && ![',', ';', ')'].includes(tokens[end - 1]?.text ?? '');
      end += 1
    )
      ends.push({ value: 'words', end, cost: 0, rules: [] });
    return ends;
  });
}

const nounOf = (value: Value): string => (value.k === 'noun' ? value.noun : '');

/** Bits that arrive most significant first enter at the low end: a left shift. */
function serialFirst(captures: Captures): Statement {
  const action: Action = {
    a: 'shift',
    target: { k: 'noun', noun: 'shift register' },
    dir: captures['d'] as 'left' | 'right',
    by: null,
    fill:
      ['data', 'input', 'bit'].includes(nounOf(val(captures, 'v'))) || val(captures, 'v').k === 'name'
        ? val(captures, 'v')
        : null,
    style: null,
  };
  return { s: 'do', chain: false, edge: null, branches: [{ guard: opt(captures, 'g'), actions: [action] }] };
}

const contextOf = (): Statement => ({ s: 'context' });

const DEFINITION_SENTENCES_1: readonly RuleLine[] = [
  [
    'define.lfsr',
    'linear feedback shift register is shift register [usually] with few xor gates to produce next state of shift register',
    contextOf,
  ],
  [
    'define.galois',
    'galois lfsr is [one] [particular] arrangement that shifts right [","] where [bit position with tap | bit positions with tap | bit with tap] (is | are) (xored | xor ed) with (lsb | lsb output) [bit] ["(" <operand> ")"] to produce its next value [","] while bit positions without tap shift right unchanged'
      .replaceAll('","', "','")
      .replaceAll('"("', "'('")
      .replaceAll('")"', "')'"),
    () => fact('galois-right'),
  ],
  [
    'define.maximal',
    'if taps [positions] are [carefully] chosen [","] lfsr can be made to be (maximum | maximal) length'.replaceAll(
      '","',
      "','",
    ),
    contextOf,
  ],
  ['about.contents', '[current] (contents | value | output | state) of <target>', () => fact('is-contents')],
  [
    'about.whether',
    '(~choose | ~select | ~control | ~determine) whether to (shift | count | rotate | update | step)',
    () => fact('gates-step'),
  ],
  [
    'about.which',
    '(~choose | ~select | ~control | ~determine) [whether and] [which] direction [and how much] to (shift | count | rotate)',
    () => fact('selects-case'),
  ],
  [
    'about.how-much',
    '(~choose | ~select | ~control | ~determine) (how much | amount | how many bits) to (shift | rotate)',
    () => fact('selects-case'),
  ],
  [
    'about.capability',
    "<target> can (shift | rotate | count) both (left and right | up and down) [',' and by <number> or <number> bit positions] [','] [selected by <signal>]",
    () => fact('selects-case'),
  ],
  ['about.polarity', '[it is | signal is] active p:<polarity>', (c) => fact('polarity', [], { text: String(c['p']) })],
  ['twist.arithmetic', '[assume [that]] right shift is arithmetic right shift', () => fact('arithmetic-right')],
  ['define.popcount', 'population count circuit counts number of 1 bits in [input] vector', contextOf],
  [
    'define.period',
    "(maximum | maximal) length lfsr of <word-label> bits cycles through <period> states before repeating ['(' <aside> ')']",
    contextOf,
  ],
  [
    'define.dual-edge',
    'dual edge triggered flip flop is triggered on e:<edge> of clock',
    (c) => ({ s: 'clock', edge: c['e'] as 'both', clock: null }) satisfies Statement,
  ],
  ['define.fpga', '(fpgas | asics) do not have <thing>', contextOf],
  [
    'define.sensitivity',
    "[using] [always '@' '(' posedge <name> or negedge <name> ')'] is not (accepted as | considered) legal sensitivity list",
    contextOf,
  ],
];

const DEFINITION_SENTENCES_2: readonly RuleLine[] = [
  ['high', 'high', () => 'high'],
  ['low', 'low', () => 'low'],
];

/** General statements about kinds of components, with an indefinite subject: definitions, not requirements. */
function definitionSentences(grammar: Grammar): void {
  addRules(grammar, 'clause', DEFINITION_SENTENCES_1);
  addRules(grammar, 'polarity', DEFINITION_SENTENCES_2);
  grammar.natives.set('period', (tokens, at) => {
    const text = tokens
      .slice(at, at + 4)
      .map((token) => token.text)
      .join('');
    return /^2(?:\*\*|\^)n-?1$/.test(text) ? [{ value: text, end: at + 4, cost: 0, rules: [] }] : [];
  });
}
