import { addRules, addSeries, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { GateRef, Statement } from '../statement.ts';
import { op, type Value } from '../value.ts';
import { fact } from './captures.ts';
import { val, vals } from './values.ts';

/** An output of a submodule as a value: `inst:A:2` is the second A. */
const instance = (c: Captures, ordinal = c['o']): Value => op(`inst:${String(c['s'])}:${String(ordinal ?? 1)}`);

/** A gate that joins outputs of submodules or other gates; the last value is the output it drives, where it is told. */
function joins(c: Captures): Statement | null {
  const gate = c['g'] as GateRef;
  const inputs = [...vals(c, 'x'), ...(c['y'] === undefined ? [] : vals(c, 'y'))];
  const isWrong = gate.which !== null || (gate.inputs !== null && gate.inputs !== inputs.length);
  if (isWrong || inputs.length < 2) return null;
  const to = c['t'] === undefined ? [] : [op('to', val(c, 't'))];
  return fact('sub-gate', [...inputs, ...to], { text: gate.kind });
}

const GO =
  '(go to | goes to | are connected to | is connected to | is connect to | feed | feeds | drive | are fed into | is fed into)';
const SUB = '(submodule | submodules | module | modules | instance | instances | block | blocks)';

const VALUES: readonly RuleLine[] = [
  [
    'sub-value.of',
    'output of [o:<ordinal>] [instance of] [module | submodule] s:<submodule> [submodule | module | instance | block]',
    (c) => instance(c),
  ],
  ['sub-value.gate', 'output of [this] g:<gate-ref> [gate]', (c) => op(`gate:${(c['g'] as GateRef).kind}`)],
  ['sub-value.bare-gate', 'g:<gate-ref> [gate]', (c) => op(`gate:${(c['g'] as GateRef).kind}`)],
];

const CLAUSES: readonly RuleLine[] = [
  [
    'sub.counts',
    '(<circuit> | it | <self>) (is implemented with | is built from | is made of | contains | consists of | uses | has | instantiates | is composed of) x:<sub-counts>',
    (c) => fact('sub-counts', c['x'] as readonly Value[]),
  ],
  [
    'sub.counts-top',
    '[now] (consider | build | implement | create | design) top level [module | circuit | design] (that | which) (uses | has | contains | consists of | instantiates) x:<sub-counts>',
    (c) => fact('sub-counts', c['x'] as readonly Value[]),
  ],
  [
    'sub.input',
    `o:<ordinal> input of (each | every | all [of] [n:<number>] | both) [of] [these | n:<number>] ${SUB} (is | are) (connected | connect | wired | tied) to [input | signal] v:<signal>`,
    (c) =>
      fact('sub-input', [val(c, 'v')], {
        n: c['o'] as number,
        ...(c['n'] === undefined ? {} : { text: String(c['n']) }),
      }),
  ],
  [
    'sub.gate',
    `[outputs of] x:<sub-values> ${GO} [inputs of] g:<gate-ref> [gate] [[','] along with y:<sub-values>] [[','] (whose | and its) output is [output] t:<operand>]`,
    joins,
  ],
  [
    'sub.pair',
    `o:<ordinal> pair of s:<submodule> and q:<submodule> [${SUB}] (is | are) [similarly | likewise] connected to g:<gate-ref> [gate]`,
    (c) => {
      const gate = c['g'] as GateRef;
      const other = op(`inst:${String(c['q'])}:${String(c['o'])}`);
      return gate.inputs !== null && gate.inputs !== 2
        ? null
        : fact('sub-gate', [instance(c), other], { text: gate.kind });
    },
  ],
  [
    'sub.top',
    '[now] (consider | build | implement | create | design | given) [verilog] top level (module | entity | circuit) [named | called] [<self>] [<interface-tail>]',
    (): Statement => ({ s: 'context' }),
  ],
  [
    'sub.top-has',
    'top level (module | entity) [<self>] has following (interface | ports)',
    (): Statement => ({ s: 'context' }),
  ],
];

/** Circuits of named submodules: how many there are, what their inputs are, and the gates that join their outputs. */
export function addSubmoduleRules(grammar: Grammar): void {
  addRules(grammar, 'sub-value', VALUES);
  addSeries(grammar, 'sub-value-series', 'sub-value', ['and']);
  addRules(grammar, 'sub-values', [
    ['sub-values.one', 'x:<sub-value>', (c) => [c['x']]],
    ['sub-values.many', 'x:<sub-value-series>', (c) => c['x']],
  ]);
  addRules(grammar, 'sub-count', [
    [
      'sub-count',
      `n:<number> [instances of | instance of | copies of | copy of] s:<submodule> [${SUB}]`,
      (c) => op(`count:${String(c['s'])}:${String(c['n'])}`),
    ],
  ]);
  addSeries(grammar, 'sub-count-series', 'sub-count', ['and']);
  addRules(grammar, 'sub-counts', [
    ['sub-counts.one', 'x:<sub-count>', (c) => [c['x']]],
    ['sub-counts.many', 'x:<sub-count-series>', (c) => c['x']],
  ]);
  addRules(grammar, 'clause', CLAUSES);
}
