import { addRules, type Captures, type Grammar, type Reading, type RuleLine } from '../grammar.ts';
import type { Statement } from '../statement.ts';
import type { Token } from '../token.ts';
import { fact, opt } from './captures.ts';
import { val } from './values.ts';

const FIND =
  '(recognizes | recognises | detects | detect | recognize | recognise | looks for | look for | search for | searches for | finds | find | identifies | identify)';
const SEQUENCE = '(sequence | pattern | bit sequence | bit pattern | bit string | bits | series)';
const DETECTOR =
  '(state machine | fsm | machine | circuit | sequence detector | pattern detector | sequence recognizer | sequence recogniser | detector | recognizer | recogniser | module)';
const FOUND = '(detected | found | recognized | recognised | seen | received | complete | completed | matched)';

/** What is sought, the kind of machine, and the input, in one fact; whether matches may overlap goes with it. */
const sequence = (c: Captures): Statement =>
  fact('sequence', opt(c, 'i') === null ? [] : [val(c, 'i')], {
    text: `${String(c['b'])}/${String(c['k'] ?? '')}`,
    ...(c['p'] === undefined ? {} : { n: c['p'] as number }),
  });

const overlap = (allowed: 0 | 1) => (): Statement => fact('sequence-overlap', [], { n: allowed });

const when =
  (kind: 'mealy' | 'moore') =>
  (c: Captures): Statement =>
    fact('sequence-time', opt(c, 'z') === null ? [] : [val(c, 'z')], {
      text: `${kind}/${String(c['b'] ?? '')}/${String(c['l'] ?? '')}`,
    });

const MADE: readonly RuleLine[] = [
  [
    'sequence.machine',
    `<make> k:<machine-kind-opt> [finite] ${DETECTOR} (that | which | to) [<modal>] ${FIND} [whenever] [<number> bit] [bit | input | binary | serial | specific | given] ${SEQUENCE} b:<bit-string> [i:<on-input>] [[','] p:<overlap-tail>]`,
    sequence,
  ],
  [
    'sequence.detector-for',
    `<make> k:<machine-kind-opt> [p:<overlap-word>] [<number> bit] ${DETECTOR} (for | of) [<number> bit] [bit | input | binary | serial] ${SEQUENCE} b:<bit-string> [i:<on-input>] [[','] p:<overlap-tail>]`,
    sequence,
  ],
  [
    'sequence.detects',
    `<circuit> [<modal>] ${FIND} [<number> bit] [bit | input | binary | serial] ${SEQUENCE} b:<bit-string> [i:<on-input>] [[','] p:<overlap-tail>]`,
    sequence,
  ],
  [
    'sequence.output',
    `<circuit> [<modal>] (has | have) [output signal | output | signal | output signal named | output named] [','] z:<operand> [','] (that | which) [<modal>] (is | be | goes) (asserted | high | set | 1) [to [logic] 1] when b:<bit-string> ${SEQUENCE} is ${FOUND}`,
    (c) => fact('sequence-output', [val(c, 'z')], { text: String(c['b']) }),
  ],
  [
    'sequence.output-is',
    `[output] z:<operand> [<modal>] (is | be | goes | becomes) (asserted | high | set | 1) [to [logic] 1] (when | whenever | if) [b:<bit-string>] ${SEQUENCE} [b:<bit-string>] (is | has been) ${FOUND}`,
    (c) => fact('sequence-output', [val(c, 'z')], { text: String(c['b'] ?? '') }),
  ],
];

const OVERLAPS: readonly RuleLine[] = [
  [
    'sequence.overlap',
    `<circuit> [<modal>] (recognize | recognizes | detect | detects | handle | handles | allow | allows | support | supports) overlapping (sequences | patterns | sequence | occurrences | detection | matches)`,
    overlap(1),
  ],
  [
    'sequence.no-overlap',
    `<circuit> [<modal>] (recognize | recognizes | detect | detects | handle | handles | allow | allows | support | supports) [only] non overlapping (sequences | patterns | sequence | occurrences | detection | matches)`,
    overlap(0),
  ],
  [
    'sequence.overlapping',
    '(overlapping [sequences | patterns | occurrences | matches] | overlaps | overlap) (are | is) (allowed | permitted | recognized | detected | counted | found)',
    overlap(1),
  ],
  [
    'sequence.overlap-count',
    '(occurrences | matches | sequences | patterns) (may | can) overlap | overlapping (occurrences | matches | sequences | patterns) count',
    overlap(1),
  ],
  [
    'sequence.overlap-not',
    '(overlapping [sequences | patterns | occurrences | matches] | overlaps | overlap) (are | is) not (allowed | permitted | recognized | detected | counted | considered) | overlapping (occurrences | matches | sequences | patterns) do not count | (occurrences | matches | sequences | patterns) (do | may | can | must) not overlap',
    overlap(0),
  ],
  [
    'sequence.restart',
    `(after | once) (match | detection | sequence is ${FOUND} | pattern is ${FOUND}) [','] (search | detection | detector | machine | matching | it) (starts again | begins again | starts over | restarts | starts anew | starts from scratch | starts again from scratch)`,
    overlap(0),
  ],
];

const TIMES: readonly RuleLine[] = [
  [
    'sequence.same-cycle',
    `[output] z:<operand> [<modal>] (is | be | goes | becomes) (asserted | high | set | 1) in same [clock] cycle (in which | as | that | when) [final | last] l:<bit-string> [of (sequence | pattern)] (is on <operand> | is received | arrives | is sampled | is present on <operand> | is present | is on input | appears)`,
    when('mealy'),
  ],
  [
    'sequence.same-cycle-bit',
    `[output] z:<operand> [<modal>] (is | be | goes | becomes) (asserted | high | set | 1) in same [clock] cycle (in which | as | that | when) (final | last) bit [of (sequence | pattern)] (is on <operand> | is received | arrives | is sampled | is present on <operand> | is present | is on input | appears)`,
    when('mealy'),
  ],
  [
    'sequence.next-cycle',
    `[output] z:<operand> [<modal>] (is | be | goes | becomes) (asserted | high | set | 1) [for one [clock] cycle] (in [clock] cycle after | one [clock] cycle after | in next [clock] cycle after | in cycle that follows) (final | last) bit [of (sequence | pattern)] [(was | is | has been) (sampled | received | seen)]`,
    when('moore'),
  ],
];

/** Sequence detectors. */
export function addSequenceRules(grammar: Grammar): void {
  grammar.natives.set('bit-string', (tokens, at) => bitStringAt(tokens, at));
  addRules(grammar, 'clause', [
    ...MADE,
    ...OVERLAPS,
    ...TIMES,
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
  addRules(grammar, 'overlap-word', [
    ['overlap-word', 'overlapping', () => 1],
    ['overlap-word.non', 'non overlapping', () => 0],
  ]);
  addRules(grammar, 'overlap-tail', [
    [
      'overlap-tail.with',
      '(with | allowing | including) (overlap | overlaps | overlapping | overlapping (sequences | occurrences | matches))',
      () => 1,
    ],
    [
      'overlap-tail.without',
      '(without overlap | without overlaps | without overlapping | non overlapping | with no overlap)',
      () => 0,
    ],
  ]);
  addRules(grammar, 'on-input', [
    [
      'on-input',
      '(on | in | from | at) [input signal | input | signal | serial input | serial line | serial data | input stream | bit stream | data stream] [named | called] i:<operand>',
      (c) => val(c, 'i'),
    ],
  ]);
  addRules(grammar, 'reset-to', [
    ['reset.to-start', '(to | into | in) [its] (initial | starting | start) state', () => ({ state: START })],
  ]);
}

/** Stands for "the initial state" where a text does not name it. */
const START = '*';

/** `1011`, `"1011"`, `4'b1011`, `1, 0, 1, 1` or `1 0 1 1`: the bits in their order. */
function bitStringAt(tokens: readonly Token[], at: number): readonly Reading[] {
  const first = bitsOf(tokens[at]);
  if (first === null) return [];
  const found: Reading[] = [{ value: first, end: at + 1, cost: 0, rules: [] }];
  if (first.length > 1) return found;
  let bits = first;
  for (let end = at + 1; bits.length < 32; ) {
    const next = skipJoint(tokens, end);
    const bit = bitsOf(tokens[next]);
    if (bit?.length !== 1) break;
    bits += bit;
    end = next + 1;
    found.push({ value: bits, end, cost: 0, rules: [] });
  }
  return found;
}

function skipJoint(tokens: readonly Token[], at: number): number {
  const behindComma = tokens[at]?.text === ',' ? at + 1 : at;
  return tokens[behindComma]?.lower === 'and' ? behindComma + 1 : behindComma;
}

function bitsOf(token: Token | undefined): string | null {
  const number = token?.number ?? null;
  if (number === null || number.cube !== null || token?.kind === 'word') return null;
  if (number.width === null) return number.bits;
  return BigInt(number.value).toString(2).padStart(number.width, '0');
}
