import { addRules, addSeries, type Captures, type Grammar, type Reading, type RuleLine } from '../grammar.ts';
import type { Statement } from '../statement.ts';
import type { Token } from '../token.ts';
import type { Value } from '../value.ts';
import { val } from './values.ts';

const fact = (
  name: string,
  values: readonly Value[],
  extra: { readonly n?: number; readonly text?: string } = {},
): Statement => ({ s: 'fact', fact: name, values, ...extra });

/** State codes: lists with ellipsis, one-hot vectors, and which port carries which bit of the next state. */
export function addEncodingRules(grammar: Grammar): void {
  grammar.natives.set('code-list', (tokens, at) => listAt(tokens, at, (token) => bitsOf(token)));
  grammar.natives.set('label-list', (tokens, at) =>
    listAt(tokens, at, (token) =>
      token.kind === 'word' && !['and', 'to', 'through'].includes(token.lower) ? token.text : null,
    ),
  );
  addRules(grammar, 'pair', [
    ['pair', "s:<state> '=' b:<bits>", (c) => `${String(c['s'])}=${String(c['b'])}`],
    ['pair.colon', "s:<state> ':' b:<bits>", (c) => `${String(c['s'])}=${String(c['b'])}`],
  ]);
  addSeries(grammar, 'pairs', 'pair');
  addRules(grammar, 'bit-of', [
    [
      'bit-of',
      "v:<operand> ['=' | is | for | stands for | (corresponds to)] [state] s:<state>",
      (c) => bitOf(val(c, 'v'), String(c['s'])),
    ],
    [
      'bit-of.word',
      '[bit] n:<number> [of v:<operand>] [(stands | is) for | is | for | represents | corresponds to] [state] s:<state>',
      (c) => ({ bit: c['n'] as number, state: String(c['s']), of: (c['v'] ?? null) as Value | null }),
    ],
  ]);
  addSeries(grammar, 'bits-of', 'bit-of', ['and']);
  addRules(grammar, 'doc-or-circuit', [
    ['doc-or-circuit', '<doc> | <circuit> | machine | fsm | state machine | it', () => true],
  ]);
  addRules(grammar, 'clause', NEXT_BITS);
  addRules(grammar, 'clause', ENCODINGS);
  grammar.natives.set('word-ref', (tokens, at) =>
    /^[A-Za-z]\w*$/.test(tokens[at]?.text ?? '') && tokens[at + 1]?.text === '[' && tokens[at + 3]?.text === ']'
      ? [
          {
            value: tokens
              .slice(at, at + 4)
              .map((token) => token.text)
              .join(''),
            end: at + 4,
            cost: 0,
            rules: [],
          },
        ]
      : [],
  );
}

/** The bit of the state vector that is 1 in a state. */
interface BitOf {
  readonly bit: number;
  readonly state: string;
  readonly of: Value | null;
}

const bitOf = (value: Value, state: string): BitOf | null =>
  value.k === 'index' && value.at.k === 'num' ? { bit: Number(value.at.value), state, of: value.of } : null;

/** One-hot codes as a list of bits, each with its state. */
function bitsFact(bits: readonly BitOf[]): Statement | null {
  const vectors = new Set(bits.flatMap((one) => (one.of === null ? [] : [JSON.stringify(one.of)])));
  const [first] = bits.flatMap((one) => (one.of === null ? [] : [one.of]));
  return vectors.size === 1 && first !== undefined
    ? fact('encoding-bits', [first], { text: bits.map((one) => `${one.state}=${String(one.bit)}`).join(',') })
    : null;
}

/** Codes in the order of the states; the vector by name, where the sentence gives one, once or twice. */
function encoded(c: Readonly<Record<string, unknown>>): Statement | null {
  const vector = (c['v'] ?? c['v2'] ?? null) as Value | null;
  return vector === null ? null : fact('encoding', [vector], { text: `${String(c['l'])};${String(c['m'])}` });
}

/** Which bits of the next state are asked for, and the outputs that carry them. */
const nextBits = (c: Captures): Statement => ({
  s: 'fact',
  fact: 'next-bits',
  values: [...((c['o'] ?? []) as readonly Value[]), ...((c['y'] ?? []) as readonly Value[])],
});

const LIST =
  '(state [assignment | codes | assignments] | encoding | code | codes | following state encoding | state assignment | state assignments | state codes)';

const ENCODINGS: readonly RuleLine[] = [
  [
    'encoding.list',
    `[<make>] [assume [that]] [(you | we) (want | have | need) to (implement | realize | realise | build) <doc-or-circuit>] [for <doc> [',']] [<doc-or-circuit> [<modal>] (be | is) implemented (using | with)] [one hot (code | state assignment | encoding) is used [',' | ':' | with]] [using | with] [n:<number> flip flops [v2:<operand>] [and]] [(using | use | with | and)] [${LIST}] [v:<operand> '='] l:<code-list> for states m:<label-list> [','] [respectively]`,
    (c) => encoded(c),
  ],
  [
    'encoding.bits',
    "[<make>] [[<doc-or-circuit>] (uses | with | using | has)] [[following] one hot [state] (encoding | codes | code | assignment)] [',' | ':' | with | where] [and] b:<bits-of>",
    (c) => bitsFact(c['b'] as readonly BitOf[]),
  ],
  [
    'encoding.pairs',
    `[use | using | with] ${LIST} [':' | is | '('] p:<pairs> [')']`,
    (c) => fact('encoding-pairs', [], { text: (c['p'] as readonly string[]).join(',') }),
  ],
  [
    'encoding.onehot-vector',
    '[suppose] [<circuit> uses one hot encoding] [","] [where] a:<operand> (through | to) b:<operand> [in state vector] (correspond | corresponds) to [states] s:<state> (through | though | to) t:<state> [","] [respectively]'.replaceAll(
      '","',
      "','",
    ),
    (c) => fact('onehot-vector', [val(c, 'a'), val(c, 'b')], { text: `${String(c['s'])};${String(c['t'])}` }),
  ],
  [
    'encoding.onehot-use',
    '[suppose | assume] [that] <circuit> uses one hot encoding',
    () => fact('encoding-free', [], {}),
  ],
  [
    'encoding.next-bit',
    '[output] y:<operand> is <word-ref> [of next state [signal]]',
    (c) => fact('next-bit', [val(c, 'y')]),
  ],
];

const NEXT_BITS: readonly RuleLine[] = [
  [
    'next-bits',
    "<make> [only | just] next state (logic | function | functions | signals | signal | equations | equation | bits | bit) [only] [o:<port-names>] [(for | of | corresponding to) [signal | signals | bit | bits | flip flop | flip flops] y:<port-names>] ['(' [output | outputs] o:<port-names> ')'] [in verilog]",
    (c) => (c['y'] === undefined && c['o'] === undefined ? null : nextBits(c)),
  ],
  [
    'next-bits.state-in',
    '(you are given | given is | given) (current | present) state (in | as | on) s:<operand> and [you] (must | should | have to) (produce | implement | output | compute | generate | give) n:<operand> [and [<number>] outputs]',
    (c) => fact('next-ports', [val(c, 's'), val(c, 'n')]),
  ],
  ['next-bits.called', '[its] (output | outputs) (is | are) (called | named) o:<port-names>', nextBits],
  [
    'next-bits.state-register',
    '<circuit> (has | contains) no state (register | flip flops)',
    () => ({ s: 'part', nouns: [], claims: [{ f: 'machine', word: 'combinational' }] }),
  ],
];

const bitsOf = (token: Token): string | null => {
  const { number } = token;
  if (number === null) return null;
  return number.bits ?? (number.width === null ? null : BigInt(number.value).toString(2).padStart(number.width, '0'));
};

/** `x, y, ..., z` read as text with an ellipsis kept as `...`; every length from two entries on is a reading. */
function listAt(tokens: readonly Token[], at: number, read: (token: Token) => string | null): readonly Reading[] {
  const found: Reading[] = [];
  const entries: string[] = [];
  let end = at;
  while (end < tokens.length) {
    const token = tokens[end];
    if (token === undefined) break;
    const entry = token.text === '...' ? '...' : read(token);
    if (entry === null) break;
    entries.push(entry);
    end += 1;
    if (entries.length > 1 && entry !== '...') found.push({ value: entries.join(','), end, cost: 0, rules: [] });
    if (tokens[end]?.text === ',') end += 1;
    if (tokens[end]?.lower === 'and') end += 1;
  }
  return found;
}
