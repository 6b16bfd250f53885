import { addRules, addSeries, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Feature, Statement } from '../statement.ts';
import { num, op, ref, type Value } from '../value.ts';
import { fact } from './captures.ts';
import { val, vals } from './values.ts';

/** One data input of a multiplexer: the code of its select inputs, and what drives it. */
interface Leg {
  readonly select: Value;
  readonly code: string;
  readonly target: Value;
}

/** Values of the fact: the select inputs as one concatenation, then code and target of each leg. */
function legsOf(c: Captures): Statement | null {
  const legs = c['l'] as readonly Leg[];
  const [first] = legs;
  if (first === undefined || legs.some((leg) => JSON.stringify(leg.select) !== JSON.stringify(first.select)))
    return null;
  const pairs = legs.flatMap(({ code, target }) => [num(Number.parseInt(code, 2), code.length), target]);
  return fact('mux-legs', [first.select, ...pairs], c['more'] === true ? { text: 'and so on' } : {});
}

const selects = (c: Captures): Statement => {
  const value = c['v'];
  return fact('mux-select', Array.isArray(value) ? [op('cat', ...(value as readonly Value[]))] : [value as Value]);
};

/** A multiplexer by its size, and where the text says so, its select inputs. */
const size = (c: Captures): Statement =>
  fact('mux-size', c['v'] === undefined ? [] : [op('cat', ...vals(c, 'v'))], { n: c['n'] as number });

const MUX = '(multiplexer | mux | selector)';
const SIZED = `(n:<number> (to 1 | input | way) ${MUX} | ${MUX} with n:<number> data inputs)`;
const OTHER = `<number> (to 1 | input | way) (multiplexer | multiplexers | mux | muxes)`;

const LEG_VERB =
  '(is connected to | connects to | goes to | connect to | selects | select | passes | passes on | picks | chooses | routes | takes | is | corresponds to | outputs)';

const LEGS: readonly RuleLine[] = [
  [
    'leg.code-first',
    `[when | if | for | with] s:<select-word> ('=' | '==' | is | equals | of) k:<bit-code> [','] [${MUX} | it | output] ${LEG_VERB} [input] t:<operand>`,
    (c): Leg => ({ select: val(c, 's'), code: String(c['k']), target: val(c, 't') }),
  ],
  [
    'leg.target-first',
    "t:<operand> (is selected | is passed | is passed on | is chosen | is used | is picked | feeds (multiplexer | mux)) [by (multiplexer | mux)] (when | for | if) s:<select-word> ('=' | '==' | is | equals) k:<bit-code>",
    (c): Leg => ({ select: val(c, 's'), code: String(c['k']), target: val(c, 't') }),
  ],
];

const CLAUSES: readonly RuleLine[] = [
  [
    'mux-legs',
    "[<circuit> [<modal>] (produces | computes | provides | generates | drives | outputs | implements | compute | produce | generate | provide) [data] inputs of multiplexer [':' | ',']] l:<legs> more:[[','] and so (on | in | forth)]",
    legsOf,
  ],
  [
    'mux.selects',
    `(you must | we must | you should | you have to | <circuit> <modal>) use v:<names-listed> as [${MUX}] (select | selector | selection | control) (inputs | input | lines | signals) [[','] as shown [(on | in) [n:<number> (to 1 | input)] (multiplexer | mux | diagram | figure)] [below | above]]`,
    selects,
  ],
  [
    'mux.takes',
    `${MUX} (takes | uses | has) (as | for) [its] [select | selector | selection | control] (input | inputs) v:<select-word>`,
    selects,
  ],
  [
    'mux.realised',
    `d:<doc> (is | are) (realised | realized | implemented | built | made) (with | using | by | from) [one | single] ${SIZED} whose (select | selector | control) (inputs | lines | signals) are v:<names-listed>`,
    size,
  ],
  [
    'mux.realised-plain',
    `d:<doc> (is | are) (realised | realized | implemented | built | made) (with | using | by | from) [one | single] ${SIZED}`,
    size,
  ],
  [
    'mux.for-map',
    `for d:<doc> [','] (give | draw | find | design) (circuit implementation | implementation | circuit) using [one | single] ${SIZED} [and [as many | some] ${OTHER} [as required | as needed]]`,
    size,
  ],
  [
    'mux.block',
    'consider block diagram with (inputs | input) v:<names-listed> going into (module | block | circuit) [called | named] <self>',
    (c) => ({
      s: 'part',
      nouns: [],
      claims: [{ f: 'inputs', n: (c['v'] as readonly Value[]).length }] satisfies readonly Feature[],
    }),
  ],
  [
    'mux.outputs',
    "(<circuit> | this <self>) has k:<number> outputs [','] [<operand>] [','] (that | which) (connect | connects | go | feed | are connected) to n:<number> input mux",
    (c) => fact('mux-size', [], { n: c['n'] as number, text: String(c['k']) }),
  ],
  [
    'mux.portion',
    "([you are] implementing | implement | build | design) [in verilog] [just | only] (portion | part | block | module) [labelled | labeled | called | named] <self> [','] (such that | so that) (entire | whole | complete) (circuit | function | design) ['(' including [n:<number> (to 1 | input)] mux ')'] (implements | realises | realizes | computes | produces) d:<doc>",
    (c) => {
      const doc = c['d'] as { readonly nouns: readonly string[]; readonly claims: readonly Feature[] };
      return { s: 'part', nouns: doc.nouns, claims: doc.claims };
    },
  ],
];

/** Data inputs of a multiplexer by the code that selects them, and what is said of the multiplexer around a module. */
export function addMuxLegRules(grammar: Grammar): void {
  // `ab`: one-letter names written together, the first most significant.
  grammar.natives.set('select-word', (tokens, at, read) => {
    const token = tokens[at];
    if (token === undefined || token.kind !== 'word' || token.name !== null || !/^[A-Za-z]{2,4}$/.test(token.text))
      return read('concatenated', at);
    const names = [...token.text].map((letter) => ref(letter));
    return [{ value: op('cat', ...names), end: at + 1, cost: 0.5, rules: [] }];
  });
  grammar.natives.set('bit-code', (tokens, at) => {
    const bits = tokens[at]?.number?.bits ?? null;
    return bits === null ? [] : [{ value: bits, end: at + 1, cost: 0, rules: [] }];
  });
  addSeries(grammar, 'operand-series', 'operand', ['and']);
  addRules(grammar, 'concatenated', [
    ['concat.braces', "'{' v:<operand-series> '}'", (c) => op('cat', ...vals(c, 'v'))],
  ]);
  addRules(grammar, 'leg', LEGS);
  addSeries(grammar, 'leg-series', 'leg', ['and']);
  addRules(grammar, 'legs', [
    ['legs.one', 'l:<leg>', (c) => [c['l']]],
    ['legs.many', 'l:<leg-series>', (c) => c['l']],
  ]);
  addRules(grammar, 'clause', CLAUSES);
}
