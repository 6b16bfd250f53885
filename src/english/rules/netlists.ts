import { addRules, addSeries, type Captures, type Grammar } from '../grammar.ts';
import type { GateRef, Statement } from '../statement.ts';
import type { Value } from '../value.ts';
import { val, vals } from './values.ts';

const gate = (captures: Captures, name: string): GateRef => captures[name] as GateRef;

/** Netlists in words: gates, what goes into them and where their outputs go. */
export function addNetlistRules(grammar: Grammar): void {
  addRules(grammar, 'gate-ref', [
    [
      'gate.ref',
      '[this | that] [o:<ordinal>] [n:<number> input] g:<gate-word> [gate]',
      (c): GateRef => ({
        kind: String(c['g']),
        inputs: (c['n'] ?? null) as number | null,
        which: (c['o'] ?? null) as number | null,
      }),
    ],
    [
      'gate.flip-flop',
      '[this | that] [single] [d | d type] (flip flop | dff | register)',
      (): GateRef => ({ kind: 'dff', inputs: 1, which: null }),
    ],
    ['gate.inverter', '[this | that] (inverter | not gate)', (): GateRef => ({ kind: 'u~', inputs: 1, which: null })],
  ]);
  addRules(grammar, 'net-value', [
    ['net.signal', 'v:<signal>', (c) => val(c, 'v')],
    ['net.input-noun', '[input] v:<operand>', (c) => (val(c, 'v').k === 'num' ? null : val(c, 'v'))],
    ['net.output-of', 'output of g:<gate-ref>', (c) => outputOf(gate(c, 'g'))],
    ['net.output-named', 'output v:<operand> of <gate-ref>', (c) => val(c, 'v')],
    ['net.gate-output', "g:<gate-ref> 's output", (c) => outputOf(gate(c, 'g'))],
    ['net.inverse', '(inverse | complement) of v:<signal>', (c): Value => ({ k: 'op', op: 'u~', args: [val(c, 'v')] })],
  ]);
  addSeries(grammar, 'net-series', 'net-value');
  addRules(grammar, 'net-values', [
    ['net.one', 'x:<net-value>', (c) => [c['x']]],
    ['net.many', 'x:<net-series>', (c) => c['x']],
    ['net.along', 'x:<net-value> along with y:<net-value>', (c) => [c['x'], c['y']]],
  ]);
  sentences(grammar);
}

const outputOf = (ref: GateRef): Value => ({ k: 'op', op: `gate:${ref.kind}`, args: [] });

function sentences(grammar: Grammar): void {
  const net = (from: GateRef, facts: Partial<Extract<Statement, { readonly s: 'net' }>>): Statement => ({
    s: 'net',
    gate: from,
    inputs: [],
    to: null,
    into: null,
    ...facts,
  });
  addRules(grammar, 'clause', [
    [
      'net.takes',
      '[there is] g:<gate-ref> (takes | take | receives | has) [as] [its] (input | inputs) v:<net-values>',
      (c) => net(gate(c, 'g'), { inputs: vals(c, 'v') }),
    ],
    [
      'net.takes-as',
      'g:<gate-ref> (takes | receives | has) v:<net-values> as [its] [n:<number>] (input | inputs)',
      (c) => net(gate(c, 'g'), { inputs: vals(c, 'v') }),
    ],
    [
      'net.connected',
      "g:<gate-ref> '(' [with] [inputs] connected to v:<net-values> ')' has output connected to [n:<ordinal>] [input of] h:<gate-ref>",
      (c) => net(gate(c, 'g'), { inputs: vals(c, 'v'), into: gate(c, 'h') }),
    ],
    [
      'net.input-is',
      '[n:<ordinal> | other | second | first] (input | inputs) of g:<gate-ref> (is | are | is connected to | are connected to | comes from) v:<net-values>',
      (c) => net(gate(c, 'g'), { inputs: vals(c, 'v') }),
    ],
    [
      'net.output-is',
      'output of g:<gate-ref> (is | is connected to | drives | goes to | feeds) [module output | output] t:<operand>',
      (c) => (val(c, 't').k === 'name' ? net(gate(c, 'g'), { to: val(c, 't') }) : null),
    ],
    [
      'net.output-into',
      'output of g:<gate-ref> (is connected to | drives | goes to | feeds | is fed into | goes into) [n:<ordinal>] [input of | input to] h:<gate-ref>',
      (c) => net(gate(c, 'g'), { into: gate(c, 'h') }),
    ],
    [
      'net.gate-output',
      'g:<gate-ref> (drives | feeds) [output] t:<operand>',
      (c) => (val(c, 't').k === 'name' ? net(gate(c, 'g'), { to: val(c, 't') }) : null),
    ],
  ]);
}
