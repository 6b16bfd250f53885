import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Statement } from '../statement.ts';
import type { Value } from '../value.ts';
import { fact } from './captures.ts';
import { vals } from './values.ts';

const OUTPUT: Value = { k: 'noun', noun: 'output' };

/** A noun of a result by its operator; the empty one for a result of any operation. */
const NOUNS: readonly RuleLine[] = [
  ['result-kind.product', 'product', () => '*'],
  ['result-kind.sum', '(sum | total)', () => '+'],
  ['result-kind.difference', 'difference', () => '-'],
  ['result-kind.any', '(result | result of (operation | computation | calculation))', () => ''],
];

const PUT =
  '(is | are) [then | finally] (stored | placed | held | written | delivered | available | given | presented | provided | output | sent | put | driven | assigned) [in | on | at | to | into | onto | through | via]';

/** "The final product is stored in y, which is 16 bits wide to hold the largest product of two 8-bit numbers." */
function placed(c: Captures): readonly Statement[] | null {
  const target = (c['t'] ?? OUTPUT) as Value;
  const [said, held] = [String(c['r']), String(c['q'] ?? '')];
  if (said !== '' && held !== '' && said !== held) return null;
  const operator = said === '' ? held : said;
  return [
    fact('result-at', [target], { text: operator }),
    ...(c['n'] === undefined ? [] : [fact('has-width', [target], { n: c['n'] as number })]),
    ...(c['q'] === undefined ? [] : [fact('holds-whole', [target], { text: operator })]),
    ...(c['m'] === undefined ? [] : [fact('operands-wide', [], { n: c['m'] as number })]),
  ];
}

const WIDE =
  "[',' | '('] [(which | that) (is | has)] n:<number> (bits | bit) [wide] [[','] (to | so that it can | in order to | which is enough to | enough to) (accommodate | hold | fit | represent | contain | store) [maximum | largest | full | biggest | every] [possible] q:<result-kind> [of two m:<number> bit (numbers | operands | inputs | values | factors)]] [')']";

const PLACES: readonly RuleLine[] = [
  [
    'result.placed',
    `[final | resulting | computed | complete | finished] r:<result-kind> ${PUT} (t:<signal> | [output] t:<signal> | output [port] [t:<signal>]) [${WIDE}]`,
    placed,
  ],
];

const SIGN_BITS =
  '(examining | checking | comparing | looking at | inspecting | analyzing | testing) (signs | sign bits | most significant bits | msbs | sign)';

/** How overflow is found: from the signs of operands and result, which it is a function of. */
const LOOKS: readonly RuleLine[] = [
  [
    'overflow.by-signs',
    `[<circuit> | it] [<modal>] [also | and] (detect | detects | report | reports | check | checks | signal | signals | indicate | indicates | determine | determines) [for] [signed | arithmetic] overflow [condition | conditions] by ${SIGN_BITS} of v:<value-list>`,
    (c) => [fact('claims-overflow', []), fact('seen-from-signs', vals(c, 'v'))],
  ],
];

/** Where the result of an operation goes, and what its flags are found from. */
export function addResultPlaceRules(grammar: Grammar): void {
  addRules(grammar, 'result-kind', NOUNS);
  addRules(grammar, 'clause', [...PLACES, ...LOOKS]);
}
