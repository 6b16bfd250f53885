import { addRules, addSeries, type Grammar, type Reading } from '../grammar.ts';
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
  const list =
    '(state [assignment | codes | assignments] | encoding | code | codes | following state encoding | state assignment | state assignments | state codes)';
  addRules(grammar, 'clause', [
    [
      'encoding.list',
      `[<make>] [assume [that]] [one hot code is used with] [n:<number> flip flops and] [(using | use | with)] ${list} v:<operand> '=' l:<code-list> for states m:<label-list> [','] [respectively]`,
      (c) => fact('encoding', [val(c, 'v')], { text: `${String(c['l'])};${String(c['m'])}` }),
    ],
    [
      'encoding.pairs',
      `[use | using | with] ${list} [':' | is | '('] p:<pairs> [')']`,
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
  ]);
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
