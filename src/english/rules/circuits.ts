import { addRules, addSeries, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Action, Statement } from '../statement.ts';
import { num, op, type Value } from '../value.ts';
import { fact, opt } from './captures.ts';
import { addDefinitionRules } from './definitions.ts';
import { addEncoderRules } from './encoders.ts';
import { addOperationRules } from './operations.ts';
import { addSelectionRules } from './selections.ts';
import { addSequenceRules } from './sequences.ts';
import { val } from './values.ts';

/** Facts about whole circuits that no single action states. */
export function addCircuitRules(grammar: Grammar): void {
  addOperationRules(grammar);
  addSelectionRules(grammar);
  addEncoderRules(grammar);
  addSequenceRules(grammar);
  sharedSentences(grammar);
  addDefinitionRules(grammar);
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
    'dontcare.codes',
    "[state] (codes | values | rows | combinations) (not in table | (that | which) are not [listed | shown | given] in table | (that | which) do not appear [in table]) never occur [in (circuit | machine | table)] [[','] (and | so) [their | its] (outputs | rows | results | entries) are (dont care | do not care | do not cares | dont cares)]",
    () => fact('missing-rows-dontcare'),
  ],
  [
    'part.combinational',
    '(it | this | <circuit>) is [only] (combinational part | combinational logic | next state logic | next state and output logic | combinational portion) of [finite] (state machine | fsm | machine)',
    (): Statement => ({ s: 'part', nouns: [], claims: [{ f: 'machine', word: 'combinational' }] }),
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
  grammar.natives.set('nameless-words', (tokens, at, read) =>
    read('words', at).filter(({ end }) => tokens.slice(at, end).every((token) => token.name === null || !token.exact)),
  );
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
